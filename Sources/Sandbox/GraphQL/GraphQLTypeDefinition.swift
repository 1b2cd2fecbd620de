/// A type of a GraphQL endpoint's type system, as far as introspection tells of one (specification 3).
struct GraphQLTypeDefinition: Sendable {
    enum Kind: String, Sendable {
        case scalar = "SCALAR"
        case object = "OBJECT"
        case input = "INPUT_OBJECT"
        case enumeration = "ENUM"
    }

    /// A field of an object, or of an input object, which has no arguments.
    struct Field: Sendable {
        var name: String
        var type: GraphQLType
        var arguments: [Argument] = []
    }

    struct Argument: Sendable {
        var name: String
        var type: GraphQLType
        /// As it is written in a document.
        var defaultValue: String?
    }

    var kind: Kind
    var name: String
    var fields: [Field] = []
    /// Of an enumeration.
    var values: [String] = []
}
