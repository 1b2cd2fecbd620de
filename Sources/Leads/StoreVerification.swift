/// What a full look at a store found: the proof of the books, for `leadgate verify`.
package struct StoreVerification: Sendable, Hashable {
    /// One thing that is not as it must be.
    package struct Finding: Sendable, Hashable {
        /// What kind of thing, as a stable word.
        package enum Code: String, Sendable, Hashable, CaseIterable {
            /// The running counters differ from a count of all leads.
            case booksDiffer = "books-differ"
            /// SQLite's own check of the file found damage.
            case fileDamaged = "file-damaged"
            /// A sealed part of one lead cannot be opened: damaged, exchanged or changed.
            case contentDamaged = "content-damaged"
            /// The sealed content of one lead is missing although it is not erased.
            case contentMissing = "content-missing"
            /// An erased lead still has content.
            case contentLeft = "content-left"
            /// A lead's timeline has a gap or ends in another state than the lead.
            case timelineBroken = "timeline-broken"
            /// A row holds what no lead can hold, or is not as it was written. The lead is held back.
            case leadUnreadable = "lead-unreadable"
            /// A lead that was accepted is not there any more.
            case leadMissing = "lead-missing"
            /// A counter of the books is not as it was written.
            case booksDamaged = "books-damaged"
            /// Another row is not as it was written, or is gone: a sender's key, a pause, what is known of a form.
            case rowDamaged = "row-damaged"
            /// The audit log has an entry that is not as it was written, or lacks one.
            case auditBroken = "audit-broken"
            /// A callback tells of no state change of a lead, or holds what none can hold.
            case callbackBroken = "callback-broken"
        }

        /// What kind of thing.
        package let code: Code
        /// The lead it concerns; `nil` for the whole file.
        package let lead: LeadID?
        /// What was found, in words.
        package let message: String

        /// A finding of its parts.
        package init(code: Code, lead: LeadID? = nil, message: String) {
            self.code = code
            self.lead = lead
            self.message = message
        }
    }

    /// The books as the running counters have them.
    package let books: Books
    /// The books as a count of all leads gives them.
    package let counted: Books
    /// Sealed parts that were opened and found whole.
    package let sealedParts: Int
    /// Timeline entries that were looked at.
    package let timelineEntries: Int
    /// Everything that is not as it must be; empty when all is well.
    package let findings: [Finding]

    /// Whether the books balance and nothing was found.
    package var isSound: Bool { findings.isEmpty && books.balanced && books == counted }

    /// A verification of its parts.
    package init(books: Books, counted: Books, sealedParts: Int, timelineEntries: Int, findings: [Finding]) {
        self.books = books
        self.counted = counted
        self.sealedParts = sealedParts
        self.timelineEntries = timelineEntries
        self.findings = findings
    }
}
