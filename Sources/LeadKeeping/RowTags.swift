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

    /// The row of ``StoredTable/columns`` with its tag.
    package func row(of table: StoredTable, _ values: [StoredValue]) -> TaggedRow {
        var row = untagged(named: table.rawValue, values[...])
        KeyedCode.withBytes(of: code.digest(over: row.bytes)) { row.end(with: $0.prefix(Self.length)) }
        return row
    }

    /// The tag of a row of ``StoredTable/columns``.
    package func tag(of table: StoredTable, _ values: [StoredValue]) -> Data {
        tag(named: table.rawValue, values[...])
    }

    /// The tag of values that have a name among all that is authenticated.
    package func tag(named name: String, _ values: ArraySlice<StoredValue>) -> Data {
        code.code(over: untagged(named: name, values).bytes, length: Self.length)
    }

    /// Whether `tag` is the one of these values.
    package func proves(_ tag: StoredValue, of table: StoredTable, _ values: ArraySlice<StoredValue>) -> Bool {
        tag == .bytes(self.tag(named: table.rawValue, values))
    }

    private func untagged(named name: String, _ values: ArraySlice<StoredValue>) -> TaggedRow {
        TaggedRow(of: name, values, body: Self.bodies.contains(name) ? 3 : nil)
    }
}
