/// The case at a target that a lead belongs to: its number, and the ids that the target gave to its parts.
package struct CaseReference: Sendable, Hashable {
    /// The number that the target gave it.
    package var vorgangsnummer: String
    /// The reference that we gave it; `nil` for a case that was not opened here.
    package var reference: String?
    /// Ids of its parts by name, as ``Confirmation/ids`` brought them: `antragsteller1`.
    package var ids: [String: String]

    /// A case of its parts.
    package init(vorgangsnummer: String, reference: String? = nil, ids: [String: String] = [:]) {
        self.vorgangsnummer = vorgangsnummer
        self.reference = reference
        self.ids = ids
    }

    /// The case that a delivered lead has opened.
    package init?(openedBy lead: Lead) {
        guard let confirmation = lead.confirmation, let number = confirmation.vorgangsnummer else { return nil }
        self.init(vorgangsnummer: number, reference: lead.reference, ids: confirmation.ids)
    }
}
