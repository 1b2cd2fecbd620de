/// Checks a selection against the types before anything is done (specification 5.3, 5.4).
struct GraphQLSelectionCheck {
    let schema: GraphQLSchema
    let request: GraphQLRequest

    /// Throws for the first field that the type has not, or that is asked for in a way that it does not allow.
    func check(
        _ selections: [GraphQLSelection],
        on type: GraphQLTypeDefinition,
        path: [String] = []
    ) throws(GraphQLError) {
        for field in try request.fields(selections, path: path) where field.name != "__typename" {
            let here = path + [field.responseKey]
            guard let member = schema.field(field.name, of: type) else {
                throw .validation(
                    "FieldUndefined",
                    "Field '\(field.name)' in type '\(type.name)' is undefined",
                    field.location,
                    path: here
                )
            }
            try check(field, member.arguments, here)
            guard let inner = schema[member.type.innermost], inner.kind == .object else {
                guard field.selections.isEmpty else {
                    throw .validation(
                        "SubSelectionNotAllowed",
                        "Sub selection not allowed on leaf type \(member.type.text) of field \(field.name)",
                        field.location,
                        path: here
                    )
                }
                continue
            }
            guard !field.selections.isEmpty else {
                throw .validation(
                    "SubSelectionRequired",
                    "Sub selection required for type \(inner.name) of field \(field.name)",
                    field.location,
                    path: here
                )
            }
            try check(field.selections, on: inner, path: here)
        }
    }

    private func check(
        _ field: GraphQLField,
        _ arguments: [GraphQLTypeDefinition.Argument],
        _ path: [String]
    ) throws(GraphQLError) {
        for given in field.arguments where !arguments.contains(where: { $0.name == given.name }) {
            throw .validation(
                "UnknownArgument",
                "Unknown field argument \(given.name)",
                given.value.location,
                path: path
            )
        }
        // Whether a variable has a value is found where the value is used.
        for argument in arguments where argument.type.isNonNull {
            let given = field.arguments.first { $0.name == argument.name }?.value.value
            guard let given, !given.isNull else {
                throw .validation(
                    "MissingFieldArgument",
                    "Missing field argument \(argument.name)",
                    field.location,
                    path: path
                )
            }
        }
    }
}
