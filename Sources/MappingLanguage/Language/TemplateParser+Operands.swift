import GermanValues
package import JSON

/// What stands behind an operator: a `$lookup`'s table, functions, a pick, a policy.
extension TemplateParser {
    package func lookup(_ value: JSONValue, at pointer: JSONPointer) -> LookupTable? {
        guard case .object(let table) = value else {
            log.add(.wrongKind, at: pointer, "\"$lookup\" takes an object, not \(value.kindName).")
            return nil
        }
        var seen: [String: String] = [:]
        var branches: [LookupTable.Branch] = []
        for member in table.members where member.key != "$comment" && member.key != "$table" {
            let place = pointer.appending(member.key)
            let texts = member.key.spellings
            for text in texts {
                let folded = folded(text)
                if let other = seen[folded] {
                    log.add(
                        .lookupKeyTwice,
                        at: place,
                        atKey: true,
                        "\"\(text)\" is the same as \"\(other)\" once folded."
                    )
                }
                seen[folded] = text
            }
            branches.append(
                LookupTable.Branch(key: member.key, texts: texts, template: template(member.value, at: place))
            )
        }
        guard let reference = table["$table"] else {
            if branches.isEmpty { log.add(.operatorMisuse, at: pointer, "\"$lookup\" has no keys.") }
            return LookupTable(branches: branches)
        }
        // Who took the table into the file has said what is wrong where this is no expanded one.
        guard let rows = TableReference(reference) else { return nil }
        let place = pointer.appending("$table").appending("rows")
        var ofTable: [LookupTable.Branch] = []
        for row in rows.rows.members {
            let texts = row.key.split(separator: "|").map(\.trimmingSpaces).filter { seen[folded($0)] == nil }
            guard !texts.isEmpty else { continue }
            ofTable.append(
                LookupTable.Branch(
                    key: row.key,
                    texts: texts,
                    template: Template(pointer: place.appending(row.key), form: .literal(row.value))
                )
            )
        }
        return LookupTable(branches: branches + ofTable, table: rows.name, ofTable: ofTable.count)
    }

    /// The answers that `$has` asks for.
    func wanted(_ value: JSONValue?, at pointer: JSONPointer) -> [String] {
        guard let value else { return [] }
        let texts = value.stringValue?.spellings ?? []
        if texts.isEmpty {
            log.add(
                .operatorMisuse,
                at: pointer,
                "\"$has\" takes the text of an answer.",
                advice: "Write it as the form has it, such as \"$has\": \"Garage\"."
            )
        }
        return texts
    }

    package func functions(_ value: JSONValue?, at pointer: JSONPointer) -> [FunctionCall] {
        guard let value else { return [] }
        if case .array(let elements) = value {
            return elements.enumerated().compactMap { function($1, at: pointer.appending($0)) }
        }
        return function(value, at: pointer).map { [$0] } ?? []
    }

    private func function(_ value: JSONValue, at pointer: JSONPointer) -> FunctionCall? {
        var name = ""
        var arguments: [JSONValue] = []
        switch value {
        case .string(let text): name = text
        case .object(let object) where object.count == 1:
            guard let member = object.members.first else { return nil }
            name = member.key
            if case .array(let list) = member.value { arguments = list } else { arguments = [member.value] }
        default:
            log.add(
                .functionArguments,
                at: pointer,
                "\"$as\" takes function names, not \(value.kindName).",
                advice: "Write \"name\", {\"name\": argument}, or a list of these."
            )
            return nil
        }
        guard let known = ValueFunction.named(name) else {
            log.add(
                .unknownFunction,
                at: pointer,
                "There is no function \"\(name)\".",
                advice: FindingLog.advice(
                    for: name,
                    among: ValueFunction.all.map(\.name),
                    otherwise: FindingCode.unknownFunction.description.advice
                )
            )
            return nil
        }
        if let mistake = known.mistake(in: arguments) {
            log.add(.functionArguments, at: pointer, "\"\(name)\": \(mistake)")
            return nil
        }
        return FunctionCall(name: name, arguments: arguments)
    }

    package func pick(_ value: JSONValue?, at pointer: JSONPointer) -> Pick? {
        guard let value else { return nil }
        if case .string(let text) = value, let pick = Pick(rawValue: text) { return pick }
        log.add(.operatorMisuse, at: pointer, "\"$pick\" takes \"first\" or \"last\".")
        return nil
    }

    /// `"omit"`, `"fail"` or `{"use": literal}`.
    package func policy(_ value: JSONValue?, at pointer: JSONPointer) -> Policy? {
        guard let value else { return nil }
        switch value {
        case .string("omit"): return .omit
        case .string("fail"): return .fail
        case .object(let object) where object.count == 1:
            if let literal = object["use"] { return .use(literal) }
        default: break
        }
        log.add(
            .operatorMisuse,
            at: pointer,
            "This is no policy.",
            advice: "Write \"omit\", \"fail\" or {\"use\": value}."
        )
        return nil
    }
}
