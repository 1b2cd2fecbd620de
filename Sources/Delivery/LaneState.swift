package import Europace
package import Leads

/// What a lane knows of its target, and what an outcome does: a value without clock, socket or store.
///
/// Causes keep the fault with its owner (design: states and outcome classes): a data fault parks the one lead, a
/// connection fault pauses the target and kills no lead, an answer that may pass is retried within a finite budget, and
/// a lead that fails while others pass is poison: parked early, it opens no breaker.
package struct LaneState: Sendable {
    /// Whether leads may leave.
    package enum Gate: Sendable, Equatable {
        /// As many at a time as the lane allows.
        case open
        /// None before the time (milliseconds since 1970).
        case resting(until: Int64)
        /// One at a time, until one gets through.
        case probing
    }

    /// What to do after an outcome.
    package struct Decision: Sendable {
        /// What happens to the lead.
        package let event: LeadEvent
        /// The pause to record for the operator, if the target is at fault.
        package var pause: Pause?
        /// Whether a recorded pause has ended.
        package var resumes = false
    }

    /// A pause of the target, as the operator sees it.
    package struct Pause: Sendable {
        package let cause: Cause
        /// Milliseconds since 1970; the lane probes with one lead then.
        package let until: Int64
    }

    private let policy: RetryPolicy
    package private(set) var gate: Gate = .open
    private var faultsInARow = 0
    private var transientLeads: [LeadID] = []
    private var deliveries = 0
    private var stuck: [LeadID: Stuck] = [:]

    /// A lead that got the same transient answer before.
    private struct Stuck {
        var code: String
        var count: Int
        var deliveriesBefore: Int
    }

    package init(policy: RetryPolicy, restingUntil: Int64? = nil) {
        self.policy = policy
        if let restingUntil { gate = .resting(until: restingUntil) }
    }

    /// Opens a rested gate for a probe once its time has come.
    package mutating func wake(at now: Int64) {
        if case .resting(let until) = gate, until <= now { gate = .probing }
    }

    /// An operator closes or opens the gate.
    package mutating func operatorSets(restingUntil: Int64?) {
        if let restingUntil {
            gate = .resting(until: restingUntil)
        } else if gate != .open {
            gate = .probing
            faultsInARow = 0
        }
    }

    /// How many more leads may leave.
    package func free(limit: Int, inFlight: Int) -> Int {
        switch gate {
        case .open: Swift.max(0, limit - inFlight)
        case .resting: 0
        case .probing: inFlight == 0 ? 1 : 0
        }
    }

    /// Turns the outcome of one attempt into what happens to the lead and to the lane.
    /// - Parameters:
    ///   - lead: the lead as it was sent, in state `sending`.
    ///   - jitter: a random number in `0..<1`.
    package mutating func decide(
        _ outcome: DeliveryOutcome,
        for lead: Lead,
        at now: Int64,
        jitter: Double
    ) -> Decision {
        switch outcome {
        case .delivered(let vorgangsnummer, let messages):
            stuck[lead.id] = nil
            return answered(by: .delivered(vorgangsnummer: vorgangsnummer, messages: messages), passed: true)
        case .dataFault(let fault):
            stuck[lead.id] = nil
            return answered(by: .refused(fault.cause(.data)), passed: false)
        case .unknown(let fault):
            // Neither proof of life nor of death of the target: the gate stays as it is, a probe stays a probe.
            return Decision(event: .lostSight(fault.cause(.unknown)))
        case .connectionFault(let fault):
            faultsInARow += 1
            let until = now + policy.rest(afterFaults: faultsInARow)
            gate = .resting(until: until)
            let cause = fault.cause(.connection)
            return Decision(event: .paused(cause), pause: Pause(cause: cause, until: until))
        case .transient(let fault, let asked):
            return transient(fault, asked: asked, for: lead, at: now, jitter: jitter)
        }
    }

    private mutating func answered(by event: LeadEvent, passed: Bool) -> Decision {
        if passed { deliveries += 1 }
        let resumes = gate != .open
        gate = .open
        faultsInARow = 0
        transientLeads = []
        return Decision(event: event, resumes: resumes)
    }

    private mutating func transient(
        _ fault: Fault,
        asked: Int64?,
        for lead: Lead,
        at now: Int64,
        jitter: Double
    ) -> Decision {
        let attempt = Swift.max(1, lead.attemptsThisRound)
        if isPoison(lead, code: fault.code) {
            stuck[lead.id] = nil
            return Decision(event: .exhausted(fault.cause(.poison)))
        }
        if attempt >= policy.attempts {
            stuck[lead.id] = nil
            return Decision(event: .exhausted(fault.cause(.exhausted)))
        }
        rest(after: lead, asked: asked, at: now)
        let delay = policy.delay(afterAttempt: attempt, asked: asked, jitter: jitter)
        return Decision(event: .deferred(fault.cause(.transient), retryAt: now + delay))
    }

    private mutating func isPoison(_ lead: Lead, code: String) -> Bool {
        var entry = stuck[lead.id] ?? Stuck(code: code, count: 0, deliveriesBefore: deliveries)
        if entry.code != code { entry = Stuck(code: code, count: 0, deliveriesBefore: deliveries) }
        entry.count += 1
        stuck[lead.id] = entry
        return entry.count >= policy.poisonAfter && deliveries > entry.deliveriesBefore
    }

    /// Evidence across leads closes the gate; `Retry-After` slows the lane, not one lead.
    private mutating func rest(after lead: Lead, asked: Int64?, at now: Int64) {
        if !transientLeads.contains(lead.id) { transientLeads.append(lead.id) }
        let wasProbe = gate == .probing
        guard wasProbe || asked != nil || transientLeads.count >= policy.breakerAfter else { return }
        faultsInARow += 1
        let until = now + Swift.max(asked ?? 0, wasProbe || asked == nil ? policy.rest(afterFaults: faultsInARow) : 0)
        gate = .resting(until: until)
        transientLeads = []
    }
}

extension Fault {
    /// The cause kept with the lead: code, words and places, never values.
    package func cause(_ kind: CauseClass) -> Cause {
        Cause(
            class: kind,
            code: code,
            message: message,
            violations: violations.map { Leads.Violation(field: $0.field, message: $0.message) }
        )
    }
}
