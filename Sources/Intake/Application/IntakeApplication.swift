import HTTPEdge
import JSON
import LeadBuilding
import Leads
import Logging
import Mapping
import Metrics
import Moments
import NIOHTTP1
import Names
import Problems
import SourceFiles
import Submissions
import Synchronization
import Targets
import Telemetry

/// What the public listener's requests mean: routes, credentials, leads, receipts.
///
/// A post goes through head checks (the connection), credential, rate, decoding, mapping, the store, receipt: in this
/// order, so that nothing costs more than what has been shown to be allowed.
///
/// One object, so that the work on a request holds a reference and no copy of all that it may need.
final class IntakeApplication: Responder, Sendable {
    let configuration: IntakeConfiguration
    let directory: SourceDirectory
    let library: CurrentLibrary
    let building: LeadBuilding
    let store: any LeadAccepting & LeadRegister & LeadQueue
    let outcomes: (any OutcomeWaiting)?
    let casePage: @Sendable (Lead) -> String?
    let onMapped: @Sendable (Lead, LeadDocument, Int) -> Void
    let onFruitless: @Sendable (SourceName, FruitlessPost) -> Void
    let clock: any Clock
    let logger: Logger
    let metrics: IntakeMetrics
    let refusalWork = RefusalWork()
    let refusals = EventThrottle<RefusedPosts>()
    let queueLengths = RecentQueueLengths()

    init(
        configuration: IntakeConfiguration,
        directory: SourceDirectory,
        library: CurrentLibrary,
        building: LeadBuilding,
        store: any LeadAccepting & LeadRegister & LeadQueue,
        outcomes: (any OutcomeWaiting)?,
        casePage: @escaping @Sendable (Lead) -> String?,
        onMapped: @escaping @Sendable (Lead, LeadDocument, Int) -> Void,
        onFruitless: @escaping @Sendable (SourceName, FruitlessPost) -> Void,
        clock: any Clock,
        logger: Logger,
        metrics: IntakeMetrics
    ) {
        self.configuration = configuration
        self.directory = directory
        self.library = library
        self.building = building
        self.store = store
        self.outcomes = outcomes
        self.casePage = casePage
        self.onMapped = onMapped
        self.onFruitless = onFruitless
        self.clock = clock
        self.logger = logger
        self.metrics = metrics
    }

    /// Bodies beyond this many bytes are decoded and mapped off the event loop.
    private static let inlineBytes = 64 * 1024

    // MARK: Responder

    func bodyTerms(_ head: IntakeRequest) -> BodyTerms {
        let library = library.value
        let origin = head.headers.origin
        let headers = origin == nil ? [] : CrossOrigin.headers(origin, ofAny: library.sources)
        // Where one source takes it, every address does as far as a head shows: else it would tell which sources there are.
        let takesGzip = library.takesGzip
        let usual = BodyTerms(limit: configuration.limits.bodyBytes, takesGzip: takesGzip, headers: headers)
        guard head.method == .POST, let route = Route(head.target.path) else { return usual }
        switch route {
        case .hook(let name, let secret), .dryRun(let name, let secret):
            guard case .ready(let ready) = directory.entry(name, in: library) else { return usual }
            let isProven = ready.verifier.verifiesHead(of: head, presented(head, secret))
            // A larger body only for those who have shown that they may send it, or cannot show it before.
            let mayBeLarger = isProven || ready.verifier.needsBody || ready.verifier.isOpen
            let limit = mayBeLarger ? max(ready.source.limits.bodyBytes, usual.limit) : usual.limit
            return BodyTerms(
                limit: limit,
                isProven: isProven,
                provenBy: isProven ? ready : nil,
                takesGzip: takesGzip,
                headers: headers
            )
        default:
            return usual
        }
    }

    func respond(to request: IntakeRequest) -> Reply {
        guard let route = Route(request.target.path) else {
            if request.method == .OPTIONS, request.target.path == "*" { return .now(.empty(.noContent)) }
            return .now(Problem.notFound.response("Webhooks are at /hooks/SOURCE."))
        }
        switch (route, request.method) {
        case (.hook(let name, let secret), .POST): return submit(request, name, secret)
        case (.hook(let name, let secret), .GET):
            if let answer = Handshake.answer(request.target, ready(name)?.verifier) { return .now(answer) }
            return get(request, name, secret)
        case (.hook(let name, _), .HEAD):
            return .now(Handshake.answer(request.target, ready(name)?.verifier) ?? Handshake.ready)
        case (.hook, .OPTIONS), (.dryRun, .OPTIONS):
            return .now(CrossOrigin.preflight(request.headers.origin, library.value.sources))
        case (.dryRun(let name, let secret), .POST): return dryRun(request, name, secret)
        case (.lead(let id), .GET), (.lead(let id), .HEAD): return lead(request, id)
        case (.funnelTest, .POST), (.funnelTest, .GET), (.funnelTest, .HEAD):
            return .now(.json(.ok, ["status": "ready"]))
        case (.alive, .GET), (.alive, .HEAD): return .now(.json(.ok, ["status": "alive"]))
        case (.ready, .GET), (.ready, .HEAD): return .later { await self.readiness() }
        case (.description, .GET), (.description, .HEAD):
            return .now(IntakeResponse(status: .ok, contentType: "application/json", body: IntakeAPI.bytes))
        case (.hook, _), (.dryRun, _), (.funnelTest, _), (.lead, _), (.alive, _), (.ready, _), (.description, _):
            return notAllowed(IntakeAPI.methods(of: route.template))
        }
    }

    func answered(_ response: IntakeResponse, _ method: HTTPMethod, bodyBytes: Int, nanoseconds: Int64) {
        let note = response.note
        metrics.request(source: note.source, status: Int(response.status.code))
        metrics.read(bytes: bodyBytes)
        if let reason = note.rejection {
            metrics.rejected(reason)
            if let source = note.source { onFruitless(source, .refused(reason: reason)) }
        }
        if note.leads > 0 { metrics.accepted(nanoseconds: nanoseconds) }
        guard logger.logLevel <= Event.requestAnswered.level else { return }
        var values: [Event.Attribute: Logger.MetadataValue] = [
            .method: .string(method.rawValue), .status: .stringConvertible(response.status.code),
            .bytes: .stringConvertible(bodyBytes), .microseconds: .stringConvertible(nanoseconds / 1_000),
        ]
        if let source = note.source { values[.source] = "\(source)" }
        if let id = note.leadID { values[.lead] = .string(id.rawValue) }
        if note.leads > 1 { values[.leads] = .stringConvertible(note.leads) }
        if let reason = note.rejection { values[.reason] = .string(reason) }
        logger.record(.requestAnswered, values)
    }

    func dropped(reason: String) {
        metrics.rejected(reason)
        logger.record(.connectionDropped, [.reason: .string(reason)])
    }

    // MARK: Posts

    private func submit(_ request: IntakeRequest, _ name: SourceName, _ secret: String?) -> Reply {
        // Codes over a large body, and reading it, keep a loop from its other connections; so may inflating a small one.
        request.body.count > Self.inlineBytes || request.isGzipped
            ? .aside { await self.answer(self.taken(request, name, secret)) } : taken(request, name, secret)
    }

    private func answer(_ reply: Reply) async -> IntakeResponse {
        switch reply {
        case .now(let response): response
        case .later(let work), .aside(let work): await work()
        }
    }

    private func taken(_ request: IntakeRequest, _ name: SourceName, _ secret: String?) -> Reply {
        switch authorize(request, name, secret) {
        case .failure(let refusal):
            return .now(refusal.response)
        case .success(let sender):
            let ready = sender.ready
            if let refusal = CrossOrigin.refusal(request.headers.origin, ready.source) {
                return .now(decorate(refusal, request, ready.source))
            }
            if let seconds = ready.bucket?.take(now: clock.uptime()) {
                return .now(
                    decorate(
                        Problem.rateLimit.response(
                            "At most \(ready.source.limits.perMinute ?? 0) posts a minute. Try again in \(seconds) s.",
                            headers: [("retry-after", String(seconds))],
                            source: name
                        ),
                        request,
                        ready.source
                    )
                )
            }
            let plain: IntakeRequest
            switch self.plain(request, sender) {
            case .success(let inflated): plain = inflated
            case .failure(let refusal):
                return refusal.kept == nil
                    ? .now(decorate(refusal.response, request, ready.source))
                    : .later { await self.accept(request, sender, .failure(refusal)) }
            }
            let prepared = prepare(plain, sender, sender.mappings)
            if case .failure(let refusal) = prepared, refusal.kept == nil {
                return .now(decorate(refusal.response, request, ready.source))
            }
            return .later { await self.accept(plain, sender, prepared) }
        }
    }

    /// A `GET`: a lead where it brings values and the source takes it so, else never an answer that looks like a receipt.
    private func get(_ request: IntakeRequest, _ name: SourceName, _ secret: String?) -> Reply {
        let ready = ready(name)
        let values = PercentEncoding.pairs(ofQuery: request.target.query ?? "").map(\.name)
        // Whoever brings its secret and nothing else looks whether the address is there.
        guard values.contains(where: { ready?.verifier.credentialParameters.contains($0) != true }) else {
            return .now(Handshake.ready)
        }
        guard ready?.source.takesGET == true else {
            return .now(
                Problem.method.response("Send a lead with POST.", headers: [("allow", "POST, HEAD, OPTIONS")])
            )
        }
        return submit(request, name, secret)
    }

    /// The source and mappings of a request whose credential is right; else the one answer for a source that is unknown or
    /// broken and for a bad secret, at one price.
    func authorize(_ request: IntakeRequest, _ name: SourceName, _ secret: String?)
        -> Result<Authorized, Refusal>
    {
        let library = library.value
        let entry = directory.entry(name, in: library)
        let presented = presented(request, secret)
        let proof: Proof? = if case .ready(let ready) = entry { ready.proof(of: request, presented) } else { nil }
        guard case .ready(let ready) = entry, let proof,
            case let mappings = ready.source.mappings.compactMap({ library.mapping($0) }),
            !mappings.isEmpty || ready.source.isLearning, mappings.count == ready.source.mappings.count
        else {
            let spent = if case .ready(let ready) = entry { ready.verifier.codes } else { 0 }
            _ = refusalWork.spend(on: request, codes: max(1, library.mostSigningSecrets) - spent)
            tell(of: request, name, entry, presented, isProven: proof != nil)
            return .failure(
                Refusal(
                    response: Problem.credential.response(
                        request.headers.hasSeveralAuthorizations
                            ? "Send one Authorization header; here are several that differ."
                            : "Check the webhook's address and its secret.",
                        headers: [("www-authenticate", "Bearer realm=\"leadgate\"")]
                    )
                )
            )
        }
        let limit = ready.source.limits.bodyBytes
        guard request.body.count <= limit else {
            let response = Problem.bodyTooLarge.response("Send at most \(limit) bytes in one post.", source: name)
            return .failure(Refusal(response: decorate(response, request, ready.source)))
        }
        return .success(Authorized(ready: ready, library: library, mappings: mappings, proof: proof))
    }

    /// Tells the operator whose posts are refused, and why.
    private func tell(
        of request: IntakeRequest,
        _ name: SourceName,
        _ entry: SourceDirectory.Entry,
        _ presented: CredentialVerifier.Presented,
        isProven: Bool
    ) {
        var (reason, source) = (RefusalReason.unknownSource, SourceName?.none)
        switch entry {
        case .unknown: break
        case .broken: (reason, source) = (.brokenSource, name)
        case .withoutSecret: (reason, source) = (.secretNotFound, name)
        case .ready(let ready):
            source = name
            reason = isProven ? .brokenSource : ready.verifier.shortcoming(of: request, presented)
        }
        Metric.postsRefused(source?.rawValue ?? "-", reason.rawValue).increment()
        if let source { onFruitless(source, .refused(reason: reason.rawValue)) }
        let refused = RefusedPosts(reason: reason, source: source)
        guard let count = refusals.count(refused, now: clock.uptime()) else { return }
        var values: [Event.Attribute: Logger.MetadataValue] = [
            .reason: "\(reason.rawValue)", .count: "\(count)",
        ]
        if let source { values[.source] = "\(source)" }
        logger.record(.postRefused, values)
    }

    // MARK: Parts

    func ready(_ name: SourceName) -> ReadySource? {
        if case .ready(let ready) = directory.entry(name) { ready } else { nil }
    }

    func presented(_ request: IntakeRequest, _ secret: String?) -> CredentialVerifier.Presented {
        CredentialVerifier.Presented(urlSecret: secret, publicURL: configuration.publicURL, now: clock.now())
    }

    /// Adds what lets a source's own pages read the answer.
    func decorate(_ response: IntakeResponse, _ request: IntakeRequest, _ source: Source) -> IntakeResponse {
        guard !source.origins.isEmpty else { return response }
        var response = response
        response.headers += CrossOrigin.headers(request.headers.origin, source)
        return response
    }

    private func notAllowed(_ methods: String) -> Reply {
        .now(Problem.method.response("Allowed here: \(methods).", headers: [("allow", methods)]))
    }
}
