package import Foundation

/// The keyed hashes of a lead's keys as they stand beside its content: one after another, each of the same size.
package enum DuplicateKeys {
    /// Bytes of one.
    static let size = 16

    /// One value for the column; `nil` for a lead without a key.
    static func joined(_ keys: [Data]) -> Data? {
        keys.isEmpty ? nil : keys.reduce(into: Data()) { $0.append($1) }
    }

    /// The keys of a column's value.
    package static func split(_ joined: Data) -> [Data] {
        stride(from: 0, to: joined.count, by: size).map { start in
            Data(joined.dropFirst(start).prefix(size))
        }
    }
}
