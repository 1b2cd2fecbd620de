import JSON

/// Whether somebody agreed. Not the same as yes or no.
///
/// A ticked box posts its value, often its own label or the id of an option; an unticked one posts nothing, `""`, `[]`
/// or `"0"`. So any text is consent, with one rule above it: **a text with a word of refusal in it is never guessed to
/// be consent.** "einverstanden, dass Daten nicht weitergegeben werden" and "Einwilligung nicht erteilt" look alike.
/// Such a text is a refusal if it is, as a whole, one of a closed list ("Ich stimme nicht zu"), and unclear otherwise.
/// A mapping that publishes should name the accepted texts: then only they count, exactly.
enum Einwilligung {
    /// - Parameter accepted: the texts or option ids that mean consent; `nil` if the mapping names none.
    /// - Throws: `einwilligung_unklar`.
    static func read(_ value: JSONValue, accepted: [String]?) throws(Unreadable) -> JSONValue? {
        switch value {
        case .null: return nil
        case .bool(let flag): return .bool(flag)
        case .number(let number):
            if let accepted { return .bool(accepted.contains { $0.utf8.elementsEqual(number.text.utf8) }) }
            if number.isEqual(to: 1) { return true }
            if number.isEqual(to: 0) { return false }
            throw unclear
        case .string(let text):
            return try read(text, accepted: accepted)
        case .array(let elements):
            let telling = elements.filter { !Answer.saysNothing($0) }
            guard let first = telling.first else { return false }
            if let accepted {
                let flags = telling.map { element in
                    element.stringValue.map { isAccepted($0, by: accepted) } ?? false
                }
                return .bool(flags.contains(true))
            }
            guard telling.count == 1, !isNested(first) else { throw unclear }
            return try read(first, accepted: nil)
        case .object(let object):
            guard let inner = object["value"] ?? object["is_checked"], !isNested(inner) else { throw unclear }
            return try read(inner, accepted: accepted)
        }
    }

    private static func isNested(_ value: JSONValue) -> Bool {
        switch value {
        case .array, .object: true
        default: false
        }
    }

    private static func read(_ text: String, accepted: [String]?) throws(Unreadable) -> JSONValue? {
        let line = CleanText.line(text)
        if line.isEmpty { return false }
        if let accepted { return .bool(isAccepted(text, by: accepted)) }
        if CleanText.saysNothing(line) { return nil }
        var plain = line
        if plain.withUTF8({ QuickConsent.isConsent($0.span) }) { return true }
        if let flag = JaNein.plain(line) { return .bool(flag) }
        let words = refusalWords(of: line)
        if refusals.contains(words.joined(separator: " ")) { return false }
        if words.contains(where: isRefusal) || line.unicodeScalars.contains(where: crosses.contains) { throw unclear }
        // In one word, such as the name of an option, a refusal may hide anywhere: "consentnotgranted".
        if words.count == 1, refusalBeginnings.contains(where: { words[0].contains($0) }) || words[0].contains("not") {
            throw unclear
        }
        // A number other than 0 and 1 is the number of an option that only the mapping can know.
        guard words.contains(where: { $0.contains(where: \.isLetter) }) else { throw unclear }
        return true
    }

    /// Exactly one of the accepted texts; only white space and composition of letters may differ.
    private static func isAccepted(_ text: String, by accepted: [String]) -> Bool {
        let line = CleanText.line(text)
        return accepted.contains { CleanText.line($0).utf8.elementsEqual(line.utf8) }
    }

    /// The words of a text, folded; everything that is neither letter nor digit parts them, and so does a capital
    /// behind a small letter ("isNotAccepted"). Letters set apart ("n i c h t") are one word.
    private static func refusalWords(of line: String) -> [String] {
        var parted = String.UnicodeScalarView()
        var previousIsSmall = false
        for scalar in line.unicodeScalars {
            if previousIsSmall, scalar.properties.isUppercase { parted.append(" ") }
            previousIsSmall = scalar.properties.isLowercase
            parted.append(scalar.isLetter || scalar.isNumber ? scalar : " ")
        }
        let words = foldedUmlauts(String(parted).lowercased()).unicodeScalars.split(separator: " ").map(String.init)
        return words.count > 1 && words.allSatisfy { $0.utf8.count == 1 } ? [words.joined()] : words
    }

    private static func isRefusal(_ word: String) -> Bool {
        refusalWords.contains(word) || refusalBeginnings.contains { word.utf8.starts(with: $0.utf8) }
    }

    private static let unclear = Unreadable(
        .einwilligungUnklar,
        "Ob eingewilligt wurde, geht aus der Angabe nicht eindeutig hervor; die Zuordnung sollte den Wortlaut nennen."
    )

    static let refusalWords: Set<String> = [
        "not", "no", "ohne", "never", "nie", "niemals", "nirgends", "without", "dont", "don", "doesn", "won", "cannot",
        "nein", "nope", "non", "nee", "nix", "off", "false", "unchecked", "weder", "none", "neither", "nor",
        "out", "hayir", "нет", "не", "untersage", "verbiete", "widerrufe", "widerrufen", "opt", "abmelden", "stop",
        "f", "inactive", "inaktiv", "deaktiviert", "disabled", "abgewaehlt", "deselected", "unzutreffend", "ungueltig",
        "invalid", "leer", "empty", "fehlt", "missing", "gesperrt", "storniert", "abgemeldet", "ausgeschlossen",
        "negativ",
    ]
    /// Boxes that are empty or crossed, and the like.
    private static let crosses = Set("☐☒✗✘✕✖❌❎🚫👎".unicodeScalars)
    static let refusalBeginnings = [
        "nicht", "kein", "lehn", "ablehn", "abgelehn", "widerspr", "widersproch", "widerruf", "declin", "refus",
        "reject", "deny", "denied", "disagree", "verweiger", "untersag", "verbot", "unsubscrib", "object", "decline",
        "disallow", "withdraw", "revok", "dissent",
    ]

    /// Whole texts, folded, that can mean nothing but no.
    private static let refusals: Set<String> = {
        let subjects = ["", "ich ", "nein ", "nein ich "]
        let predicates = [
            "stimme nicht zu", "stimme dem nicht zu", "bin nicht einverstanden", "nicht einverstanden", "widerspreche",
            "widerspreche dem", "lehne ab", "lehne das ab", "lehne dies ab", "willige nicht ein", "nicht zugestimmt",
            "habe nicht zugestimmt", "nicht akzeptiert", "akzeptiere nicht", "nicht erlaubt", "abgelehnt",
            "moechte das nicht", "moechte keinen newsletter", "nicht ausgewaehlt", "nicht angekreuzt",
        ]
        let english = [
            "i do not agree", "i don t agree", "do not agree", "not agreed", "i disagree", "disagree", "declined",
            "i decline", "decline", "not accepted", "i do not accept", "i refuse", "refused", "rejected", "denied",
            "opt out", "opted out", "not checked", "no consent",
        ]
        return Set(subjects.flatMap { subject in predicates.map { subject + $0 } } + english)
    }()
}
