import Delivery
package import DeliveryRules
import JSON
package import LeadBuilding
package import Leads
package import Logging
import Mapping
package import Moments
package import Names
import ServiceLifecycle
package import SourceFiles
import Targets
import Telemetry

/// Gets the data of leads whose vendors send an id only, after the receipt: each lead waits for it durably, is asked for like
/// a delivery is made, and is built once it is there.
///
/// A `GET` changes nothing at the vendor, so no intent is written: who dies between the answer and its record asks again.
/// Sources are apart from each other; what follows from an answer, ``Delivery/LaneState`` says.
package actor FetchService: Service {
    /// Requests of one source that run at a time.
    private static let atOnce = 4
    /// How often a lead is refused by itself, while others of its source pass, before that is its end.
    private static let mostRefusals = 3

    private struct Lane {
        var state: LaneState
        /// When the next request may leave, by uptime.
        var nextAt: Int64 = 0
        var inFlight: Set<LeadID> = []
    }

    private let store: any LeadRegister & LeadPreparing
    private let building: LeadBuilding
    private let vendors: VendorClient
    private let secret: @Sendable (SecretReference) throws -> String
    private let policy: RetryPolicy
    private let heartbeat: Int64
    private let shutdownMilliseconds: Int64
    private let logger: Logger
    private let clock: any Clock
    private let jitter: @Sendable () -> Double
    private var lanes: [SourceName: Lane] = [:]
    private let wakeups: AsyncStream<Void>
    private let alarm: AsyncStream<Void>.Continuation

    /// - Parameters:
    ///   - secret: finds a token; its error says where it was looked for.
    ///   - heartbeat: how often it looks for what has become due by time alone while leads wait, in milliseconds.
    ///   - shutdownMilliseconds: how long requests on the wire may take at a shutdown.
    ///   - jitter: a random number in `0..<1`.
    package init(
        store: any LeadRegister & LeadPreparing,
        building: LeadBuilding,
        vendors: VendorClient,
        secret: @escaping @Sendable (SecretReference) throws -> String,
        policy: RetryPolicy = .standard,
        heartbeat: Int64 = 500,
        shutdownMilliseconds: Int64,
        logger: Logger,
        clock: any Clock,
        jitter: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }
    ) {
        self.store = store
        self.building = building
        self.vendors = vendors
        self.secret = secret
        self.policy = policy
        self.heartbeat = heartbeat
        self.shutdownMilliseconds = shutdownMilliseconds
        self.logger = logger
        self.clock = clock
        self.jitter = jitter
        (wakeups, alarm) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    /// Sources whose leads are not fetched for now, and why.
    package func rests() -> [Rest] {
        let now = clock.moment()
        return lanes.values.flatMap { $0.state.rests(at: now) }.filter { $0.source != nil }
    }

    /// An operator ends the rest of a source: its token has been renewed. Nothing of it waits for its retry any more.
    package func resume(_ source: SourceName) async throws(StoreError) {
        _ = lanes[source]?.state.step(.resumed(source: source), at: clock.moment())
        try await store.hastenData(of: source, at: clock.now())
        alarm.yield()
    }

    /// Fetches until shutdown; requests on the wire may end then, for as long as the budget lasts.
    package func run() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.work() }
            group.addTask { [limit = shutdownMilliseconds] in
                try? await gracefulShutdown()
                try? await Task.sleep(for: .milliseconds(limit))
            }
            await group.next()
            group.cancelAll()
        }
        await vendors.shutdown()
    }

    private func work() async {
        let changes = store.changes { $0.queues.contains(.undecided) }
        let pulse = Pulse { [clock, heartbeat] in try? await clock.sleep(heartbeat) }
        await withDiscardingTaskGroup { group in
            group.addTask { [alarm] in await pulse.run { alarm.yield() } }
            group.addTask { [alarm] in for await _ in changes { alarm.yield() } }
            alarm.yield()
            await withGracefulShutdownHandler {
                await send(pulse)
            } onGracefulShutdown: { [alarm] in
                alarm.finish()
            }
            group.cancelAll()
        }
    }

    private func send(_ pulse: Pulse) async {
        await withDiscardingTaskGroup { group in
            for await _ in wakeups {
                for lead in await pickUp() { group.addTask { await self.fetch(lead) } }
                if await store.mayWait(for: .data) { pulse.request() }
            }
        }
    }

    // MARK: Whose turn it is

    private func pickUp() async -> [Lead] {
        var leaving: [Lead] = []
        let sources = building.library.value.sources.filter { $0.fetch != nil && $0.isEnabled }
        do throws(StoreError) {
            for source in sources { leaving += try await pickUp(of: source.name) }
        } catch { logger.record(.waitingUnreadable, [.error: "\(error)"]) }
        return leaving
    }

    private func pickUp(of source: SourceName) async throws(StoreError) -> [Lead] {
        let now = clock.moment()
        let lane = lanes[source] ?? Lane(state: LaneState(policy: policy, limit: Self.atOnce, at: now))
        if lanes[source] == nil { lanes[source] = lane }
        guard !lane.state.isClosed else { return [] }
        let due = try await store.waiting(
            for: .data,
            of: source,
            at: now.wall,
            limit: lane.state.window,
            excluding: lane.inFlight
        )
        guard !due.isEmpty else { return [] }
        let queue = due.map { lead in
            QueuedLead(id: lead.id, source: source, dueAt: lead.dueAt, isFresh: lead.attemptsThisRound == 0)
        }
        var leaving: [Lead] = []
        for case .send(let ids) in lanes[source]?.state.step(.waiting(queue, held: []), at: clock.moment()) ?? [] {
            leaving += due.filter { ids.contains($0.id) }
        }
        lanes[source]?.inFlight.formUnion(leaving.map(\.id))
        return leaving
    }

    /// Waits for a lead's turn within the source's rate; false when nothing may leave any more.
    private func mayLeave(_ lead: Lead, _ fetch: Fetch) async -> Bool {
        let now = clock.uptime()
        let at = max(now, lanes[lead.source]?.nextAt ?? now)
        lanes[lead.source]?.nextAt = at + 60_000 / Int64(fetch.perMinute)
        if at > now { try? await cancelWhenGracefulShutdown { [clock] in try await clock.sleep(at - now) } }
        guard !Task.isCancelled, !Task.isShuttingDownGracefully else { return false }
        return lanes[lead.source]?.state.mayLeave(lead.id) ?? false
    }

    // MARK: One lead

    private func fetch(_ lead: Lead) async {
        let hasMoved = await attempt(lead)
        _ = lanes[lead.source]?.state.step(.stayed(lead.id), at: clock.moment())
        lanes[lead.source]?.inFlight.remove(lead.id)
        // After a failure of the store the pulse sets the pace.
        if hasMoved { alarm.yield() }
    }

    private func attempt(_ lead: Lead) async -> Bool {
        do throws(StoreError) {
            guard let submission = try await store.submission(lead.id) else { return true }
            switch building.sought(of: lead, submission) {
            case .lead(id: let id, let source, let fetch):
                return try await self.fetch(id, lead, source, fetch)
            case .several(part: let part, let others):
                _ = try await store.split(lead.id, version: lead.version, part: part, adding: others, at: clock.now())
            case .held: return false
            case .dead(let cause): try await record(.refused(cause), for: lead)
            }
            return true
        } catch {
            switch error {
            case .conflict, .transition, .notFound: return true  // a person was faster
            case .corrupt:
                try? await record(.refused(Cause(.payloadUnreadable)), for: lead)
                return true
            default:
                logger.record(.fetchUnkept, [.error: "\(error)", .lead: "\(lead.id)"])
                return false
            }
        }
    }

    private func fetch(_ id: String, _ lead: Lead, _ source: Source, _ fetch: Fetch) async throws(StoreError) -> Bool {
        let answer: FetchAnswer
        var token: String?
        do {
            token = try fetch.token.map { try secret($0.secret) }
            let pace = { @Sendable in await self.mayLeave(lead, fetch) }
            guard let got = await vendors.lead(id, fetch, token: token, pace: pace) else { return false }
            answer = got
        } catch { answer = .withoutToken("\(error)") }
        // What was cut off by a shutdown says nothing of the vendor.
        if Task.isCancelled { return false }
        switch answer {
        case .document(let document, let beside):
            let blot = SecretBlot(of: token)
            let data = FetchedData(
                lead: blot.blotted(document.serialized),
                beside: beside.map { blot.blotted($0.serialized) }
            )
            try await settle(.confirmed(Confirmation()), lead, source, data: data)
        case .fault(let outcome):
            try await settle(outcome, lead, source, data: nil)
        }
        return true
    }

    private func settle(_ outcome: Outcome, _ lead: Lead, _ source: Source, data: FetchedData?) async throws(StoreError)
    {
        FetchMetrics.answered(outcome, of: lead.source)
        let event = LaneState.Event.ended(lead.tried, outcome, jitter: jitter(), retryFor: source.retryFor)
        let effects = lanes[lead.source]?.state.step(event, at: clock.moment()) ?? []
        for effect in effects {
            switch effect {
            case .record(.delivered):
                guard let data else { continue }
                let changed = try await store.keepData(
                    data,
                    for: lead.id,
                    version: lead.version,
                    isHeld: source.isLearning,
                    at: clock.now()
                )
                LeadLog.write(data.event(isHeld: source.isLearning), changed, to: logger)
            case .record(let event):
                try await record(ended(event, outcome, lead), for: lead, answer: outcome.fault?.body)
            case .rests(let rest, let isNew): show(rest, isNew: isNew)
            case .works(let name?):
                FetchMetrics.rests(name, false)
                logger.record(.fetchingWorks, [.source: "\(name)"])
            case .hasten(let name?): try await store.hastenData(of: name, at: clock.now())
            case .send, .works, .hasten: break
            }
        }
    }

    /// A lead that the vendor keeps refusing while it gives out others of the source is not the token's fault.
    private func ended(_ event: LeadEvent, _ outcome: Outcome, _ lead: Lead) -> LeadEvent {
        guard case .deferred = event, case .connectionFault(let fault) = outcome, fault.status == 403,
            lead.attemptsThisRound + 1 >= Self.mostRefusals
        else { return event }
        return .refused(
            Cause(
                class: .data,
                code: "fetch-403",
                message:
                    "The vendor refuses this lead to a token that may read others of the source. Give the token the right "
                    + "to it there, then replay."
            )
        )
    }

    private func show(_ rest: Rest, isNew: Bool) {
        guard let source = rest.source else { return }
        FetchMetrics.rests(source, true)
        guard isNew else { return }
        logger.record(
            .fetchingRests,
            [
                .source: "\(source)", .code: "\(rest.cause?.code ?? "-")", .why: "\(rest.cause?.message ?? "-")",
                .until: "\(rest.until.map(Timestamp.secondsText) ?? "an operator resumes it")",
            ]
        )
    }

    private func record(_ event: LeadEvent, for lead: Lead, answer: [UInt8]? = nil) async throws(StoreError) {
        let changed = try await store.record(
            event,
            for: lead.id,
            version: lead.version,
            at: clock.now(),
            answer: answer?.isEmpty == false ? answer : nil
        )
        LeadLog.write(event, changed, to: logger)
    }
}
