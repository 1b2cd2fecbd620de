/// The number that Europace gives a case: six characters, `^[A-Z0-9]{6}` in the documentation (fact sheet 1.0).
package enum Vorgangsnummer {
    /// Whether a text can be such a number. Tolerant in length, strict in alphabet, as it goes into addresses.
    package static func isPlausible(_ text: String) -> Bool {
        (1...32).contains(text.utf8.count)
            && text.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) }
    }

    /// Whether a person can have meant such a number: what they copy from the platform is as documented.
    package static func isDocumented(_ text: String) -> Bool {
        (6...32).contains(text.utf8.count)
            && text.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) }
    }
}
