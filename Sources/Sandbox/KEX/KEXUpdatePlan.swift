import JSON
import TargetSchemas
import Targets

/// A document of mutations, found right as a whole before any of them is done.
struct KEXUpdatePlan {
    let steps: [KEXUpdateEndpoint.Step]

    init(_ request: GraphQLRequest) throws(GraphQLError) {
        guard request.operation.kind == .mutation else {
            throw .validation("OperationNotSupported", "Schema has mutations only", request.operation.location)
        }
        var steps: [KEXUpdateEndpoint.Step] = []
        for field in try request.fields(request.operation.selections) {
            steps.append(try Self.step(field, request, .kexUpdate))
        }
        self.steps = steps
    }

    private static func step(
        _ field: GraphQLField,
        _ request: GraphQLRequest,
        _ schema: TargetSchema
    ) throws(GraphQLError) -> KEXUpdateEndpoint.Step {
        let path = [field.responseKey]
        guard let member = schema[schema.root].member(field.name), case .object(let typeID) = member.value else {
            throw .validation(
                "FieldUndefined",
                "Field '\(field.name)' in type 'Mutation' is undefined",
                field.location,
                path: path
            )
        }
        let payloadType = payloadType(of: field.name)
        let selection = try selection(field, payloadType, request)
        let given = try arguments(field, schema[typeID], request, schema)
        let reading = schema.tolerantRead([.object([field.name: .object(given)])])
        // Which Antragsteller a position may have is no matter of types: the mutation itself answers it, with 422.
        if let refusal = reading.refusal, refusal.kind == .deserialization {
            throw .validation("WrongType", refusal.detail, field.location, path: path)
        }
        // What is ignored beside the chosen Beschaeftigungsart is not in `kept` (fact sheet 4, hints).
        let messages = reading.dropped.map { member in
            let place = member.pointer.tokens.dropFirst(2).joined(separator: ".")
            return "\(place): Wert wurde nicht übernommen (\(member.reason))"
        }
        return KEXUpdateEndpoint.Step(
            field: field,
            selection: selection,
            arguments: reading.kept[0]?[field.name]?.objectValue ?? given,
            messages: messages,
            payloadType: payloadType
        )
    }

    private static func arguments(
        _ field: GraphQLField,
        _ type: ObjectType,
        _ request: GraphQLRequest,
        _ schema: TargetSchema
    ) throws(GraphQLError) -> JSONObject {
        var given = JSONObject()
        for argument in field.arguments {
            let path = [field.responseKey, argument.name]
            guard let member = type.member(argument.name) else {
                throw .validation(
                    "UnknownArgument",
                    "Unknown field argument \(argument.name)",
                    argument.value.location,
                    path: path
                )
            }
            let input = GraphQLInput(request: request, schema: schema, path: path)
            let value = try input.value(argument.value, as: member.value, isRequired: member.isRequired)
            if let value { given.append(argument.name, value) }
        }
        for member in type.requiredMembers where given[member.name]?.isNull ?? true {
            throw .validation(
                "MissingFieldArgument",
                "Missing field argument \(member.name)",
                field.location,
                path: [field.responseKey]
            )
        }
        return given
    }

    /// `addAntragsteller` is printed with a BasicResponse, but its text speaks of the id.
    private static func payloadType(of mutation: String) -> String {
        if mutation == "createAccountCheckSession" { return "AccountCheckSessionResponse" }
        return mutation.hasPrefix("add") && mutation != "addKommentare" ? "BasicCreatedResponse" : "BasicResponse"
    }

    private static let payloadMembers: [String: Set<String>] = [
        "AccountCheckSessionResponse": ["wizardSessionKey", "__typename"],
        "BasicCreatedResponse": ["messages", "id", "__typename"],
        "BasicResponse": ["messages", "__typename"],
    ]

    private static func selection(
        _ field: GraphQLField,
        _ type: String,
        _ request: GraphQLRequest
    ) throws(GraphQLError) -> [GraphQLField] {
        let path = [field.responseKey]
        guard !field.selections.isEmpty else {
            throw .validation(
                "SubSelectionRequired",
                "Sub selection required for type \(type) of field \(field.name)",
                field.location,
                path: path
            )
        }
        let selection = try request.fields(field.selections, path: path)
        for member in selection where payloadMembers[type]?.contains(member.name) != true {
            throw .validation(
                "FieldUndefined",
                "Field '\(member.name)' in type '\(type)' is undefined",
                member.location,
                path: path + [member.responseKey]
            )
        }
        return selection
    }
}
