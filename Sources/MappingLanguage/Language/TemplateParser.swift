import GermanValues
package import JSON

/// Turns a JSON value of a mapping file into a ``Template``, and says in the log what is not the language.
///
/// What it cannot understand becomes an empty constant, so that one mistake does not hide the next.
package struct TemplateParser {
    let log: FindingLog
    /// What `$use` may name.
    let fragments: JSONObject
    /// Whether `@` has an element to start from.
    private(set) var insideEach = false
    /// What is put behind the names of the form's fields; nil outside of a fragment.
    private(set) var suffix: String?

    package init(log: FindingLog, fragments: JSONObject = JSONObject()) {
        self.log = log
        self.fragments = fragments
    }

    package static let operators = Operator.allCases.map(\.rawValue)

    /// The parser of what stands inside of an `$each`.
    func inEach() -> TemplateParser {
        var parser = self
        parser.insideEach = true
        return parser
    }

    /// The parser of a fragment.
    func inFragment(suffix: String) -> TemplateParser {
        var parser = self
        parser.suffix = suffix
        return parser
    }

    /// A selector of a template, or nil after a finding.
    func selector(_ text: String, at pointer: JSONPointer) -> Selector? {
        let text = suffix.map { Selector.suffixed(text, by: $0) } ?? text
        return Selector.parse(text, at: pointer, insideEach: insideEach, log: log)
    }

    package func template(_ value: JSONValue, at pointer: JSONPointer) -> Template {
        switch value {
        case .string(let text):
            return Template(pointer: pointer, form: string(text, at: pointer))
        case .array(let elements):
            return Template(
                pointer: pointer,
                form: .array(elements.enumerated().map { template($1, at: pointer.appending($0)) })
            )
        case .object(let object):
            return object["$use"] == nil
                ? Template(pointer: pointer, form: self.object(object, at: pointer)) : use(object, at: pointer)
        case .null, .bool, .number:
            return Template(pointer: pointer, form: .literal(value))
        }
    }

    private func string(_ text: String, at pointer: JSONPointer) -> Template.Form {
        if Selector.isSelector(text), !text.hasPrefix("${") {
            return selector(text, at: pointer).map(Template.Form.select) ?? .literal(.null)
        }
        if let selector = Selector.forgotten(in: text) {
            log.add(
                .forgottenDollar,
                at: pointer,
                "\"\(text)\" looks like a selector and is a text: every lead would have it as it stands.",
                advice: "Write \"\(selector)\"."
            )
        } else if Selector.isWithin(text) {
            log.add(
                .forgottenDollar,
                at: pointer,
                "\"\(text)\" is a text, also what looks like a selector in it: every lead would have it as it stands.",
                advice: "Write {\"$join\": [\"…\", \"$.form.…\"]}, with the texts and the selectors one by one."
            )
        }
        return .literal(.string(text.hasPrefix("$") || text.hasPrefix("@") ? String(text.dropFirst()) : text))
    }

    private func object(_ object: JSONObject, at pointer: JSONPointer) -> Template.Form {
        let keys = object.keys.filter { $0 != "$comment" }
        let operators = keys.filter { $0.hasPrefix("$") }
        guard !operators.isEmpty else {
            return .object(
                object.members.filter { $0.key != "$comment" }
                    .map { MemberTemplate(key: $0.key, template: template($0.value, at: pointer.appending($0.key))) }
            )
        }
        for key in operators where !Self.operators.contains(key) {
            log.add(
                .unknownOperator,
                at: pointer.appending(key),
                atKey: true,
                "There is no operator \"\(key)\".",
                advice: FindingLog.advice(
                    for: key,
                    among: Self.operators,
                    otherwise: "Operators: \(FindingLog.some(Self.operators, limit: 20))."
                )
            )
        }
        for key in keys where !key.hasPrefix("$") {
            log.add(
                .operatorMisuse,
                at: pointer.appending(key),
                atKey: true,
                "\"\(key)\" stands beside operators.",
                advice: adviceBesideOperators(operators, at: pointer)
            )
        }
        return rule(object, at: pointer)
    }

    /// What to do about a member beside operators: they may stand in a file that this one extends, where it cannot remove them.
    private func adviceBesideOperators(_ operators: [String], at pointer: JSONPointer) -> String {
        let inherited = operators.filter { log.files.first?.holds(pointer.appending($0)) == false }
        guard !inherited.isEmpty else { return "An object has either operators or members." }
        let nulls = inherited.map { "\"\($0)\": null" }.joined(separator: ", ")
        return
            "The operators stand in the file that this one extends. To put members in their place, write \(nulls) beside them."
    }

    private func rule(_ object: JSONObject, at pointer: JSONPointer) -> Template.Form {
        func allow(_ names: [String]) { self.allow(names, in: object, at: pointer) }
        func inner(_ name: String) -> Template? {
            object[name].map { template($0, at: pointer.appending(name)) }
        }
        if object["$from"] != nil {
            let hasChoice = object["$has"] != nil
            allow(["$from", "$as"] + (hasChoice ? ["$has"] : ["$lookup", "$pick"]) + ["$missing", "$else"])
            guard let from = inner("$from") else { return .literal(.null) }
            return .read(
                ReadRule(
                    from: from,
                    functions: functions(object["$as"], at: pointer.appending("$as")),
                    lookup: object["$lookup"].flatMap { lookup($0, at: pointer.appending("$lookup")) },
                    wanted: wanted(object["$has"], at: pointer.appending("$has")),
                    pick: pick(object["$pick"], at: pointer.appending("$pick")),
                    missing: policy(object["$missing"], at: pointer.appending("$missing")),
                    unreadable: policy(object["$else"], at: pointer.appending("$else"))
                )
            )
        }
        if let value = object["$first"] {
            allow(["$first", "$missing"])
            return .first(
                list(value, at: pointer.appending("$first"), of: "$first"),
                missing: policy(object["$missing"], at: pointer.appending("$missing"))
            )
        }
        if let value = object["$each"] {
            allow(["$each", "$do", "$limit", "$missing"])
            return each(value, object, at: pointer)
        }
        if object["$when"] != nil {
            allow(["$when", "$then", "$otherwise"])
            guard let condition = inner("$when") else { return .literal(.null) }
            guard let then = inner("$then") else {
                log.add(.operatorMisuse, at: pointer, "\"$when\" needs \"$then\".", advice: "Add \"$then\".")
                return .literal(.null)
            }
            return .when(WhenRule(condition: condition, then: then, otherwise: inner("$otherwise")))
        }
        if let value = object["$join"] {
            allow(["$join", "$with", "$missing", "$else"])
            var separator = " "
            if let with = object["$with"] {
                if case .string(let text) = with {
                    separator = text
                } else {
                    log.add(
                        .wrongKind,
                        at: pointer.appending("$with"),
                        "\"$with\" must be a text, not \(with.kindName)."
                    )
                }
            }
            return .join(
                JoinRule(
                    parts: several(value, at: pointer.appending("$join"), of: "$join"),
                    takesElements: value.stringValue != nil,
                    separator: separator,
                    missing: policy(object["$missing"], at: pointer.appending("$missing")),
                    unreadable: policy(object["$else"], at: pointer.appending("$else"))
                )
            )
        }
        if let value = object["$sum"] {
            allow(["$sum", "$missing", "$else"])
            return .sum(
                SumRule(
                    parts: several(value, at: pointer.appending("$sum"), of: "$sum"),
                    takesElements: value.stringValue != nil,
                    missing: policy(object["$missing"], at: pointer.appending("$missing")),
                    unreadable: policy(object["$else"], at: pointer.appending("$else"))
                )
            )
        }
        if let value = object["$unread"] {
            allow(["$unread"])
            if value != .string("lines") {
                log.add(
                    .operatorMisuse,
                    at: pointer.appending("$unread"),
                    "\"$unread\" takes the text \"lines\".",
                    advice: "Write \"$unread\": \"lines\"."
                )
            }
            return .unread
        }
        let known = object.keys.first { Self.operators.contains($0) }
        if let known {
            log.add(
                .operatorMisuse,
                at: pointer.appending(known),
                atKey: true,
                "\"\(known)\" does not stand alone.",
                advice: "A rule starts with $from, $first, $each, $when, $join, $sum, $use or $unread."
            )
        }
        return .literal(.null)
    }

    func allow(_ names: [String], in object: JSONObject, at pointer: JSONPointer) {
        for key in object.keys
        where key != "$comment" && !names.contains(key) && Self.operators.contains(key) {
            log.add(
                .operatorMisuse,
                at: pointer.appending(key),
                atKey: true,
                "\"\(key)\" has no meaning beside \"\(names[0])\".",
                advice: "Beside \(names[0]) may stand: \(names.dropFirst().joined(separator: ", "))."
            )
        }
    }

    /// A list of values, or one selector that may find several.
    private func several(_ value: JSONValue, at pointer: JSONPointer, of name: String) -> [Template] {
        guard case .string(let text) = value, Selector.isSelector(text) else {
            return list(value, at: pointer, of: name)
        }
        return [template(value, at: pointer)]
    }

    private func list(_ value: JSONValue, at pointer: JSONPointer, of name: String) -> [Template] {
        guard case .array(let elements) = value, !elements.isEmpty else {
            log.add(.operatorMisuse, at: pointer, "\"\(name)\" takes a list with at least one value.")
            return []
        }
        return elements.enumerated().map { template($1, at: pointer.appending($0)) }
    }

    private func each(_ value: JSONValue, _ object: JSONObject, at pointer: JSONPointer) -> Template.Form {
        guard case .string(let text) = value else {
            log.add(.wrongKind, at: pointer.appending("$each"), "\"$each\" takes a selector, not \(value.kindName).")
            return .literal(.null)
        }
        guard let element = object["$do"] else {
            log.add(.operatorMisuse, at: pointer, "\"$each\" needs \"$do\".", advice: "Add \"$do\".")
            return .literal(.null)
        }
        var limit: Int?
        if let value = object["$limit"] {
            if case .number(let number) = value, let count = number.int, count > 0 {
                limit = count
            } else {
                log.add(
                    .operatorMisuse,
                    at: pointer.appending("$limit"),
                    "\"$limit\" takes a whole number from 1."
                )
            }
        }
        let below = inEach().template(element, at: pointer.appending("$do"))
        guard let selector = selector(text, at: pointer.appending("$each")) else { return .literal(.null) }
        return .each(
            EachRule(
                selector: selector,
                element: below,
                limit: limit,
                missing: policy(object["$missing"], at: pointer.appending("$missing"))
            )
        )
    }
}
