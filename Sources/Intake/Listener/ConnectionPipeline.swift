import HTTPEdge
import Moments
import NIOCore
import NIOHTTP1
import Problems

extension RequestHandler {
    /// Puts the handlers of one connection into its pipeline; on its event loop.
    static func install(
        on channel: any Channel,
        limits: IntakeLimits,
        budget: BodyBudget,
        responder: any Responder,
        standing: ConnectionStanding,
        clock: any Clock
    ) throws {
        let gate = try RequestGate.install(
            on: channel,
            limits: limits.connection,
            observer: IntakeObserver(responder: responder, largestBodyBytes: limits.largestBodyBytes),
            standing: standing,
            clock: clock
        )
        try channel.pipeline.syncOperations.addHandler(
            RequestHandler(
                behind: gate,
                trustedProxies: limits.connection.trustedProxies,
                budget: budget,
                responder: responder,
                clock: clock
            )
        )
    }
}

/// Tells the responder what the gates of its connections ask and say.
private struct IntakeObserver: EdgeObserver {
    let responder: any Responder
    let largestBodyBytes: Int

    func bodyTerms(_ plan: HeadRules.Plan) -> BodyTerms {
        let terms = responder.bodyTerms(plan.method, plan.target, plan.headers)
        return BodyTerms(limit: min(terms.limit, largestBodyBytes), isProven: terms.isProven)
    }

    func refused(_ refusal: EdgeRefusal, _ method: HTTPMethod) {
        let response = IntakeResponse(status: refusal.status, note: .rejected(refusal.problem.rawValue))
        responder.answered(response, method, bodyBytes: 0, nanoseconds: 0)
    }

    func dropped(reason: String) { responder.dropped(reason: reason) }
}
