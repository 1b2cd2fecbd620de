import Europace
import Leads
import Logging
import ServiceLifecycle
import TargetSchemas

/// Clears up lost answers where the target can be asked: looks for the lead's reference over a settle window.
///
/// Found means delivered. Not found is evidence, not proof (the list may lag or hide a case, fact sheet 2.7): the lead
/// stays uncertain and an operator decides. Nothing is ever sent again from here.
struct Reconciler: Sendable {
    /// The list is asked for changes since this long before the intent, against clock differences. Milliseconds.
    static let margin: Int64 = 300_000

    let target: Target
    let api: any DeliveryTarget
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
            await lookUp(lead)
        }
    }

    private func lookUp(_ lead: Lead) async {
        guard let intent = lead.intent, let cause = lead.cause else { return }
        let outcome = await api.find(lead, changedSince: intent.startedAt - Self.margin)
        let event: LeadEvent
        switch outcome {
        case .found(let vorgangsnummer):
            event = .found(vorgangsnummer: vorgangsnummer)
        case .notFound:
            let next = context.policy.lookup(after: context.now(), intentAt: intent.startedAt)
            event = .stillUncertain(cause, lookAgainAt: next)
        case .failed(let fault):
            context.logger.warning("look-up failed", metadata: ["lead": "\(lead.id)", "code": "\(fault.code)"])
            // The question was not answered, so the settle window does not end with it.
            let next = context.policy.lookup(after: context.now(), intentAt: intent.startedAt)
            event = .stillUncertain(cause, lookAgainAt: next ?? context.now() + context.policy.rest(afterFaults: 1))
        }
        do {
            let changed = try await context.store.record(event, for: lead.id, version: lead.version, at: context.now())
            DeliveryMetrics(target: target).ended(event)
            await context.outcomes.publish(changed)
        } catch {
            context.logger.error("cannot record a look-up", metadata: ["lead": "\(lead.id)", "error": "\(error)"])
        }
    }
}
