package import DeliveryRules
package import LeadBuilding
package import Leads
import Logging
package import Names
import ServiceLifecycle
package import Targets

/// Delivers leads: one lane per target, and a reconciler where the target can be asked about lost answers.
package final class DeliveryService: Service, Sendable {
    /// The targets that leads can go to.
    package let targets: [Target]
    private let lanes: [Target: Lane]
    private let reconcilers: [Target: Reconciler]
    private let systems: [Target: any TargetSystem]
    private let context: DeliveryContext

    /// - Parameters:
    ///   - systems: the systems that take leads, one for each target; at most `concurrency` requests of one source run at a
    ///     time towards each.
    ///   - pauses: the pauses in force, as the store knows them from the last run.
    package init(
        systems: [any TargetSystem],
        context: DeliveryContext,
        pauses: [TargetPause],
        concurrency: Int = 8
    ) {
        let watch = ClockWatch(store: context.store, clock: context.clock, logger: context.logger)
        targets = systems.map(\.profile.target).sorted()
        var reconcilers: [Target: Reconciler] = [:]
        var lanes: [Target: Lane] = [:]
        for system in systems {
            let target = system.profile.target
            reconcilers[target] = system.lookup.map {
                Reconciler(profile: system.profile, lookup: $0, context: context, watch: watch)
            }
            lanes[target] = Lane(
                system: system,
                context: context,
                watch: watch,
                reconciler: reconcilers[target],
                limit: concurrency,
                pause: pauses.first { $0.target == target }
            )
        }
        self.lanes = lanes
        self.reconcilers = reconcilers
        self.systems = Dictionary(uniqueKeysWithValues: systems.map { ($0.profile.target, $0) })
        self.context = context
    }

    /// Asks the target once whether it has the lead, before a person sends an uncertain lead again.
    /// - Returns: nil if this target cannot be asked.
    package func lookUp(_ lead: Lead) async throws(StoreError) -> LookupOutcome? {
        guard let lookup = systems[lead.target]?.lookup else { return nil }
        let since = (lead.intent?.startedAt ?? lead.receivedAt) - Reconciliation.margin
        let sent = try await context.leads.sent(of: lead)
        return await lookup.find(sent.document, sent.context, changedSince: since)
    }

    /// How many milliseconds the settle window of an uncertain lead is still open: so long the target may still be at work
    /// on it, or its list behind, and sending it again risks a second case. `nil` when it is over.
    package func settles(_ lead: Lead) async -> Int64? {
        if let reconciler = reconcilers[lead.target] { return await reconciler.settles(lead) }
        let left = (context.policy.lookups.last ?? 0) - (context.now() - lead.updatedAt)
        return left > 0 ? left : nil
    }

    /// An operator pauses a target; its leads stay queued. `act` goes to the audit log.
    package func pause(_ target: Target, cause: Cause, act: OperatorAct) async throws(StoreError) {
        try await context.store.pause(target, cause: cause, at: context.now(), until: nil, act: act)
        await lanes[target]?.pause(cause)
    }

    /// An operator ends a pause of a target. One lead goes first, and no lead waits for its retry any more. `act` goes to
    /// the audit log.
    package func resume(_ target: Target, act: OperatorAct) async throws(StoreError) {
        try await context.store.resume(target, at: context.now(), act: act)
        await resume(target, source: nil)
    }

    /// An operator ends the rest of one source at a target.
    package func resume(_ target: Target, source: SourceName) async {
        await resume(target, source: Optional(source))
    }

    private func resume(_ target: Target, source: SourceName?) async {
        await context.onResume()
        await lanes[target]?.resume(source: source)
    }

    /// What rests at a target: the target itself, or sources of it.
    package func rests(at target: Target) async -> [Rest] {
        await lanes[target]?.rests() ?? []
    }

    /// Whether queued leads of a source go out.
    package func availability(of source: SourceName) -> SourceAvailability {
        context.leads.building.availability(of: source)
    }

    /// Delivers until shutdown; requests on the wire may end then, for as long as the budget lasts. What is cut off is an
    /// answer that was lost.
    package func run() async throws {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.deliver() }
            group.addTask { [limit = context.shutdownMilliseconds] in
                try? await gracefulShutdown()
                try? await Task.sleep(for: .milliseconds(limit))
            }
            await group.next()
            group.cancelAll()
        }
    }

    private func deliver() async {
        context.store.follow { [weak self] change in
            self?.take(change)
            return self != nil
        } closed: {
        }
        await withDiscardingTaskGroup { group in
            for lane in lanes.values {
                group.addTask { await lane.run() }
            }
            for reconciler in reconcilers.values {
                group.addTask { await reconciler.run() }
            }
        }
    }

    /// Tells the lanes for which something waits, the reconcilers that have something in doubt, and those who wait for an
    /// outcome. Called by the store's writer.
    private func take(_ change: StoreChange) {
        // Nothing of somebody who is erased stays here, either.
        if change.leads.contains(where: { $0.state == .erased }) { context.leads.building.ready.clear() }
        for target in change.queues { lanes[target]?.hear(of: change.arrivals[target]) }
        for lead in change.leads where lead.state == .uncertain { reconcilers[lead.target]?.wake() }
        context.outcomes.take(change)
    }
}
