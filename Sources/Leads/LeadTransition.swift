/// The life of a lead as one pure function. Whoever stores leads calls it inside the transaction that writes the
/// result, so what is on disk went through here.
///
/// What it upholds, whatever events come in which order:
/// - a lead is in exactly one state, and its version grows by one with every step;
/// - nothing leaves without an intent, and an intent has the number of the attempt it belongs to;
/// - a delivered lead stays delivered, unless a person orders a second delivery with a reason, or it is erased;
/// - a lead that may be at the target goes out again only after a lookup or a person's word;
/// - an erased lead never changes again.
package enum LeadTransition {
    /// The lead after `event` at `now` (milliseconds since 1970 UTC), or why it cannot happen.
    ///
    /// ``LeadState/allowedEvents`` is the table of what may happen where.
    package static func step(_ lead: Lead, _ event: LeadEvent, at now: Int64) throws(TransitionError) -> Lead {
        guard lead.state.allowedEvents.contains(event.kind) else {
            throw TransitionError(state: lead.state, event: event.kind, problem: .notAllowed)
        }
        func refuse(_ problem: TransitionError.Problem) -> TransitionError {
            TransitionError(state: lead.state, event: event.kind, problem: problem)
        }

        var next = lead
        next.version += 1
        next.updatedAt = now

        switch event {
        // queued → sending
        case .sendingStarted(let intent):
            guard intent.attempt == lead.attempts + 1 else { throw refuse(.wrongAttempt(expected: lead.attempts + 1)) }
            guard intent.target == lead.target, intent.mode == lead.mode else { throw refuse(.wrongDestination) }
            next.state = .sending
            next.attempts += 1
            next.attemptsThisRound += 1
            next.mappingHash = intent.mappingHash
            next.reference = intent.reference
            next.intent = intent

        // sending → delivered
        case .delivered(let confirmation):
            if confirmation.vorgangsnummer?.isEmpty == true { throw refuse(.withoutNumber) }
            next.becomeDelivered(confirmation.vorgangsnummer)
            next.messages = confirmation.messages

        // sending, uncertain → delivered; queued → delivered when a restored file is looked up before it sends
        case .found(let vorgangsnummer):
            guard !vorgangsnummer.isEmpty else { throw refuse(.withoutNumber) }
            next.becomeDelivered(vorgangsnummer)

        // sending → dead; queued → dead when the mapping fails before an intent
        case .refused(let cause), .exhausted(let cause):
            next.state = .dead
            next.cause = cause
            next.dueAt = Lead.never
            next.intent = nil

        // sending → queued, later; queued → queued when the fault showed before an intent
        case .deferred(let cause, let retryAt):
            next.state = .queued
            next.cause = cause
            next.dueAt = retryAt
            next.intent = nil

        // sending → queued as if it had not been tried
        case .paused(let cause):
            if lead.state == .sending {
                next.attempts -= 1
                next.attemptsThisRound -= 1
            }
            next.state = .queued
            next.cause = cause
            next.intent = nil

        // sending → uncertain; the intent stays: it says what to look for
        case .lostSight(let cause), .foundUnanswered(let cause):
            next.state = .uncertain
            next.cause = cause
            next.dueAt = now

        // uncertain → uncertain
        case .stillUncertain(let cause, let lookAgainAt):
            next.cause = cause
            next.dueAt = lookAgainAt ?? Lead.never

        // uncertain → queued
        case .notThere:
            next.state = .queued
            next.dueAt = now
            next.intent = nil

        // dead, discarded → queued; uncertain → queued with a reason
        case .replayed(_, let reason):
            if lead.state == .uncertain, isBlank(reason) { throw refuse(.withoutReason) }
            next.becomeReplayed(at: now)

        // delivered, uncertain → queued
        case .resendOrdered(_, let reason):
            if isBlank(reason) { throw refuse(.withoutReason) }
            next.becomeReplayed(at: now)

        // queued, dead, uncertain → discarded; the cause stays: it is why
        case .discarded:
            next.state = .discarded
            next.dueAt = Lead.never

        // everything but sending → erased; the case number stays: it is what has to be erased at the target too
        case .erased:
            next.state = .erased
            next.dueAt = Lead.never
            next.cause = nil
            next.messages = []
            next.intent = nil
            next.reference = lead.id.rawValue
        }
        return next
    }
}

extension Lead {
    fileprivate mutating func becomeDelivered(_ number: String?) {
        state = .delivered
        cause = nil
        dueAt = Lead.never
        vorgangsnummer = number
        intent = nil
    }

    fileprivate mutating func becomeReplayed(at now: Int64) {
        state = .queued
        cause = nil
        dueAt = now
        attemptsThisRound = 0
        replays += 1
        intent = nil
    }
}

private func isBlank(_ reason: String?) -> Bool {
    reason.map { $0.allSatisfy(\.isWhitespace) } ?? true
}
