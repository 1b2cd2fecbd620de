import Leads
import Logging
import Moments
import NIOHTTP1
import Synchronization
import Telemetry

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The one token of a client: fetched when needed, kept while usable, asked for once however many are waiting.
///
/// OAuth2 client credentials over HTTP Basic (RFC 6749 §2.3.1, §4.4).
actor AccessTokens {
    /// A request for a token that is under way, and how many wait for it. When the last of them is cancelled, it is too.
    private final class Refresh: Sendable {
        let task: Task<Result<AccessToken, HeldBack>, Never>
        private let waiting = Mutex(0)

        init(task: Task<Result<AccessToken, HeldBack>, Never>) { self.task = task }

        func result() async -> Result<AccessToken, HeldBack> {
            waiting.withLock { $0 += 1 }
            return await withTaskCancellationHandler {
                await task.value
            } onCancel: {
                let remaining = waiting.withLock { waiting in
                    waiting -= 1
                    return waiting
                }
                if remaining == 0 { task.cancel() }
            }
        }
    }

    private var credentials: EuropaceCredentials
    private let freshSecret: @Sendable () -> String?
    private let url: String
    private let deadline: Int64
    private let transport: Transport
    private let budget: RateBudget
    private let patience: Int64
    private let clock: any Clock
    private let logger: Logger
    private var held: AccessToken?
    private var refresh: Refresh?

    init(
        credentials: EuropaceCredentials,
        freshSecret: @escaping @Sendable () -> String?,
        url: String,
        deadline: Int64,
        transport: Transport,
        budget: RateBudget,
        patience: Int64,
        clock: any Clock,
        logger: Logger
    ) {
        self.credentials = credentials
        self.freshSecret = freshSecret
        self.url = url
        self.deadline = deadline
        self.transport = transport
        self.budget = budget
        self.patience = patience
        self.clock = clock
        self.logger = logger
    }

    /// A token to use now.
    func token(trace: String?) async throws(HeldBack) -> AccessToken {
        if let held, clock.uptime() < held.usableUntil { return held }
        let current = refresh ?? start(trace: trace)
        let result = await current.result()
        return try result.get()
    }

    /// Forgets `token`, because the target refused it. Does nothing if another one has taken its place, so that any number
    /// of refusals cost one refresh.
    func invalidate(_ token: AccessToken) {
        if held?.value == token.value { held = nil }
    }

    /// Stops a refresh under way.
    func shutdown() {
        refresh?.task.cancel()
    }

    private func start(trace: String?) -> Refresh {
        let started = Refresh(
            task: Task {
                let result = await fetch(trace: trace)
                finish(result)
                return result
            }
        )
        refresh = started
        return started
    }

    private func finish(_ result: Result<AccessToken, HeldBack>) {
        refresh = nil
        guard case .success(let token) = result else { return }
        held = token
        if let asked = credentials.scope {
            let missing = Set(asked.split(separator: " ").map(String.init)).subtracting(token.scopes)
            if !missing.isEmpty {
                logger.record(.scopesMissing, [.missing: "\(missing.sorted().joined(separator: " "))"])
            }
        }
    }

    private func fetch(trace: String?) async -> Result<AccessToken, HeldBack> {
        do throws(RateRefusal) {
            try await budget.take(patience: patience)
        } catch {
            return .failure(HeldBack(error))
        }
        if let secret = freshSecret() { credentials.clientSecret = secret }
        let requestedAt = clock.uptime()
        let result = await transport.perform(request(trace: trace))
        await budget.end()
        if case .answered(let answer) = result, answer.status == 200, answer.completeness == .whole,
            let token = AccessToken(answer.body, requestedAt: requestedAt)
        {
            logger.record(.tokenReceived, [.seconds: "\(token.lifetime)"])
            return .success(token)
        }
        let fault = HeldBack(result, now: clock.now())
        logger.record(.tokenMissing, [.code: "\(fault.fault.code)"])
        return .failure(fault)
    }

    private func request(trace: String?) -> OutboundRequest {
        var form = "grant_type=client_credentials"
        for (name, value) in [
            ("scope", credentials.scope), ("subject", credentials.subject), ("actor", credentials.actor),
        ] {
            if let value { form += "&\(name)=\(FormEncoding.encode(value))" }
        }
        let pair = "\(FormEncoding.encode(credentials.clientID)):\(FormEncoding.encode(credentials.clientSecret))"
        var headers: HTTPHeaders = [
            "authorization": "Basic \(Data(pair.utf8).base64EncodedString())",
            "content-type": "application/x-www-form-urlencoded",
            "accept": "application/json",
            "accept-encoding": "identity",
            "user-agent": "leadgate",
        ]
        if let trace { headers.add(name: "x-traceid", value: trace) }
        return OutboundRequest(
            method: .POST,
            url: url,
            headers: headers,
            body: Array(form.utf8),
            answerLimit: Fault.bodyLimit,
            deadline: deadline
        )
    }
}
