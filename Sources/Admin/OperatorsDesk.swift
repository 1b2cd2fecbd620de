package import Delivery
package import Drift
package import Fetching
package import Leads
import Logging
package import Mapping
package import Moments
package import Names
import TargetSchemas
import Targets

/// All that a store can do for operators.
package typealias OperatorsStore = any LeadStoring & CallbackStoring & JobStoring & DamageReporting & BackupStoring
    & AuditStoring & AccessTokenStoring & PersonKeeping & Editing

/// What an operator works with: the leads, the documents they become, the targets, the mappings in force
/// and what is known of senders' forms.
package struct OperatorsDesk: Sendable {
    let store: OperatorsStore
    let leads: StoredLeads
    let library: CurrentLibrary
    let archive: MappingArchive
    let delivery: DeliveryService
    let drift: DriftWatch
    let fetching: FetchService
    let jobs: JobRunner
    let posts: PostWatch
    let clock: any Clock
    /// One line for each of an operator's acts.
    let logger = Logger(label: "leadgate.operator")
    /// The page on which a person opens the case of a lead at its target; nil for none.
    let casePage: @Sendable (Lead) -> String?
    let secretFaults: @Sendable () -> [SourceName: [String]]
    let rateUse: @Sendable () async -> [RateUse]

    /// - Parameters:
    ///   - archive: the versions of mappings that were in force before.
    ///   - fetching: gets the data of leads whose vendors send an id only.
    ///   - jobs: does orders over many leads.
    ///   - posts: what has been posted lately.
    ///   - casePage: the page on which a person opens the case of a lead.
    ///   - secretFaults: what is wrong with the secrets of sources, by source.
    ///   - rateUse: how much the clients have used of what the targets let through.
    package init(
        store: OperatorsStore,
        leads: StoredLeads,
        library: CurrentLibrary,
        archive: MappingArchive,
        delivery: DeliveryService,
        drift: DriftWatch,
        fetching: FetchService,
        jobs: JobRunner,
        posts: PostWatch,
        clock: any Clock,
        casePage: @escaping @Sendable (Lead) -> String? = { _ in nil },
        secretFaults: @escaping @Sendable () -> [SourceName: [String]] = { [:] },
        rateUse: @escaping @Sendable () async -> [RateUse] = { [] }
    ) {
        self.store = store
        self.leads = leads
        self.library = library
        self.archive = archive
        self.delivery = delivery
        self.drift = drift
        self.fetching = fetching
        self.jobs = jobs
        self.posts = posts
        self.clock = clock
        self.casePage = casePage
        self.secretFaults = secretFaults
        self.rateUse = rateUse
    }

    /// The targets that leads can be of, in the order in which they are shown.
    var targets: [Target] { archive.targets.targets }
}
