import JSON
import TargetSchemas
import Targets

/// The definitions of a target's types and places for an editor's schema.
///
/// A place of a mapping takes a constant of the target's kind, a selector, or a rule whose branches are again such places.
/// Each kind of place is defined once. An object with `@type` is one of its variants; the tag is a constant in each of them,
/// by which editors choose, and not required, so that an empty object offers every tag.
struct EditorPlaces {
    let schema: TargetSchema
    private(set) var definitions: [(name: String, definition: JSONValue)] = []
    private var positions: [String: Int] = [:]
    private var names: [ValueKind: String] = [:]

    init(schema: TargetSchema) { self.schema = schema }

    /// A reference to the definition of a whole document: an object written out, or a list of operations.
    mutating func document(_ kind: ValueKind) -> JSONValue {
        if case .object(let root) = kind { return object(root, tag: nil) }
        guard case .array(let operation, _, _) = kind else { return place(kind) }
        let list = place(kind)
        return ["anyOf": [["type": "array", "items": ["anyOf": [place(operation), list]]], list]]
    }

    /// A reference to the definition of an object of this type.
    mutating func object(_ id: TypeID, tag: String?) -> JSONValue {
        let type = schema[id]
        let name = "object-\(Self.word(type.name))\(tag.map { "-\(Self.word($0))" } ?? "")"
        guard open(name) else { return EditorSchema.reference(name) }
        var members = JSONObject()
        if let tag { members.append(TypeUnion.discriminator, ["const": .string(tag)]) }
        for member in type.members { members.append(member.name, self.member(member)) }
        var definition = EditorSchema.closed(members)
        if type.status != .current, case .object(var object) = definition {
            object.append("deprecationMessage", .string(type.status.name))
            definition = .object(object)
        }
        close(name, definition)
        return EditorSchema.reference(name)
    }

    /// A reference to the place, with what is special about this member.
    private mutating func member(_ member: Member) -> JSONValue {
        var words: [String] = []
        if member.isRequired { words.append("Pflicht / required") }
        if member.status != .current { words.append(member.status.name) }
        if case .deprecated(let successor?) = member.status { words.append("→ \(successor)") }
        if let value = member.defaultValue { words.append("Vorgabe / default: \(value)") }
        let place = place(member.value)
        guard !words.isEmpty, case .object(var object) = EditorSchema.described(place, words.joined(separator: " · "))
        else {
            return place
        }
        switch member.status {
        case .deprecated, .removed: object.append("deprecationMessage", .string(words.joined(separator: " · ")))
        case .current, .schemaOnly, .readOnly, .serverAssigned, .fromCase: break
        }
        return .object(object)
    }

    /// A reference to the definition of a place of this kind.
    private mutating func place(_ kind: ValueKind) -> JSONValue {
        if let name = names[kind] { return EditorSchema.reference(name) }
        let name = unusedName(for: kind)
        names[kind] = name
        _ = open(name)
        let reference = EditorSchema.reference(name)
        var element: JSONValue?
        if case .array(let kind, _, _) = kind { element = place(kind) }
        let rule = Self.rule(branches: reference, element: element)
        let alternatives = constants(of: kind) + [EditorSchema.reference("selector"), rule]
        close(name, ["description": .string(words(for: kind)), "anyOf": .array(alternatives)])
        return reference
    }

    /// What a place takes that is neither a selector nor a rule.
    private mutating func constants(of kind: ValueKind) -> [JSONValue] {
        switch kind {
        case .text(let rule):
            var object: JSONObject = ["type": "string"]
            if rule.role == .postcode { object.append("pattern", "^[0-9]{5}$") }
            if let shape = rule.shape { object.append("pattern", .string(shape.pattern)) }
            if let length = rule.minLength { object.append("minLength", .number(JSONNumber(length))) }
            if let length = rule.maxLength { object.append("maxLength", .number(JSONNumber(length))) }
            return [.object(object)]
        case .number(let rule):
            return [limited("number", rule.minimum.map(Self.number), rule.maximum.map(Self.number))]
        case .integer(let rule):
            let numbers = [rule.minimum, rule.maximum].map { $0.map { JSONValue.number(JSONNumber($0)) } }
            return [limited("integer", numbers[0], numbers[1])]
        case .boolean: return [["type": "boolean"]]
        case .date: return [["type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"]]
        case .country: return [["enum": EditorSchema.texts(Countries.codes.sorted())]]
        case .enumeration(let id): return [["enum": EditorSchema.texts(schema[id].values)]]
        case .object(let id): return [object(id, tag: nil)]
        case .union(let id): return variants(of: schema[id])
        case .array(let element, let min, let max):
            var object: JSONObject = ["type": "array", "items": place(element)]
            if let min, min > 0 { object.append("minItems", .number(JSONNumber(min))) }
            if let max { object.append("maxItems", .number(JSONNumber(max))) }
            return [.object(object)]
        }
    }

    private mutating func variants(of union: TypeUnion) -> [JSONValue] {
        var variants = union.variants.map { object($0.type, tag: $0.tag) }
        if let untagged = union.untagged { variants.append(object(untagged, tag: nil)) }
        // Where a rule decides the tag, the object may have the members of any variant.
        var members: JSONObject = [
            TypeUnion.discriminator: ["anyOf": [EditorSchema.reference("selector"), tagRule(of: union)]]
        ]
        for variant in union.variants {
            for member in schema[variant.type].members where members[member.name] == nil {
                members.append(member.name, [:])
            }
        }
        variants.append(EditorSchema.closed(members, required: [TypeUnion.discriminator]))
        return variants
    }

    /// A rule that decides the tag; its branches are tags.
    private mutating func tagRule(of union: TypeUnion) -> JSONValue {
        let name = "tag-\(Self.word(union.name))"
        let reference = EditorSchema.reference(name)
        let rule = Self.rule(branches: reference)
        if open(name) {
            let tags: JSONValue = ["enum": EditorSchema.texts(union.tags)]
            close(name, ["anyOf": [tags, EditorSchema.reference("selector"), rule]])
        }
        return rule
    }

    /// A rule whose branches are such places; for a list also what makes its elements.
    private static func rule(branches: JSONValue, element: JSONValue? = nil) -> JSONValue {
        var members: JSONObject = [
            "$lookup": [
                "properties": ["$comment": [:], "$table": ["type": "string"]], "additionalProperties": branches,
            ],
            "$first": ["items": branches], "$then": branches, "$otherwise": branches,
        ]
        if let element { members.append("$do", element) }
        let base = element == nil ? "operator" : "operator-list"
        return ["allOf": [EditorSchema.reference(base)], "properties": .object(members)]
    }

    private func limited(_ type: String, _ minimum: JSONValue?, _ maximum: JSONValue?) -> JSONValue {
        var object: JSONObject = ["type": .string(type)]
        if let minimum { object.append("minimum", minimum) }
        if let maximum { object.append("maximum", maximum) }
        return .object(object)
    }

    // MARK: Names and words

    private func unusedName(for kind: ValueKind) -> String {
        let name = baseName(of: kind)
        var candidate = name
        var number = 2
        while positions[candidate] != nil {
            candidate = "\(name)-\(number)"
            number += 1
        }
        return candidate
    }

    private func baseName(of kind: ValueKind) -> String {
        switch kind {
        case .text(let rule): rule == TextRule() ? "text" : "text-limited"
        case .number(let rule):
            Self.name("number", of: rule.unit, isLimited: rule.minimum != nil || rule.maximum != nil)
        case .integer(let rule):
            Self.name("integer", of: rule.unit, isLimited: rule.minimum != nil || rule.maximum != nil)
        case .boolean: "boolean"
        case .date: "date"
        case .country: "country"
        case .enumeration(let id): "one-of-\(Self.word(schema[id].name))"
        case .object(let id): "place-\(Self.word(schema[id].name))"
        case .union(let id): "choice-\(Self.word(schema[id].name))"
        case .array(let element, _, _): "list-\(baseName(of: element))"
        }
    }

    private static func name(_ kind: String, of unit: NumberUnit?, isLimited: Bool) -> String {
        kind + (unit.map { "-" + ($0 == .percent ? "percent" : word($0.rawValue)) } ?? "")
            + (isLimited ? "-limited" : "")
    }

    private func words(for kind: ValueKind) -> String {
        switch kind {
        case .text(let rule):
            switch rule.role {
            case .postcode: "Postleitzahl / postcode"
            case .defines: "Name für Verweise / name for references"
            case .refersTo: "Verweis auf eine referenzId / reference"
            case .plain: rule.maxLength.map { "Text (≤ \($0))" } ?? "Text"
            }
        case .number(let rule): "Zahl / number" + (rule.unit.map { " (\($0.rawValue))" } ?? "")
        case .integer(let rule): "ganze Zahl / whole number" + (rule.unit.map { " (\($0.rawValue))" } ?? "")
        case .boolean: "ja oder nein / true or false"
        case .date: "Datum / date: 2026-01-31"
        case .country: "Land / country: ISO 3166-1"
        case .enumeration(let id): "eines von / one of \(schema[id].values.count)"
        case .object(let id): schema[id].name
        case .union(let id): "\(schema[id].name): @type"
        case .array(let element, _, let max): "Liste / list\(max.map { " (≤ \($0))" } ?? ""): \(words(for: element))"
        }
    }

    /// A name as it can stand in a reference.
    private static func word(_ name: String) -> String {
        String(name.map { ($0.isASCII && ($0.isLetter || $0.isNumber)) || "._-".contains($0) ? $0 : "-" })
    }

    private static func number(_ value: Double) -> JSONValue {
        let text = value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
        return JSONNumber(text).map(JSONValue.number) ?? .null
    }

    // MARK: The table

    /// Reserves the name; false if it is there.
    private mutating func open(_ name: String) -> Bool {
        guard positions[name] == nil else { return false }
        positions[name] = definitions.count
        definitions.append((name, [:]))
        return true
    }

    private mutating func close(_ name: String, _ definition: JSONValue) {
        if let position = positions[name] { definitions[position].definition = definition }
    }
}
