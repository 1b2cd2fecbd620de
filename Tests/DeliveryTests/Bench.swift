import Delivery
import DeliveryRules
import Leads
import Moments
import Names
import Targets

/// A lane's state on the bench: time and answers are what the test says.
struct Bench {
    var lane: LaneState
    private(set) var now = Moment(wall: 1_790_000_000_000, uptime: 50_000)
    private let ids = (0..<200).map { LeadID.make(now: Int64($0)) }

    init(policy: RetryPolicy = .standard, limit: Int = 8, pause: TargetPause? = nil) {
        lane = LaneState(policy: policy, limit: limit, pause: pause, at: now)
    }

    mutating func pass(_ milliseconds: Int64) {
        now = Moment(wall: now.wall + milliseconds, uptime: now.uptime + milliseconds)
    }

    /// A lead on its way.
    func lead(_ number: Int, of source: SourceName = "a", attempt: Int = 1, mayRepeat: Bool = false) -> Lead {
        Lead(
            id: ids[number],
            source: source,
            target: .kundenangaben,
            mode: .test,
            standing: .sending(
                Intent(
                    attempt: attempt,
                    startedAt: 0,
                    target: .kundenangaben,
                    mode: .test,
                    mappingHash: "c0ffee",
                    reference: "reference",
                    epoch: 1,
                    mayRepeat: mayRepeat
                ),
                dueAt: 0
            ),
            receivedAt: now.wall,
            updatedAt: now.wall,
            attempts: attempt,
            attemptsThisRound: attempt,
            reference: "reference",
            version: 2
        )
    }

    /// A lead in the queue.
    func queued(_ number: Int, of source: SourceName = "a", waited: Int64 = 60_000, isFresh: Bool = false) -> QueuedLead
    {
        QueuedLead(id: ids[number], source: source, dueAt: now.wall - waited, isFresh: isFresh)
    }

    /// Which of these leads leave, by number.
    mutating func leave(_ queue: QueuedLead..., held: Set<SourceName> = []) -> [Int] {
        leave(queue, held: held)
    }

    mutating func leave(_ queue: [QueuedLead], held: Set<SourceName> = []) -> [Int] {
        for case .send(let sent) in lane.step(.waiting(queue, held: held), at: now) {
            return sent.compactMap { ids.firstIndex(of: $0) }
        }
        return []
    }

    @discardableResult
    mutating func end(_ lead: Lead, _ outcome: Outcome, jitter: Double = 0.5) -> [LaneState.Effect] {
        lane.step(.ended(lead, outcome, jitter: jitter), at: now)
    }

    /// The sources that rest or probe; "-" is the target.
    var resting: [String] { lane.rests(at: now).map { $0.source?.rawValue ?? "-" } }

    static let passed = Outcome.confirmed(Confirmation(vorgangsnummer: "AB1234"))
    static let refused = Outcome.connectionFault(fault("target-409"))
    static let busy = Outcome.transient(fault("target-503"), retryAfterMilliseconds: nil)
    static let lost = Outcome.unknown(fault("timeout"))
}

extension [LaneState.Effect] {
    /// What happens to the lead.
    var event: LeadEvent? {
        for case .record(let event) in self { return event }
        return nil
    }

    /// What rests because of it, newly.
    var newRests: [Rest] {
        compactMap { effect in
            guard case .rests(let rest, isNew: true) = effect else { return nil }
            return rest
        }
    }
}
