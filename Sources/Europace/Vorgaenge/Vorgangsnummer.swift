/// The number that Europace gives a case: six characters, `^[A-Z0-9]{6}` in the documentation (fact sheet 1.0).
enum Vorgangsnummer {
    /// Whether a text can be such a number. Tolerant in length, strict in alphabet, as it goes into addresses.
    static func isPlausible(_ text: String) -> Bool {
        (1...32).contains(text.utf8.count)
            && text.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) }
    }
}
