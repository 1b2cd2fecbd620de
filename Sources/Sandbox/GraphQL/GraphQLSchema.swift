import TargetSchemas

/// The type system of a GraphQL endpoint: what its documents are checked against and what introspection shows.
struct GraphQLSchema: Sendable {
    /// The type of the root of queries.
    let query = "Query"
    /// The type of the root of mutations.
    let mutation: String?
    /// All types but those of introspection itself, each once.
    private(set) var types: [GraphQLTypeDefinition] = []
    private var positions: [String: Int] = [:]

    /// A type system of these types; fields of a type that is there already are added to it.
    init(mutation: String? = nil, _ types: [GraphQLTypeDefinition]) {
        self.mutation = mutation
        for type in types { add(type) }
        for name in ["String", "Boolean"] { add(GraphQLTypeDefinition(kind: .scalar, name: name)) }
        for scalar in missingScalars { add(GraphQLTypeDefinition(kind: .scalar, name: scalar)) }
    }

    /// The type of this name, those of introspection included.
    subscript(name: String) -> GraphQLTypeDefinition? {
        positions[name].map { types[$0] } ?? GraphQLIntrospection.types[name]
    }

    /// The field of a type; the root of queries has those of introspection as well (specification 4.1).
    func field(_ name: String, of type: GraphQLTypeDefinition) -> GraphQLTypeDefinition.Field? {
        type.fields.first { $0.name == name }
            ?? (type.name == query ? GraphQLIntrospection.fields.first { $0.name == name } : nil)
    }

    private mutating func add(_ type: GraphQLTypeDefinition) {
        guard let index = positions[type.name] else {
            positions[type.name] = types.count
            types.append(type)
            return
        }
        let known = Set(types[index].fields.map(\.name))
        types[index].fields += type.fields.filter { !known.contains($0.name) }
    }

    /// Names that stand somewhere without a definition: `BigDecimal`, `Int`.
    private var missingScalars: [String] {
        var missing: [String] = []
        for field in types.flatMap(\.fields) {
            for name in [field.type.innermost] + field.arguments.map(\.type.innermost)
            where positions[name] == nil && !missing.contains(name) {
                missing.append(name)
            }
        }
        return missing
    }
}

/// The types of a target's documents as types of GraphQL.
struct GraphQLTypes {
    let schema: TargetSchema
    /// What its objects are: `object` for what an endpoint shows, `input` for what it takes.
    let kind: GraphQLTypeDefinition.Kind
    /// The types that were asked for, and those that they need.
    private(set) var definitions: [GraphQLTypeDefinition] = []
    private var names: Set<String> = []

    init(_ schema: TargetSchema, as kind: GraphQLTypeDefinition.Kind) {
        self.schema = schema
        self.kind = kind
    }

    /// The type of values of this kind.
    mutating func type(of kind: ValueKind) -> GraphQLType {
        switch kind {
        case .array(let element, _, _): return .list(type(of: element))
        case .object(let id):
            define(schema[id])
            return .named(Self.name(schema[id].name))
        case .enumeration(let id):
            let enumeration = schema[id]
            let name = Self.name(enumeration.name)
            if names.insert(name).inserted {
                definitions.append(
                    GraphQLTypeDefinition(kind: .enumeration, name: name, values: enumeration.values)
                )
            }
            return .named(name)
        case .text, .date, .number, .integer, .boolean, .country, .union:
            return .named(Self.scalars(kind)[0])
        }
    }

    /// The type of an argument or a member, which may be required.
    mutating func type(of member: Member) -> GraphQLType {
        let type = type(of: member.value)
        return member.isRequired ? .nonNull(type) : type
    }

    private mutating func define(_ type: ObjectType) {
        let name = Self.name(type.name)
        guard names.insert(name).inserted else { return }
        let index = definitions.count
        definitions.append(GraphQLTypeDefinition(kind: kind, name: name))
        let fields = type.members.map { GraphQLTypeDefinition.Field(name: $0.name, type: self.type(of: $0)) }
        definitions[index].fields = fields
    }

    /// Schema files name an enumeration after the member that uses it, an inner object by its way there, and a second type of
    /// one name by a number; GraphQL types begin with a capital and have letters and digits alone: `immobilie.darlehen` is
    /// `ImmobilieDarlehen`, `Partner-2` is `Partner2`.
    static func name(_ name: String) -> String {
        name.split { $0 == "." || $0 == "-" }.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }

    /// What a scalar of this kind may be called, what it is shown as first. No document says which names the target has.
    static func scalars(_ kind: ValueKind) -> [String] {
        switch kind {
        case .date: ["String", "LocalDate", "Date"]
        case .number: ["BigDecimal", "Float", "Int", "Decimal"]
        case .integer: ["Int", "Integer"]
        case .boolean: ["Boolean"]
        case .country: ["Country"]
        case .text, .enumeration, .object, .union, .array: ["String", "ID"]
        }
    }
}
