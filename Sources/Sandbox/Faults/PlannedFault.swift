import JSON

/// One thing that goes wrong.
struct PlannedFault: Sendable, Equatable {
    /// When the connection is cut without an answer.
    enum Drop: String, Sendable, CaseIterable {
        /// The head was read, not one byte of the body.
        case beforeBody = "before-body"
        /// Nothing was stored.
        case beforeStore = "before-store"
        /// The case exists, and the caller does not get to know: the ambiguous one.
        case afterStore = "after-store"
    }

    /// Answer with this status instead of doing the work.
    var status: Int?
    /// The body of that answer; without one it is the realistic body for the status.
    var body: JSONValue?
    /// A body that is not JSON, e.g. a load balancer's page.
    var page: String?
    /// The value of `Retry-After`.
    var retryAfter: String?
    /// Milliseconds before the answer, or the cut; the work is done before the wait.
    var delay: Int64 = 0
    /// Milliseconds between one byte of the answer's body and the next.
    var trickle: Int64 = 0
    var drop: Drop?
    /// Announce the whole answer, send half of it and close.
    var truncate = false
    /// Do the work (and store) although an error is answered: a gateway that lost the answer.
    var store = false
    /// The token ends in the moment in which it is used.
    var expireToken = false

    /// Whether the request does its work at all.
    var works: Bool {
        switch drop {
        case .beforeBody?, .beforeStore?: false
        case .afterStore?: true
        case nil: status == nil || store
        }
    }
}
