package import JSON

/// The answers that one value of a multiple choice names. Forms send the chosen ones as a list, as one text each, as the text of a
/// list, or as one text with separators between them. A separator may also stand inside of an answer, so the whole text is one, too.
package struct ChosenAnswers: Sendable {
    /// The answers as they were sent: one text, or each of a list that came as text.
    package let texts: [String]

    /// `nil` for what names none: blank text, "k.A.", a list or an object.
    package init?(_ value: JSONValue) {
        switch value {
        case .string(let text):
            texts = (Self.list(in: text) ?? [text]).map(CleanText.lines)
                .filter { !CleanText.saysNothing(CleanText.line($0)) }
            guard !texts.isEmpty else { return nil }
        case .bool(let flag): texts = [flag ? "true" : "false"]
        case .number(let number): texts = [number.text]
        case .null, .array, .object: return nil
        }
    }

    /// The names of an answer that came as an object of its own: `{"label": "Garage", "value": "garage"}`. `nil` for an object
    /// that says something else as well, such as whether the answer was chosen.
    package static func names(of object: JSONObject) -> [String]? {
        var names: [String] = []
        for member in object.members where !describing.contains(member.key) {
            guard naming.contains(member.key), let text = member.value.plainText, !CleanText.saysNothing(text),
                !refusals.contains(folded(text))
            else { return nil }
            names.append(text)
        }
        return names.isEmpty ? nil : names
    }

    /// What an answer with several names means: what those of them that are known mean, if that is one thing.
    package static func meaning<Meaning: Hashable>(of names: [String], _ known: (String) -> Meaning?) -> Meaning? {
        let meanings = Set(names.compactMap(known))
        return meanings.count == 1 ? meanings.first : nil
    }

    /// What is left of an answer without those that are wanted, each by itself: the answer as it is if it names none of them.
    ///
    /// Only separators are sure: of "keine Sauna und Garage" nothing is taken.
    package static func rest(of answer: String, taking isWanted: (String) -> Bool) -> [String] {
        if isWanted(CleanText.line(answer)) { return [] }
        let parts = answer.split(whereSeparator: separators.contains).map { CleanText.line(String($0)) }
            .filter { !$0.isEmpty }
        guard parts.count > 1 || parts.first != answer else { return restOfPart(answer, taking: isWanted) }
        let rest = parts.map { isWanted($0) ? [] : restOfPart($0, taking: isWanted) }
        return rest == parts.map { [$0] } ? [answer] : rest.flatMap { $0 }
    }

    private static func restOfPart(_ part: String, taking isWanted: (String) -> Bool) -> [String] {
        let pieces = part.split(separator: " ").split { joiners.contains($0.lowercased()) }
            .map { $0.joined(separator: " ") }
        guard pieces.count > 1 else { return [part] }
        var rest: [String] = []
        var isRefused = false
        for piece in pieces {
            if !isRefused, isWanted(piece) { continue }
            // What was refused may be all that follows, too.
            isRefused = isRefused || piece.split(separator: " ").contains { refusals.contains(folded(String($0))) }
            rest.append(piece)
        }
        return rest.count == pieces.count ? [part] : rest
    }

    /// The elements of a list that came as text: `["Auto","Haus"]`, `['Auto', 'Haus']`. `nil` for any other text.
    private static func list(in text: String) -> [String]? {
        let line = CleanText.line(text)
        guard line.hasPrefix("["), line.hasSuffix("]"), line.utf8.count > 2 else { return nil }
        if let elements = (try? JSONValue.parse(line))?.arrayValue {
            let texts = elements.compactMap(\.plainText)
            return texts.count == elements.count ? texts : nil
        }
        let elements = line.dropFirst().dropLast().split(separator: ",").map { CleanText.line(String($0)) }
        guard elements.allSatisfy({ $0.count > 1 && $0.hasPrefix("'") && $0.hasSuffix("'") }) else { return nil }
        return elements.map { String($0.dropFirst().dropLast()) }
    }

    private static let separators: Set<Character> = ["|", ";", ",", "\n", "•", "●", "▪", "◦", "‣", "·", "✓", "✔"]

    /// Words between answers. "oder" is none: it leaves open what was chosen.
    private static let joiners: Set<String> = ["und", "and", "sowie", "u.", "&", "+", "/"]

    /// What takes an answer back.
    private static let refusals: Set<String> = [
        "0", "false", "off", "no", "not", "nein", "nicht", "kein", "keine", "keinen", "ohne", "weder",
    ]

    /// Members of an object that name an answer, and those that tell machines which it is.
    private static let naming: Set<String> = ["label", "value", "text", "name"]
    private static let describing: Set<String> = ["id", "key", "ref", "type"]
}
