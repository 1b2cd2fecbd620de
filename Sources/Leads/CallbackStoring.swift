package import Names

/// Where callbacks are kept until they are told, and what became of them.
///
/// They are written by whatever changes a lead's state, in the same transaction; nobody adds one from outside.
package protocol CallbackStoring: Sendable {
    /// How much waits to be told to each source; counts all that does.
    func callbackQueues() async throws(StoreError) -> [CallbackQueue]

    /// When the next attempt for each source is due, in milliseconds since 1970 UTC.
    func nextCallbacks() async throws(StoreError) -> [SourceName: Int64]

    /// Pending callbacks of a source that are due, oldest due first, and of each lead only the first: they are told in
    /// order. Leads in `excluding` are left out.
    func dueCallbacks(of source: SourceName, now: Int64, limit: Int, excluding: Set<LeadID>)
        async throws(StoreError) -> [LeadCallback]

    /// Keeps what came of an attempt: status, attempts, times and answer.
    func keepCallback(_ callback: LeadCallback) async throws(StoreError)

    /// All callbacks of a lead, oldest first.
    func callbacks(of lead: LeadID) async throws(StoreError) -> [LeadCallback]
}

/// What waits to be told to one source.
package struct CallbackQueue: Sendable, Hashable {
    /// The source.
    package let source: SourceName
    /// How many wait.
    package let pending: Int
    /// When the oldest state change happened of which it has not been told, in milliseconds since 1970 UTC.
    package let oldest: Int64

    /// A queue of its parts.
    package init(source: SourceName, pending: Int, oldest: Int64) {
        self.source = source
        self.pending = pending
        self.oldest = oldest
    }
}
