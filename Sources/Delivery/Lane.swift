import Europace
import Leads
import Logging
import Mapping
import ServiceLifecycle
import TargetSchemas

/// The way out for the leads of one target: picks them up, writes the intent, sends, records what came of it.
///
/// Fresh leads overtake retries and replays. No byte leaves before the intent is durable; an answer that was lost makes
/// the lead uncertain, never a second POST.
actor Lane {
    let target: Target
    private let api: any DeliveryTarget
    private let context: DeliveryContext
    private let limit: Int
    private var state: LaneState
    private var inFlight: Set<LeadID> = []
    private var pausedInStore: Bool
    private let wakeups: AsyncStream<Void>
    private let alarm: AsyncStream<Void>.Continuation
    private let metrics: DeliveryMetrics
    private let logger: Logger

    init(target: Target, api: any DeliveryTarget, context: DeliveryContext, limit: Int, pause: TargetPause?) {
        self.target = target
        self.api = api
        self.context = context
        self.limit = limit
        self.state = LaneState(policy: context.policy, restingUntil: pause.map { $0.until ?? .max })
        self.pausedInStore = pause != nil
        self.metrics = DeliveryMetrics(target: target)
        self.logger = context.logger
        (wakeups, alarm) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    /// Says that there may be something to send.
    nonisolated func wake() {
        alarm.yield()
    }

    /// An operator closes the lane until further notice.
    func pause() {
        pausedInStore = true
        metrics.paused(true)
        state.operatorSets(restingUntil: .max)
    }

    /// An operator opens the lane; it probes with one lead first.
    func resume() {
        pausedInStore = false
        metrics.paused(false)
        state.operatorSets(restingUntil: nil)
        wake()
    }

    /// Sends until shutdown; then waits for what is in flight.
    func run() async {
        await withDiscardingTaskGroup { group in
            let heartbeat = context.heartbeat
            group.addTask {
                while !Task.isCancelled, !Task.isShuttingDownGracefully {
                    try? await cancelWhenGracefulShutdown { try await Task.sleep(for: heartbeat) }
                    self.wake()
                }
            }
            wake()
            for await _ in wakeups.cancelOnGracefulShutdown() {
                for lead in await pickUp() {
                    group.addTask { await self.deliver(lead) }
                }
            }
        }
    }

    private func pickUp() async -> [Lead] {
        let now = context.now()
        state.wake(at: now)
        let free = state.free(limit: limit, inFlight: inFlight.count)
        guard free > 0 else { return [] }
        do {
            let due = try await context.store.due(target: target, now: now, limit: free, excluding: inFlight)
            inFlight.formUnion(due.map(\.id))
            return due
        } catch {
            logger.error("cannot read the queue", metadata: ["target": "\(target.rawValue)", "error": "\(error)"])
            return []
        }
    }

    private func deliver(_ lead: Lead) async {
        defer {
            inFlight.remove(lead.id)
            wake()
        }
        do throws(StoreError) {
            let built: LeadDocument
            switch await prepare(lead) {
            case .refused(let cause):
                try await record(.refused(cause), for: lead)
                return
            case .ready(let document):
                built = document
            }
            let intent = Intent(
                attempt: lead.attempts + 1,
                startedAt: context.now(),
                target: target,
                mode: lead.mode,
                mappingHash: built.mappingHash,
                reference: built.reference,
                epoch: context.store.epoch
            )
            let sending = try await record(.sendingStarted(intent), for: lead)
            let outcome = await api.send(built.document, for: sending)
            metrics.took(context.now() - intent.startedAt)
            try await settle(outcome, of: sending)
        } catch {
            // Whatever was not recorded stays what it was: queued, or an intent that the next start finds uncertain.
            logger.error(
                "cannot record what became of a lead",
                metadata: ["lead": "\(lead.id)", "target": "\(target.rawValue)", "error": "\(error)"]
            )
        }
    }

    private enum Preparation {
        case ready(LeadDocument)
        case refused(Cause)
    }

    private func prepare(_ lead: Lead) async -> Preparation {
        do throws(DocumentUnavailable) {
            let built = try await context.documents.document(of: lead)
            if let failure = built.failure { return .refused(failure) }
            guard built.mode == lead.mode, built.target == target else {
                return .refused(
                    Cause(
                        class: .data,
                        code: "mode-changed",
                        message: """
                            accepted for \(lead.target.rawValue) in \(lead.mode.rawValue) mode, but gateway and source now \
                            say \(built.target.rawValue) in \(built.mode.rawValue) mode; set them right and replay
                            """,
                        violations: []
                    )
                )
            }
            return .ready(built)
        } catch {
            return .refused(error.cause)
        }
    }

    private func settle(_ outcome: DeliveryOutcome, of lead: Lead) async throws(StoreError) {
        let decision = state.decide(
            outcome,
            for: lead,
            at: context.now(),
            jitter: context.jitter()
        )
        metrics.ended(decision.event)
        try await record(decision.event, for: lead, answer: outcome.fault?.body)
        if let pause = decision.pause {
            pausedInStore = true
            metrics.paused(true)
            try await context.store.pause(target, cause: pause.cause, at: context.now(), until: pause.until)
            logger.warning(
                "target paused",
                metadata: [
                    "target": "\(target.rawValue)", "code": "\(pause.cause.code)", "why": "\(pause.cause.message)",
                ]
            )
        } else if decision.resumes, pausedInStore {
            pausedInStore = false
            metrics.paused(false)
            try await context.store.resume(target)
            logger.notice("target works again", metadata: ["target": "\(target.rawValue)"])
        }
    }

    @discardableResult
    private func record(
        _ event: LeadEvent,
        for lead: Lead,
        answer: [UInt8]? = nil
    ) async throws(StoreError) -> Lead {
        let changed = try await context.store.record(
            event,
            for: lead.id,
            version: lead.version,
            at: context.now(),
            answer: answer
        )
        await context.outcomes.publish(changed)
        return changed
    }
}
