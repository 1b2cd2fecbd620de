import MappingLanguage
import SourceFiles
import Synchronization
import TargetSchemas
import Targets

/// The plans of one mapping: its templates with a source's attachments among them, compiled once for each source.
final class AttachedPlans: Sendable {
    private struct Key: Hashable {
        /// The source file's.
        let hash: String
        let mode: DeliveryMode
    }

    private let plans = Mutex<[Key: Plan]>([:])

    func plan(of mapping: Mapping, source: Source, mode: DeliveryMode) -> Plan {
        let key = Key(hash: source.hash, mode: mode)
        if let plan = plans.withLock({ $0[key] }) { return plan }
        let document = AttachedTemplates(attach: source.attach, profile: mapping.schema.profile, mode: mode)
            .attached(to: mapping.content.document)
        let plan = PlanCompiler.compile(mapping.content, document: document, schema: mapping.schema)
        plans.withLock { plans in
            // A changed source leaves its old plans behind.
            if plans.count >= 256 { plans.removeAll() }
            plans[key] = plan
        }
        return plan
    }
}
