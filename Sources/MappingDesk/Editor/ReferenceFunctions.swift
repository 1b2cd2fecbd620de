import GermanValues
import JSON

extension Reference {
    /// The functions of `$as`, with the examples that are their tests.
    static var functions: String {
        var text = "## Funktionen / Functions (`$as`)\n\n"
        text += "| function | gives | Bedeutung | meaning | examples |\n|---|---|---|---|---|\n"
        for function in ValueFunction.all {
            let examples = function.examples.map { example($0, of: function) }.joined(separator: "\n")
            text += line([
                signature(of: function), words(for: function.result), function.summary.german, function.summary.english,
                examples,
            ])
        }
        return text
    }

    /// `"name"`, or `{"name": […]}` with its parameters.
    private static func signature(of function: ValueFunction) -> String {
        guard !function.parameters.isEmpty else { return code(function.name) }
        let parameters = function.parameters.map { parameter in
            let choices = parameter.choices.isEmpty ? "" : ": \(parameter.choices.joined(separator: ", "))"
            return "\(parameter.name)\(choices)\(parameter.isRequired ? "" : " (optional)")"
        }
        return "\(code(function.name)) (\(parameters.joined(separator: "; ")))"
    }

    private static func words(for result: ValueFunction.Result) -> String {
        switch result {
        case .text: "text"
        case .number: "number"
        case .integer: "whole number"
        case .boolean: "true or false"
        case .date: "date"
        case .object(let members): "object: \(members.joined(separator: ", "))"
        case .list: "list"
        case .any: "any"
        }
    }

    /// How a mapping writes a function with arguments.
    static func call(_ function: ValueFunction, _ arguments: [JSONValue]) -> JSONValue {
        let only = arguments.count == 1 ? arguments.first : nil
        return [function.name: only.flatMap { $0.arrayValue == nil ? $0 : nil } ?? .array(arguments)]
    }

    /// The input, how the function is written if it has arguments, and the outcome.
    private static func example(_ example: ValueFunction.Example, of function: ValueFunction) -> String {
        let arguments =
            example.arguments.isEmpty ? "" : " with \(code(call(function, example.arguments).text()))"
        let outcome =
            switch example.outcome {
            case .value(let value): code(value.text())
            case .nothing: "nothing"
            case .unreadable(let reason): "unreadable: \(reason.rawValue)"
            }
        return "\(code(example.input.text()))\(arguments) → \(outcome)"
    }
}
