package import JSON
package import Moments

/// What a person is known by, each in one form however it was typed: for finding the same value again, never for sending.
package enum IdentifyingValue {
    /// The addresses in a text, in lower case as a whole: nobody tells two mailboxes apart by capitals. Several in a field
    /// that is nothing else, or one among the words of a sentence.
    package static func emails(_ text: String) -> [String] {
        var bytes = text
        guard bytes.withUTF8({ $0.contains(0x40) }) else { return [] }
        // An apostrophe can belong to an address, or stand around it.
        if !text.utf8.contains(0x27), let only = Email.plain(text) { return [only.lowercased()] }
        var values: [String] = []
        for candidate in [text.unicodeScalars[...]] + text.unicodeScalars.split(whereSeparator: separates) {
            guard candidate.contains("@"),
                let address = (try? Email.read(.string(String(candidate))))?.flatMap(\.stringValue)
            else { continue }
            let folded = address.lowercased()
            if !values.contains(folded) { values.append(folded) }
        }
        return values
    }

    /// Whether a character stands between the words of a sentence.
    private static func separates(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case ",", ";", "<", ">", "(", ")", "\"", "'", " ", "\t"..."\r": true
        default: !scalar.isASCII && scalar.properties.isWhitespace
        }
    }

    /// The digits of the telephone numbers in a text, with the country's code: `4930420860`.
    package static func phones(_ text: String) -> [String] {
        var bytes = text
        let (mayBeSeen, one) = bytes.withUTF8 { bytes in
            let mayBeSeen = PhoneShape.mayBeSeen(in: bytes)
            return (mayBeSeen, mayBeSeen ? Telefon(one: bytes) : nil)
        }
        if let one { return [one.e164Digits] }
        return mayBeSeen ? phones(.string(text)) : []
    }

    /// The digits of the telephone numbers of a number cell that has lost the zero, or begins with the country's code.
    package static func phones(_ number: JSONNumber) -> [String] {
        numberLengths.contains(number.text.utf8.count) ? phones(.number(number)) : []
    }

    /// How long the text of a number cell is that can be a telephone number.
    package static let numberLengths = 10...15

    private static func phones(_ value: JSONValue) -> [String] {
        guard let phone = try? Telefon.read(value) else { return [] }
        return [phone.e164Digits] + (phone.further.map { phones(.string($0)) } ?? [])
    }

    /// A name without what spellings differ in: case, umlauts, hyphens and blanks.
    package static func name(_ text: String) -> String { squeezed(folded(text)) }

    /// A day of birth as ISO 8601 has it; `nil` for what is none.
    package static func birthDate(_ text: String, today: CalendarDate) -> String? {
        (try? Datum.read(.string(text), kind: .geburt, context: ReadingContext(today: today)))??.description
    }
}
