package import Delivery
package import Drift
package import Leads
package import Mapping

/// What an operator works with: the leads, the documents they become, the targets, the mappings in force
/// and what is known of senders' forms.
package struct OperatorsDesk: Sendable {
    let store: any LeadStoring
    let documents: LeadDocuments
    let library: CurrentLibrary
    let archive: MappingArchive
    let delivery: DeliveryService
    let drift: DriftWatch
    let now: @Sendable () -> Int64
    let operations = Operations()
    /// How long the body of an order may take.
    private(set) var bodyDeadline: Duration = .seconds(10)

    /// - Parameters:
    ///   - archive: the versions of mappings that were in force before.
    ///   - now: the time in milliseconds since 1970.
    package init(
        store: any LeadStoring,
        documents: LeadDocuments,
        library: CurrentLibrary,
        archive: MappingArchive,
        delivery: DeliveryService,
        drift: DriftWatch,
        now: @escaping @Sendable () -> Int64
    ) {
        self.store = store
        self.documents = documents
        self.library = library
        self.archive = archive
        self.delivery = delivery
        self.drift = drift
        self.now = now
    }

    /// The same desk with another deadline for the bodies of orders.
    func reading(within deadline: Duration) -> OperatorsDesk {
        var desk = self
        desk.bodyDeadline = deadline
        return desk
    }
}
