import JSON
import MappingLanguage

/// Which places of the input a selector can find, as far as its text tells without a payload.
struct SelectorReach: Sendable {
    /// The part, then names and `*`, up to the first step that cannot be told (a filter, a descent).
    let tokens: [String]
    /// What is behind the tokens and cannot be told; empty for most selectors.
    private let rest: String

    /// - Parameters:
    ///   - base: where a relative selector starts.
    ///   - formIsPayload: the mapping has no `form`: `$.payload` and `$.form` are the same.
    init(_ selector: Selector, base: SelectorReach?, formIsPayload: Bool) {
        var parser = StepParser(text: selector.text)
        var place = InputPlace(selector.isRelative ? base?.tokens ?? [] : [])
        while let step = parser.next() {
            switch step {
            case .any: place = place.elements
            case .name(let name) where place.tokens.isEmpty:
                let isForm = formIsPayload && name == InputPart.payload.rawValue
                place = InputPlace([isForm ? InputPart.form.rawValue : name])
            case .name(let name): place = place.appending(name)
            }
        }
        tokens = place.tokens
        rest = parser.rest + (selector.isRelative ? base?.rest ?? "" : "")
    }

    /// Whether it can find the place, something in it, or what the place is in.
    func covers(_ place: InputPlace) -> Bool {
        let matches = zip(tokens, place.tokens).allSatisfy { mine, other in
            mine == other || mine == InputPlace.any
        }
        guard matches, !tokens.isEmpty else { return false }
        return rest.isEmpty || place.tokens.last.map { $0 == InputPlace.any || rest.contains($0) } ?? false
    }
}

/// The plain steps of a selector's text (RFC 9535 §2.3): names, indices and wildcards, one behind the other.
private struct StepParser {
    enum Step {
        case name(String)
        /// A wildcard, or an index: positions are all one.
        case any
    }

    private(set) var rest: String

    init(text: String) { rest = String(text.dropFirst()) }

    mutating func next() -> Step? {
        let before = rest
        if let step = dotted() ?? bracketed() { return step }
        rest = before
        return nil
    }

    private mutating func dotted() -> Step? {
        guard rest.hasPrefix("."), !rest.hasPrefix("..") else { return nil }
        rest.removeFirst()
        let name = String(rest.prefix { $0 != "." && $0 != "[" && !$0.isWhitespace })
        guard !name.isEmpty else { return nil }
        rest.removeFirst(name.count)
        return name == "*" ? .any : .name(name)
    }

    private mutating func bracketed() -> Step? {
        guard rest.hasPrefix("[") else { return nil }
        rest.removeFirst()
        guard let quote = rest.first else { return nil }
        if quote != "'", quote != "\"" {
            guard let end = rest.firstIndex(of: "]") else { return nil }
            let inner = rest[..<end]
            guard inner == "*" || Int(inner) != nil else { return nil }
            rest = String(rest[rest.index(after: end)...])
            return .any
        }
        var name = ""
        var isEscaped = false
        for (offset, character) in rest.enumerated().dropFirst() {
            if !isEscaped, character == "\\" {
                isEscaped = true
            } else if !isEscaped, character == quote {
                let behind = rest.dropFirst(offset + 1)
                guard behind.hasPrefix("]") else { return nil }
                rest = String(behind.dropFirst())
                return .name(name)
            } else {
                name.append(character)
                isEscaped = false
            }
        }
        return nil
    }
}
