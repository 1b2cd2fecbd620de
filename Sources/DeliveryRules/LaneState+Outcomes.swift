package import Leads
import Moments
import Names

/// What an attempt that ended means for its lead, its source and the target.
extension LaneState {
    /// An attempt that ended.
    struct Attempt {
        let lead: Lead
        /// When it left, in uptime.
        let left: Int64
        let now: Moment
        let jitter: Double
        /// How long its source wants it to be tried again; `nil`: as long as others.
        let retryFor: Int64?

        var source: SourceName { lead.source }
    }

    mutating func ended(_ attempt: Attempt, _ outcome: Outcome) -> [Effect] {
        switch outcome {
        case .confirmed(let confirmation):
            leads[attempt.lead.id] = nil
            passes += 1
            sources[attempt.source, default: SourceRecord()].passes += 1
            sources[attempt.source]?.hasPassed = true
            sources[attempt.source]?.refused = []
            return [.record(.delivered(confirmation))] + answered(attempt)
        case .partial(_, let rest):
            // What was done is kept before; this is about the rest.
            return ended(attempt, rest)
        case .dataFault(let fault):
            leads[attempt.lead.id] = nil
            return [.record(.refused(fault.cause(.data)))] + answered(attempt)
        case .unknown(let fault) where attempt.lead.intent?.mayRepeat == true:
            // It takes effect once, however often it is sent: a lost answer is a failure that may pass.
            return transient(attempt, fault, asked: nil)
        case .unknown(let fault):
            leads[attempt.lead.id] = nil
            let cause = fault.cause(.unknown)
            return [.record(.lostSight(cause))] + evidence(attempt, cause, asked: nil, cap: policy.lostRestCap)
        case .connectionFault(let fault): return connection(attempt, fault)
        case .transient(let fault, let asked): return transient(attempt, fault, asked: asked)
        }
    }

    /// The target has looked at a lead: whatever rested because it did not is over. Only what left after a gate closed
    /// proves anything, and what a person closed stays closed.
    private mutating func answered(_ attempt: Attempt) -> [Effect] {
        var effects: [Effect] = []
        sources[attempt.source, default: SourceRecord()].failing = []
        if let gate = sources[attempt.source]?.gate, gate.position != .open, attempt.left >= gate.since.uptime {
            sources[attempt.source]?.gate.open()
            effects += [.works(source: attempt.source), .hasten(source: attempt.source)]
        }
        if isProbe(attempt) {
            target.open()
            isStrict = false
            // Sources that rest for the same outage need not wait for the end of their own rest.
            for source in sources.keys { sources[source]?.gate.probe() }
            effects += [.works(source: nil), .hasten(source: nil)]
        }
        return effects
    }

    /// Rights or configuration: the lead goes back as it was and its source rests; unless others of the source passed
    /// since this lead's last fault, then only this lead waits. A connection fault never kills.
    private mutating func connection(_ attempt: Attempt, _ fault: Fault) -> [Effect] {
        let cause = fault.cause(.connection)
        let source = sources[attempt.source] ?? SourceRecord()
        let known = leads[attempt.lead.id]
        let isOwn = known.map { $0.refusals > 0 && source.passes > $0.passesOfSourceBefore } ?? false
        let record = note(attempt.lead.id, at: attempt.now.uptime) {
            $0.refusals += 1
            $0.passesOfSourceBefore = source.passes
        }
        let alone = LeadEvent.deferred(
            cause,
            retryAt: attempt.now.wall + policy.rest(afterFaults: record.refusals, cap: RetryPolicy.longestWait)
        )
        if isOwn { return [.record(alone)] }
        sources[attempt.source, default: source].refused.insert(attempt.lead.id)
        let count = sources[attempt.source]?.refused.count ?? 0
        let closes = source.gate.position != .open || !source.hasPassed || count >= policy.refusedAfter
        guard closes else { return [.record(alone)] }
        return [.record(.paused(cause))] + close(attempt, cause, asked: 0, cap: policy.connectionRestCap)
    }

    private mutating func transient(_ attempt: Attempt, _ fault: Fault, asked: Int64?) -> [Effect] {
        let isSourceWell = sources[attempt.source].map { $0.gate.position == .open } ?? true
        let isWell = isSourceWell && target.position == .open
        let passes = passes
        let record = note(attempt.lead.id, at: attempt.now.uptime) { record in
            guard fault.mayBeTheLeads else { return }
            if record.code != fault.code {
                record.code = fault.code
                record.count = 1
            } else if isWell, passes > record.passesBefore {
                // Without a delivery in between it is as likely an outage.
                record.count += 1
            }
            record.passesBefore = passes
        }
        if record.count >= policy.poisonAfter {
            leads[attempt.lead.id] = nil
            return [.record(.exhausted(fault.cause(.poison)))]
        }
        let cause = fault.cause(.transient)
        let effects =
            record.count > 1 || fault.isOwnPace(asked)
            ? [] : evidence(attempt, cause, asked: asked, cap: policy.restCap)
        let age = attempt.lead.replays == 0 ? attempt.now.wall - attempt.lead.receivedAt : 0
        let failingFor = attempt.now.uptime - record.failingSince
        let budget = attempt.retryFor ?? policy.giveUpAfterAt[attempt.lead.target] ?? policy.giveUpAfter
        if policy.isGivenUp(age: age, failingFor: failingFor, within: budget) {
            leads[attempt.lead.id] = nil
            return [.record(.exhausted(fault.cause(.exhausted)))] + effects
        }
        let number = max(1, attempt.lead.attemptsThisRound)
        let delay = policy.delay(afterAttempt: number, asked: asked, jitter: attempt.jitter)
        return [.record(.deferred(cause, retryAt: attempt.now.wall + delay))] + effects
    }

    /// Different leads of a source that fail in a row close its gate; `Retry-After` does so at once.
    private mutating func evidence(_ attempt: Attempt, _ cause: Cause, asked: Int64?, cap: Int64) -> [Effect] {
        sources[attempt.source, default: SourceRecord()].failing.insert(attempt.lead.id)
        guard let source = sources[attempt.source] else { return [] }
        let isEvidence = source.gate.position != .open || source.failing.count >= policy.breakerAfter
        guard isEvidence || asked != nil || isProbe(attempt) else {
            sources[attempt.source]?.failedAt = attempt.now.uptime
            return []
        }
        return close(attempt, cause, asked: min(asked ?? 0, RetryPolicy.longestWait), cap: cap)
    }

    /// Whether it left after the target was found at fault: whatever its answer is, it says something of the target.
    private func isProbe(_ attempt: Attempt) -> Bool {
        target.position != .open && !(target.isResting && isStrict) && attempt.left >= target.since.uptime
    }

    /// Closes a source's gate; and the target's, if that looks like the target's fault.
    private mutating func close(_ attempt: Attempt, _ cause: Cause, asked: Int64, cap: Int64) -> [Effect] {
        let now = attempt.now
        var source = sources[attempt.source] ?? SourceRecord()
        let wasOpen = source.gate.position == .open
        let resting = sources.values.count { $0.gate.position != .open } + (wasOpen ? 1 : 0)
        let rest = { [policy] in policy.rest(afterFaults: $0, cap: policy.restCap(cap, among: resting)) }
        source.gate.close(cause, at: now, asked: asked, rest: rest)
        source.failing = []
        source.refused = []
        source.hasPassed = false
        if wasOpen { source.closedAfter = passes }
        source.failedAt = now.uptime
        sources[attempt.source] = source
        var effects: [Effect] = [.rests(Rest(source.gate, of: attempt.source, at: now), isNew: wasOpen)]

        let isProbe = isProbe(attempt)
        guard isProbe || target.position == .open && isTargetsFault else { return effects }
        let isNew = target.position == .open
        if isProbe { isStrict = false }
        target.close(cause, at: now, asked: asked, rest: rest)
        effects.append(.rests(Rest(target, of: nil, at: now), isNew: isNew))
        return effects
    }

    /// Several sources that were well rest without a success since; or several rest, and none that is known is well. A source
    /// that has long been failing while others passed says nothing new.
    private var isTargetsFault: Bool {
        let resting = sources.values.filter { $0.gate.position != .open }
        return resting.count > 1
            && (resting.count == sources.count || resting.count { $0.closedAfter == passes } > 1)
    }
}

extension Fault {
    /// The cause kept with the lead: code, words and places, never values.
    package func cause(_ kind: CauseClass) -> Cause {
        Cause(class: kind, code: code, message: message, violations: violations)
    }

    /// Whether it is our own keeping within the rate, which is nobody's fault, as long as that passes soon.
    func isOwnPace(_ asked: Int64?) -> Bool { code == "rate-limited" && (asked ?? 0) <= 60_000 }

    /// Whether it can be about this lead's payload: the target has seen it, and does not speak of the rate.
    var mayBeTheLeads: Bool { code.hasPrefix("target-") && code != "target-429" }
}
