package import Targets

/// A target that gets nothing for now, because of a connection fault or a person; its leads stay queued.
package struct TargetPause: Sendable, Hashable {
    /// The target.
    package let target: Target
    /// Why.
    package let cause: Cause
    /// Since when, in milliseconds since 1970 UTC.
    package let since: Int64
    /// Until when, in milliseconds since 1970 UTC; `nil` until somebody resumes it.
    package let until: Int64?

    /// A pause of its parts.
    package init(target: Target, cause: Cause, since: Int64, until: Int64?) {
        self.target = target
        self.cause = cause
        self.since = since
        self.until = until
    }
}
