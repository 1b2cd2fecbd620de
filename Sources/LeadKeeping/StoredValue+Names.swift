package import Names

/// Names are stored as their text.
extension SourceName: Storable {
    package init?(stored: StoredValue) {
        guard let text = String(stored: stored) else { return nil }
        self.init(rawValue: text)
    }

    package var stored: StoredValue { rawValue.stored }
}

extension MappingHash: Storable {
    package init?(stored: StoredValue) {
        guard let text = String(stored: stored) else { return nil }
        self.init(rawValue: text)
    }

    package var stored: StoredValue { rawValue.stored }
}
