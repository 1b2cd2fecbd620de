/// A member name made ready once, for looking up and writing many times without making a `String`.
///
/// Compared by bytes, as JSON member names are (RFC 8259 §8.3), never by canonical equivalence.
package struct JSONKey: Sendable, Hashable {
    /// The name.
    package let name: String
    /// The name's UTF-8.
    package let utf8: [UInt8]
    /// `"name":`, escaped as it is written.
    package let written: [UInt8]
    @usableFromInline let fingerprint: UInt32

    /// Makes a name ready.
    package init(_ name: String) {
        self.name = name
        utf8 = Array(name.utf8)
        fingerprint = name.withBytes { bytes in
            guard let start = bytes.baseAddress else { return 0 }
            return ByteOperations.fingerprint(start, count: bytes.count)
        }
        var writer = JSONWriter(reserving: utf8.count + 8)
        writer.string(name)
        written = writer.finish() + [0x3A]
    }

    package static func == (left: JSONKey, right: JSONKey) -> Bool {
        left.fingerprint == right.fingerprint && left.utf8 == right.utf8
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(utf8) }
}

extension JSONKey: ExpressibleByStringLiteral {
    package init(stringLiteral name: String) { self.init(name) }
}
