package import JSON

/// One thing that happened to a lead. The timeline has one entry for each version of the lead, without gaps.
package struct TimelineEntry: Sendable, Hashable {
    /// Its number, from 1 (`accepted`); equals the lead's version after it.
    package let sequence: Int
    /// When, in milliseconds since 1970 UTC.
    package let at: Int64
    /// What: `accepted`, `released` or the raw value of a ``LeadEvent/Kind``.
    package let event: String
    /// The state after it.
    package let state: LeadState
    /// The circumstances, see ``LeadEvent/detail``: never a value of the lead.
    package let detail: JSONObject
    /// What mapping or target said, kept sealed; `nil` when nothing was said or the lead is erased.
    package let evidence: Evidence?

    /// The name of the first entry.
    package static let accepted = "accepted"
    /// The name of the one after which a damaged lead is among the others again.
    package static let released = "released"

    /// An entry of its parts.
    package init(
        sequence: Int,
        at: Int64,
        event: String,
        state: LeadState,
        detail: JSONObject,
        evidence: Evidence? = nil
    ) {
        self.sequence = sequence
        self.at = at
        self.event = event
        self.state = state
        self.detail = detail
        self.evidence = evidence
    }
}

/// The words of mapping and target about one attempt. They can repeat values of the lead: sealed at rest, shown to
/// operators only, never logged.
package struct Evidence: Sendable, Hashable {
    /// The cause with its messages.
    package let cause: Cause?
    /// The target's remarks on success.
    package let messages: [String]
    /// The body of the target's answer as it came.
    package let answer: [UInt8]?

    /// Evidence of its parts.
    package init(cause: Cause? = nil, messages: [String] = [], answer: [UInt8]? = nil) {
        self.cause = cause
        self.messages = messages
        self.answer = answer
    }
}
