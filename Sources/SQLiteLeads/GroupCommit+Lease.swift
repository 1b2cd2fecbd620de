import Leads
import Synchronization

/// Who may send: known to the writer alone.
extension GroupCommit {
    /// The lease in force, prolonged for its owner, or the first of this opening; `nil` where it is another's.
    ///
    /// The file is this process's alone, so how long it lasts is nowhere but here.
    func prolong(for owner: String, until end: Int64, at now: Int64) throws(StoreError) -> Lease? {
        let result: Result<Lease?, StoreError> = state.withLock { state in
            if let failure = state.failure { return .failure(failure) }
            if let lease = state.lease, lease.owner != owner { return .success(nil) }
            state.lease = Lease(epoch: state.lease?.epoch ?? epoch, owner: owner, end: end)
            return .success(state.lease)
        }
        return try result.get()
    }

    /// The number of the lease in force, or of the first one of this opening.
    var currentEpoch: Int64 { state.withLock { $0.lease }?.epoch ?? epoch }

    /// Throws ``StoreError/leaseLost`` unless this lease is in force.
    func check(_ lease: Lease, at now: Int64) throws(StoreError) {
        guard let current = state.withLock({ $0.lease }), current.owner == lease.owner else { throw .leaseLost }
        try current.check(lease.epoch, at: now)
    }
}
