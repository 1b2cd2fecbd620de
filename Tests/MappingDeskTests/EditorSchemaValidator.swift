import JSON

/// As much of JSON Schema (draft 07) as our editors' schemas use: whether a value is valid.
struct EditorSchemaValidator {
    let schema: JSONValue

    func isValid(_ value: JSONValue) -> Bool { isValid(value, schema) }

    private func isValid(_ value: JSONValue, _ rule: JSONValue) -> Bool {
        if case .bool(let verdict) = rule { return verdict }
        // Beside $ref nothing counts (draft 07, 8.3).
        if let name = rule["$ref"]?.stringValue?.split(separator: "/").last {
            return schema["definitions"]?[String(name)].map { isValid(value, $0) } ?? false
        }
        if let values = rule["enum"]?.arrayValue, !values.contains(value) { return false }
        if let constant = rule["const"], constant != value { return false }
        if let type = rule["type"] {
            let types = type.arrayValue?.compactMap(\.stringValue) ?? [type.stringValue ?? ""]
            guard types.contains(where: { has(value, type: $0) }) else { return false }
        }
        if let all = rule["allOf"]?.arrayValue, !all.allSatisfy({ isValid(value, $0) }) { return false }
        if let any = rule["anyOf"]?.arrayValue, !any.contains(where: { isValid(value, $0) }) { return false }
        if let condition = rule["if"] {
            let branch = isValid(value, condition) ? rule["then"] : rule["else"]
            if let branch, !isValid(value, branch) { return false }
        }
        switch value {
        case .object(let object): return isValid(object, rule)
        case .array(let elements):
            if let min = rule["minItems"]?.numberValue?.int, elements.count < min { return false }
            if let max = rule["maxItems"]?.numberValue?.int, elements.count > max { return false }
            return rule["items"].map { items in elements.allSatisfy { isValid($0, items) } } ?? true
        case .string(let text):
            if let max = rule["maxLength"]?.numberValue?.int, text.unicodeScalars.count > max { return false }
            if let min = rule["minLength"]?.numberValue?.int, text.unicodeScalars.count < min { return false }
            guard let pattern = rule["pattern"]?.stringValue else { return true }
            return (try? Regex(pattern).firstMatch(in: text)) ?? nil != nil
        case .number(let number):
            if let min = rule["minimum"]?.numberValue, number.double < min.double { return false }
            if let max = rule["maximum"]?.numberValue, number.double > max.double { return false }
            return true
        case .null, .bool: return true
        }
    }

    private func isValid(_ object: JSONObject, _ rule: JSONValue) -> Bool {
        for name in rule["required"]?.arrayValue ?? [] where object[name.stringValue ?? ""] == nil { return false }
        for (name, needed) in (rule["dependencies"]?.objectValue ?? [:]).members.map({ ($0.key, $0.value) })
        where object[name] != nil {
            for other in needed.arrayValue ?? [] where object[other.stringValue ?? ""] == nil { return false }
        }
        if let min = rule["minProperties"]?.numberValue?.int, object.count < min { return false }
        if let max = rule["maxProperties"]?.numberValue?.int, object.count > max { return false }
        for member in object.members {
            if let names = rule["propertyNames"], !isValid(.string(member.key), names) { return false }
            if let known = rule["properties"]?[member.key] {
                guard isValid(member.value, known) else { return false }
            } else if let others = rule["additionalProperties"], !isValid(member.value, others) {
                return false
            }
        }
        return true
    }

    private func has(_ value: JSONValue, type: String) -> Bool {
        switch (value, type) {
        case (.null, "null"), (.bool, "boolean"), (.number, "number"), (.string, "string"), (.array, "array"),
            (.object, "object"):
            true
        case (.number(let number), "integer"): number.isInteger
        default: false
        }
    }
}
