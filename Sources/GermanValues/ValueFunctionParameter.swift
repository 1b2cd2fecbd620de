import JSON
import JSONPath

extension ValueFunction.Parameter {
    static func choice(_ name: String, _ choices: [String]) -> Self {
        Self(name: name, kind: .choice(choices), isRequired: false)
    }

    static func required(_ name: String, _ kind: Kind = .text) -> Self {
        Self(name: name, kind: kind, isRequired: true)
    }

    static func optional(_ name: String, _ kind: Kind = .text) -> Self {
        Self(name: name, kind: kind, isRequired: false)
    }

    /// Something that may stand there, as JSON.
    var example: String {
        switch kind {
        case .text, .texts: "\"text\""
        case .choice(let choices): "\"\(choices.first ?? "text")\""
        case .count: "1"
        case .pattern: "\"[0-9]+\""
        }
    }

    /// The I-Regexp that an argument is; `nil` if it is none, or something else stands here.
    func pattern(of argument: JSONValue) -> IRegexp? {
        guard kind == .pattern, let text = argument.stringValue else { return nil }
        return try? IRegexp(parsing: text)
    }

    /// What is wrong with an argument, and what to write; `nil` if it is right.
    func mistake(in argument: JSONValue) -> String? {
        switch kind {
        case .text: return Self.isFilled(argument) ? nil : "The argument \"\(name)\" must be a text."
        case .texts:
            return (argument.arrayValue ?? [argument]).allSatisfy(Self.isFilled)
                ? nil : "The argument \"\(name)\" must be a text or a list of texts."
        case .choice(let choices):
            return choices.contains(argument.stringValue ?? "")
                ? nil : "The argument \"\(name)\" is one of: \(choices.joined(separator: ", "))."
        case .count(let range):
            if case .number(let number) = argument, let count = number.int, range.contains(count), count != 0 {
                return nil
            }
            let backwards = range.lowerBound < 0 ? ", or from -1 to \(range.lowerBound)" : ""
            return "The argument \"\(name)\" must be a whole number from 1 to \(range.upperBound)\(backwards)."
        case .pattern:
            guard let text = argument.stringValue, !text.isEmpty else {
                return "The argument \"\(name)\" must be an I-Regexp (RFC 9485), such as \"[0-9]{5}\"."
            }
            do throws(IRegexpError) {
                _ = try IRegexp(parsing: text)
                return nil
            } catch {
                return "The argument \"\(name)\" is no I-Regexp (RFC 9485): \(error)."
            }
        }
    }

    private static func isFilled(_ argument: JSONValue) -> Bool { argument.stringValue?.isEmpty == false }
}
