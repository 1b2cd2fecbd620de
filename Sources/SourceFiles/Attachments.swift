package import JSON
package import MappingLanguage
package import Targets

/// What a source attaches to every lead it sends: who sent it, and who takes care of it.
///
/// Everything is parsed once into templates of the mapping language. Who is paid and who takes care of the lead come from
/// the source file alone: their templates yield nothing but texts that stand in the file, so that no payload can claim
/// another partner's commission.
package struct Attachments: Sendable {
    /// What is attached as one value.
    package let values: [Attachment: Template]
    /// Members of leadtracking: `kampagne`, `keyword`, `trackingId`, `sendNotification`.
    package let leadtracking: [MemberTemplate]
    /// The commission that the tippgeber wishes.
    package let provision: Provision?

    /// What leadtracking has, in its order.
    package static let trackingMembers = ["kampagne", "keyword", "trackingId", "sendNotification"]

    /// Nothing.
    package static let none = Attachments(values: [:], leadtracking: [], provision: nil)

    /// What is stated, whether a target has a place for it or not.
    package var stated: Set<Attachment> {
        var stated = Set(values.keys)
        if !leadtracking.isEmpty { stated.insert(.leadtracking) }
        if provision != nil { stated.insert(.provision) }
        return stated
    }
}

/// The three kinds of commission that Kundenangaben knows (fact sheet 1.2).
package enum Provision: Sendable, Hashable {
    /// Euros.
    case betrag(JSONNumber)
    /// Percent of the loan.
    case prozentDerDarlehenssumme(JSONNumber)
    /// Percent of the adviser's commission.
    case prozentDerProvision(JSONNumber)
}

/// How urgent a lead is.
package enum Prioritaet: String, Sendable, Hashable, CaseIterable {
    case niedrig = "NIEDRIG"
    case neutral = "NEUTRAL"
    case hoch = "HOCH"
}
