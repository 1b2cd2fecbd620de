import DeliveryRules
import Leads
import Logging
import Moments
import ServiceLifecycle
import Targets
import Telemetry

/// Clears up lost answers where the target can be asked: looks for the leads' references over a settle window, all of them
/// in one reading of the list. What follows, ``Reconciliation`` says.
actor Reconciler {
    private let profile: TargetProfile
    private let lookup: any Lookup
    private let context: DeliveryContext
    private let watch: ClockWatch
    private var state: Reconciliation
    private let wakeups: AsyncStream<Void>
    private let alarm: AsyncStream<Void>.Continuation
    private let pulse: Pulse

    init(
        profile: TargetProfile,
        lookup: any Lookup,
        context: DeliveryContext,
        watch: ClockWatch
    ) {
        self.profile = profile
        self.lookup = lookup
        self.context = context
        self.watch = watch
        state = Reconciliation(policy: context.policy, startedAt: context.clock.uptime())
        pulse = Pulse(every: context.heartbeat)
        (wakeups, alarm) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    /// Says that there may be an uncertain lead.
    nonisolated func wake() { alarm.yield() }

    /// A lead leaves.
    func left(_ lead: Lead) { state.left(lead.id, at: context.clock.moment()) }

    /// Its attempt has ended.
    func ended(_ document: [UInt8], _ sent: SendingContext, _ outcome: Outcome) {
        let opened = profile.caseRole == .opens && sent.operation == nil ? outcome.opened : nil
        var isLost = false
        if case .unknown = outcome { isLost = true }
        state.ended(
            sent.lead.id,
            Standpoint(document, sent, profile),
            number: opened,
            isLost: isLost,
            at: context.clock.moment()
        )
    }

    /// How long the settle window of an uncertain lead is still open.
    func settles(_ lead: Lead) -> Int64? { state.settles(lead, at: context.clock.moment()) }

    /// Looks up until shutdown.
    func run() async {
        await withDiscardingTaskGroup { group in
            group.addTask { await self.pulse.run(self.wake) }
            wake()
            await withGracefulShutdownHandler {
                for await _ in wakeups { await round() }
            } onGracefulShutdown: { [alarm] in
                alarm.finish()
            }
            group.cancelAll()
        }
    }

    /// One look at the target, if it is time, for all leads that are uncertain.
    func round() async {
        do throws(StoreError) {
            let now = try await watch.moment()
            let nextDue = try await context.store.nextLookup(target: profile.target)
            // Where none is to be looked up, time changes nothing.
            if nextDue != nil { pulse.request() }
            guard state.isTime(nextDue: nextDue, at: now) else { return }
            var leads = try await context.store.dueForLookup(
                target: profile.target,
                now: Lead.never,
                limit: Reconciliation.batch,
                excluding: []
            )
            state.note(leads, at: now)
            // What an earlier process lost may have a witness before its next look-up is due.
            for lead in leads where lead.dueAt > now.wall && state.standpoint(of: lead.id) == nil {
                _ = try? await question(lead)
            }
            leads = state.asked(among: leads, inOneReading: profile.lookup == .reference, at: now)
            let start = context.clock.uptime()
            var questions: [LookupQuestion] = []
            for lead in leads { questions.append(try await question(lead)) }
            let outcomes = await Urgency.$isBacklog.withValue(true) { await lookup.find(questions) }
            state.rounded(took: context.clock.uptime() - start, at: context.clock.uptime())
            for lead in leads { await settle(lead, outcomes[lead.id]) }
        } catch {
            pulse.request()
            context.logger.record(
                .uncertainUnreadable,
                [.target: "\(profile.target.rawValue)", .error: "\(error)"]
            )
        }
    }

    /// The document is built only where something is compared with it, or once, to know as whom it was sent.
    private func question(_ lead: Lead) async throws(StoreError) -> LookupQuestion {
        let since = state.changedSince(lead, at: context.clock.moment())
        if profile.lookup == .reference, let known = state.standpoint(of: lead.id), known.operation == nil {
            return LookupQuestion(
                document: nil,
                context: SendingContext(lead: lead, identity: known.identity),
                changedSince: since
            )
        }
        let sent = try await context.leads.sent(of: lead)
        state.note(Standpoint(sent.document, sent.context, profile), of: lead.id)
        return LookupQuestion(document: sent.document, context: sent.context, changedSince: since)
    }

    private func settle(_ lead: Lead, _ outcome: LookupOutcome?) async {
        guard let outcome else { return }
        if case .failed(let fault) = outcome {
            context.logger.record(.lookupFailed, [.lead: "\(lead.id)", .code: "\(fault.code)"])
        }
        do throws(StoreError) {
            switch state.judge(lead, outcome, at: context.clock.moment()) {
            case .nothing: break
            case .record(let event): try await record(event, for: lead)
            case .park(let event, let cause):
                let queued = try await record(event, for: lead)
                try await record(.exhausted(cause), for: queued)
            }
        } catch {
            context.logger.record(.lookupUnkept, [.lead: "\(lead.id)", .error: "\(error)"])
        }
    }

    @discardableResult
    private func record(_ event: LeadEvent, for lead: Lead) async throws(StoreError) -> Lead {
        let changed = try await context.store.record(event, for: lead.id, version: lead.version, at: context.now())
        DeliveryMetrics(target: profile.target).ended(event)
        LeadLog.write(event, changed, to: context.logger)
        return changed
    }
}

extension Outcome {
    /// The number of the case that was opened.
    fileprivate var opened: String? {
        guard case .confirmed(let confirmation) = self else { return nil }
        return confirmation.vorgangsnummer
    }
}
