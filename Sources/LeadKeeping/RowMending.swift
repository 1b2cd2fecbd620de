import Foundation

/// Puts the one bit right by which a row differs from the one that was written, where there is such a bit.
///
/// Most damage is a single bit, and a row's tag tells whether a guess is right: of all rows with one bit changed back only
/// the true one bears it. So nothing is guessed that is not proven.
struct RowMending {
    let tags: RowTags
    let table: StoredTable

    /// The values that were written, if one bit of these values or of their tag has changed; `nil` if more is damaged.
    ///
    /// - Parameter row: of all ``StoredTable/columns`` and the tag behind them.
    func written(_ row: StoredRow) -> [StoredValue]? {
        let count = table.columns.count
        guard row.values.count > count, case .bytes(let tag) = row.values[count],
            tag.count == RowTags.length
        else { return nil }
        let values = Array(row.values[..<count])
        if Self.differsByOneBit(tags.tag(of: table, values), tag) { return values }
        for (place, value) in values.enumerated() {
            for guess in Self.neighbours(of: value) {
                var mended = values
                mended[place] = guess
                if tags.proves(row.values[count], of: table, mended[...]) { return mended }
            }
        }
        return nil
    }

    private static func differsByOneBit(_ one: Data, _ other: Data) -> Bool {
        zip(one, other).reduce(0) { $0 + ($1.0 ^ $1.1).nonzeroBitCount } == 1
    }

    /// All values of the same type that differ from this one in one bit.
    private static func neighbours(of value: StoredValue) -> [StoredValue] {
        switch value {
        case .null: []
        case .integer(let number): (0..<64).map { .integer(number ^ (1 << $0)) }
        case .real(let number):
            (0..<64).map { .real(Double(bitPattern: number.bitPattern ^ (1 << $0))) }
        case .text(let text):
            // A text that is no UTF-8 any more has come back with other bytes than stand in the file.
            neighbours(of: Array(text.utf8)).compactMap { String(validating: $0, as: UTF8.self)?.stored }
        case .bytes(let bytes): neighbours(of: Array(bytes)).map { Data($0).stored }
        }
    }

    private static func neighbours(of bytes: [UInt8]) -> [[UInt8]] {
        (0..<bytes.count * 8).map { bit in
            var changed = bytes
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            return changed
        }
    }
}
