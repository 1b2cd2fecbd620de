/// The rules of a type in one line of text, the form that they have in a schema file.
///
/// ```
/// any=antragsnummer|produktanbieterantragsnummer     at least one of them
/// any?=produktanbieterstatus|antragstellerstatus     so says one published version
/// without=rateMonatlich/laufzeitInMonaten            the first is read only without the second
/// with=fahrzeugkauf/finanzierungszweck:FAHRZEUGKAUF  the first is read only if the second has the value
/// selects=beschaeftigungsart                         its text names the one member that is read
/// unread=antragsteller1.wohnsituation.gemeinsamerHaushalt/antragsteller2
/// ```
enum ObjectRuleNotation {
    static func text(for rules: [ObjectRule]) -> String { rules.map(word).joined(separator: " ") }

    private static func word(_ rule: ObjectRule) -> String {
        switch rule {
        case .single: "single"
        case .atLeastOne(let names, let isDisputed): "any\(isDisputed ? "?" : "")=\(names.joined(separator: "|"))"
        case .readWithout(let member, let other): "without=\(member)/\(other)"
        case .readWith(let member, let other, let value): "with=\(member)/\(other):\(value)"
        case .selects(let member): "selects=\(member)"
        case .unread(let path, let other): "unread=\(path.joined(separator: "."))/\(other)"
        }
    }

    /// The rules of a line; `nil` if a word of it is none.
    static func rules(_ text: String) -> [ObjectRule]? {
        var rules: [ObjectRule] = []
        for word in text.split(separator: " ") {
            guard let rule = rule(word) else { return nil }
            rules.append(rule)
        }
        return rules
    }

    private static func rule(_ word: Substring) -> ObjectRule? {
        let parts = word.split(separator: "=", maxSplits: 1)
        guard let key = parts.first else { return nil }
        guard let value = parts.dropFirst().first else { return key == "single" ? .single : nil }
        let pair = value.split(separator: "/", maxSplits: 1).map(String.init)
        switch key {
        case "any", "any?": return .atLeastOne(value.split(separator: "|").map(String.init), isDisputed: key == "any?")
        case "selects": return .selects(String(value))
        case "without":
            guard pair.count == 2 else { return nil }
            return .readWithout(member: pair[0], other: pair[1])
        case "with":
            let condition = pair.last?.split(separator: ":", maxSplits: 1).map(String.init) ?? []
            guard pair.count == 2, condition.count == 2 else { return nil }
            return .readWith(member: pair[0], other: condition[0], value: condition[1])
        case "unread":
            guard pair.count == 2 else { return nil }
            return .unread(path: pair[0].split(separator: ".").map(String.init), insteadOf: pair[1])
        default: return nil
        }
    }
}
