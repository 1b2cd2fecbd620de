import Delivery
import Hummingbird
import JSON
import Leads
import Logging
import Moments
import Problems
import Telemetry

/// `/admin/api/damage`: what of the data file is damaged, and what a person decides on a damaged lead.
///
/// A damaged lead is held back, so nothing but a word of a person's moves it; the word is the lead's id, typed once more.
struct DamageRoutes: Sendable {
    let desk: OperatorsDesk

    func add(to api: RoleRoutes) {
        api.viewers.get("/damage", use: list)
        api.admins.post("/damage/:id/release", use: release)
        api.admins.post("/damage/:id/erase", use: erase)
    }

    @Sendable private func list(_ request: Request, _ context: OperatorContext) async throws -> Response {
        Response(json: ["damages": .array(desk.store.damages.map(\.json))])
    }

    /// As it was, where one bit of its row is wrong and its tag proves which; else, with `accept`, as its row stands.
    @Sendable private func release(_ request: Request, _ context: OperatorContext) async throws -> Response {
        let id = try desk.id(context)
        let order = try await desk.order(request, allows: ["confirm", "accept"])
        try order.confirm(id)
        let outcome = try await desk.store.release(
            id,
            accepting: order["accept"]?.boolValue ?? false,
            by: context.name,
            at: desk.clock.now()
        )
        return try response(outcome, id)
    }

    @Sendable private func erase(_ request: Request, _ context: OperatorContext) async throws -> Response {
        let id = try desk.id(context)
        let order = try await desk.order(request, allows: ["confirm", "reason"])
        try order.confirm(id)
        let outcome = try await desk.store.destroy(
            id,
            reason: order.requiredReason,
            by: context.name,
            at: desk.clock.now()
        )
        return try response(outcome, id)
    }

    private func response(_ outcome: DamageRelease, _ id: LeadID) throws -> Response {
        let (word, lead): (String, Lead)
        switch outcome {
        case .mended(let mended): (word, lead) = ("mended", mended)
        case .accepted(let accepted): (word, lead) = ("accepted", accepted)
        case .erased(let erased): (word, lead) = ("erased", erased)
        case .notDamaged:
            throw Refusal.conflict("the row of lead \(id) is as it was written; there is nothing to release")
        case .refused(.notAccepted(let lead)):
            throw Refusal.conflict(
                """
                more than one bit of lead \(id) is wrong, so what was written cannot be proven. Its row says: source \
                '\(lead.source)', target '\(lead.target)', \(lead.state.rawValue), received \
                \(JSONValue.time(lead.receivedAt).stringValue ?? ""). Compare that with GET \
                /admin/api/leads/\(id)/payload?reason=…; to take it as it stands, add "accept": true: it becomes a dead letter, \
                and nothing of it is sent before you replay it
                """
            )
        case .refused(.contentLost):
            throw Refusal.conflict(
                "what was sent for lead \(id) can no longer be opened: restore a backup, or erase the lead"
            )
        case .refused(.unreadable(let column)):
            throw Refusal.conflict(
                "the row of lead \(id) has no readable \(column): restore a backup, or erase the lead"
            )
        }
        desk.logger.record(
            .damageDecided,
            [.lead: "\(lead.id)", .outcome: "\(word)", .state: "\(lead.state.rawValue)"]
        )
        var json = lead.json(seesWords: true)
        json["outcome"] = .string(word)
        return Response(json: .object(json))
    }
}

extension Order {
    /// - Throws: `Refusal` unless the order repeats the lead's id.
    fileprivate func confirm(_ id: LeadID) throws {
        guard self["confirm"]?.stringValue != id.rawValue else { return }
        throw Refusal.badRequest("to go on, repeat the lead's id: {\"confirm\": \"\(id)\"}")
    }
}

extension StoreVerification.Finding {
    fileprivate var json: JSONValue {
        [
            "code": .string(code.rawValue),
            "lead": lead.map { .string($0.rawValue) } ?? .null,
            "message": .string(message),
        ]
    }
}
