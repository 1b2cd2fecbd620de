extension StringProtocol {
    /// Without blanks at both ends.
    package var trimmingSpaces: String {
        var part = self[...]
        while part.first?.isWhitespace == true { part = part.dropFirst() }
        while part.last?.isWhitespace == true { part = part.dropLast() }
        return String(part)
    }
}

extension String {
    /// The spellings of one answer that a key lists: `Haus kaufen | Hauskauf`.
    var spellings: [String] { split(separator: "|").map(\.trimmingSpaces).filter { !$0.isEmpty } }
}
