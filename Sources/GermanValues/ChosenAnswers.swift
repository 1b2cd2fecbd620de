package import JSON

/// The answers that one value of a multiple choice names. Forms send the chosen ones as a list, as one text each, or as one text
/// with separators between them; a comma may also stand inside of an answer, so the whole text is one, too.
package struct ChosenAnswers: Sendable {
    /// The text as it was sent, on one line.
    package let whole: String
    /// The answers between separators: line breaks, `|`, `;` and `,`. One for a text without.
    package let parts: [String]

    /// `nil` for what names none: blank text, "k.A.", a list or an object.
    package init?(_ value: JSONValue) {
        switch value {
        case .string(let text):
            whole = CleanText.line(text)
            guard !CleanText.saysNothing(whole) else { return nil }
            parts = CleanText.lines(text).split { "|;,\n".contains($0) }.map { CleanText.line(String($0)) }
                .filter { !$0.isEmpty }
        case .bool(let flag):
            whole = flag ? "true" : "false"
            parts = [whole]
        case .number(let number):
            whole = number.text
            parts = [whole]
        case .null, .array, .object: return nil
        }
    }
}
