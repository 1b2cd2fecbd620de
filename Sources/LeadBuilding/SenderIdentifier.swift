/// The sender's own id of a lead, if it is one: it goes back to the sender in callbacks, which hold nothing personal.
///
/// A source's key can be anything that tells its leads apart, also a mail address or a phone number. So it counts as an id
/// only when it looks like one: up to 128 letters, digits and `-_.:/` of ASCII, with a digit, and none of the forms in which
/// phone numbers, dates and IBANs are written. What is left out is missing in the callback; the lead's id is always there.
package enum SenderIdentifier {
    /// A reference for who must see nothing that a customer typed: words that are no ids are left out of it.
    package static func masked(_ reference: String) -> String {
        reference.split(separator: " ").map { id(String($0)) ?? "…" }.joined(separator: " ")
    }

    /// The id, or `nil` when the text may be something about a person.
    static func id(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        guard (1...128).contains(bytes.count), bytes.allSatisfy(isAllowed), bytes.contains(where: isDigit),
            !isNumberOfAPerson(bytes), !isIBAN(bytes)
        else { return nil }
        return text
    }

    private static let separators = Array("-_.:/".utf8)

    private static func isAllowed(_ byte: UInt8) -> Bool {
        isDigit(byte) || isLetter(byte) || separators.contains(byte)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) }

    /// A date (three groups of digits), or a phone number (with a leading zero or the country's code).
    private static func isNumberOfAPerson(_ bytes: [UInt8]) -> Bool {
        guard !bytes.contains(where: isLetter) else { return false }
        let groups = bytes.split(whereSeparator: separators.contains)
        let digits = groups.reduce(0) { $0 + $1.count }
        if groups.count == 3 { return true }
        if bytes.first == 0x30 { return digits >= 6 }
        return groups.count == 1 && bytes.starts(with: [0x34, 0x39]) && (11...13).contains(digits)
    }

    /// Two capital letters, two digits, eleven or more capitals and digits (ISO 13616).
    private static func isIBAN(_ bytes: [UInt8]) -> Bool {
        (15...34).contains(bytes.count) && bytes[..<2].allSatisfy { (0x41...0x5A).contains($0) }
            && bytes[2..<4].allSatisfy(isDigit)
            && bytes[4...].allSatisfy { isDigit($0) || (0x41...0x5A).contains($0) }
    }
}
