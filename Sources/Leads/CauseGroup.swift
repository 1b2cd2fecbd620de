package import Names

/// Dead and uncertain leads that failed for the same reason at the same places: fix one thing, replay all of them.
package struct CauseGroup: Sendable, Hashable {
    /// What they have in common, for ``LeadFilter/causeFingerprint``.
    package let fingerprint: String
    /// The cause of the newest of them.
    package let cause: Cause
    /// Where they are: `dead` or `uncertain`.
    package let state: LeadState
    /// How many.
    package let count: Int
    /// When the first of them got there, in milliseconds since 1970 UTC.
    package let first: Int64
    /// When the last of them got there, in milliseconds since 1970 UTC.
    package let last: Int64
    /// The sources they came from, sorted.
    package let sources: [SourceName]

    /// A group of its parts.
    package init(
        fingerprint: String,
        cause: Cause,
        state: LeadState,
        count: Int,
        first: Int64,
        last: Int64,
        sources: [SourceName]
    ) {
        self.fingerprint = fingerprint
        self.cause = cause
        self.state = state
        self.count = count
        self.first = first
        self.last = last
        self.sources = sources
    }
}
