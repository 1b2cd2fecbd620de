import Foundation

/// A row on its way to a table: its values one behind another, as they are authenticated, and where each of them stands.
///
/// A statement takes the values from these bytes, so that none of them is copied once more. ``RowTags`` makes it.
package struct TaggedRow {
    /// What a column holds.
    package enum Value {
        case null
        case integer(Int64)
        case real(Double)
        case text(Range<Int>)
        case bytes(Range<Int>)
    }

    /// What ``values`` stand in. What a tag is made of comes first.
    package private(set) var bytes: [UInt8]
    /// The values of the columns; behind them the tag, once there is one.
    package private(set) var values: [Value]
    private let columns: ArraySlice<StoredValue>
    /// The column of which only the end is authenticated.
    private let body: Int?

    /// - Parameters:
    ///   - name: authenticated with the values.
    ///   - body: the column of what is sealed: it is long and authenticates itself, so its own tag stands for it.
    init(of name: String, _ columns: ArraySlice<StoredValue>, body: Int?) {
        self.columns = columns
        self.body = body
        bytes = []
        bytes.reserveCapacity(640)
        values = []
        values.reserveCapacity(columns.count + 1)
        bytes.append(contentsOf: name.utf8)
        for value in columns { values.append(append(value)) }
    }

    /// Puts what a tag does not cover and the tag behind the rest.
    mutating func end(with tag: Slice<UnsafeRawBufferPointer>) {
        if let body, body < columns.count, case .bytes(let blob) = columns[columns.startIndex + body] {
            values[body] = .bytes(blob.withUnsafeBytes { place($0[...]) })
        }
        values.append(.bytes(place(tag)))
    }

    /// The tag, once there is one.
    package var tag: Value { values.last ?? .null }

    /// The same row with a tag that is none.
    package var untagged: TaggedRow {
        var row = self
        row.values[row.values.count - 1] = .bytes(0..<0)
        return row
    }

    private mutating func append(_ value: StoredValue) -> Value {
        switch value {
        case .null: return .null
        case .integer(let integer):
            begin(type: 1, length: 8)
            withUnsafeBytes(of: integer.bigEndian) { bytes.append(contentsOf: $0) }
            return .integer(integer)
        case .real(let real):
            begin(type: 2, length: 8)
            withUnsafeBytes(of: real.bitPattern.bigEndian) { bytes.append(contentsOf: $0) }
            return .real(real)
        case .text(var text):
            return text.withUTF8 { text in
                // A database's text ends where a NUL stands, and so does what comes back.
                let count = text.firstIndex(of: 0) ?? text.count
                begin(type: 3, length: count)
                return .text(place(UnsafeRawBufferPointer(text)[..<count]))
            }
        case .bytes(let blob):
            begin(type: 4, length: blob.count)
            let isBody = values.count == body
            return blob.withUnsafeBytes { blob in
                .bytes(place(isBody ? blob.suffix(RowTags.length) : blob[...]))
            }
        }
    }

    /// Writes what tells values apart: the number of the column, the type and the length.
    private mutating func begin(type: UInt64, length: Int) {
        let number = UInt64(truncatingIfNeeded: values.count) & 0xFF
        let head = number << 48 | type << 40 | UInt64(UInt32(truncatingIfNeeded: length)) << 8
        // The last of the eight bytes is none of them.
        withUnsafeBytes(of: head.bigEndian) { _ = place($0[..<7]) }
    }

    private mutating func place(_ part: Slice<UnsafeRawBufferPointer>) -> Range<Int> {
        let start = bytes.count
        // A slice would go over byte by byte.
        bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: part))
        return start..<bytes.count
    }
}
