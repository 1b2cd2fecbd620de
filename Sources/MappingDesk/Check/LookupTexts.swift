import GermanValues
import JSON
import MappingLanguage
import Targets

/// The texts that a function can give to a `$lookup` behind it.
struct LookupTexts {
    private enum Texts {
        /// These alone.
        case only([String])
        case numbers
        case dates
        /// None: what it gives is not a text.
        case objects
    }

    private let texts: Texts

    /// nil for a function that can give any text.
    init?(of call: FunctionCall, choices: String?) {
        guard let function = ValueFunction.named(call.name) else { return nil }
        switch function.result {
        case .boolean: texts = .only(["true", "false"])
        case .number, .integer: texts = .numbers
        case .date: texts = .dates
        case .object: texts = .objects
        case .text:
            let column = (call.arguments.first?.stringValue ?? choices).map(ChoiceColumn.init(rawValue:))
            guard let known = function.texts(for: column) else { return nil }
            texts = .only(known)
        case .list, .any: return nil
        }
    }

    func contain(_ key: String) -> Bool {
        switch texts {
        case .only(let known): known.contains { folded($0) == folded(key) }
        case .numbers: key.wholeMatch(of: /-?[0-9]+([.,][0-9]+)?/) != nil
        case .dates: key.wholeMatch(of: #/[0-9]{4}[-./ ][0-9]{2}[-./ ][0-9]{2}/#) != nil
        case .objects: false
        }
    }

    var words: String {
        switch texts {
        case .only(let known): known.isEmpty ? "nothing for this target" : FindingLog.some(known)
        case .numbers: "numbers, such as 12 or 12,5"
        case .dates: "dates, such as 2026-03-31"
        case .objects: "an object, which no key can match"
        }
    }

    func advice(for key: String) -> String? {
        guard case .only(let known) = texts else { return nil }
        return FindingLog.advice(for: key, among: known, otherwise: "Write one of these, or leave the function out.")
    }
}
