/// A GraphQL document: what the parser makes of the text (GraphQL specification, October 2021, section 2).
struct GraphQLDocument: Sendable {
    var operations: [GraphQLOperation] = []
    var fragments: [String: GraphQLFragment] = [:]
}

/// Where something stands in the document, both counted from 1.
struct GraphQLLocation: Sendable, Equatable {
    var line: Int
    var column: Int
}

struct GraphQLOperation: Sendable {
    enum Kind: String, Sendable { case query, mutation, subscription }

    var kind: Kind
    var name: String?
    var variables: [GraphQLVariable]
    var selections: [GraphQLSelection]
    var location: GraphQLLocation
}

/// `$name: Type = default`
struct GraphQLVariable: Sendable {
    var name: String
    var type: GraphQLType
    var defaultValue: GraphQLLiteral?
    var location: GraphQLLocation
}

/// A type as a variable declares it.
indirect enum GraphQLType: Sendable {
    case named(String)
    case list(GraphQLType)
    case nonNull(GraphQLType)

    var isNonNull: Bool { if case .nonNull = self { true } else { false } }

    /// The name within all lists.
    var innermost: String {
        switch self {
        case .named(let name): name
        case .list(let inner), .nonNull(let inner): inner.innermost
        }
    }

    /// How many lists stand around the innermost type.
    var listDepth: Int {
        switch self {
        case .named: 0
        case .list(let inner): inner.listDepth + 1
        case .nonNull(let inner): inner.listDepth
        }
    }

    /// As it is written.
    var text: String {
        switch self {
        case .named(let name): name
        case .list(let inner): "[\(inner.text)]"
        case .nonNull(let inner): "\(inner.text)!"
        }
    }
}

struct GraphQLFragment: Sendable {
    var name: String
    var selections: [GraphQLSelection]
}

enum GraphQLSelection: Sendable {
    case field(GraphQLField)
    case spread(String, directives: [GraphQLDirective], GraphQLLocation)
    case inline([GraphQLSelection], directives: [GraphQLDirective])
}

struct GraphQLField: Sendable {
    var alias: String?
    var name: String
    var arguments: [(name: String, value: GraphQLLiteral)]
    var directives: [GraphQLDirective]
    var selections: [GraphQLSelection]
    var location: GraphQLLocation

    /// The name under which the answer has it.
    var responseKey: String { alias ?? name }
}

/// `@skip(if: …)` and its like.
struct GraphQLDirective: Sendable {
    var name: String
    var arguments: [(name: String, value: GraphQLLiteral)]
}

/// A value as it is written.
struct GraphQLLiteral: Sendable {
    indirect enum Value: Sendable {
        case variable(String)
        case number(String)
        case string(String)
        case boolean(Bool)
        case null
        /// A bare word.
        case enumeration(String)
        case list([GraphQLLiteral])
        case object([(name: String, value: GraphQLLiteral)])

        var isNull: Bool { if case .null = self { true } else { false } }
    }

    var value: Value
    var location: GraphQLLocation
}
