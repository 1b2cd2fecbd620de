import JSON

/// The answer to a document of mutations, in the shape that the switches say (fact sheet 1.5).
struct KEXUpdateAnswer {
    private let behaviour: SandboxBehaviour
    private var data: JSONObject = [:]
    private var messages: [JSONValue] = []
    private var errors: [JSONValue] = []

    /// An answer that gives the name of the root's type under these keys, and what is added to it.
    init(_ behaviour: SandboxBehaviour, typeNames: [String] = []) {
        self.behaviour = behaviour
        for key in typeNames { data[key] = "Mutation" }
    }

    /// Adds what a mutation answers.
    mutating func add(_ payload: KEXMutation.Payload, _ step: KEXUpdateEndpoint.Step) {
        let texts = payload.messages.map { JSONValue.string($0) }
        let members: [String: JSONValue] = [
            "messages": .array(texts),
            "id": payload.id.map { .string($0) } ?? .null,
            "wizardSessionKey": payload.wizardSessionKey.map { .string($0) } ?? .null,
            "__typename": .string(step.payloadType),
        ]
        let selected = JSONObject(step.selection.map { ($0.responseKey, members[$0.name] ?? .null) })
        if behaviour.graphQLData == .flat {
            messages += texts
            for member in selected.members { data[member.key] = member.value }
            if data["messages"] != nil { data["messages"] = .array(messages) }
        } else {
            data[step.field.responseKey] = .object(selected)
        }
    }

    /// Adds why a mutation failed.
    mutating func add(_ failure: KEXMutation.Failure, _ step: KEXUpdateEndpoint.Step) {
        var entry: JSONObject = ["message": .string(failure.message)]
        let status = JSONValue.number(JSONNumber(failure.status))
        entry["locations"] = [
            [
                "line": .number(JSONNumber(step.field.location.line)),
                "column": .number(JSONNumber(step.field.location.column)),
            ]
        ]
        entry["path"] = [.string(step.field.responseKey)]
        switch behaviour.graphQLStatus {
        case .member: entry["status"] = status
        case .extensions: entry["extensions"] = ["status": status]
        case .absent: entry["errorType"] = "DataFetchingException"
        }
        errors.append(.object(entry))
        if behaviour.graphQLData == .byField { data[step.field.responseKey] = .null }
    }

    var json: JSONValue {
        let isWhole = errors.isEmpty || behaviour.graphQLPartial == .continues
        var answer: JSONObject = ["data": isWhole ? .object(data) : .null]
        if !errors.isEmpty || behaviour.graphQLData == .flat { answer["errors"] = .array(errors) }
        return .object(answer)
    }
}
