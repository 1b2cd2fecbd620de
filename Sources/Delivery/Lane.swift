import DeliveryRules
import LeadBuilding
import Leads
import Logging
import Moments
import Names
import ServiceLifecycle
import Targets
import Telemetry

/// The way out for the leads of one target: picks them up, writes the intent, sends, records what came of it.
///
/// What follows from what is said by ``LaneState``; the lane does it. No byte leaves before the intent is durable; an
/// answer that was lost makes the lead uncertain, never a second POST.
actor Lane {
    let target: Target
    let system: any TargetSystem
    let context: DeliveryContext
    let metrics: DeliveryMetrics
    private let watch: ClockWatch
    /// Whoever clears up lost answers, where the target can be asked.
    let reconciler: Reconciler?
    private(set) var state: LaneState
    private var pausedInStore: Bool
    private var storeFailed = false
    private let wakeups: AsyncStream<Void>
    private let alarm: AsyncStream<Void>.Continuation

    init(
        system: any TargetSystem,
        context: DeliveryContext,
        watch: ClockWatch,
        reconciler: Reconciler?,
        limit: Int,
        pause: TargetPause?
    ) {
        target = system.profile.target
        self.system = system
        self.context = context
        self.watch = watch
        self.reconciler = reconciler
        state = LaneState(policy: context.policy, limit: limit, pause: pause, at: context.clock.moment())
        pausedInStore = pause != nil
        metrics = DeliveryMetrics(target: system.profile.target)
        (wakeups, alarm) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    /// Says that there may be something to send.
    nonisolated func wake() {
        alarm.yield()
    }

    /// What rests here.
    func rests() -> [Rest] {
        let now = context.clock.moment()
        state.wake(at: now.uptime)
        return state.rests(at: now)
    }

    /// An operator closes the lane until further notice; the store knows already.
    func pause(_ cause: Cause) async {
        pausedInStore = true
        await perform(state.step(.paused(cause), at: context.clock.moment()))
    }

    /// An operator opens the lane, or one source in it: one lead goes first, and none waits for its retry any more.
    func resume(source: SourceName?) async {
        if source == nil {
            pausedInStore = false
            metrics.rests(source: nil, false)
        }
        await perform(state.step(.resumed(source: source), at: context.clock.moment()))
        wake()
    }

    /// Sends until shutdown; then waits for what is in flight.
    func run() async {
        for rest in rests() { metrics.rests(source: rest.source, true) }
        await withDiscardingTaskGroup { group in
            let heartbeat = context.heartbeat
            group.addTask {
                while !Task.isCancelled, !Task.isShuttingDownGracefully {
                    try? await cancelWhenGracefulShutdown { try await Task.sleep(for: .milliseconds(heartbeat)) }
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
        guard storeWorks() else { return [] }
        do throws(StoreError) {
            let now = try await watch.moment()
            state.wake(at: now.uptime)
            guard !state.isClosed else { return [] }
            let queue = try await context.store.claim(
                QueueRequest(
                    target: target,
                    now: now.wall,
                    freshSince: now.wall - context.policy.freshFor,
                    perSource: state.window,
                    without: state.closedSources,
                    newestOf: state.doubtfulSources
                ),
                under: try await context.lease.lease(at: now.wall)
            )
            storeFailed = false
            var leaving: [Lead] = []
            let held = Set(queue.map(\.source)).filter { context.leads.building.availability(of: $0) != .enabled }
            for case .send(let ids) in state.step(.waiting(queue, held: held), at: context.clock.moment()) {
                leaving += try await read(ids)
            }
            return leaving
        } catch {
            say(.queueUnreadable, error)
            return []
        }
    }

    private func read(_ ids: [LeadID]) async throws(StoreError) -> [Lead] {
        var leads: [Lead] = []
        for (place, id) in ids.enumerated() {
            do throws(StoreError) {
                // Somebody may have moved it since the queue was read.
                if let lead = try await context.store.lead(id), lead.state == .queued {
                    leads.append(lead)
                } else {
                    stay(id)
                }
            } catch {
                // A lead whose row is damaged is held back by the store, and stops no other.
                if case .corrupt = error {
                    stay(id)
                    continue
                }
                for id in leads.map(\.id) + ids[place...] { stay(id) }
                throw error
            }
        }
        return leads
    }

    private func deliver(_ lead: Lead) async {
        let storeAnswered = await attempt(lead)
        stay(lead.id)
        // After a failure of the store the heartbeat sets the pace.
        if storeAnswered { wake() }
    }

    /// Whatever became of a lead that was picked up, it is not on its way any more.
    private func stay(_ id: LeadID) {
        _ = state.step(.stayed(id), at: context.clock.moment())
    }

    /// Takes in how an attempt ended.
    func step(_ event: LaneState.Event) -> [LaneState.Effect] {
        state.step(event, at: context.clock.moment())
    }

    /// Does what the lane's state asks for, beside the step of the lead itself.
    func perform(_ effects: [LaneState.Effect]) async {
        for effect in effects {
            do throws(StoreError) {
                switch effect {
                case .send, .record: break
                case .rests(let rest, let isNew): try await show(rest, isNew: isNew)
                case .works(let source):
                    metrics.rests(source: source, false)
                    context.logger.record(.deliveryWorks, about(source))
                    guard source == nil, pausedInStore else { continue }
                    pausedInStore = false
                    try await context.store.resume(target, at: context.now())
                case .hasten(let source): try await context.store.hasten(target, source: source, at: context.now())
                }
            } catch {
                say(.restUnkept, error)
            }
        }
    }

    private func show(_ rest: Rest, isNew: Bool) async throws(StoreError) {
        metrics.rests(source: rest.source, true)
        if isNew {
            var values = about(rest.source)
            values[.code] = "\(rest.cause?.code ?? "-")"
            values[.why] = "\(rest.cause?.message ?? "-")"
            values[.until] = "\(rest.until.map(Timestamp.secondsText) ?? "an operator resumes it")"
            context.logger.record(.deliveryRests, values)
        }
        // Rights and configuration do not mend themselves: a pause for them outlives the process.
        guard rest.source == nil, let cause = rest.cause, cause.class == .connection else { return }
        pausedInStore = true
        try await context.store.pause(target, cause: cause, at: context.now(), until: rest.until)
    }

    private func about(_ source: SourceName?) -> [Event.Attribute: Logger.MetadataValue] {
        var values: [Event.Attribute: Logger.MetadataValue] = [.target: "\(target.rawValue)"]
        if let source { values[.source] = "\(source)" }
        return values
    }

    /// A store that gave up takes no intent and no outcome: nothing leaves any more.
    private func storeWorks() -> Bool {
        guard let problem = context.store.health().problem, case .unavailable = problem else { return true }
        say(.storeGone, problem)
        return false
    }

    /// Says a failure of the store once, not with every heartbeat.
    func say(_ event: Event, _ error: StoreError, lead: LeadID? = nil) {
        var values: [Event.Attribute: Logger.MetadataValue] = [.target: "\(target.rawValue)", .error: "\(error)"]
        if let lead { values[.lead] = "\(lead)" }
        context.logger.record(event, values, level: storeFailed ? .debug : nil)
        storeFailed = true
    }

    /// The store answered again.
    func storeAnswered() { storeFailed = false }
}
