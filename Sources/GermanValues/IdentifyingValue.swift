package import JSON
package import Moments

/// What a person is known by, each in one form however it was typed: for finding the same value again, never for sending.
package enum IdentifyingValue {
    /// The addresses of a field, in lower case as a whole: nobody tells two mailboxes apart by capitals.
    package static func emails(_ text: String) -> [String] {
        var values: [String] = []
        // Several in a field that is nothing else, or one among the words of a sentence.
        for candidate in [text[...]] + text.split(whereSeparator: { $0.isWhitespace || ",;<>()\"'".contains($0) }) {
            guard candidate.utf8.contains(0x40),
                let address = (try? Email.read(.string(String(candidate))))?.flatMap(\.stringValue)
            else { continue }
            let folded = address.lowercased()
            if !values.contains(folded) { values.append(folded) }
        }
        return values
    }

    /// The digits of the telephone numbers of a field, with the country's code: `4930420860`.
    package static func phones(_ value: JSONValue) -> [String] {
        guard let phone = try? Telefon.read(value) else { return [] }
        let first = String(phone.e164.dropFirst())
        return [first] + (phone.further.map { phones(.string($0)) } ?? [])
    }

    /// A name without what spellings differ in: case, umlauts, hyphens and blanks.
    package static func name(_ text: String) -> String { squeezed(folded(text)) }

    /// A day of birth as ISO 8601 has it; `nil` for what is none.
    package static func birthDate(_ text: String, today: CalendarDate) -> String? {
        (try? Datum.read(.string(text), kind: .geburt, context: ReadingContext(today: today)))??.description
    }
}
