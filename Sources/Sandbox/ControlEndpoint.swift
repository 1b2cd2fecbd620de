import HTTPTypes
import JSON

/// `/_sandbox/…`: what a test or a person needs that the real APIs do not offer.
struct ControlEndpoint: Sendable {
    let configuration: SandboxConfiguration
    let memory: SandboxMemory

    func answer(_ request: SandboxRequest) async -> SandboxAnswer {
        let parts = request.path.split(separator: "/").dropFirst()
        switch (request.method, parts.first, parts.count) {
        case (.get, "vorgaenge"?, 1): return await list(request)
        case (.get, "vorgaenge"?, 2):
            guard let number = parts.last, let found = await memory.find(String(number)) else {
                return SandboxAnswer(.notFound, ["message": "no such Vorgang; GET /_sandbox/vorgaenge lists all"])
            }
            return SandboxAnswer(.ok, found.json)
        case (.delete, "vorgaenge"?, 1):
            await memory.clear()
            return SandboxAnswer(.noContent)
        case (.put, "faults"?, 1): return await plan(request)
        case (.get, "faults"?, 1): return SandboxAnswer(.ok, await memory.plan.json)
        case (.delete, "faults"?, 1):
            await memory.replace(FaultPlan())
            return SandboxAnswer(.noContent)
        case (_, "vorgaenge"?, 1...2), (_, "faults"?, 1):
            return SandboxAnswer(.methodNotAllowed, ["message": "GET and DELETE vorgaenge; PUT, GET and DELETE faults"])
        default:
            return SandboxAnswer(.notFound, ["message": "there are /_sandbox/vorgaenge and /_sandbox/faults"])
        }
    }

    /// All cases, oldest first; `?externeVorgangsId=` and `?api=` pick.
    private func list(_ request: SandboxRequest) async -> SandboxAnswer {
        let reference = request.query["externeVorgangsId"]
        let api = request.query["api"]
        let cases = await memory.all().filter {
            (reference == nil || $0.reference == reference) && (api == nil || $0.api == api)
        }
        var answer = SandboxAnswer(.ok, .array(cases.map(\.json)))
        let forgotten = await memory.forgotten
        if forgotten > 0 { answer.headers[.sandboxForgotten] = "\(forgotten) of the oldest cases" }
        return answer
    }

    private func plan(_ request: SandboxRequest) async -> SandboxAnswer {
        do {
            let json = try JSONValue.parse(request.body)
            let plan = try FaultPlan(json)
            await memory.replace(plan)
            return SandboxAnswer(.ok, plan.json)
        } catch let error as FaultPlanError {
            return SandboxAnswer(.badRequest, ["message": .string(error.message)])
        } catch {
            return SandboxAnswer(.badRequest, ["message": .string("the plan is not valid JSON: \(error)")])
        }
    }

    /// `GET /`: what this is.
    static let introduction = """
        This is LeadGate's sandbox: a stand-in for Europace's Authorization, Kundenangaben, KEX import and Vorgaenge APIs.
        It is not Europace. Nothing here leaves this process, and all of it is forgotten when it ends.
        Answers whose real counterpart is not documented carry the header X-Sandbox-Assumption.

          POST   /auth/token                client credentials: leadgate-sandbox / leadgate-sandbox
          POST   /kundenangaben             and GET /kundenangaben/{vorgangsnummer}, POST /kundenangaben/body-validation
          POST   /vorgang                   also as /kreditsmart/kex/vorgang, ?environment=PRODUCTION
          GET    /v3/vorgaenge              and /v3/vorgaenge/{vorgangsnummer}

          GET    /_sandbox/vorgaenge        what was created, and what Europace would have dropped in silence
          DELETE /_sandbox/vorgaenge        forget it
          PUT    /_sandbox/faults           let the next requests fail, e.g.
                                            \(FaultPlan.example)
          GET    /_sandbox/faults           what is still to fail; DELETE ends it

        """
}
