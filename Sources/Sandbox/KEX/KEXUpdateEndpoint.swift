import HTTPTypes
import JSON
import TargetSchemas

/// `POST /vorgaenge`: the KEX-Vorgang-Update-API, in GraphQL (fact sheet 1.5, 4).
///
/// Unlike the REST APIs it is not tolerant: what the schema does not know is an error, and then nothing is done at all. Once
/// a document is found right its mutations are carried out in order, each for itself.
struct KEXUpdateEndpoint: Endpoint {
    func answer(_ call: Call, _ world: inout World) -> SandboxAnswer {
        guard call.request.parts == ["vorgaenge"] else { return call.error(.notFound) }
        guard call.request.method == .post else { return call.error(.methodNotAllowed) }
        guard call.may(SandboxScope.writeLoan) else { return call.error(.forbidden) }
        if let refusal = call.refuse(unless: "application/json") { return refusal }
        do throws(GraphQLError) {
            let request = try GraphQLRequest(call.request.body)
            if let answer = try GraphQLIntrospection(schema: .kexUpdate, request: request).answer() { return answer }
            let answer = execute(try KEXUpdatePlan(request), call, &world)
            return answer.assuming(request.operation.variables.isEmpty ? nil : .graphQLTypes)
        } catch {
            return SandboxAnswer(.ok, ["errors": [error.json]]).assuming(.graphQLErrors)
        }
    }

    /// One mutation of a document with what is wanted of its answer.
    struct Step {
        var field: GraphQLField
        var selection: [GraphQLField]
        var arguments: JSONObject
        /// What the schema's rules leave out before the mutation sees it.
        var messages: [String]
        /// The type of what it answers.
        var payloadType: String
    }

    private func execute(_ plan: KEXUpdatePlan, _ call: Call, _ world: inout World) -> SandboxAnswer {
        let behaviour = world.settings.behaviour
        var shape = KEXUpdateAnswer(behaviour, typeNames: plan.typeNames)
        var assumptions: [Assumption?] = []
        var stored: StoredCase?
        for step in plan.steps {
            let mutation = KEXMutation(
                name: step.field.name,
                arguments: step.arguments,
                subject: call.subject,
                contexts: call.grant?.contexts ?? []
            )
            do throws(KEXMutation.Failure) {
                var done = try mutation.perform(&world)
                done.payload.messages = step.messages + done.payload.messages
                shape.add(done.payload, step)
                stored = done.found
                assumptions += [done.assumption, done.payload.messages.isEmpty ? nil : .kexMessages]
            } catch {
                shape.add(error, step)
                assumptions += [error.assumption, .graphQLErrors]
                if plan.steps.count > 1 { assumptions.append(.graphQLPartial) }
                if behaviour.graphQLPartial == .stops { break }
            }
        }
        var answer = SandboxAnswer(.ok, shape.json)
        answer.stored = stored
        if behaviour.graphQLData == .flat { answer = answer.assuming(.graphQLNesting) }
        return assumptions.reduce(answer) { $0.assuming($1) }
    }
}
