/// A member name made ready once, for looking up and writing many times without making a `String`.
///
/// Compared by bytes, as JSON member names are (RFC 8259 §8.3), never by canonical equivalence.
///
/// Public for the sake of inlining; see ``JSONWriter``.
public struct JSONKey: Sendable, Hashable {
    /// The name.
    package let name: String
    /// The name's UTF-8.
    @usableFromInline package let utf8: [UInt8]
    /// `"name":`, escaped as it is written.
    @usableFromInline package let written: [UInt8]
    /// 24 bits that tell most names apart, for ``JSONView``.
    @usableFromInline package let fingerprint: UInt32

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

    /// Whether the names are the same bytes.
    public static func == (left: JSONKey, right: JSONKey) -> Bool {
        left.fingerprint == right.fingerprint && left.utf8 == right.utf8
    }

    /// Whether the name is these bytes.
    @inlinable @inline(__always)
    package func isSame(as bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        utf8.withUnsafeBufferPointer { $0.isSame(as: bytes) }
    }

    /// Hashes the name's bytes.
    public func hash(into hasher: inout Hasher) { hasher.combine(utf8) }
}

extension JSONKey: ExpressibleByStringLiteral {
    /// A name in the program's text.
    public init(stringLiteral name: String) { self.init(name) }
}
