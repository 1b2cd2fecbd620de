package import JSON
import Targets

extension Place: CustomStringConvertible {
    /// Some lines for people: what the place takes, then its members, `@type` values or values, one a line.
    package var description: String {
        var lines = ["\(path.isEmpty ? schema.target.rawValue : path)  \(summary(of: kind, member: member))"]
        if !tags.isEmpty { lines.append("  only for @type \(tags.joined(separator: ", "))") }
        lines += details(of: kind)
        return lines.joined(separator: "\n")
    }

    private func details(of kind: ValueKind) -> [String] {
        switch kind {
        case .object(let id): return members(of: id)
        case .union(let id):
            if let type { return members(of: type) }
            let union = schema[id]
            let width = union.tags.map(\.count).max() ?? 0
            return union.variants.map { variant in
                let names = schema[variant.type].memberNames
                let shown = names.prefix(6).joined(separator: ", ") + (names.count > 6 ? ", …" : "")
                let status = schema[variant.type].status == .current ? "" : "  \(schema[variant.type].status.name)"
                return "  @type " + Self.padded(variant.tag, to: width) + "  " + (shown.isEmpty ? "no members" : shown)
                    + status
            }
        case .enumeration(let id): return schema[id].values.map { "  \($0)" }
        case .array(let element, _, _): return details(of: element)
        default: return []
        }
    }

    private func members(of id: TypeID) -> [String] {
        let members = schema[id].members
        let width = members.map(\.name.count).max() ?? 0
        return members.map { "  \(Self.padded($0.name, to: width))  \(summary(of: $0.value, member: $0))" }
    }

    /// Kind, limits and marks in one line.
    private func summary(of kind: ValueKind, member: Member?) -> String {
        var words = [kind.name]
        switch kind {
        case .text(let rule):
            if rule.minLength != nil || rule.maxLength != nil {
                words.append("(\(FindingText.range(rule.minLength ?? 0, rule.maxLength)) characters)")
            }
            if let shape = rule.shape { words.append("(such as \(shape.example))") }
            switch rule.role {
            case .defines(let scope): words.append("(names a \(FindingText.name(of: scope)))")
            case .refersTo(let scope): words.append("(refers to a \(FindingText.name(of: scope)))")
            case .plain, .postcode: break
            }
        case .number(let rule):
            if let unit = rule.unit { words.append("in \(unit.rawValue)") }
            words += limits(rule.minimum.map(FindingText.number), rule.maximum.map(FindingText.number))
        case .integer(let rule):
            if let unit = rule.unit { words.append("in \(unit.rawValue)") }
            words += limits(rule.minimum.map(String.init), rule.maximum.map(String.init))
        case .array(_, let min, let max) where max != nil || min ?? 0 > 0:
            words.append("(\(FindingText.range(min ?? 0, max)))")
        case .enumeration(let id):
            let values = schema[id].values
            words = [values.count <= 6 ? values.joined(separator: " | ") : "one of \(values.count) values"]
        case .date: words.append("YYYY-MM-DD")
        case .country: words.append("ISO 3166-1 alpha-2")
        default: break
        }
        if let member {
            if member.isRequired { words.append("· required") }
            if case .deprecated(let successor?) = member.status {
                words.append("· deprecated, use \(successor)")
            } else if member.status != .current {
                words.append("· \(member.status.name)")
            }
            if let value = member.defaultValue { words.append("· default \(value)") }
        }
        return words.joined(separator: " ")
    }

    private func limits(_ low: String?, _ high: String?) -> [String] {
        switch (low, high) {
        case (nil, nil): []
        case (let low?, nil): ["(from \(low))"]
        case (nil, let high?): ["(up to \(high))"]
        case (let low?, let high?): ["(\(low) to \(high))"]
        }
    }

    private static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}

extension Place {
    /// The same for machines.
    package var json: JSONValue {
        var object = JSONObject()
        object.append("target", .string(schema.target.rawValue))
        object.append("version", .string(schema.version))
        object.append("path", .string(path))
        if let member { describe(member, into: &object) }
        if !tags.isEmpty { object.append("onlyForTypes", .array(tags.map { .string($0) })) }
        describe(kind, into: &object, isOuter: true)
        return .object(object)
    }

    private func describe(_ member: Member, into object: inout JSONObject) {
        object.append("required", .bool(member.isRequired))
        object.append("status", .string(member.status.name))
        if case .deprecated(let successor?) = member.status { object.append("successor", .string(successor)) }
        if let value = member.defaultValue { object.append("default", .string(value)) }
    }

    private func describe(_ kind: ValueKind, into object: inout JSONObject, isOuter: Bool) {
        func append(_ key: String, _ value: Int?) { if let value { object.append(key, .number(JSONNumber(value))) } }
        func append(_ key: String, _ value: Double?) {
            if let number = value.flatMap({ JSONNumber(FindingText.number($0)) }) {
                object.append(key, .number(number))
            }
        }
        switch kind {
        case .array(let element, let min, let max):
            object.append("kind", .string("array"))
            append("minItems", min)
            append("maxItems", max)
            var inner = JSONObject()
            describe(element, into: &inner, isOuter: isOuter)
            object.append("items", .object(inner))
            return
        case .text(let rule):
            object.append("kind", .string(kind.name))
            append("minLength", rule.minLength)
            append("maxLength", rule.maxLength)
            if let shape = rule.shape { object.append("pattern", .string(shape.pattern)) }
            if case .defines(let scope) = rule.role { object.append("defines", .string(scope.rawValue)) }
            if case .refersTo(let scope) = rule.role { object.append("refersTo", .string(scope.rawValue)) }
        case .number(let rule):
            object.append("kind", .string("number"))
            if let unit = rule.unit { object.append("unit", .string(unit.rawValue)) }
            append("minimum", rule.minimum)
            append("maximum", rule.maximum)
        case .integer(let rule):
            object.append("kind", .string("integer"))
            if let unit = rule.unit { object.append("unit", .string(unit.rawValue)) }
            append("minimum", rule.minimum)
            append("maximum", rule.maximum)
        case .enumeration(let id):
            object.append("kind", .string("enumeration"))
            object.append("values", .array(schema[id].values.map { .string($0) }))
        case .object(let id):
            object.append("kind", .string("object"))
            if isOuter { object.append("members", members(of: id)) }
        case .union(let id):
            object.append("kind", .string("union"))
            object.append("typeRequired", .bool(schema[id].isTagRequired))
            if isOuter, let type {
                object.append("members", members(of: type))
            } else {
                object.append("types", .array(schema[id].tags.map { .string($0) }))
            }
        case .boolean, .date, .country: object.append("kind", .string(kind.name))
        }
    }

    private func members(of id: TypeID) -> JSONValue {
        var object = JSONObject()
        for member in schema[id].members {
            var inner = JSONObject()
            describe(member.value, into: &inner, isOuter: false)
            describe(member, into: &inner)
            object.append(member.name, .object(inner))
        }
        return .object(object)
    }
}
