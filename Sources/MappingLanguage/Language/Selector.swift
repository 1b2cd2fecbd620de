package import JSON
package import JSONPath

/// A selector of a mapping or source file: RFC 9535 over the input document, parsed once.
///
/// A class, because taking a struct of these out of its list would count eight references, and lists of them are gone
/// through for every element of a post.
package final class Selector: Sendable {
    /// One step of a singular query.
    package enum Step: Sendable {
        case name(JSONKey)
        case index(Int)
    }

    package let text: String
    package let query: JSONPathQuery
    /// Starts with `@`: from the element of the innermost `$each`.
    package let isRelative: Bool
    /// The part of the input it reads; nil for a relative one.
    package let part: InputPart?
    /// The steps below the root (or the element) if it is a singular query: the fast way.
    package let steps: [Step]?

    private init(text: String, query: JSONPathQuery, isRelative: Bool, part: InputPart?, steps: [Step]?) {
        self.text = text
        self.query = query
        self.isRelative = isRelative
        self.part = part
        self.steps = steps
    }

    /// What `….list[*]` selects the elements of, if that is one node.
    package var whole: Selector? {
        guard text.hasSuffix("[*]") else { return nil }
        let holder = Selector.parse(
            String(text.dropLast(3)),
            at: .root,
            insideEach: isRelative,
            log: FindingLog([])
        )
        return holder?.steps == nil ? nil : holder
    }

    /// Whether the text, as a value of a mapping, is a selector (and not a literal).
    package static func isSelector(_ text: String) -> Bool {
        (text.hasPrefix("$") && !text.hasPrefix("$$")) || (text.hasPrefix("@") && !text.hasPrefix("@@"))
    }

    /// Whether a literal text looks like a selector of which `$.` was forgotten: `form.email`.
    package static func isForgotten(in text: String) -> Bool {
        guard let end = text.firstIndex(where: { $0 == "." || $0 == "[" }),
            InputPart(rawValue: String(text[..<end])) != nil, !text.contains(where: \.isWhitespace)
        else { return false }
        return (try? JSONPathQuery(parsing: "$.\(text)")) != nil
    }

    /// Whether a literal text holds a selector behind other words: `Herr $.form.nachname`.
    static func isWithin(_ text: String) -> Bool {
        InputPart.allCases.contains { text.contains("$.\($0.rawValue).") || text.contains("$.\($0.rawValue)[") }
    }

    /// What to write for a text that is no selector and stands where only one can.
    private static func advice(forNoSelector text: String) -> String {
        if isForgotten(in: text) { return "Write \"$.\(text)\"." }
        if text.allSatisfy({ $0 == "_" || $0.isLetter || $0.isNumber }) {
            return "A selector starts with $, such as $.form.\(text)."
        }
        if (try? JSONPathQuery(parsing: "$.payload.\(text)")) != nil { return "Write \"$.payload.\(text)\"." }
        return "A selector starts with $, such as $.form['\(text.replacing("'", with: "\\'"))']."
    }

    /// The selector that a literal text was meant to be: of `form.email`, or of a template as other tools have it,
    /// `{{form.email}}`. Nil for a text.
    package static func forgotten(in text: String) -> String? {
        if isForgotten(in: text) { return "$.\(text)" }
        for (beginning, end) in [("{{", "}}"), ("${", "}"), ("{", "}")] {
            guard text.hasPrefix(beginning) || beginning == "{{", let open = text.firstRange(of: beginning),
                let close = text[open.upperBound...].firstRange(of: end)
            else { continue }
            let name = String(text[open.upperBound..<close.lowerBound]).trimmingSpaces
            let path = name.hasPrefix("$.") ? String(name.dropFirst(2)) : name
            if isForgotten(in: path) { return "$.\(path)" }
            // Single braces may be anything.
            guard beginning == "{{", !path.isEmpty,
                path.allSatisfy({ $0 == "_" || $0.isLetter || $0.isNumber })
            else { continue }
            return "$.form.\(path)"
        }
        return nil
    }

    /// Whether it selects one value by its name: a list as a whole.
    package var isOneMember: Bool {
        if case .name? = steps?.last { return true }
        return false
    }

    /// Parses, or says in the log why not.
    package static func parse(_ text: String, at pointer: JSONPointer, insideEach: Bool, log: FindingLog) -> Selector? {
        let isRelative = text.hasPrefix("@")
        if isRelative, !insideEach {
            log.add(.relativeOutsideEach, at: pointer, "\"\(text)\" starts from an element, and there is none here.")
            return nil
        }
        guard isRelative || text.hasPrefix("$") else {
            log.add(
                .invalidSelector,
                at: pointer,
                "\"\(text)\" is not a selector.",
                advice: advice(forNoSelector: text)
            )
            return nil
        }
        let query: JSONPathQuery
        do {
            query = isRelative ? try JSONPathQuery(parsingRelative: text) : try JSONPathQuery(parsing: text)
        } catch {
            log.add(
                .invalidSelector,
                at: pointer,
                "\"\(text)\" is not a selector: \(error.message)",
                advice: error.advice
            )
            return nil
        }
        var part: InputPart?
        if !isRelative {
            let name = names(of: text, limit: 1).first
            part = name.flatMap(InputPart.init(rawValue:))
            if part == nil {
                let known = InputPart.allCases.map(\.rawValue)
                log.add(
                    .unknownInput,
                    at: pointer,
                    name.map { "The input has no part \"\($0)\" (in \"\(text)\")." }
                        ?? "\"\(text)\" does not name a part of the input.",
                    advice: FindingLog.advice(
                        for: name ?? "",
                        among: known,
                        otherwise: FindingCode.unknownInput.description.advice
                    )
                )
                return nil
            }
        }
        let steps = query.singularSegments?.map { segment -> Step in
            switch segment {
            case .name(let name): .name(JSONKey(name))
            case .index(let index): .index(index)
            }
        }
        return Selector(text: text, query: query, isRelative: isRelative, part: part, steps: steps)
    }

    /// The text of a selector whose field of the form is another: `$.form.name` with `_2` is `$.form.name_2`. Texts that name
    /// no field stay as they are.
    static func suffixed(_ text: String, by suffix: String) -> String {
        let known = names(of: text, limit: 2)
        guard !suffix.isEmpty, known.count == 2, known[0] == InputPart.form.rawValue,
            let whole = text.firstRange(of: known[0]),
            let name = text[whole.upperBound...].firstRange(of: known[1])
        else { return text }
        let rest = text[name.upperBound...]
        if text[..<name.lowerBound].hasSuffix("."), suffix.allSatisfy({ $0 == "_" || $0.isLetter || $0.isNumber }) {
            return "\(text[..<name.upperBound])\(suffix)\(rest)"
        }
        let behind = text[..<name.lowerBound].hasSuffix(".") ? rest[...] : rest.drop { $0 != "]" }.dropFirst()
        return "$.form['\(known[1].replacing("'", with: "\\'"))\(suffix)']\(behind)"
    }

    /// The field of the form that it reads: the second name of `$.form.name…`; nil for one that reads none by name.
    package var field: String? {
        guard part == .form else { return nil }
        return Self.names(of: text, limit: 2).dropFirst().first
    }

    /// The member names at the beginning of `$.name.name…`, `$['name']…` or `$["name"]…`, as far as there are names.
    private static func names(of text: String, limit: Int) -> [String] {
        var names: [String] = []
        var rest = text.dropFirst()
        while names.count < limit {
            rest = rest.drop(while: \.isWhitespace)
            if rest.hasPrefix("."), !rest.hasPrefix("..") {
                let name = rest.dropFirst().prefix { !".[ \t\n\r".contains($0) }
                guard !name.isEmpty, name != "*" else { break }
                names.append(String(name))
                rest = rest.dropFirst(1 + name.count)
            } else if rest.hasPrefix("[") {
                let inner = rest.dropFirst().drop(while: \.isWhitespace)
                guard let quote = inner.first, quote == "'" || quote == "\"" else { break }
                let name = inner.dropFirst().prefix { $0 != quote }
                let end = inner.dropFirst(name.count + 2).drop(while: \.isWhitespace)
                guard end.hasPrefix("]"), !name.contains("\\") else { break }
                names.append(String(name))
                rest = end.dropFirst()
            } else {
                break
            }
        }
        return names
    }
}
