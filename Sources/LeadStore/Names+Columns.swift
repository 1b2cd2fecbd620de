import GRDB
import Names

/// Names stand in the file as their text.
extension SourceName: DatabaseValueConvertible {}
extension MappingHash: DatabaseValueConvertible {}

extension SourceName: StoredValue {
    init?(stored: DatabaseValue) {
        guard let text = String(stored: stored) else { return nil }
        self.init(rawValue: text)
    }
}

extension MappingHash: StoredValue {
    init?(stored: DatabaseValue) {
        guard let text = String(stored: stored) else { return nil }
        self.init(rawValue: text)
    }
}
