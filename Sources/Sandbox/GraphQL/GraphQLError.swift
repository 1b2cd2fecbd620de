import JSON

/// Why a GraphQL request is not carried out: an entry of `errors` (fact sheet 1.5).
struct GraphQLError: Error, Sendable {
    /// The kinds of error that graphql-java names.
    enum Kind: String, Sendable {
        case invalidSyntax = "InvalidSyntax"
        case validation = "ValidationError"
    }

    var kind: Kind
    /// `FieldUndefined`, `WrongType`, …; for validation alone.
    var rule: String?
    var description: String
    var location: GraphQLLocation?
    var path: [String] = []

    static func syntax(_ what: String, _ location: GraphQLLocation) -> GraphQLError {
        GraphQLError(
            kind: .invalidSyntax,
            rule: nil,
            description: "Invalid Syntax : \(what) at line \(location.line) column \(location.column)",
            location: location
        )
    }

    static func validation(
        _ rule: String,
        _ what: String,
        _ location: GraphQLLocation?,
        path: [String] = []
    ) -> GraphQLError {
        GraphQLError(kind: .validation, rule: rule, description: what, location: location, path: path)
    }

    /// The entry, in the shape that was published for errors found before anything is done.
    var json: JSONValue {
        let place = path.isEmpty ? "" : " @ '\(path.joined(separator: "/"))'"
        var entry: JSONObject = [
            "message": .string(rule.map { "Validation error of type \($0): \(description)\(place)" } ?? description)
        ]
        if let location {
            entry["locations"] = [
                ["line": .number(JSONNumber(location.line)), "column": .number(JSONNumber(location.column))]
            ]
        }
        entry["description"] = .string(description)
        entry["validationErrorType"] = rule.map { .string($0) }
        if !path.isEmpty { entry["queryPath"] = .array(path.map { .string($0) }) }
        entry["errorType"] = .string(kind.rawValue)
        return .object(entry)
    }
}
