import JSON
import TargetSchemas

/// Values of arguments: literals and variables become JSON as the place where they stand wants it (specification 3.10, 6.1.2).
///
/// GraphQL tells a bare word from a text, JSON does not: in a literal an enumeration value is a bare word, in a variable a
/// text. What else is wrong with a value is found against the schema afterwards.
struct GraphQLInput {
    let request: GraphQLRequest
    let schema: TargetSchema
    let path: [String]

    /// The value of a literal; nil for a variable without one.
    func value(_ literal: GraphQLLiteral, as kind: ValueKind?, isRequired: Bool = false) throws(GraphQLError)
        -> JSONValue?
    {
        if case .variable(let name) = literal.value {
            guard let variable = request.operation.variables.first(where: { $0.name == name }) else {
                throw .validation("UndefinedVariable", "Undefined variable '\(name)'", literal.location, path: path)
            }
            try check(variable, kind, isRequired: isRequired, at: literal.location)
            return request.variables[name].map { listed($0, kind) }
        }
        if case .array(let element, _, _)? = kind {
            guard case .list(let elements) = literal.value else {
                if case .null = literal.value { return .null }
                // One value where a list belongs is a list of one.
                return .array([try value(literal, as: element) ?? .null])
            }
            var values: [JSONValue] = []
            for element in elements { values.append(try value(element, as: kind?.elementKind) ?? .null) }
            return .array(values)
        }
        switch literal.value {
        case .object(let members): return .object(try object(members, kind))
        case .list(let elements):
            var values: [JSONValue] = []
            for element in elements { values.append(try value(element, as: nil) ?? .null) }
            return .array(values)
        case .enumeration(let word):
            guard kind?.takesWord ?? true else { throw wrong(literal, "takes no enumeration value") }
            return .string(word)
        case .string(let text):
            guard !(kind?.takesWord ?? false) else { throw wrong(literal, "takes an enumeration value, a bare word") }
            return .string(text)
        case .number, .boolean, .null, .variable: return Self.plain(literal, request.variables)
        }
    }

    private func object(
        _ members: [(name: String, value: GraphQLLiteral)],
        _ kind: ValueKind?
    ) throws(GraphQLError) -> JSONObject {
        let type = kind.flatMap { schema.type(of: $0) }.map { schema[$0] }
        var object = JSONObject()
        for member in members {
            guard !object.contains(key: member.name) else {
                throw wrong(member.value, "has two values for \(member.name)")
            }
            let value = try value(member.value, as: type?.member(member.name)?.value)
            if let value { object.append(member.name, value) }
        }
        return object
    }

    /// A single value where the schema wants a list, within a variable.
    private func listed(_ value: JSONValue, _ kind: ValueKind?) -> JSONValue {
        switch (kind, value) {
        case (_, .null): value
        case (.array(let element, _, _)?, .array(let values)): .array(values.map { listed($0, element) })
        case (.array(let element, _, _)?, _): .array([listed(value, element)])
        case (.object(let type)?, .object(let object)):
            .object(JSONObject(object.members.map { ($0.key, listed($0.value, schema[type].member($0.key)?.value)) }))
        default: value
        }
    }

    // MARK: Variables

    /// Whether the declared type of a variable may stand where it is used.
    private func check(
        _ variable: GraphQLVariable,
        _ kind: ValueKind?,
        isRequired: Bool,
        at location: GraphQLLocation
    ) throws(GraphQLError) {
        guard let kind else { return }
        let declared = variable.type.innermost
        guard let accepted = names(of: kind.innermost), accepted.contains(declared),
            variable.type.listDepth == kind.listDepth
        else {
            throw .validation(
                "VariableTypeMismatch",
                "Variable '\(variable.name)' of type '\(variable.type.text)' does not fit \(path.joined(separator: "."))",
                location,
                path: path
            )
        }
        if isRequired, !variable.type.isNonNull, variable.defaultValue == nil {
            throw .validation(
                "VariableTypeMismatch",
                "Variable '\(variable.name)' of type '\(variable.type.text)' must be '\(variable.type.text)!' here",
                location,
                path: path
            )
        }
    }

    /// What the type of a place may be called in a declaration. The names of input types are printed in the README's text
    /// alone; a suffix `Input` is usual, so both are taken.
    private func names(of kind: ValueKind) -> Set<String>? {
        let name: String
        switch kind {
        case .enumeration(let id): name = GraphQLTypes.name(schema[id].name)
        case .object(let type): name = GraphQLTypes.name(schema[type].name)
        case .union, .array: return nil
        case .text, .date, .number, .integer, .boolean, .country: return Set(GraphQLTypes.scalars(kind))
        }
        return [name, "\(name)Input"]
    }

    private func wrong(_ literal: GraphQLLiteral, _ what: String) -> GraphQLError {
        .validation("WrongType", "\(path.joined(separator: ".")) \(what)", literal.location, path: path)
    }

    // MARK: Literals without a type

    /// A literal as JSON; nil for a variable without a value.
    static func plain(_ literal: GraphQLLiteral, _ variables: [String: JSONValue] = [:]) -> JSONValue? {
        switch literal.value {
        case .variable(let name): variables[name]
        case .number(let text): JSONNumber(text).map { .number($0) }
        case .string(let text), .enumeration(let text): .string(text)
        case .boolean(let flag): .bool(flag)
        case .null: JSONValue.null
        case .list(let elements): .array(elements.map { plain($0, variables) ?? .null })
        case .object(let members):
            .object(
                JSONObject(members.compactMap { member in plain(member.value, variables).map { (member.name, $0) } })
            )
        }
    }

    /// Whether two lists of arguments are written alike.
    static func areEqual(
        _ left: [(name: String, value: GraphQLLiteral)],
        _ right: [(name: String, value: GraphQLLiteral)]
    ) -> Bool {
        func text(_ arguments: [(name: String, value: GraphQLLiteral)]) -> [String: String] {
            Dictionary(arguments.map { ($0.name, text($0.value)) }, uniquingKeysWith: { first, _ in first })
        }
        func text(_ literal: GraphQLLiteral) -> String {
            switch literal.value {
            case .variable(let name): "$\(name)"
            case .enumeration(let word): word
            case .list(let elements): "[\(elements.map(text).joined(separator: ","))]"
            case .object(let members):
                "{\(members.map { "\($0.name):\(text($0.value))" }.sorted().joined(separator: ","))}"
            default: plain(literal)?.text() ?? ""
            }
        }
        return text(left) == text(right)
    }
}

extension ValueKind {
    /// The kind of a list's elements.
    fileprivate var elementKind: ValueKind? {
        if case .array(let element, _, _) = self { element } else { nil }
    }

    /// How many lists stand around the innermost kind.
    fileprivate var listDepth: Int {
        if case .array(let element, _, _) = self { element.listDepth + 1 } else { 0 }
    }

    /// Whether a literal here is a bare word.
    fileprivate var takesWord: Bool {
        switch self {
        case .enumeration, .country: true
        default: false
        }
    }
}
