import LeadBuilding
import Leads
import Logging
import Mapping
import ServiceLifecycle
import Targets

/// The way out for the leads of one target: picks them up, writes the intent, sends, records what came of it.
///
/// Fresh leads overtake retries and replays. No byte leaves before the intent is durable; an answer that was lost makes
/// the lead uncertain, never a second POST.
actor Lane {
    let target: Target
    private let system: any TargetSystem
    private let context: DeliveryContext
    private let limit: Int
    private var state: LaneState
    private var inFlight: Set<LeadID> = []
    private var pausedInStore: Bool
    private var storeFailed = false
    private let wakeups: AsyncStream<Void>
    private let alarm: AsyncStream<Void>.Continuation
    private let metrics: DeliveryMetrics
    private let logger: Logger

    init(system: any TargetSystem, context: DeliveryContext, limit: Int, pause: TargetPause?) {
        let target = system.profile.target
        self.target = target
        self.system = system
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
        metrics.paused(pausedInStore)
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
        guard state.free(limit: limit, inFlight: inFlight.count) > 0, storeWorks() else { return [] }
        do throws(StoreError) {
            var due = try await due(at: now, excluding: inFlight.union(state.unfitForProbing))
            if due.isEmpty, !state.unfitForProbing.isEmpty { due = try await self.due(at: now, excluding: inFlight) }
            storeFailed = false
            // The gate may have closed while the store was read.
            let leaving = due.prefix(state.free(limit: limit, inFlight: inFlight.count))
            inFlight.formUnion(leaving.map(\.id))
            return Array(leaving)
        } catch {
            say("cannot read the queue", error)
            return []
        }
    }

    private func due(at now: Int64, excluding: Set<LeadID>) async throws(StoreError) -> [Lead] {
        let free = state.free(limit: limit, inFlight: inFlight.count)
        return try await context.store.due(target: target, now: now, limit: free, excluding: excluding)
    }

    /// A store that gave up takes no intent and no outcome: nothing leaves any more.
    private func storeWorks() -> Bool {
        guard let problem = context.store.health().problem, case .unavailable = problem else { return true }
        say("the store is gone; nothing is sent until the gateway is restarted", problem)
        return false
    }

    /// Says a failure of the store once, not with every heartbeat.
    private func say(_ what: Logger.Message, _ error: StoreError, lead: LeadID? = nil) {
        var metadata: Logger.Metadata = ["target": "\(target.rawValue)", "error": "\(error)"]
        if let lead { metadata["lead"] = "\(lead)" }
        logger.log(level: storeFailed ? .debug : .error, what, metadata: metadata)
        storeFailed = true
    }

    private func deliver(_ lead: Lead) async {
        let storeAnswered = await attempt(lead)
        inFlight.remove(lead.id)
        // After a failure of the store the heartbeat sets the pace.
        if storeAnswered { wake() }
    }

    /// - Returns: whether the store took what there was to record.
    private func attempt(_ lead: Lead) async -> Bool {
        let judgement: Judgement
        do throws(StoreError) { judgement = try await context.leads.judgement(of: lead) } catch {
            say("cannot read a payload", error, lead: lead.id)
            return false
        }
        switch judgement {
        case .dead(let cause):
            return await keep(.refused(cause), of: lead)
        case .several(let leads):
            return await split(lead, into: leads)
        case .one(let built):
            if let cause = built.verdict.cause { return await keep(.refused(cause), of: lead) }
            return await attempt(lead, built)
        }
    }

    /// The post of a lead holds several: it becomes the first of them, and all go their way.
    private func split(_ lead: Lead, into leads: [BuiltLead]) async -> Bool {
        do throws(StoreError) {
            guard let post = try await context.store.submission(lead.id) else { return true }
            let others = leads.dropFirst().map { $0.new(post, source: lead.source, receivedAt: lead.receivedAt) }
            _ = try await context.store.split(lead.id, version: lead.version, adding: others, at: context.now())
            return true
        } catch {
            switch error {
            case .conflict, .transition, .notFound: return true  // a person was faster
            default:
                say("cannot store the leads of a post", error, lead: lead.id)
                return false
            }
        }
    }

    private func attempt(_ lead: Lead, _ built: BuiltLead) async -> Bool {
        guard case .send = built.verdict, let document = built.document else {
            // Its case is not open: the store holds such a lead back while it is to come, so it does not.
            return await keep(.refused(Cause(.caseUnknown)), of: lead)
        }
        // Whoever closed the gate meanwhile, or asked to stop, means this lead too: it stays queued.
        guard !state.isClosed, !Task.isShuttingDownGracefully, !Task.isCancelled else { return true }
        let intent = Intent(
            attempt: lead.attempts + 1,
            startedAt: context.now(),
            target: target,
            mode: lead.mode,
            mappingHash: document.mappingHash,
            reference: built.reference,
            epoch: context.store.epoch,
            mayRepeat: built.mayRepeat
        )
        let sending: Lead
        do throws(StoreError) {
            sending = try await record(.sendingStarted(intent), for: lead)
        } catch {
            switch error {
            case .conflict, .transition, .notFound:
                return true  // a person was faster
            case .caseBusy:
                return true  // another lead of its case was
            case .taken(let known, let owner):
                return await keep(.refused(Cause(known, about: "Lead \(owner) is the other one.")), of: lead)
            default:
                say("cannot write an intent, so nothing is sent", error, lead: lead.id)
                return false
            }
        }
        let outcome = await send(document.document, built, of: sending)
        metrics.took(context.now() - intent.startedAt)
        return await settle(outcome, of: sending)
    }

    /// Sends once. A success without the proof that the target's profile asks for is nothing to hold on to.
    private func send(_ document: [UInt8], _ built: BuiltLead, of lead: Lead) async -> Outcome {
        let outcome = await system.send(document, built.context(of: lead, done: lead.progress?.results ?? []))
        guard case .confirmed(let confirmation) = outcome, !confirmation.brings(built.mapping.profile.proof) else {
            return outcome
        }
        return .unknown(
            Fault(
                code: KnownCause.answerUnreadable.rawValue,
                message: KnownCause.answerUnreadable.words,
                body: confirmation.answer
            )
        )
    }

    private func settle(_ outcome: Outcome, of lead: Lead) async -> Bool {
        if case .partial(let confirmation, let rest) = outcome {
            // What was done is on disk before anything else is said of the lead.
            guard let progressed = await kept(.progressed(confirmation), of: lead, answer: confirmation.answer) else {
                return false
            }
            return await settle(rest, of: progressed)
        }
        let decision = state.decide(
            outcome,
            for: lead,
            at: context.now(),
            jitter: context.jitter()
        )
        metrics.ended(decision.event)
        let isKept = await keep(decision.event, of: lead, answer: outcome.fault?.body ?? outcome.confirmation?.answer)
        do throws(StoreError) {
            if let pause = decision.pause {
                pausedInStore = true
                metrics.paused(true)
                let isNew = try await context.store.pause(
                    target,
                    cause: pause.cause,
                    at: context.now(),
                    until: pause.until
                )
                logger.log(
                    level: isNew ? .warning : .info,
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
        } catch {
            say("cannot record a pause", error)
        }
        return isKept
    }

    private func keep(_ event: LeadEvent, of lead: Lead, answer: [UInt8]? = nil) async -> Bool {
        await kept(event, of: lead, answer: answer) != nil
    }

    /// Records what became of a lead, and does not let go of it while the store may still take it: what is not
    /// recorded stays an intent, and that is only found by the next start, as uncertain.
    ///
    /// - Returns: the lead as it is then; `nil` when the store does not take it any more.
    private func kept(_ event: LeadEvent, of lead: Lead, answer: [UInt8]? = nil) async -> Lead? {
        var event = event
        repeat {
            do throws(StoreError) {
                return try await record(event, for: lead, answer: answer)
            } catch {
                say("cannot record what became of a lead", error, lead: lead.id)
                switch error {
                case .busy, .full, .cancelled, .unexpected:
                    try? await Task.sleep(for: context.heartbeat)
                case .transition(let refused) where event.kind != .lostSight && lead.state == .sending:
                    // Such as a delivery without a number: what happened is not known then.
                    event = .lostSight(Cause(.outcomeUnusable, about: refused.description))
                case .conflict, .transition, .notFound, .taken, .caseBusy, .keyReused, .operationReused, .jobState,
                    .noJob:
                    return lead
                case .unavailable, .corrupt, .staleEpoch, .invalidCursor, .unusable:
                    return nil
                }
            }
        } while !Task.isCancelled
        return nil
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
        storeFailed = false
        await context.outcomes.publish(changed)
        return changed
    }
}
