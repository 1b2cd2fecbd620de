/// How long each part of a gateway may take to stop, in milliseconds: the only table of them.
///
/// Parts stop one after the other, each within its own budget, so the budgets add up; together they are no more than the
/// ten seconds that whoever sent SIGTERM waits before SIGKILL (systemd and orchestrators are set to that or more). What a
/// part does not finish is cut off and nothing is lost by it: a lead is stored before its receipt, an answer that was cut
/// off is looked up at the next start, and a callback is sent again.
enum ShutdownBudget {
    /// Requests in flight get their receipts; who waits for an outcome is not kept waiting.
    static let intake: Int64 = 2_500
    /// Documents on the wire get their answers.
    static let delivery: Int64 = 4_000
    /// Vendors that were asked for a lead's data answer, or are asked again after the start.
    static let fetching: Int64 = 500
    /// Callbacks on the wire get theirs.
    static let feedback: Int64 = 1_000
    /// The operators' listener and all that only watches.
    static let others: Int64 = 500
    /// Connections to Europace are closed.
    static let clients: Int64 = 500
    /// What is queued for the disk gets there, and the data file is closed.
    static let store: Int64 = 1_000

    /// All services, which stop one after the other; what then still runs is cancelled.
    static let services = intake + delivery + fetching + feedback + others
    /// From the signal to the end of the process.
    static let total = services + clients + store
    /// What whoever stops a gateway may count on.
    static let promised: Int64 = 10_000
}
