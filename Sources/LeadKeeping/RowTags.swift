package import Crypto
package import Foundation

/// Authenticates what is stored in the clear: every row bears a tag over all of its values.
///
/// HMAC-SHA-256 (RFC 2104) under a key derived from the master key, cut to 128 bits (RFC 2104 §5). A tag covers the name
/// of the table, each column that is not `NULL` with its number and type, and so the row's own key: a bit that flips, a
/// value that changes its type, rows or values that are exchanged, and a value that vanishes are all noticed. A row that
/// is gone is not seen by its tag but by what counts it: a lead's version counts its timeline, the books count the rest.
package struct RowTags: Sendable {
    /// Bytes of a tag.
    package static let length = 16

    /// The tables whose fourth column is sealed.
    private static let bodies = [StoredTable.content.rawValue, StoredTable.post.rawValue]

    private let code: KeyedCode

    package init(key: SymmetricKey) { code = KeyedCode(key: key) }

    /// The tag of a row of ``StoredTable/columns``.
    package func tag(of table: StoredTable, _ values: [StoredValue]) -> Data {
        tag(named: table.rawValue, values[...])
    }

    /// The tag of values that have a name among all that is authenticated.
    package func tag(named name: String, _ values: ArraySlice<StoredValue>) -> Data {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(512)
        bytes.append(contentsOf: name.utf8)
        let isBody = Self.bodies.contains(name)
        for (number, value) in values.enumerated() {
            // What is sealed is long and authenticates itself; its own tag stands for it.
            let isBody = number == 3 && isBody
            append(value, number: UInt8(truncatingIfNeeded: number), isBody: isBody, to: &bytes)
        }
        return code.code(over: bytes, length: Self.length)
    }

    /// Whether `tag` is the one of these values.
    package func proves(_ tag: StoredValue, of table: StoredTable, _ values: ArraySlice<StoredValue>) -> Bool {
        tag == .bytes(self.tag(named: table.rawValue, values))
    }

    private func append(_ value: StoredValue, number: UInt8, isBody: Bool, to bytes: inout [UInt8]) {
        func begin(_ type: UInt8, _ length: Int) {
            bytes.append(0)
            bytes.append(number)
            bytes.append(type)
            withUnsafeBytes(of: UInt32(truncatingIfNeeded: length).bigEndian) { bytes.append(contentsOf: $0) }
        }
        switch value {
        case .null: break
        case .integer(let integer):
            begin(1, 8)
            withUnsafeBytes(of: integer.bigEndian) { bytes.append(contentsOf: $0) }
        case .real(let real):
            begin(2, 8)
            withUnsafeBytes(of: real.bitPattern.bigEndian) { bytes.append(contentsOf: $0) }
        case .text(var text):
            text.withUTF8 { text in
                // A database's text ends where a NUL stands, and so does what comes back.
                let count = text.firstIndex(of: 0) ?? text.count
                begin(3, count)
                bytes.append(contentsOf: text[..<count])
            }
        case .bytes(let blob):
            begin(4, blob.count)
            blob.withUnsafeBytes { bytes.append(contentsOf: isBody ? $0.suffix(Self.length) : $0[...]) }
        }
    }
}
