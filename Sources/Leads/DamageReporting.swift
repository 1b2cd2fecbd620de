/// A store that knows what of it is damaged.
package protocol DamageReporting: Sendable {
    /// What has been found damaged since the store was opened; nothing is done with such leads.
    var damages: [StoreVerification.Finding] { get }

    /// Looks for damage everywhere, beside everything else that goes on.
    func patrol() async throws(StoreError)

    /// Takes a lead whose row is not as it was written back among the others: as it was, where that can be proven, else, where
    /// a person accepts its values as they stand, as a dead letter.
    ///
    /// - Parameter person: who.
    func release(_ id: LeadID, accepting: Bool, by person: String, at now: Int64) async throws(StoreError)
        -> DamageRelease

    /// Destroys what is sealed of a damaged lead; what can be read of its row stays in the books.
    func destroy(_ id: LeadID, reason: String, by person: String, at now: Int64) async throws(StoreError)
        -> DamageRelease
}

/// What became of a damaged lead that a person has decided on.
package enum DamageRelease: Sendable, Hashable {
    /// One bit of its row was put right, which its tag proves: it goes on as if nothing had happened.
    case mended(Lead)
    /// Its values are as they stand. What would have been sent is a dead letter.
    case accepted(Lead)
    case erased(Lead)
    /// Its row is as it was written.
    case notDamaged(Lead)
    /// Nothing was done.
    case refused(Obstacle)

    /// Why a damaged lead cannot be released.
    package enum Obstacle: Sendable, Hashable {
        /// It takes a person's word; this is what its row says.
        case notAccepted(Lead)
        /// What was sent can no longer be opened.
        case contentLost
        /// A column holds what it cannot hold.
        case unreadable(String)
    }
}
