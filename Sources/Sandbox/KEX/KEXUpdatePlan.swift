import JSON
import TargetSchemas
import Targets

/// A document of mutations, found right as a whole before any of them is done.
struct KEXUpdatePlan {
    let steps: [KEXUpdateEndpoint.Step]
    /// The keys under which the document asks for the name of the root's type.
    let typeNames: [String]

    init(_ request: GraphQLRequest) throws(GraphQLError) {
        guard request.operation.kind == .mutation else {
            throw .validation("OperationNotSupported", "Schema has mutations only", request.operation.location)
        }
        let types = GraphQLSchema.kexUpdate
        guard let root = types.mutation.flatMap({ types[$0] }) else {
            steps = []
            typeNames = []
            return
        }
        try GraphQLSelectionCheck(schema: types, request: request).check(request.operation.selections, on: root)
        let fields = try request.fields(request.operation.selections)
        var steps: [KEXUpdateEndpoint.Step] = []
        for field in fields {
            guard let payload = types.field(field.name, of: root)?.type.innermost else { continue }
            steps.append(try Self.step(field, payload, request, .kexUpdate))
        }
        self.steps = steps
        typeNames = fields.filter { $0.name == "__typename" }.map(\.responseKey)
    }

    private static func step(
        _ field: GraphQLField,
        _ payload: String,
        _ request: GraphQLRequest,
        _ schema: TargetSchema
    ) throws(GraphQLError) -> KEXUpdateEndpoint.Step {
        let given = try arguments(field, request, schema)
        let reading = schema.tolerantRead([.object([field.name: .object(given)])])
        // Which Antragsteller a position may have is no matter of types: the mutation itself answers it, with 422.
        if let refusal = reading.refusal, refusal.kind == .deserialization {
            throw .validation("WrongType", refusal.detail, field.location, path: [field.responseKey])
        }
        // What is ignored beside the chosen Beschaeftigungsart is not in `kept` (fact sheet 4, hints).
        let messages = reading.dropped.map { member in
            let place = member.pointer.tokens.dropFirst(2).joined(separator: ".")
            return "\(place): Wert wurde nicht übernommen (\(member.reason))"
        }
        return KEXUpdateEndpoint.Step(
            field: field,
            selection: try request.fields(field.selections, path: [field.responseKey]),
            arguments: reading.kept[0]?[field.name]?.objectValue ?? given,
            messages: messages,
            payloadType: payload
        )
    }

    private static func arguments(
        _ field: GraphQLField,
        _ request: GraphQLRequest,
        _ schema: TargetSchema
    ) throws(GraphQLError) -> JSONObject {
        guard let mutation = schema[schema.root].member(field.name), case .object(let id) = mutation.value else {
            return [:]
        }
        let type = schema[id]
        var given = JSONObject()
        for argument in field.arguments {
            guard let member = type.member(argument.name) else { continue }
            let input = GraphQLInput(request: request, schema: schema, path: [field.responseKey, argument.name])
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
}
