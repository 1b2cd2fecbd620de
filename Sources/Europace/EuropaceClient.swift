import Leads
package import Logging
import NIOHTTP1
import Targets

/// The way out to Europace: one client for one set of credentials.
///
/// ```swift
/// let europace = EuropaceClient(endpoints: .europace, credentials: credentials, logger: logger)
/// switch await europace.createKundenangaben(document, trace: "leadgate-\(lead.id)") {
/// case .delivered(let vorgangsnummer, _): …
/// ```
///
/// Every call ends in an outcome, never in an error, and sends a document at most once, with one exception that is safe:
/// after a 401, which says that nothing was taken in, the token is renewed once and the request repeated once.
package final class EuropaceClient: Sendable {
    let endpoints: EuropaceEndpoints
    let settings: EuropaceSettings
    let time: EuropaceTime
    let logger: Logger
    private let transport: Transport
    private let tokens: AccessTokens

    /// A client; it opens no connection before the first call.
    package init(
        endpoints: EuropaceEndpoints,
        credentials: EuropaceCredentials,
        settings: EuropaceSettings = EuropaceSettings(),
        time: EuropaceTime = .system,
        logger: Logger
    ) {
        let transport = Transport(settings: settings, time: time, logger: logger)
        self.endpoints = endpoints
        self.settings = settings
        self.time = time
        self.logger = logger
        self.transport = transport
        self.tokens = AccessTokens(
            credentials: credentials,
            url: endpoints.token,
            deadline: settings.tokenDeadline,
            transport: transport,
            time: time,
            logger: logger
        )
    }

    /// Closes all connections. To be awaited once, after everything that uses the client has ended and before the client
    /// itself goes; the HTTP library insists on it.
    package func shutdown() async {
        await tokens.shutdown()
        await transport.shutdown()
    }

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

    /// How an authorised exchange ended: with the target, or before it for want of a token.
    enum Authorised: Sendable {
        case exchanged(ExchangeResult)
        case noToken(TokenFault)
    }

    /// One request with a bearer token; renewed and repeated once after a 401.
    func authorised(_ request: OutboundRequest, trace: String) async -> Authorised {
        var renewed = false
        while true {
            let token: AccessToken
            do {
                token = try await tokens.token(trace: trace)
            } catch {
                return .noToken(error)
            }
            var request = request
            request.headers.add(name: "authorization", value: "Bearer \(token.value)")
            let result = await transport.perform(request)
            guard case .answered(let answer) = result, answer.status == 401, answer.completeness != .truncated, !renewed
            else { return .exchanged(result) }
            renewed = true
            await tokens.invalidate(token)
        }
    }

    /// The headers that all requests to the APIs share.
    func headers(trace: String) -> HTTPHeaders {
        [
            "accept": "application/json",
            "accept-encoding": "identity",
            "user-agent": "leadgate",
            "x-traceid": SafeWords.traceID(trace) ?? "leadgate",
        ]
    }

    /// A GET with the common headers.
    func get(_ url: String, trace: String, limit: Int) -> OutboundRequest {
        OutboundRequest(
            method: .GET,
            url: url,
            headers: headers(trace: trace),
            body: nil,
            answerLimit: limit,
            deadline: settings.exchangeDeadline
        )
    }

    /// A POST of a JSON document with the common headers.
    func post(_ url: String, _ document: [UInt8], trace: String) -> OutboundRequest {
        var headers = headers(trace: trace)
        headers.add(name: "content-type", value: "application/json")
        return OutboundRequest(
            method: .POST,
            url: url,
            headers: headers,
            body: document,
            answerLimit: Fault.bodyLimit,
            deadline: settings.exchangeDeadline
        )
    }

    /// Posts a document that creates a Vorgang.
    func create(_ api: CreatingAPI, at url: String, _ document: [UInt8], trace: String) async -> Outcome {
        var request = post(url, document, trace: trace)
        // A kept connection may be closing while we send on it, and a KEX import without an answer can never be looked
        // up (fact sheet 2.8): it gets a connection of its own.
        if api == .kexVorgang { request.headers.add(name: "connection", value: "close") }
        switch await authorised(request, trace: trace) {
        case .noToken(let fault): return fault.outcome
        case .exchanged(let result): return .of(result, api: api, now: time.now())
        }
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
