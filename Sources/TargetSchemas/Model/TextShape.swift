/// The form that a text must have, position by position: `AAA99` for a partner's id, `XXXXXX/#/#` for an Antragsnummer.
///
/// `A` is a capital letter, `9` a digit, `X` either, `#` one or more digits; every other character is itself.
package struct TextShape: Sendable, Hashable {
    /// As it is written.
    package let text: String

    package init(_ text: String) { self.text = text }

    /// Whether the whole text has this form.
    package func matches(_ candidate: String) -> Bool {
        var rest = candidate.utf8[...]
        for mark in text.utf8 {
            guard let first = rest.first else { return false }
            switch mark {
            case UInt8(ascii: "A"): guard Self.isCapital(first) else { return false }
            case UInt8(ascii: "9"): guard Self.isDigit(first) else { return false }
            case UInt8(ascii: "X"): guard Self.isCapital(first) || Self.isDigit(first) else { return false }
            case UInt8(ascii: "#"):
                guard Self.isDigit(first) else { return false }
                rest = rest.drop(while: Self.isDigit)
                continue
            default: guard first == mark else { return false }
            }
            rest = rest.dropFirst()
        }
        return rest.isEmpty
    }

    /// A text of this form, for samples and advice: `ABC12`, `ABC123/1/1`.
    package var example: String {
        var example = ""
        var letters = 0
        var digits = 0
        for mark in text {
            let isLetter = mark == "A" || (mark == "X" && letters < 3)
            if isLetter {
                example.append(["A", "B", "C"][letters % 3])
                letters += 1
            } else if mark == "9" || mark == "X" {
                digits += 1
                example.append(String(digits % 10))
            } else {
                example.append(mark == "#" ? "1" : mark)
            }
        }
        return example
    }

    /// The same as a regular expression, for JSON Schema.
    package var pattern: String {
        "^"
            + text.map { mark in
                switch mark {
                case "A": "[A-Z]"
                case "9": "[0-9]"
                case "X": "[A-Z0-9]"
                case "#": "[0-9]+"
                default: mark.isLetter || mark == "/" ? String(mark) : "\\\(mark)"
                }
            }
            .joined() + "$"
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    private static func isCapital(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }
}
