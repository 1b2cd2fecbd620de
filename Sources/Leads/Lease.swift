/// The right to send what a store holds: as long as it lasts, nobody else takes anything out of its queues.
///
/// A holder prolongs it while it works. Once it has ended, or the store has been opened anew, another holder can take it;
/// what the first one had under way is found unanswered then (``LeadQueue/recover(now:)``).
package struct Lease: Sendable, Hashable {
    /// Counts the holders; every ``Intent`` carries it.
    package let epoch: Int64
    /// Who has it.
    package let owner: String
    /// When it ends, in milliseconds since 1970 UTC.
    package let end: Int64

    /// A lease of its parts.
    package init(epoch: Int64, owner: String, end: Int64) {
        self.epoch = epoch
        self.owner = owner
        self.end = end
    }

    /// The lease of `owner` until `end`, where this one is the one in force.
    ///
    /// Throws ``StoreError/leased(to:until:)`` while it is another's.
    package func passed(to owner: String, until end: Int64, at now: Int64) throws(StoreError) -> Lease {
        if owner == self.owner { return Lease(epoch: epoch, owner: owner, end: end) }
        guard now >= self.end else { throw .leased(to: self.owner, until: self.end) }
        return Lease(epoch: epoch + 1, owner: owner, end: end)
    }

    /// Throws ``StoreError/leaseLost`` unless what was made under the lease `epoch` may be done now, this lease being the one
    /// in force.
    package func check(_ epoch: Int64, at now: Int64) throws(StoreError) {
        guard epoch == self.epoch, now < end else { throw .leaseLost }
    }
}
