package import JSON

/// What a source attaches to every lead it sends: who sent it, and who takes care of it.
///
/// `tippgeber`, `kundenbetreuer` and `bearbeiter` come from here alone: no payload can claim another partner's
/// commission.
package struct Attachments: Sendable, Hashable {
    /// Members of leadtracking (`kampagne`, `keyword`, `trackingId`, `sendNotification`), as the file writes them; the
    /// values may be selectors.
    package let leadtracking: JSONObject
    package let importquelle: String?
    package let tippgeber: Tippgeber?
    /// Partner id of the adviser.
    package let kundenbetreuer: String?
    /// Partner id of the editor.
    package let bearbeiter: String?
    package let prioritaet: Prioritaet?
    /// Text added to the event "Vorgang angelegt".
    package let ereignistext: String?

    package static let none = Attachments(
        leadtracking: JSONObject(),
        importquelle: nil,
        tippgeber: nil,
        kundenbetreuer: nil,
        bearbeiter: nil,
        prioritaet: nil,
        ereignistext: nil
    )
}

/// Who is paid for the lead, and how.
package struct Tippgeber: Sendable, Hashable {
    package let partnerId: String
    package let provision: Provision?
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

package enum Prioritaet: String, Sendable, Hashable, CaseIterable {
    case niedrig = "NIEDRIG"
    case neutral = "NEUTRAL"
    case hoch = "HOCH"
}
