package import Foundation

/// A value of a column, whatever database keeps it.
///
/// Times are milliseconds since 1970 UTC, ids the sixteen bytes of the UUID, names their raw values.
package enum StoredValue: Sendable, Hashable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case bytes(Data)
}

/// What a column can hold.
package protocol Storable {
    /// The value, unless the stored one is of another type.
    init?(stored: StoredValue)

    /// The value as it is stored.
    var stored: StoredValue { get }
}

extension Int64: Storable {
    package init?(stored: StoredValue) {
        guard case .integer(let value) = stored else { return nil }
        self = value
    }

    package var stored: StoredValue { .integer(self) }
}

extension Int: Storable {
    package init?(stored: StoredValue) {
        guard case .integer(let value) = stored else { return nil }
        self.init(exactly: value)
    }

    package var stored: StoredValue { .integer(Int64(self)) }
}

extension Bool: Storable {
    package init?(stored: StoredValue) {
        guard case .integer(let value) = stored else { return nil }
        self = value != 0
    }

    package var stored: StoredValue { .integer(self ? 1 : 0) }
}

extension String: Storable {
    package init?(stored: StoredValue) {
        guard case .text(let value) = stored else { return nil }
        self = value
    }

    package var stored: StoredValue { .text(self) }
}

extension Data: Storable {
    package init?(stored: StoredValue) {
        guard case .bytes(let value) = stored else { return nil }
        self = value
    }

    package var stored: StoredValue { .bytes(self) }
}

extension StoredValue: Storable {
    package init?(stored: StoredValue) { self = stored }

    package var stored: StoredValue { self }
}

/// No value is `null`.
extension Optional: Storable where Wrapped: Storable {
    package init?(stored: StoredValue) {
        if stored == .null {
            self = .none
        } else if let value = Wrapped(stored: stored) {
            self = .some(value)
        } else {
            return nil
        }
    }

    package var stored: StoredValue { self?.stored ?? .null }
}
