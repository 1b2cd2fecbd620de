/// A lead that wants its receipt.
package struct NewLead: Sendable {
    /// The lead as it shall be when accepted.
    package let lead: Lead
    /// What was sent.
    package let submission: Submission
    /// What makes a repeat a repeat within the lead's source: `Idempotency-Key`, `webhook-id` or the source's selector.
    /// Stored as a keyed hash only.
    package let duplicateKey: String?
    /// For how many days the key answers with the first receipt; at least 90 by design.
    package let duplicateDays: Int
    /// What stands for the body when a repeat is compared with the first, for bodies that repeat with volatile parts;
    /// `nil` compares the raw body. Stored as a keyed hash only.
    package let bodyFingerprint: String?

    /// A new lead of its parts.
    package init(
        lead: Lead,
        submission: Submission,
        duplicateKey: String? = nil,
        duplicateDays: Int = 90,
        bodyFingerprint: String? = nil
    ) {
        self.lead = lead
        self.submission = submission
        self.duplicateKey = duplicateKey
        self.duplicateDays = duplicateDays
        self.bodyFingerprint = bodyFingerprint
    }
}

/// What became of a ``NewLead``. Both are durable when they are returned.
package enum Acceptance: Sendable, Hashable {
    /// It is stored.
    case accepted(Lead)
    /// Its key was seen before: the first lead as it is now, and whether its body was the same.
    case repeated(Lead, sameBody: Bool)

    /// The lead that the sender's receipt names.
    package var lead: Lead {
        switch self {
        case .accepted(let lead), .repeated(let lead, _): lead
        }
    }
}
