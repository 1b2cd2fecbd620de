import Leads
import Logging
import Moments
import NIOHTTP1
import Targets

/// The way out to Europace under one identity; ``EuropaceClients`` makes and keeps it.
///
/// Every call ends in an outcome, never in an error, and sends a document at most once, with one exception that is safe:
/// after a 401, which says that nothing was taken in, the token is renewed once and the request repeated once.
package final class EuropaceClient: Sendable {
    let endpoints: EuropaceEndpoints
    let settings: EuropaceSettings
    let clock: any Clock
    let logger: Logger
    private let transport: Transport
    private let tokens: AccessTokens
    private let budget: RateBudget

    init(
        endpoints: EuropaceEndpoints,
        settings: EuropaceSettings,
        clock: any Clock,
        logger: Logger,
        transport: Transport,
        tokens: AccessTokens,
        budget: RateBudget
    ) {
        self.endpoints = endpoints
        self.settings = settings
        self.clock = clock
        self.logger = logger
        self.transport = transport
        self.tokens = tokens
        self.budget = budget
    }

    /// Stops a request for a token that is under way.
    func stop() async { await tokens.shutdown() }

    /// Asks for a token (or uses the one at hand) and says what it allows.
    package func authenticate(trace: String? = nil) async -> AuthenticationOutcome {
        do {
            let token = try await tokens.token(trace: trace)
            return .granted(scopes: token.scopes, expiresInSeconds: token.lifetime)
        } catch {
            switch error {
            case .connection(let fault): return .refused(fault)
            case .transient(let fault, _): return .failed(fault)
            }
        }
    }

    /// Waits for a token and for a slot in the rate budget, which is kept for the next request.
    func admit(trace: String) async -> Admission {
        do throws(HeldBack) {
            _ = try await tokens.token(trace: trace)
            try await takeSlot()
            return .granted(ReservedSlot(of: budget))
        } catch {
            return .refused(error.outcome)
        }
    }

    private func takeSlot() async throws(HeldBack) {
        if let slot = Admission.place as? ReservedSlot, slot.use(in: budget) { return }
        do throws(RateRefusal) {
            try await budget.take(patience: settings.ratePatience)
        } catch {
            throw HeldBack(error)
        }
    }

    /// How an authorised exchange ended: with the target, or before it.
    enum Authorised: Sendable {
        /// With what the token allowed.
        case exchanged(ExchangeResult, scopes: [String])
        case heldBack(HeldBack)
    }

    /// One request with a bearer token, within the rate budget; renewed and repeated once after a 401.
    func authorised(_ request: OutboundRequest, trace: String) async -> Authorised {
        var renewed = false
        while true {
            let token: AccessToken
            do throws(HeldBack) {
                token = try await tokens.token(trace: trace)
                try await takeSlot()
            } catch {
                return .heldBack(error)
            }
            var request = request
            request.headers.add(name: "authorization", value: "Bearer \(token.value)")
            let result = await transport.perform(request)
            await budget.end()
            guard case .answered(let answer) = result else { return .exchanged(result, scopes: token.scopes) }
            if answer.status == 429 {
                if let wait = RetryAfter.milliseconds(answer.headers["retry-after"], now: clock.now()) {
                    await budget.rest(milliseconds: wait)
                } else {
                    await budget.slowDown()
                }
            }
            guard answer.status == 401, answer.completeness != .truncated, !renewed else {
                return .exchanged(result, scopes: token.scopes)
            }
            renewed = true
            await tokens.invalidate(token)
        }
    }

    /// One request, judged by the table of its target.
    /// - Parameter scopes: what the token has to allow for it; what of it is missing explains a 403.
    func judged(
        _ request: OutboundRequest,
        by table: AnswerTable,
        scopes: [String],
        trace: String
    ) async -> AnswerTable.Judgement {
        switch await authorised(request, trace: trace) {
        case .heldBack(let held): return .failure(held.outcome)
        case .exchanged(let result, let granted):
            let missing = scopes.filter { !granted.contains($0) }
            return table.judge(result, missingScopes: missing, now: clock.now())
        }
    }

    /// The scopes of the token at hand, a fresh one if need be; `nil` if there is none to be had.
    func grantedScopes(trace: String) async -> [String]? {
        guard case .granted(let scopes, _) = await authenticate(trace: trace) else { return nil }
        return scopes
    }

    /// A request with the common headers.
    /// - Parameters:
    ///   - limit: how many bytes of the answer are read.
    ///   - deadline: milliseconds, if it is not to be the usual ones.
    func request(
        _ method: HTTPMethod,
        _ url: String,
        _ body: [UInt8]? = nil,
        type: String = "application/json",
        trace: String,
        limit: Int = Fault.bodyLimit,
        deadline: Int64? = nil
    ) -> OutboundRequest {
        var headers: HTTPHeaders = [
            "accept": "application/json",
            "accept-encoding": "identity",
            "user-agent": "leadgate",
            "x-traceid": SafeWords.traceID(trace) ?? "leadgate",
        ]
        if body != nil { headers.add(name: "content-type", value: type) }
        return OutboundRequest(
            method: method,
            url: url,
            headers: headers,
            body: body,
            answerLimit: limit,
            deadline: deadline ?? settings.exchangeDeadline
        )
    }

    /// The last gate before real business: the fault that refuses it, unless it is permitted.
    func refusal(of mode: DeliveryMode) -> Fault? {
        guard mode == .production, !settings.permitsProduction else { return nil }
        return Fault(
            code: "production-refused",
            message: "the document is real business, but this gateway is not switched to production; nothing was sent"
        )
    }
}
