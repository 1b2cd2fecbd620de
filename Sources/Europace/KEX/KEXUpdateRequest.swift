import JSON
import Leads

/// A list of operations as one GraphQL request: aliased mutations in their order, every value in a variable.
///
/// ```graphql
/// mutation($nr: String!, $v0_ratenkredit: Ratenkredit!) {
///   op0: addRatenkredit(vorgangsnummer: $nr, ratenkredit: $v0_ratenkredit) { messages id }
/// }
/// ```
/// Nothing of a lead ever stands in the query, so no value can change what is asked; GraphQL carries out the mutations of
/// one request one after the other (GraphQL specification 6.2.2).
struct KEXUpdateRequest: Sendable {
    /// The operations in it.
    let operations: [Operation]
    /// The body to post.
    let body: [UInt8]

    /// What sending it twice does.
    var effect: AnswerTable.Effect {
        operations.allSatisfy { KEXMutation.effect(of: $0.name) == .once } ? .once : .twice
    }

    /// The alias of an operation.
    static func alias(_ operation: Operation) -> String { "op\(operation.index)" }

    /// Writes the request.
    /// - Throws: the fault of an operation that is none, or lacks an argument; nothing was sent then.
    init(_ operations: [Operation], case reference: CaseReference) throws(Fault) {
        var declarations = ["$nr: String!"]
        var fields: [String] = []
        var variables: JSONObject = ["nr": .string(reference.vorgangsnummer)]
        for operation in operations {
            guard let mutation = KEXMutation.named(operation.name) else {
                throw Operation.invalid(operation.place, "is none of the operations that KEX-Vorgang-Update has")
            }
            let given = operation.arguments.objectValue ?? JSONObject()
            for member in given where !mutation.arguments.contains(where: { $0.name == member.key }) {
                throw Operation.invalid(
                    operation.place.appending(member.key),
                    "is no argument of \(mutation.name)"
                )
            }
            var arguments = ["vorgangsnummer: $nr"]
            for argument in mutation.arguments {
                guard let value = given[argument.name], !value.isNull else {
                    throw Operation.invalid(operation.place.appending(argument.name), "is missing")
                }
                let variable = "v\(operation.index)_\(argument.name)"
                declarations.append("$\(variable): \(argument.type)")
                arguments.append("\(argument.name): $\(variable)")
                variables[variable] = Self.named(value, reference.ids, argument: argument.name)
            }
            fields.append(
                "\(Self.alias(operation)): \(mutation.name)(\(arguments.joined(separator: ", "))) "
                    + "{ \(mutation.result.selection) }"
            )
        }
        self.operations = operations
        let query = "mutation(\(declarations.joined(separator: ", "))) {\n  \(fields.joined(separator: "\n  "))\n}"
        body = JSONValue.object(["query": .string(query), "variables": .object(variables)]).serialized
    }

    /// An applicant may be named by the part that it had in the import, `antragsteller1`: its id is only known once the
    /// case is there, so no mapping can write it.
    private static func named(_ value: JSONValue, _ ids: [String: String], argument: String) -> JSONValue {
        if argument == "antragstellerId" || argument == "id", let name = value.stringValue, let id = ids[name] {
            return .string(id)
        }
        guard case .object(var object) = value, let applicants = object["antragstellerIds"]?.arrayValue else {
            return value
        }
        object["antragstellerIds"] = .array(
            applicants.map { applicant in
                applicant.stringValue.flatMap { ids[$0] }.map(JSONValue.string) ?? applicant
            }
        )
        return .object(object)
    }
}
