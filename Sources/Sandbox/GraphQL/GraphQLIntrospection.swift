import HTTPTypes
import JSON

/// Answers `__schema`, `__type` and `__typename`: what tools ask an endpoint to learn what it offers (specification 4).
///
/// That introspection is offered is documented (fact sheet 1.5); of what it shows, only names are.
struct GraphQLIntrospection {
    let schema: GraphQLSchema
    let request: GraphQLRequest

    private typealias Argument = GraphQLTypeDefinition.Argument

    /// The fields that every root of queries has.
    static let fields: [GraphQLTypeDefinition.Field] = [
        .init(name: "__schema", type: .nonNull(.named("__Schema"))),
        .init(
            name: "__type",
            type: .named("__Type"),
            arguments: [.init(name: "name", type: .nonNull(.named("String")))]
        ),
    ]

    /// The answer to a query that asks of nothing but the type system; nil for every other operation.
    func answer() throws(GraphQLError) -> SandboxAnswer? {
        guard request.operation.kind == .query else { return nil }
        let asked = try request.fields(request.operation.selections)
        guard asked.allSatisfy({ Self.isOwn($0) }) else { return nil }
        if let root = schema[schema.query] {
            try GraphQLSelectionCheck(schema: schema, request: request).check(request.operation.selections, on: root)
        }
        var data: JSONObject = [:]
        for field in asked { data[field.responseKey] = try answer(field) }
        return SandboxAnswer(.ok, ["data": .object(data)]).assuming(.graphQLIntrospection)
    }

    /// Whether a field of the root asks of the type system.
    static func isOwn(_ field: GraphQLField) -> Bool {
        field.name == "__typename" || fields.contains { $0.name == field.name }
    }

    /// What one field of the root amounts to; the selection was checked before.
    func answer(_ field: GraphQLField) throws(GraphQLError) -> JSONValue {
        switch field.name {
        case "__typename": return .string(schema.query)
        case "__schema": return try whole(field.selections)
        default:
            let name = field.arguments.first { $0.name == "name" }
                .flatMap { GraphQLInput.plain($0.value, request.variables)?.stringValue }
            guard let type = name.flatMap({ schema[$0] }) else { return .null }
            return try described(.named(type.name), field.selections)
        }
    }

    private func whole(_ selections: [GraphQLSelection]) throws(GraphQLError) -> JSONValue {
        try object("__Schema", selections) { field throws(GraphQLError) in
            switch field.name {
            case "queryType": return try described(.named(schema.query), field.selections)
            case "mutationType":
                return try schema.mutation.map { name throws(GraphQLError) in
                    try described(.named(name), field.selections)
                } ?? .null
            case "types":
                return try list(schema.types) { type throws(GraphQLError) in
                    try described(.named(type.name), field.selections)
                }
            case "directives":
                return try list(["skip", "include"]) { name throws(GraphQLError) in
                    try directive(name, field.selections)
                }
            default: return .null
            }
        }
    }

    /// A type with its wrappers: a list and a "not null" are types of their own around the one that has a name.
    private func described(_ type: GraphQLType, _ selections: [GraphQLSelection]) throws(GraphQLError) -> JSONValue {
        let definition: GraphQLTypeDefinition? = if case .named(let name) = type { schema[name] } else { nil }
        return try object("__Type", selections) { field throws(GraphQLError) in
            switch (field.name, type) {
            case ("kind", .list): return "LIST"
            case ("kind", .nonNull): return "NON_NULL"
            case ("kind", .named): return .string(definition?.kind.rawValue ?? "SCALAR")
            case ("ofType", .list(let inner)), ("ofType", .nonNull(let inner)):
                return try described(inner, field.selections)
            case ("name", .named(let name)): return .string(name)
            default: break
            }
            guard let definition else { return .null }
            switch (field.name, definition.kind) {
            case ("fields", .object):
                return try list(definition.fields) { member throws(GraphQLError) in
                    try described(member, field.selections)
                }
            case ("inputFields", .input):
                return try list(definition.fields) { member throws(GraphQLError) in
                    try described(Argument(name: member.name, type: member.type), field.selections)
                }
            case ("interfaces", .object): return []
            case ("enumValues", .enumeration):
                return try list(definition.values) { value throws(GraphQLError) in
                    try object("__EnumValue", field.selections) { Self.named(value, $0) }
                }
            default: return .null
            }
        }
    }

    private func described(
        _ member: GraphQLTypeDefinition.Field,
        _ selections: [GraphQLSelection]
    ) throws(GraphQLError) -> JSONValue {
        try object("__Field", selections) { field throws(GraphQLError) in
            switch field.name {
            case "type": return try described(member.type, field.selections)
            case "args":
                return try list(member.arguments) { argument throws(GraphQLError) in
                    try described(argument, field.selections)
                }
            default: return Self.named(member.name, field)
            }
        }
    }

    private func described(
        _ argument: GraphQLTypeDefinition.Argument,
        _ selections: [GraphQLSelection]
    ) throws(GraphQLError) -> JSONValue {
        try object("__InputValue", selections) { field throws(GraphQLError) in
            switch field.name {
            case "type": return try described(argument.type, field.selections)
            case "defaultValue": return argument.defaultValue.map { .string($0) } ?? .null
            default: return Self.named(argument.name, field)
            }
        }
    }

    /// `@skip` and `@include`, which every endpoint obeys.
    private func directive(_ name: String, _ selections: [GraphQLSelection]) throws(GraphQLError) -> JSONValue {
        try object("__Directive", selections) { field throws(GraphQLError) in
            switch field.name {
            case "locations": return ["FIELD", "FRAGMENT_SPREAD", "INLINE_FRAGMENT"]
            case "isRepeatable": return false
            case "args":
                return [try described(Argument(name: "if", type: .nonNull(.named("Boolean"))), field.selections)]
            default: return Self.named(name, field)
            }
        }
    }

    /// What all that has a name has besides.
    private static func named(_ name: String, _ field: GraphQLField) -> JSONValue {
        switch field.name {
        case "name": .string(name)
        case "isDeprecated": false
        default: .null
        }
    }

    private func object(
        _ type: String,
        _ selections: [GraphQLSelection],
        _ member: (GraphQLField) throws(GraphQLError) -> JSONValue
    ) throws(GraphQLError) -> JSONValue {
        var object: JSONObject = [:]
        for field in try request.fields(selections) {
            object[field.responseKey] = field.name == "__typename" ? .string(type) : try member(field)
        }
        return .object(object)
    }

    private func list<Element>(
        _ elements: [Element],
        _ describe: (Element) throws(GraphQLError) -> JSONValue
    ) throws(GraphQLError) -> JSONValue {
        var described: [JSONValue] = []
        for element in elements { described.append(try describe(element)) }
        return .array(described)
    }

    /// The types of introspection itself (specification 4.2), by name.
    static let types: [String: GraphQLTypeDefinition] = {
        let types =
            (try? GraphQLParser.types(
                """
                type __Schema {
                  description: String types: [__Type!]! queryType: __Type! mutationType: __Type subscriptionType: __Type
                  directives: [__Directive!]!
                }
                type __Type {
                  kind: __TypeKind! name: String description: String specifiedByURL: String isOneOf: Boolean
                  fields(includeDeprecated: Boolean = false): [__Field!] interfaces: [__Type!] possibleTypes: [__Type!]
                  enumValues(includeDeprecated: Boolean = false): [__EnumValue!]
                  inputFields(includeDeprecated: Boolean = false): [__InputValue!] ofType: __Type
                }
                type __Field {
                  name: String! description: String args(includeDeprecated: Boolean = false): [__InputValue!]!
                  type: __Type! isDeprecated: Boolean! deprecationReason: String
                }
                type __InputValue {
                  name: String! description: String type: __Type! defaultValue: String
                  isDeprecated: Boolean! deprecationReason: String
                }
                type __EnumValue { name: String! description: String isDeprecated: Boolean! deprecationReason: String }
                type __Directive {
                  name: String! description: String isRepeatable: Boolean! locations: [__DirectiveLocation!]!
                  args(includeDeprecated: Boolean = false): [__InputValue!]!
                }
                enum __TypeKind { SCALAR OBJECT INTERFACE UNION ENUM INPUT_OBJECT LIST NON_NULL }
                enum __DirectiveLocation { FIELD FRAGMENT_SPREAD INLINE_FRAGMENT }
                """
            )) ?? []
        return Dictionary(types.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }()
}
