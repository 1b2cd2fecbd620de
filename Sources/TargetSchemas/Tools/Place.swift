package import JSON

/// What is allowed at one place of a target document: the answer of `leadgate schema show`.
package struct Place: Sendable {
    package let schema: TargetSchema
    /// The way to it, in dotted notation.
    package let path: String
    package let kind: ValueKind
    /// The member it is the value of; nil for the whole document and for the elements of an array.
    package let member: Member?
    /// The `@type` values the place exists for, where the path left open which; empty where there is no question.
    package let tags: [String]

    /// The type of object that stands here; for a union only if the path chose one.
    package let type: TypeID?
}

extension TargetSchema {
    /// What is allowed at the place that a dotted path or JSON Pointer leads to; see ``SchemaPath`` for both notations.
    package func place(at path: String) throws(PlaceError) -> Place {
        try place(at: SchemaPath(parsing: path))
    }

    /// What is allowed where this pointer leads to.
    package func place(at pointer: JSONPointer) throws(PlaceError) -> Place {
        try place(at: SchemaPath(pointer))
    }

    package func place(at path: SchemaPath) throws(PlaceError) -> Place {
        var walk = PlaceWalk(schema: self)
        for step in path.steps { try walk.take(step) }
        return walk.place
    }
}

/// One walk along a path.
private struct PlaceWalk {
    let schema: TargetSchema
    private var path = ""
    private var kind: ValueKind
    private var member: Member?
    private var tags: [String] = []
    /// The variant that the last step chose.
    private var chosen: TypeID?

    init(schema: TargetSchema) {
        self.schema = schema
        kind = schema.document
    }

    var place: Place {
        var type = chosen
        if case .object(let id) = kind { type = id }
        return Place(schema: schema, path: path, kind: kind, member: member, tags: tags, type: type)
    }

    mutating func take(_ step: SchemaPath.Step) throws(PlaceError) {
        switch step {
        case .element: try takeElement()
        case .variant(let tag): try takeVariant(tag)
        case .member(let name):
            while case .array = kind { try takeElement() }
            try takeMember(name)
        case .token(let token):
            if case .array = kind, token == "*" || token == "-" || JSONPointer.index(of: token) != nil {
                try takeElement()
            } else {
                try takeMember(token)
            }
        }
    }

    private mutating func takeElement() throws(PlaceError) {
        guard case .array(let element, _, _) = kind else {
            throw PlaceError(.notAnArray, at: path, "is no array")
        }
        kind = element
        // The elements of a document that is a list are its operations: they go without saying.
        if !path.isEmpty { path += "[]" }
        member = nil
        chosen = nil
    }

    private mutating func takeVariant(_ tag: String) throws(PlaceError) {
        while case .array = kind { try takeElement() }
        guard case .union(let id) = kind else { throw PlaceError(.unknownType, at: path, "has no @type to choose") }
        let union = schema[id]
        guard let type = union[tag] else {
            throw PlaceError(
                .unknownType,
                at: path,
                "there is no @type '\(tag)' here",
                advice: FindingText.advice(for: tag, among: union.tags)
            )
        }
        chosen = type
        path += "[\(tag)]"
    }

    private mutating func takeMember(_ name: String) throws(PlaceError) {
        switch kind {
        case .object(let type): try enter(name, of: type, union: nil)
        case .union(let id):
            let union = schema[id]
            if let chosen {
                try enter(name, of: chosen, union: union)
            } else if name == TypeUnion.discriminator {
                throw PlaceError(
                    .unknownMember,
                    at: path,
                    "'@type' chooses what the object is",
                    advice: FindingText.allowed(union.tags)
                )
            } else {
                try enterAny(name, of: union)
            }
        default:
            throw PlaceError(.notAnObject, at: path, "takes \(FindingText.name(of: kind)) and has no member '\(name)'")
        }
        chosen = nil
        path += path.isEmpty ? name : ".\(name)"
    }

    private mutating func enter(_ name: String, of type: TypeID, union: TypeUnion?) throws(PlaceError) {
        guard let found = schema[type].member(name) else {
            let steps = path.split(separator: ".").map { String($0.prefix { $0 != "[" }) }
            throw PlaceError(
                .unknownMember,
                at: path,
                "there is no member '\(name)' here",
                advice: FindingText.advice(
                    forUnknownMember: name,
                    of: type,
                    union: union,
                    at: steps + [name],
                    in: schema
                )
            )
        }
        kind = found.value
        member = found
    }

    /// A member of a union of which no variant was chosen: fine if all variants that have it take the same there.
    private mutating func enterAny(_ name: String, of union: TypeUnion) throws(PlaceError) {
        let having = union.variants.filter { schema[$0.type].member(name) != nil }
        guard let first = having.first, let found = schema[first.type].member(name) else {
            let members = union.variants.flatMap { schema[$0.type].memberNames }
            var seen: Set<String> = []
            throw PlaceError(
                .unknownMember,
                at: path,
                "there is no member '\(name)' here, whatever the @type",
                advice: FindingText.advice(for: name, among: members.filter { seen.insert($0).inserted })
            )
        }
        guard having.allSatisfy({ schema[$0.type].member(name)?.value == found.value }) else {
            throw PlaceError(
                .ambiguous,
                at: path,
                "'\(name)' means different things, depending on @type",
                advice:
                    "Say which, as in '\(path)[\(first.tag)].\(name)'. \(FindingText.allowed(having.map(\.tag)) ?? "")"
            )
        }
        kind = found.value
        member = found
        if having.count < union.variants.count { tags = having.map(\.tag) }
    }
}

extension TargetSchema {
    /// What the place at this pointer of a concrete document takes; the document's own `@type` members decide the way.
    /// Nil if the pointer leads to no place of the schema. At an `@type` member it is the text that chooses.
    package func kind(at pointer: JSONPointer, in document: JSONValue) -> ValueKind? {
        var kind = self.document
        var value: JSONValue? = document
        for token in pointer.tokens {
            if case .array(let element, _, _) = kind {
                kind = element
                value = JSONPointer.index(of: token).flatMap { value?[$0] }
                continue
            }
            if token == TypeUnion.discriminator, case .union = kind { return .text(TextRule(minLength: 1)) }
            let tag = value?[TypeUnion.discriminator]?.stringValue
            guard let type = type(of: kind, tag: tag), let member = self[type].member(token) else { return nil }
            kind = member.value
            value = value?[token]
        }
        return kind
    }
}
