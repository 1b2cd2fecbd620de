package import Delivery
package import Drift
package import Leads
package import Mapping
package import Moments

/// What an operator works with: the leads, the documents they become, the targets, the mappings in force
/// and what is known of senders' forms.
package struct OperatorsDesk: Sendable {
    let store: any LeadStoring & CallbackStoring
    let leads: StoredLeads
    let library: CurrentLibrary
    let archive: MappingArchive
    let delivery: DeliveryService
    let drift: DriftWatch
    let clock: any Clock
    /// The page on which a person opens a case at the target; nil for none.
    let casePage: @Sendable (String) -> String?
    let secretFaults: @Sendable () -> [String: [String]]
    let operations = Operations()
    /// How long the body of an order may take.
    private(set) var bodyDeadline: Duration = .seconds(10)

    /// - Parameters:
    ///   - archive: the versions of mappings that were in force before.
    ///   - casePage: the page on which a person opens a case, by its number.
    ///   - secretFaults: what is wrong with the secrets of sources, by source.
    package init(
        store: any LeadStoring & CallbackStoring,
        leads: StoredLeads,
        library: CurrentLibrary,
        archive: MappingArchive,
        delivery: DeliveryService,
        drift: DriftWatch,
        clock: any Clock,
        casePage: @escaping @Sendable (String) -> String? = { _ in nil },
        secretFaults: @escaping @Sendable () -> [String: [String]] = { [:] }
    ) {
        self.store = store
        self.leads = leads
        self.library = library
        self.archive = archive
        self.delivery = delivery
        self.drift = drift
        self.clock = clock
        self.casePage = casePage
        self.secretFaults = secretFaults
    }

    /// The same desk with another deadline for the bodies of orders.
    func reading(within deadline: Duration) -> OperatorsDesk {
        var desk = self
        desk.bodyDeadline = deadline
        return desk
    }
}
