import GermanValues
import TargetSchemas
import Targets

/// Whether what a function gives can stand at a place.
struct FunctionResult {
    private let result: ValueFunction.Result

    /// nil for a name that is no function.
    init?(of name: String) {
        guard let function = ValueFunction.named(name) else { return nil }
        result = function.result
    }

    func fits(_ kind: ValueKind, in schema: TargetSchema) -> Bool {
        if case .array(let element, _, _) = kind {
            // One value stands for a list of one.
            return result == .list || result == .any || fits(element, in: schema)
        }
        switch (result, kind) {
        case (.any, _): return true
        case (.text, _): return kind.isScalar
        case (.number, .number), (.number, .text), (.integer, .number), (.integer, .integer), (.integer, .text):
            return true
        case (.number, .integer): return true
        case (.boolean, .boolean): return true
        case (.date, .date), (.date, .text): return true
        case (.object(let members), .object(let type)):
            return members.contains { schema[type].member($0) != nil }
        default: return false
        }
    }

    /// The function that makes most of an object's members out of one text; nil if none does.
    static func making(_ kind: ValueKind, in schema: TargetSchema) -> String? {
        guard case .object(let type) = kind else { return nil }
        let made = ValueFunction.all.compactMap { function -> (name: String, count: Int)? in
            guard case .object(let members) = function.result else { return nil }
            let count = members.count { schema[type].member($0) != nil }
            return count > 1 ? (function.name, count) : nil
        }
        return made.max { $0.count < $1.count }?.name
    }

    /// Which functions of the same value give what the place takes: `telefon-national` for a text, `titel-liste` for a list.
    static func advice(for kind: ValueKind, insteadOf name: String, in schema: TargetSchema) -> String? {
        let family = name.prefix { $0 != "-" }
        let fitting = ValueFunction.all.map(\.name).filter { other in
            other != name && (other == family || other.hasPrefix("\(family)-"))
                && FunctionResult(of: other)?.fits(kind, in: schema) == true
        }
        return fitting.isEmpty ? nil : "What fits here: \(fitting.map { "\"\($0)\"" }.joined(separator: ", "))."
    }

    var words: String {
        switch result {
        case .text: "a text"
        case .number: "a number"
        case .integer: "a whole number"
        case .boolean: "true or false"
        case .date: "a date"
        case .object(let members): "an object with \(members.joined(separator: ", "))"
        case .list: "a list"
        case .any: "any value"
        }
    }
}
