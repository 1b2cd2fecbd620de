import GermanValues
import JSON
import Mapping
import MappingLanguage
import Targets

/// The words of ``Explanation`` in both languages.
struct ExplanationWords {
    let language: Explanation.Language

    private func say(_ german: String, _ english: String) -> String { language == .de ? german : english }

    var document: String { say("Dokument", "Document") }
    var structure: String { say("mehrere Angaben", "several values") }
    var leadID: String { say("die Kennung des Leads", "the lead's id") }
    var unread: String {
        say(
            "alles, was sonst keine Regel gelesen hat, eine Zeile je Angabe",
            "all that no other rule has read, one line each"
        )
    }
    var decides: String { say(" entscheidet", " decides") }

    func target(_ target: Target) -> String { say("Ziel: \(target.rawValue).", "Target: \(target.rawValue).") }
    func preset(_ name: String) -> String {
        say("Die Felder werden aus der Form von \(name) gewonnen.", "Fields are taken from the shape of \(name).")
    }
    func leads(_ selector: String) -> String {
        say("Eine Sendung enthält mehrere Leads: \(selector).", "One post carries several leads: \(selector).")
    }

    func policies(missing: Policy, unreadable: Policy) -> String {
        say(
            "Fehlt ein Wert, \(consequence(missing)); ist er nicht lesbar, \(consequence(unreadable)).",
            "If a value is missing, \(consequence(missing)); if it cannot be read, \(consequence(unreadable))."
        )
    }

    func unused(_ sources: [String]) -> String {
        say("Bewusst nicht übernommen: ", "Left out on purpose: ") + sources.joined(separator: ", ") + "."
    }

    func element(_ number: Int?) -> String {
        guard let number else { return say("je Element", "each element") }
        return "\(number)."
    }

    func each(_ source: String) -> String {
        say("ein Element je Wert von \(source)", "one element for each value of \(source)")
    }
    func when(_ source: String) -> String { say(", wenn \(source) etwas sagt", ", if \(source) says something") }
    func otherwise(_ source: String) -> String { say(", sonst (ohne \(source))", ", otherwise (without \(source))") }
    func equals(_ keys: [String]) -> String {
        say(", bei ", ", for ") + keys.map { "„\($0)“" }.joined(separator: say(" oder ", " or "))
    }
    func whenPhrase(_ test: String, _ then: String) -> String {
        say("\(then), wenn \(test) etwas sagt", "\(then), if \(test) says something")
    }
    func constant(_ value: JSONValue) -> String { say("immer \(text(value))", "always \(text(value))") }
    func branch(_ keys: [String], _ value: String) -> String {
        keys.map { "„\($0)“" }.joined(separator: say(" oder ", " or ")) + " → \(value)"
    }
    func first(_ sources: [String]) -> String {
        say("der erste vorhandene Wert von ", "the first value there is of ") + sources.joined(separator: ", ")
    }
    func join(_ sources: [String]) -> String {
        say("zusammengesetzt aus ", "made of ") + sources.joined(separator: ", ")
    }
    func pickedUp(_ names: [String]) -> String {
        say("von selbst gefunden: ", "picked up by itself: ") + names.joined(separator: ", ")
    }
    func sum(_ sources: [String]) -> String { say("die Summe von ", "the sum of ") + sources.joined(separator: ", ") }
    func has(_ source: String, _ answers: [String]) -> String {
        let answers = answers.map { "„\($0)“" }.joined(separator: say(" oder ", " or "))
        return say("ob in \(source) \(answers) gewählt ist", "whether \(answers) is chosen in \(source)")
    }
    func table(_ name: String, _ rows: Int) -> String {
        say("nach der Tabelle „\(name)“ (\(rows) Texte)", "by the table „\(name)“ (\(rows) texts)")
    }
    func functions(_ calls: [Plan.Function]) -> String {
        guard !calls.isEmpty else { return "" }
        let names = calls.map { call in
            // What the compiler adds is the unit of the place, which is said for itself.
            let said = call.arguments.prefix(call.function.parameters.count { $0.name != "art" }).filter { !$0.isNull }
            return call.function.name
                + (said.isEmpty ? "" : " (\(said.map { text($0) }.joined(separator: ", ")))")
        }
        return say(" mit ", " by ") + names.joined(separator: say(", dann ", ", then "))
    }

    func text(_ value: JSONValue) -> String {
        if case .string(let text) = value { return "„\(text)“" }
        if case .bool(let flag) = value { return flag ? say("Ja", "yes") : say("Nein", "no") }
        return value.text()
    }

    /// Where a selector looks.
    func source(of selector: Selector) -> String {
        let names = selector.steps?.dropFirst(selector.part == nil ? 0 : 1).map { step in
            switch step {
            case .name(let key): key.name
            case .index(let index): "\(index + 1)."
            }
        }
        guard let names else { return "\(selector.text)" }
        let path = "„\(names.joined(separator: " › "))“"
        switch selector.part {
        case .form?: return say("Formularfeld \(path)", "form field \(path)")
        case .query?: return say("Adressparameter \(path)", "query parameter \(path)")
        case .headers?: return say("Kopfzeile \(path)", "header \(path)")
        case .source?: return say("Angabe \(path) der Quelle", "the source's \(path)")
        case .case?: return say("Angabe \(path) des Vorgangs", "the case's \(path)")
        case .lead?: return say("Angabe \(path) des Leads", "the lead's \(path)")
        case .payload?, .item?: return say("Stelle \(path) der Sendung", "\(path) of the post")
        case nil:
            return names.isEmpty
                ? say("das Element", "the element") : say("\(path) des Elements", "the element's \(path)")
        }
    }

    func reading(_ reader: ValueReader) -> String {
        let kind: String
        switch reader {
        case .any, .text, .object, .union: return ""
        case .number(let number, _): kind = say(number.words.german, number.words.english)
        case .integer(let number, _):
            kind =
                number.isPlace
                ? say(number.words.german, number.words.english) : say("ganze Zahl", "a whole number")
        case .boolean: kind = say("Ja oder Nein", "yes or no")
        case .date(let isBirth): kind = isBirth ? say("Geburtsdatum", "a date of birth") : say("Datum", "a date")
        case .country: kind = say("Land", "a country")
        case .enumeration(let values, _):
            let shown = values.values.prefix(6).joined(separator: ", ") + (values.values.count > 6 ? ", …" : "")
            kind = say("Auswahl (\(shown))", "a choice (\(shown))")
        case .list(let element, _): return reading(element)
        }
        return say(", als \(kind) gelesen", ", read as \(kind)")
    }

    func policy(_ rule: Plan.Rule) -> String {
        var parts: [String] = []
        if rule.missing != .omit || rule.unreadable == .omit {
            parts.append(say("fehlt es, ", "if it is missing, ") + consequence(rule.missing))
        }
        if rule.unreadable != .omit {
            parts.append(say("ist es nicht lesbar, ", "if it cannot be read, ") + consequence(rule.unreadable))
        }
        return parts.isEmpty ? "" : "; " + parts.joined(separator: "; ")
    }

    private func consequence(_ policy: Policy) -> String {
        switch policy {
        case .omit: say("bleibt das Feld leer", "the field stays empty")
        case .fail: say("wird der Lead nicht übertragen", "the lead is not delivered")
        case .use(let value): say("gilt \(text(value))", "\(text(value)) is used")
        }
    }
}
