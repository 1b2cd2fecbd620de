/// A lead whose row was damaged, after a person has decided on it.
extension Lead {
    /// The same lead in another standing, in a version that its timeline can prove.
    package func decided(_ standing: Standing, version: Int, at now: Int64) -> Lead {
        var lead = self
        lead.standing = standing
        lead.version = version
        lead.updatedAt = now
        if case .erased = standing {
            lead.progress = nil
            lead.senderID = nil
            lead.lack = nil
            lead.fencedAt = nil
        }
        return lead
    }
}
