/// Something that a source or the gateway adds to a mapped document.
package enum Attachment: String, Sendable, Hashable, CaseIterable {
    /// Test or real business.
    case mode
    /// The lead's reference at the target, by which it can be found.
    case reference
    case importquelle
    case leadtracking
    case ereignistext
    case prioritaet
    case kundenbetreuer
    case bearbeiter
    case tippgeber
    /// The commission that the tippgeber wishes.
    case provision
    /// Whether the adviser is told by e-mail.
    case benachrichtigung
    case baufiSmartVorgangsnummer
}

/// Where an attachment goes in a target's document, and who decides its value.
package struct AttachmentRule: Sendable, Hashable {
    /// Who decides.
    package enum Authority: Sendable, Hashable {
        /// The gateway or the source alone: no payload can claim another partner's commission.
        case sourceAlone
        /// The source where it states a value, else the mapping.
        case sourceFirst
        /// The mapping where it yields a value, else the source.
        case mappingFirst
        /// Both, one after the other.
        case together
    }

    /// How the value is written.
    package enum Form: Sendable, Hashable {
        /// As it is.
        case plain
        /// `{"partnerId": "ABC12"}`
        case partner
        /// One of two texts: test and real business.
        case mode(test: String, production: String)
        /// Texts with a label each, in a list of comments.
        case comments
        /// Kundenangaben's `{"@type": "BETRAG", "betrag": 50}`.
        case provision
    }

    /// What is attached.
    package var attachment: Attachment
    /// The members on the way, from the document's root.
    package var path: [String]
    /// Who decides.
    package var authority: Authority
    /// How it is written.
    package var form: Form

    /// A rule of its parts.
    package init(_ attachment: Attachment, at path: [String], _ authority: Authority, as form: Form = .plain) {
        self.attachment = attachment
        self.path = path
        self.authority = authority
        self.form = form
    }
}
