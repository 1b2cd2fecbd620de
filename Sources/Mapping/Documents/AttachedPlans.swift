import Synchronization
import Targets

/// The plans of one source: its mapping's templates with the source's attachments among them, compiled once.
final class AttachedPlans: Sendable {
    private struct Key: Hashable {
        let hash: String
        let mode: DeliveryMode
    }

    private let plans = Mutex<[Key: Plan]>([:])

    func plan(of mapping: Mapping, source: Source, mode: DeliveryMode) -> Plan {
        let key = Key(hash: mapping.hash, mode: mode)
        if let plan = plans.withLock({ $0[key] }) { return plan }
        let document = AttachedTemplates(source: source, mode: mode).attached(to: mapping)
        let plan = PlanCompiler.compile(mapping.content, document: document, schema: mapping.schema)
        plans.withLock { plans in
            // Old versions come back for replays; a handful is enough.
            if plans.count > 16 { plans.removeAll() }
            plans[key] = plan
        }
        return plan
    }
}
