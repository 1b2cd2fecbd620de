import TargetSchemas
import Targets

extension GraphQLSchema {
    /// The types of the KEX-Vorgang-Update-API: its 66 mutations with what they take, and the three answers they have (fact
    /// sheet 4).
    static let kexUpdate: GraphQLSchema = {
        let schema = TargetSchema.kexUpdate
        let root = schema[schema.root]
        var inputs = GraphQLTypes(schema, as: .input)
        var mutations = GraphQLTypeDefinition(kind: .object, name: root.name)
        for member in root.members {
            guard case .object(let id) = member.value else { continue }
            let arguments = schema[id].members.map {
                GraphQLTypeDefinition.Argument(name: $0.name, type: inputs.type(of: $0))
            }
            let payload = payload(of: member.name)
            mutations.fields.append(.init(name: member.name, type: .nonNull(.named(payload)), arguments: arguments))
        }
        return GraphQLSchema(mutation: root.name, [mutations] + inputs.definitions + answers)
    }()

    /// `addAntragsteller` is printed with a BasicResponse, but its text speaks of the id.
    private static func payload(of mutation: String) -> String {
        if mutation == "createAccountCheckSession" { return "AccountCheckSessionResponse" }
        return mutation.hasPrefix("add") && mutation != "addKommentare" ? "BasicCreatedResponse" : "BasicResponse"
    }

    /// What mutations answer. A root of queries there must be, though the API has none that are documented; the name of its
    /// one field says that it is none.
    private static let answers =
        (try? GraphQLParser.types(
            """
            type Query { _: Boolean }
            type BasicResponse { messages: [String!]! }
            type BasicCreatedResponse { messages: [String!]! id: String }
            type AccountCheckSessionResponse { wizardSessionKey: String }
            """
        )) ?? []
}
