import Leads
import Logging
import ServiceLifecycle
import Targets

/// Clears up lost answers where the target can be asked: looks for the lead's reference over a settle window.
///
/// Found means delivered. Not found is evidence, not proof (the list may lag or hide a case, fact sheet 2.7): the lead
/// stays uncertain and an operator decides. Nothing is ever sent again from here.
struct Reconciler: Sendable {
    /// The list is asked for changes since this long before the intent, against clock differences. Milliseconds.
    static let margin: Int64 = 300_000

    let target: Target
    let lookup: any Lookup
    let context: DeliveryContext

    /// Looks up until shutdown.
    func run() async {
        while !Task.isCancelled, !Task.isShuttingDownGracefully {
            await lookUpDue()
            try? await cancelWhenGracefulShutdown { [heartbeat = context.heartbeat] in
                try await Task.sleep(for: heartbeat)
            }
        }
    }

    /// One round over the uncertain leads whose look-up is due.
    func lookUpDue() async {
        let due: [Lead]
        do {
            due = try await context.store.dueForLookup(target: target, now: context.now(), limit: 50, excluding: [])
        } catch {
            context.logger.error("cannot read uncertain leads", metadata: ["error": "\(error)"])
            return
        }
        for lead in due {
            // While the target cannot be asked, there is no use in asking for the others at once.
            guard await lookUp(lead) else { return }
        }
    }

    /// - Returns: whether the target answered.
    private func lookUp(_ lead: Lead) async -> Bool {
        guard let intent = lead.intent, let cause = lead.cause else { return true }
        let outcome: LookupOutcome
        do {
            let sent = try await context.leads.sent(of: lead)
            outcome = await lookup.find(sent.document, sent.context, changedSince: intent.startedAt - Self.margin)
        } catch {
            context.logger.error(
                "cannot read an uncertain lead",
                metadata: ["lead": "\(lead.id)", "error": "\(error)"]
            )
            return false
        }
        let event: LeadEvent
        switch outcome {
        case .found(let vorgangsnummer):
            event = .found(vorgangsnummer: vorgangsnummer)
        case .notFound:
            let next = context.policy.lookup(after: context.now(), intentAt: intent.startedAt)
            event = .stillUncertain(next == nil ? cause.notFound : cause, lookAgainAt: next)
        case .mayBeSentAgain: event = .notThere
        case .failed(let fault):
            context.logger.warning("look-up failed", metadata: ["lead": "\(lead.id)", "code": "\(fault.code)"])
            // The question was not answered, so the settle window does not end with it.
            let next = context.policy.lookup(afterFailureAt: context.now(), intentAt: intent.startedAt)
            event = .stillUncertain(cause, lookAgainAt: next)
        }
        do {
            let changed = try await context.store.record(event, for: lead.id, version: lead.version, at: context.now())
            DeliveryMetrics(target: target).ended(event)
            await context.outcomes.publish(changed)
        } catch {
            context.logger.error("cannot record a look-up", metadata: ["lead": "\(lead.id)", "error": "\(error)"])
        }
        if case .failed = outcome { return false }
        return true
    }
}

extension Cause {
    /// The same cause when the settle window is over: what was done, and what a person has to do.
    fileprivate var notFound: Cause {
        Cause(
            class: `class`,
            code: code,
            message: """
                \(message) It was looked up at the target until the settle window ended and not found. Look there \
                yourself, then resolve the lead.
                """,
            violations: violations
        )
    }
}
