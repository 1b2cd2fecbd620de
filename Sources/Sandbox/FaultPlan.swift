import JSON

/// What goes wrong, for whom and how often: the plan behind `PUT /_sandbox/faults`.
///
/// The first rule that fits a request and is not used up decides; all others are left alone.
struct FaultPlan: Sendable {
    /// The rules still in force, in order.
    private(set) var rules: [Rule] = []

    /// A rule: where, how often, what.
    struct Rule: Sendable, Equatable {
        var place: Place
        /// How many requests it still meets; `nil` means all.
        var remaining: Int?
        var fault: PlannedFault
    }

    /// Which requests a rule is for.
    enum Place: Sendable, Equatable {
        case api(SandboxAPI)
        case prefix(String)

        var text: String {
            switch self {
            case .api(let api): api.rawValue
            case .prefix(let path): path
            }
        }
    }

    init(rules: [Rule] = []) {
        self.rules = rules
    }

    /// The fault for a request, counted down; a rule that is used up disappears.
    mutating func take(_ api: SandboxAPI, path: String) -> PlannedFault? {
        let index = rules.firstIndex { rule in
            switch rule.place {
            case .api(let name): name == api
            case .prefix(let prefix): path.hasPrefix(prefix)
            }
        }
        guard let index else { return nil }
        let fault = rules[index].fault
        if let remaining = rules[index].remaining {
            if remaining <= 1 { rules.remove(at: index) } else { rules[index].remaining = remaining - 1 }
        }
        return fault
    }
}

/// One thing that goes wrong.
struct PlannedFault: Sendable, Equatable {
    /// When the connection is cut without an answer.
    enum Drop: String, Sendable, CaseIterable {
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
    var drop: Drop?
    /// Announce the whole answer, send half of it and close.
    var truncate = false
    /// Do the work (and store) although an error is answered: a gateway that lost the answer.
    var store = false

    /// Whether the request does its work at all.
    var works: Bool {
        switch drop {
        case .beforeStore?: false
        case .afterStore?: true
        case nil: status == nil || store
        }
    }
}
