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
    private var failing: Set<LeadID> = []
    private var deliveries = 0
    private var stuck: [LeadID: Stuck] = [:]
    private var suspects: [LeadID: Suspect] = [:]

    /// How many leads are remembered as stuck or suspect at most; a forgotten one only has to show itself again.
    private static let memory = 10_000

    /// A lead that got the same transient answer before.
    private struct Stuck {
        var code: String
        /// How often, counting only answers with deliveries of others in between.
        var count: Int
        var deliveriesBefore: Int
    }

    /// A lead that met a connection fault.
    private struct Suspect {
        var count: Int
        var deliveriesBefore: Int
        /// Others passed after its fault: the fault is this lead's own (its source's rights), not the target's.
        var isOwnFault: Bool
    }

    /// - Parameter restingUntil: milliseconds since 1970; `.max` rests until an operator resumes.
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

    /// Whether a lead that was picked up may still leave.
    package var isClosed: Bool {
        if case .resting = gate { true } else { false }
    }

    /// How many more leads may leave.
    package func free(limit: Int, inFlight: Int) -> Int {
        switch gate {
        case .open: Swift.max(0, limit - inFlight)
        case .resting: 0
        case .probing: inFlight == 0 ? 1 : 0
        }
    }

    /// Leads that a probe should not be made with if there are others: what they met may be their own fault.
    package var unfitForProbing: Set<LeadID> { gate == .probing ? Set(suspects.keys) : [] }

    /// Turns the outcome of one attempt into what happens to the lead and to the lane.
    /// - Parameters:
    ///   - lead: the lead as it was sent, in state `sending`.
    ///   - jitter: a random number in `0..<1`.
    package mutating func decide(
        _ outcome: Outcome,
        for lead: Lead,
        at now: Int64,
        jitter: Double
    ) -> Decision {
        switch outcome {
        case .confirmed(let confirmation):
            forget(lead)
            return answered(by: .delivered(confirmation), passed: true)
        case .partial(_, let rest):
            // What was done is kept before; this is about the rest.
            return decide(rest, for: lead, at: now, jitter: jitter)
        case .dataFault(let fault):
            forget(lead)
            return answered(by: .refused(fault.cause(.data)), passed: false)
        case .unknown(let fault) where lead.intent?.mayRepeat == true:
            // It takes effect once, however often it is sent: a lost answer is a failure that may pass.
            return transient(fault, asked: nil, for: lead, at: now, jitter: jitter)
        case .unknown(let fault):
            // One lost answer says nothing of the target; several leads in a row, or the probe's, are reason to rest:
            // each further try would make one more lead uncertain.
            forget(lead)
            rest(after: lead, asked: nil, at: now)
            return Decision(event: .lostSight(fault.cause(.unknown)))
        case .connectionFault(let fault):
            return connection(fault, for: lead, at: now)
        case .transient(let fault, let asked):
            return transient(fault, asked: asked, for: lead, at: now, jitter: jitter)
        }
    }

    /// Only a probe opens the gate: an answer to a request from before the pause proves nothing, and what an operator
    /// closed stays closed.
    private mutating func answered(by event: LeadEvent, passed: Bool) -> Decision {
        if passed { deliveries += 1 }
        failing = []
        let resumes = gate == .probing
        if resumes { gate = .open }
        if gate == .open { faultsInARow = 0 }
        return Decision(event: event, resumes: resumes)
    }

    /// The target is at fault, so it pauses and the lead goes back as it was; unless others passed since this lead's
    /// last fault, then only this lead waits. A connection fault never kills.
    private mutating func connection(_ fault: Fault, for lead: Lead, at now: Int64) -> Decision {
        let cause = fault.cause(.connection)
        var suspect = suspects[lead.id] ?? Suspect(count: 0, deliveriesBefore: deliveries, isOwnFault: false)
        suspect.count += 1
        if deliveries > suspect.deliveriesBefore { suspect.isOwnFault = true }
        if suspects.count >= Self.memory { suspects = [:] }
        suspects[lead.id] = suspect
        if suspect.isOwnFault {
            return Decision(event: .deferred(cause, retryAt: now + policy.rest(afterFaults: suspect.count)))
        }
        let until = close(at: now, asked: 0, grows: true)
        return Decision(
            event: .paused(cause),
            pause: until == .max ? nil : Pause(cause: cause, until: until)
        )
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
            forget(lead)
            return Decision(event: .exhausted(fault.cause(.poison)))
        }
        rest(after: lead, asked: asked, at: now)
        if attempt >= policy.attempts {
            forget(lead)
            return Decision(event: .exhausted(fault.cause(.exhausted)))
        }
        let delay = policy.delay(afterAttempt: attempt, asked: asked, jitter: jitter)
        return Decision(event: .deferred(fault.cause(.transient), retryAt: now + delay))
    }

    private mutating func isPoison(_ lead: Lead, code: String) -> Bool {
        if stuck.count >= Self.memory { stuck = [:] }
        guard var entry = stuck[lead.id], entry.code == code else {
            stuck[lead.id] = Stuck(code: code, count: 1, deliveriesBefore: deliveries)
            return false
        }
        // Without a delivery in between it is as likely an outage.
        if deliveries > entry.deliveriesBefore { entry.count += 1 }
        entry.deliveriesBefore = deliveries
        stuck[lead.id] = entry
        return entry.count >= policy.poisonAfter
    }

    private mutating func forget(_ lead: Lead) {
        stuck[lead.id] = nil
        suspects[lead.id] = nil
    }

    /// Evidence across leads closes the gate; `Retry-After` slows the lane, not one lead.
    private mutating func rest(after lead: Lead, asked: Int64?, at now: Int64) {
        failing.insert(lead.id)
        let isEvidence = gate == .probing || failing.count >= policy.breakerAfter
        guard isEvidence || asked != nil else { return }
        close(at: now, asked: asked ?? 0, grows: isEvidence)
        failing = []
    }

    /// Closes the gate. Answers to requests that were on their way together are one fault, not many: a gate that rests
    /// already can only rest longer if the target asks for it.
    /// - Returns: until when, in milliseconds since 1970.
    @discardableResult
    private mutating func close(at now: Int64, asked: Int64, grows: Bool) -> Int64 {
        var until = now + asked
        if case .resting(let already) = gate {
            until = Swift.max(until, already)
        } else if grows {
            faultsInARow += 1
            until = Swift.max(until, now + policy.rest(afterFaults: faultsInARow))
        }
        gate = .resting(until: until)
        return until
    }
}

extension Fault {
    /// The cause kept with the lead: code, words and places, never values.
    package func cause(_ kind: CauseClass) -> Cause {
        Cause(
            class: kind,
            code: code,
            message: message,
            violations: violations
        )
    }
}
