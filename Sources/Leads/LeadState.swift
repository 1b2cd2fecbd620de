/// Where a lead is. An accepted lead is in exactly one of these at any instant, on disk.
///
/// The books: `accepted = waiting + queued + delivered + dead + uncertain + discarded + erased`, where a lead in
/// ``sending`` counts as queued: it is a queued lead with a durable intent.
package enum LeadState: String, Sendable, Hashable, CaseIterable {
    /// Lacks what it takes to build it, see ``Lead/lack-swift.property``: it goes nowhere yet, and nothing of it is lost.
    case waiting
    /// Waits for its delivery, now or from ``Lead/dueAt`` on.
    case queued
    /// An intent is on disk and the request may be on the wire. Found like this at start-up it becomes ``uncertain``.
    case sending
    /// The target confirmed it with a Vorgangsnummer.
    case delivered
    /// A dead letter: delivery ended without success, with a cause; a person can replay it.
    case dead
    /// The request was sent and no trustworthy answer came: it may or may not exist at the target.
    case uncertain
    /// A person decided that it shall not be delivered.
    case discarded
    /// Its content is destroyed; only id, state and times remain.
    case erased

    /// What may happen to a lead in this state. The one table of transitions; ``LeadTransition`` keeps to it.
    package var allowedEvents: [LeadEvent.Kind] {
        switch self {
        case .waiting:
            [
                .released, .fetched, .built, .deferred, .paused, .refused, .exhausted, .fenced, .split, .recalled,
                .repeatedDifferently, .discarded, .erased,
            ]
        case .queued:
            [
                .sendingStarted, .refused, .deferred, .paused, .exhausted, .fenced, .found, .split, .recalled,
                .repeatedDifferently,
                .discarded, .erased,
            ]
        case .sending:
            [
                .progressed, .delivered, .refused, .deferred, .paused, .exhausted, .lostSight, .foundUnanswered, .found,
                .repeatedDifferently,
            ]
        case .delivered: [.resendOrdered, .repeatedDifferently, .erased]
        case .dead: [.edited, .replayed, .fenced, .repeatedDifferently, .discarded, .erased]
        case .uncertain:
            [
                .found, .notThere, .stillUncertain, .replayed, .resendOrdered, .repeatedDifferently, .discarded,
                .erased,
            ]
        case .discarded: [.edited, .replayed, .fenced, .repeatedDifferently, .erased]
        case .erased: []
        }
    }
}
