import JSON

/// A name compared by its bytes, as JSON names are; not by canonical equivalence.
struct KeyBytes: Hashable {
    private let text: String

    init(_ text: String) { self.text = text }

    static func == (left: KeyBytes, right: KeyBytes) -> Bool { left.text.hasSameBytes(as: right.text) }

    func hash(into hasher: inout Hasher) { text.hashBytes(into: &hasher) }
}

/// Tells at once of most names that they are not among some others.
struct NameFilter {
    private var marks = InlineArray<16, UInt64>(repeating: 0)

    mutating func insert(_ name: String) {
        let (word, mark) = Self.place(of: name)
        marks[word] |= mark
    }

    /// Whether the name may be among those that were put in.
    func mayContain(_ name: String) -> Bool {
        let (word, mark) = Self.place(of: name)
        return marks[word] & mark != 0
    }

    private static func place(of name: String) -> (word: Int, mark: UInt64) {
        var name = name
        let fingerprint = name.withUTF8 { $0.fingerprint }
        return (Int(fingerprint & 15), 1 << UInt64(fingerprint >> 4 & 63))
    }
}
