package import Names
package import Targets

/// Leads that are stored durably and cannot be built yet.
///
/// What they lack comes in an order: the data, where the vendor has sent an id only, then a mapping. Building gives the lead
/// its ``Destination`` and ends its lack. Until then nothing of it can be sent, and a receipt has been given for it.
extension Lead {
    /// What has to come before a lead can be built.
    package enum Lack: String, Sendable, Hashable, CaseIterable {
        /// What the customer typed: it is fetched from the vendor.
        case data
        /// A mapping, and somebody's word that it is the right one.
        case mapping

        /// Why a lead waits that lacks this, as long as nothing else stands in its way.
        package var cause: Cause {
            switch self {
            case .data: Cause(.waitsForData)
            case .mapping: Cause(.waitsForMapping)
            }
        }
    }

    /// A lead as it is when it is accepted and lacks something: its data is fetched at once, a mapping comes when it comes.
    package init(id: LeadID, source: SourceName, mode: DeliveryMode, lack: Lack, receivedAt: Int64) {
        self.init(
            id: id,
            source: source,
            target: .undecided,
            mode: mode,
            lack: lack,
            standing: .waiting(lack.cause, dueAt: lack == .data ? receivedAt : Lead.never),
            receivedAt: receivedAt,
            updatedAt: receivedAt,
            reference: id.rawValue,
            version: 1
        )
    }

    /// The lead as it counts while one more try to get what it lacks is under way: waits grow with the tries.
    package var tried: Lead {
        var lead = self
        lead.attemptsThisRound += 1
        return lead
    }
}

/// Where a lead goes and as what: what building it decides.
package struct Destination: Sendable, Hashable {
    package let target: Target
    package let mode: DeliveryMode
    /// The mapping's name, where that is not the source's first.
    package let mapping: String?
    package let caseRole: TargetProfile.CaseRole
    package let mappingHash: MappingHash?
    package let reference: String
    package let senderID: String?

    /// That of a lead that has been built.
    package init(of lead: Lead) {
        target = lead.target
        mode = lead.mode
        mapping = lead.mapping
        caseRole = lead.caseRole
        mappingHash = lead.mappingHash
        reference = lead.reference
        senderID = lead.senderID
    }
}
