import MappingLanguage
import SourceFiles
import Synchronization
import TargetSchemas
import Targets

/// The plans of one mapping, each compiled once: its templates alone, and with each source's attachments among them.
final class MappingPlans: Sendable {
    /// A plan, and what of the attachments has no place at the target.
    struct Attached: Sendable {
        let plan: Plan
        let notes: [String]
    }

    private struct Key: Hashable {
        /// The source file's.
        let hash: String
        let mode: DeliveryMode
    }

    private let plans = Mutex<[Key: Attached]>([:])
    private let plain = Mutex<Plan?>(nil)

    /// The plan without attachments.
    func plain(of mapping: Mapping) -> Plan {
        if let plan = plain.withLock({ $0 }) { return plan }
        let plan = mapping.compiled()
        plain.withLock { $0 = plan }
        return plan
    }

    /// The plan with what a source attaches.
    func plan(of mapping: Mapping, source: Source, mode: DeliveryMode) -> Attached {
        let key = Key(hash: source.hash, mode: mode)
        if let plan = plans.withLock({ $0[key] }) { return plan }
        let templates = AttachedTemplates(attach: source.attach, profile: mapping.schema.profile, mode: mode)
        let content = mapping.content
        let document = templates.attached(to: content.document)
        let plan = PlanCompiler.compile(content, document: document, schema: mapping.schema)
        let attached = Attached(plan: plan, notes: templates.notes)
        plans.withLock { plans in
            // A changed source leaves its old plans behind.
            if plans.count >= 256 { plans.removeAll() }
            plans[key] = attached
        }
        return attached
    }
}
