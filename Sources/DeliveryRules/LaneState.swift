package import Leads
package import Moments
package import Names
import Targets

/// What a lane knows of its target, its sources and its leads, and what follows from each event: a value without clock,
/// socket or store. ``Lane`` does what it says.
///
/// Causes keep the fault with its owner (design: states and outcome classes). Evidence is kept for each lead and each
/// source before it is kept for the target: a lead that fails while others pass is poison, a source that fails while others
/// pass rests alone, and only several sources without a success between them are the target's fault.
///
/// **No source waits for another.** A target at fault rests by its sources: each tries one lead at a time and rests after it
/// failed, and the first success frees all. So a lead of a good source is tried after its own source's rest at the latest,
/// 60 seconds or what the target asked it for, however many others fail; and an outage costs one request a minute and
/// source at most where there are many of them.
package struct LaneState: Sendable {
    /// What happens to a lane.
    package enum Event: Sendable {
        /// These are the leads whose turn it is; the sources in `held` are switched off.
        case waiting([QueuedLead], held: Set<SourceName>)
        /// A lead that was to be sent stayed at home.
        case stayed(LeadID)
        /// An attempt ended; the lead is as it was sent, in state `sending`. `jitter` is a random number in `0..<1`;
        /// `retryFor` is what its source says of how long it is tried again, in milliseconds.
        case ended(Lead, Outcome, jitter: Double, retryFor: Int64? = nil)
        /// An operator closes the target until further notice.
        case paused(Cause)
        /// An operator opens the target, or one source there. What had a fault lets one lead go first.
        case resumed(source: SourceName?)
    }

    /// What is to be done, in this order.
    package enum Effect: Sendable, Equatable {
        /// These leads leave.
        case send([LeadID])
        /// This happens to the lead of the event.
        case record(LeadEvent)
        /// A source or the target rests; `isNew` if it was open until now.
        case rests(Rest, isNew: Bool)
        /// A source (or the target, `nil`) works again.
        case works(source: SourceName?)
        /// Leads that wait for their retry are due: what they waited for is over.
        case hasten(source: SourceName?)
    }

    let policy: RetryPolicy
    /// How many requests at a time, for one source; half as many more are kept for others.
    let limit: Int
    package internal(set) var target = Gate()
    /// Whether the target's rest holds for all: a person closed it, or an earlier process, and no lead has been tried since.
    var isStrict = false
    var sources: [SourceName: SourceRecord] = [:]
    var leads: [LeadID: LeadRecord] = [:]
    var inFlight: [LeadID: Departure] = [:]
    /// Leads that got through.
    var passes = 0

    /// How many leads are remembered at most; a forgotten one only has to show itself again.
    private static let memory = 10_000

    /// What is known of a source at this target.
    struct SourceRecord: Sendable {
        var gate = Gate()
        /// Leads that failed since one of this source was answered.
        var failing: Set<LeadID> = []
        /// Leads that were refused for rights since one of this source passed.
        var refused: Set<LeadID> = []
        var passes = 0
        /// Whether one passed since the gate closed last.
        var hasPassed = false
        /// How many had passed at the target when the gate closed last although it had been open.
        var closedAfter = -1
        /// When a lead of it failed last.
        var failedAt = Int64.min
    }

    /// What is known of a lead that failed.
    struct LeadRecord: Sendable {
        var failingSince: Int64
        /// The last answer, and how often it came with deliveries of others in between.
        var code: String?
        var count = 0
        var passesBefore = 0
        /// How often it was refused for rights.
        var refusals = 0
        var passesOfSourceBefore = 0
    }

    /// A lead on its way.
    struct Departure: Sendable {
        let source: SourceName
        let at: Int64
        let isFresh: Bool
    }

    /// - Parameters:
    ///   - limit: how many requests at a time.
    ///   - pause: the pause that an earlier process has left.
    package init(policy: RetryPolicy, limit: Int, pause: TargetPause? = nil, at now: Moment) {
        self.policy = policy
        self.limit = max(1, limit)
        if let pause {
            isStrict = true
            let left = pause.until.map { min(max(0, $0 - now.wall), RetryPolicy.longestWait) }
            let since = Moment(wall: pause.since, uptime: now.uptime)
            target.hold(pause.cause, since: since, until: left.map { now.uptime + $0 } ?? .max)
        }
    }

    /// Turns an event into what is to be done.
    package mutating func step(_ event: Event, at now: Moment) -> [Effect] {
        wake(at: now.uptime)
        switch event {
        case .waiting(let queue, let held):
            let chosen = choose(from: queue, held: held)
            for lead in chosen {
                inFlight[lead.id] = Departure(source: lead.source, at: now.uptime, isFresh: lead.isFresh)
            }
            return chosen.isEmpty ? [] : [.send(chosen.map(\.id))]
        case .stayed(let id):
            inFlight[id] = nil
            return []
        case .ended(let lead, let outcome, let jitter, let retryFor):
            let left = inFlight.removeValue(forKey: lead.id)?.at ?? now.uptime
            return ended(Attempt(lead: lead, left: left, now: now, jitter: jitter, retryFor: retryFor), outcome)
        case .paused(let cause):
            let isNew = target.position == .open
            target.hold(cause, since: now, until: .max)
            isStrict = true
            return [.rests(Rest(target, of: nil, at: now), isNew: isNew)]
        case .resumed(let source):
            if let source {
                sources[source]?.gate.probe()
            } else {
                // What a person closed was not at fault; anything else shows with one lead that it works again.
                if target.cause?.class == .person { target.open() } else { target.probe() }
                isStrict = false
                for source in sources.keys { sources[source]?.gate.probe() }
            }
            return [.hasten(source: source)]
        }
    }

    /// Opens rested gates for a probe once their time has come.
    package mutating func wake(at uptime: Int64) {
        target.wake(at: uptime)
        for (source, record) in sources where record.gate.isResting { sources[source]?.gate.wake(at: uptime) }
    }

    /// Whether a lead that was chosen may still leave.
    package func mayLeave(_ id: LeadID) -> Bool {
        guard let source = inFlight[id]?.source, !(target.isResting && isStrict) else { return false }
        return sources[source]?.gate.isResting != true
    }

    /// What rests now.
    package func rests(at now: Moment) -> [Rest] {
        let own = target.position == .open ? [] : [Rest(target, of: nil, at: now)]
        let closed = sources.filter { $0.value.gate.position != .open }.sorted { $0.key < $1.key }
        return own + closed.map { Rest($0.value.gate, of: $0.key, at: now) }
    }

    /// Remembers something of a lead.
    mutating func note(_ id: LeadID, at uptime: Int64, _ change: (inout LeadRecord) -> Void) -> LeadRecord {
        if leads[id] == nil, leads.count >= Self.memory { leads = [:] }
        var record = leads[id] ?? LeadRecord(failingSince: uptime)
        change(&record)
        leads[id] = record
        return record
    }
}
