import Hummingbird
import JSON
import Leads
import Problems

/// `/readyz` for operators: whether the store takes leads, and whether a person has to look.
///
/// The public `/readyz` names nothing. This one is 503 also while something is damaged or leads of an older copy are
/// fenced: leads are taken and sent, but a person has to look.
struct ReadinessRoutes: Sendable {
    let desk: OperatorsDesk

    func add(to root: RoleRoutes) {
        root.metrics.get("/readyz", use: ready)
    }

    @Sendable private func ready(_ request: Request, _ context: OperatorContext) async throws -> Response {
        let health = desk.store.health()
        let damages = desk.store.damages
        let fenced = try await desk.store.fenced().values.reduce(0, +)
        let status =
            !health.isAccepting ? "not-ready" : !damages.isEmpty ? "damaged" : fenced > 0 ? "fenced" : "ready"
        var response = Response(
            json: [
                "status": .string(status),
                "problem": (health.problem?.description).map(JSONValue.string) ?? .null,
                "damages": .number(JSONNumber(damages.count)),
                "fenced": .number(JSONNumber(fenced)),
                "waiting": .number(JSONNumber(health.waiting)),
            ]
        )
        if status != "ready" { response.status = .serviceUnavailable }
        return response
    }
}
