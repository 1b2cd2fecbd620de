import DeliveryRules
import LeadBuilding
import Leads
import Logging
import Moments
import Names
import ServiceLifecycle
import Synchronization
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
    private var queue = SeenQueue()
    /// What of the queue may be otherwise since then.
    private let news = Mutex(QueueNews())
    private let wakeups: AsyncStream<Void>
    let alarm: AsyncStream<Void>.Continuation
    let pulse: Pulse

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
        pulse = Pulse(every: context.heartbeat)
        (wakeups, alarm) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    /// Says that there may be something to send that was not there.
    nonisolated func wake() { wake(.anything) }

    /// Says that the store has something to send that was not there: these leads alone, if they are known, which no other holds up.
    nonisolated func hear(of leads: [Lead]?) {
        let isAwaited = news.withLock { news in
            if let leads { news.add(leads) } else { news.change(.anything) }
            return news.isAwaited
        }
        if isAwaited { alarm.yield() }
    }

    private nonisolated func wake(_ what: QueueNews.Change) {
        changed(what)
        alarm.yield()
    }

    /// Has the queue read with the next turn.
    private nonisolated func changed(_ what: QueueNews.Change) {
        news.withLock { $0.change(what) }
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
            group.addTask { await self.pulse.run { self.wake(.time) } }
            await withGracefulShutdownHandler {
                await work()
            } onGracefulShutdown: { [alarm] in
                alarm.finish()
            }
            group.cancelAll()
        }
    }

    private func work() async {
        await withDiscardingTaskGroup { group in
            wake()
            for await _ in wakeups {
                for lead in await pickUp() {
                    group.addTask { await self.deliver(lead) }
                }
            }
        }
    }

    private func pickUp() async -> [Lead] {
        // An operator opens a lane that is closed, or the pulse does; the end of a request wakes one that is full.
        defer { news.withLock { $0.isAwaited = !state.isClosed } }
        do throws(StoreError) {
            guard storeWorks() else {
                pulse.request()
                return []
            }
            let now = try await watch.moment()
            state.wake(at: now.uptime)
            guard !state.isClosed else {
                if state.opensByItself { pulse.request() }
                return []
            }
            try await look(at: now)
            return try await leaving()
        } catch {
            say(.queueUnreadable, error)
            changed(.anything)
            pulse.request()
            return []
        }
    }

    /// Reads what may have changed in the queue since it was read last.
    private func look(at now: Moment) async throws(StoreError) {
        let news = news.withLock { $0.take() }
        let what = line(up: news.leads, at: now) ? news.change : .anything
        guard what > .nothing else { return }
        // What becomes due by time goes behind what was due before it: where enough is known of a source, that changes nothing.
        let known = what == .time ? queue.known : []
        let window = state.window
        let found = try await context.store.claim(
            QueueRequest(
                target: target,
                now: now.wall,
                freshSince: now.wall - context.policy.freshFor,
                perSource: window,
                without: state.closedSources.union(known),
                newestOf: state.doubtfulSources
            ),
            under: try await context.lease.lease(at: now.wall)
        )
        storeFailed = false
        queue.replace(with: found, keeping: known, window: window)
        queue.removeAll(where: state.isOnItsWay)
        // While all gates are open, time alone brings only what is not due yet.
        let moment = state.isOpen ? now.wall : Int64.min
        if try await context.store.firstDue(for: target, after: moment) != nil { pulse.request() }
    }

    /// Puts leads that have come behind those of their source. Returns whether it could; else the queue has to be read.
    private func line(up leads: [Lead], at now: Moment) -> Bool {
        // What is tried of a source that rests, and when, hangs on all that waits.
        guard leads.isEmpty || state.isOpen else { return false }
        for lead in leads {
            guard lead.dueAt <= now.wall, lead.dueAt > now.wall - context.policy.freshFor else { return false }
            if state.isOnItsWay(lead.id) { continue }
            queue.append(
                QueuedLead(id: lead.id, source: lead.source, dueAt: lead.dueAt, isFresh: true, lead: lead),
                window: state.window
            )
        }
        return true
    }

    /// Takes those out of the queue whose turn it is.
    private func leaving() async throws(StoreError) -> [Lead] {
        guard !queue.leads.isEmpty else { return [] }
        let held = queue.sources.filter { context.leads.building.availability(of: $0) != .enabled }
        // What somebody has switched off goes when it is switched on.
        if !held.isEmpty { pulse.request() }
        var leaving: [Lead] = []
        for case .send(let ids) in state.step(.waiting(queue.leads, held: held), at: context.clock.moment()) {
            let chosen = queue.remove(ids)
            if queue.mustBeRead { changed(.anything) }
            leaving += try await read(chosen)
        }
        return leaving
    }

    /// The leads that were chosen. Somebody may move one of them before its step is recorded: then there is none.
    private func read(_ chosen: [QueuedLead]) async throws(StoreError) -> [Lead] {
        var leads: [Lead] = []
        for (place, queued) in chosen.enumerated() {
            do throws(StoreError) {
                let lead = if let lead = queued.lead { lead } else { try await context.store.lead(queued.id) }
                if let lead, lead.state == .queued { leads.append(lead) } else { stay(queued.id) }
            } catch {
                // A lead whose row is damaged is held back by the store, and stops no other.
                if case .corrupt = error {
                    stay(queued.id)
                    continue
                }
                for id in leads.map(\.id) + chosen[place...].map(\.id) { stay(id) }
                throw error
            }
        }
        return leads
    }

    /// Takes in how an attempt ended.
    func step(_ event: LaneState.Event) -> [LaneState.Effect] {
        state.step(event, at: context.clock.moment())
    }

    /// Does what the lane's state asks for, beside the step of the lead itself.
    func perform(_ effects: [LaneState.Effect]) async {
        // Whatever rests or works again, other leads of the queue are wanted than before.
        if effects.contains(where: { if case .record = $0 { false } else { true } }) { changed(.anything) }
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
