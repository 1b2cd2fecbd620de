import JSON

/// Notes which values of the input the rules touched, and what came of it.
struct FateRecorder {
    struct Event {
        enum Outcome: Hashable {
            /// The rule yielded something.
            case used
            /// The rule looked at it and it said nothing.
            case nothing
            case unreadable(code: String, message: String)
        }
        let node: Int
        let target: JSONPointer
        let outcome: Outcome
        /// How it was read, such as `Betrag`.
        let reading: String
    }

    /// Whether target pointers and readings are wanted, or only which nodes were touched.
    let keepsDetail: Bool
    private(set) var events: [Event] = []
    private(set) var touched: Set<Int> = []
    /// Touched by the rule that is running.
    private var pending: [Int] = []
    var pendingNodes: [Int] { pending }
    /// Where texts made of unread values went.
    var unreadTargets: [JSONPointer] = []

    init(keepsDetail: Bool) {
        self.keepsDetail = keepsDetail
    }

    mutating func touch(_ node: Int) {
        touched.insert(node)
        if keepsDetail { pending.append(node) }
    }

    /// Ends a rule: all it touched has this outcome.
    mutating func settle(
        _ outcome: Event.Outcome,
        target: @autoclosure () -> JSONPointer,
        reading: @autoclosure () -> String
    ) {
        guard keepsDetail, !pending.isEmpty else { return }
        let target = target()
        let reading = reading()
        for node in pending {
            events.append(Event(node: node, target: target, outcome: outcome, reading: reading))
        }
        pending = []
    }
}
