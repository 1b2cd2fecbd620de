import Foundation
package import Leads

/// Has the right to send from a store for this process, and prolongs it while anything is to be sent.
package actor LeaseKeeper {
    /// How long a lease lasts that is not prolonged, in milliseconds.
    private static let length: Int64 = 60_000

    private let store: any LeadQueue
    private let owner: String
    private var lease: Lease?

    /// A name for this process that no other has.
    package static let thisProcess = "\(ProcessInfo.processInfo.processIdentifier)-\(UUID())"

    package init(store: any LeadQueue, owner: String) {
        self.store = store
        self.owner = owner
    }

    /// The lease, with at least half of its time left.
    ///
    /// One that ends later than it could is from before the clock was set back: it is taken anew as well.
    func lease(at now: Int64) async throws(StoreError) -> Lease {
        if let lease, (now + Self.length / 2...now + Self.length).contains(lease.end) { return lease }
        let new = try await store.lease(to: owner, until: now + Self.length, at: now)
        lease = new
        return new
    }
}
