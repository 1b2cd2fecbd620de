import JSON

/// The body of a GraphQL request: one operation to carry out, and its variables (fact sheet 1.5).
struct GraphQLRequest {
    let operation: GraphQLOperation
    /// The values of the variables that were declared, defaults included; a variable without a value is not among them.
    let variables: [String: JSONValue]
    private let fragments: [String: GraphQLFragment]

    init(_ body: [UInt8]) throws(GraphQLError) {
        guard let object = (try? JSONValue.parse(body, limits: .sandbox))?.objectValue,
            let query = object["query"]?.stringValue
        else {
            throw GraphQLError(kind: .invalidSyntax, rule: nil, description: "The body has no query")
        }
        let document = try GraphQLParser.parse(query)
        operation = try Self.operation(document, named: object["operationName"]?.stringValue)
        fragments = document.fragments
        let used = GraphQLVariableUse(operation, fragments).names
        if let unused = operation.variables.first(where: { !used.contains($0.name) }) {
            throw .validation("UnusedVariable", "Unused variable '\(unused.name)'", unused.location)
        }
        let given: JSONObject
        switch object["variables"] {
        case nil, .null?: given = [:]
        case .object(let values)?: given = values
        default: throw GraphQLError(kind: .invalidSyntax, rule: nil, description: "variables is no object")
        }
        var variables: [String: JSONValue] = [:]
        for variable in operation.variables {
            let value = given[variable.name] ?? variable.defaultValue.flatMap { GraphQLInput.plain($0) }
            if value?.isNull ?? true, variable.type.isNonNull {
                throw .validation(
                    "NullValueForNonNull",
                    "Variable '\(variable.name)' has coerced Null value for NonNull type '\(variable.type.text)'",
                    variable.location
                )
            }
            variables[variable.name] = value
        }
        self.variables = variables
    }

    private static func operation(
        _ document: GraphQLDocument,
        named name: String?
    ) throws(GraphQLError) -> GraphQLOperation {
        guard let name else {
            guard document.operations.count == 1, let only = document.operations.first else {
                throw .validation(
                    "UnknownOperation",
                    "Must provide operation name if query contains multiple operations",
                    nil
                )
            }
            return only
        }
        guard let found = document.operations.first(where: { $0.name == name }) else {
            throw .validation("UnknownOperation", "Unknown operation named '\(name)'", nil)
        }
        return found
    }

    /// The fields that a selection amounts to: fragments put in their places, `@skip` and `@include` obeyed, equal ones once.
    func fields(_ selections: [GraphQLSelection], path: [String] = []) throws(GraphQLError) -> [GraphQLField] {
        var fields: [GraphQLField] = []
        try collect(selections, path, &fields, [])
        return fields
    }

    private func collect(
        _ selections: [GraphQLSelection],
        _ path: [String],
        _ fields: inout [GraphQLField],
        _ open: Set<String>
    ) throws(GraphQLError) {
        for selection in selections {
            switch selection {
            case .field(let field):
                guard try isWanted(field.directives) else { continue }
                guard let index = fields.firstIndex(where: { $0.responseKey == field.responseKey }) else {
                    fields.append(field)
                    continue
                }
                guard fields[index].name == field.name,
                    GraphQLInput.areEqual(fields[index].arguments, field.arguments)
                else {
                    throw .validation(
                        "FieldsConflict",
                        "\(field.responseKey): fields have different arguments or names; give them aliases",
                        field.location,
                        path: path + [field.responseKey]
                    )
                }
                fields[index].selections += field.selections
            case .spread(let name, let directives, let location):
                guard try isWanted(directives) else { continue }
                guard let fragment = fragments[name], !open.contains(name) else {
                    throw .validation("UndefinedFragment", "Undefined fragment \(name)", location, path: path)
                }
                try collect(fragment.selections, path, &fields, open.union([name]))
            case .inline(let selections, let directives):
                if try isWanted(directives) { try collect(selections, path, &fields, open) }
            }
        }
    }

    private func isWanted(_ directives: [GraphQLDirective]) throws(GraphQLError) -> Bool {
        for directive in directives {
            guard directive.name == "skip" || directive.name == "include" else {
                throw .validation("UnknownDirective", "Unknown directive \(directive.name)", nil)
            }
            guard let literal = directive.arguments.first(where: { $0.name == "if" })?.value,
                let flag = GraphQLInput.plain(literal, variables)?.boolValue
            else { throw .validation("MissingFieldArgument", "@\(directive.name) needs if: Boolean!", nil) }
            if flag == (directive.name == "skip") { return false }
        }
        return true
    }
}
