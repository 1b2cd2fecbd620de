import Leads

/// What may have changed in the queue since it was read.
struct QueueNews {
    enum Change: Comparable {
        case nothing
        /// Leads that wait for a time, or for a source to be switched on.
        case time
        case anything
    }

    /// How many leads are kept of which nobody has asked yet.
    private static let most = 256

    private(set) var change = Change.anything
    /// Whether the lane wants to be woken for what has come: else it looks by itself when it can send again.
    var isAwaited = true
    /// Leads that have come since.
    private(set) var leads: [Lead] = []

    /// What is new since this was asked last. What comes while the lane takes it in is awaited: the lane looks once more then.
    mutating func take() -> QueueNews {
        defer {
            change = .nothing
            leads = []
            isAwaited = true
        }
        return self
    }

    mutating func add(_ new: [Lead]) {
        guard change < .anything else { return }
        leads += new
        if leads.count > Self.most { change(.anything) }
    }

    mutating func change(_ what: Change) {
        change = max(change, what)
        // They are found when the queue is read.
        if change == .anything { leads = [] }
    }
}
