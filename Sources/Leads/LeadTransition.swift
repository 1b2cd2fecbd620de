import Names

/// The life of a lead as one pure function. Whoever stores leads calls it inside the transaction that writes the
/// result, so what is on disk went through here.
///
/// What it upholds, whatever events come in which order:
/// - a lead is in exactly one state, and its version grows by one with every step;
/// - nothing leaves without an intent, and an intent has the number of the attempt it belongs to;
/// - a delivered lead stays delivered, unless a person orders a second delivery with a reason, or it is erased;
/// - a lead that may be at the target goes out again only after a lookup or a person's word, also by way of a discard;
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

        switch (event, lead.standing) {
        // waiting → waiting: in the order of acceptance, from now on
        case (.released, .waiting(let cause, let dueAt)):
            guard lead.lack == .mapping else { throw refuse(.lacksData) }
            guard dueAt == Lead.never else { throw refuse(.notAllowed) }
            next.standing = .waiting(cause, dueAt: lead.receivedAt)
            next.replays += 1

        // waiting → waiting, nearer to being built
        case (.fetched(_, let isHeld, _), _):
            guard lead.lack == .data else { throw refuse(.notAllowed) }
            next.lack = .mapping
            next.attemptsThisRound = 0
            next.standing = .waiting(Lead.Lack.mapping.cause, dueAt: isHeld ? Lead.never : lead.receivedAt)

        // waiting → queued; what a restored file does not know of is asked for first
        case (.built(let destination), _):
            guard lead.lack == .mapping else { throw refuse(.lacksData) }
            next.become(destination, at: now)

        // waiting → waiting, later
        case (.deferred(let cause, let retryAt), .waiting):
            next.standing = .waiting(cause, dueAt: retryAt)
            next.attemptsThisRound += 1
        case (.paused(let cause), .waiting(_, let dueAt)):
            next.standing = .waiting(cause, dueAt: dueAt)
        case (.fenced(let intent, _), .waiting):
            next.fencedAt = lead.fencedAt ?? intent.startedAt

        // queued → sending
        case (.sendingStarted(let intent), _):
            guard intent.attempt == lead.attempts + 1 else { throw refuse(.wrongAttempt(expected: lead.attempts + 1)) }
            guard intent.target == lead.target, intent.mode == lead.mode else { throw refuse(.wrongDestination) }
            next.standing = .sending(intent, dueAt: lead.dueAt)
            next.attempts += 1
            next.attemptsThisRound += 1
            next.mappingHash = intent.mappingHash
            next.reference = intent.reference

        // sending → sending: what was done is kept before anything else is said of it
        case (.progressed(let confirmation), _):
            next.progress = lead.progress?.followed(by: confirmation) ?? confirmation

        // sending → delivered
        case (.delivered(let confirmation), _):
            if confirmation.vorgangsnummer?.isEmpty == true { throw refuse(.withoutNumber) }
            next.standing = .delivered(lead.progress?.followed(by: confirmation) ?? confirmation)
            next.progress = nil

        // sending, uncertain → delivered; queued → delivered when a restored file is looked up before it sends
        case (.found(let vorgangsnummer, _), _):
            guard !vorgangsnummer.isEmpty else { throw refuse(.withoutNumber) }
            let found = Confirmation(vorgangsnummer: vorgangsnummer)
            next.standing = .delivered(lead.progress?.followed(by: found) ?? found)
            next.progress = nil

        // sending → dead; queued → dead when the mapping fails before an intent
        case (.refused(let cause), _), (.exhausted(let cause), _):
            next.standing = .dead(cause)

        // sending → queued, later; queued → queued when the fault showed before an intent
        case (.deferred(let cause, let retryAt), _):
            next.standing = .queued(dueAt: retryAt, after: cause)

        // sending → queued as if it had not been tried
        case (.paused(let cause), _):
            if lead.state == .sending {
                next.attempts -= 1
                next.attemptsThisRound -= 1
            }
            next.standing = .queued(dueAt: lead.dueAt, after: cause)

        // sending → uncertain; the intent stays: it says what to look for. What may be repeated is simply sent again.
        case (.lostSight(let cause), .sending(let intent, _)), (.foundUnanswered(let cause), .sending(let intent, _)):
            next.standing =
                intent.mayRepeat
                ? .queued(dueAt: now, after: cause) : .uncertain(intent, cause, lookAgainAt: now)

        // dead, discarded → waiting, where it had not come further: there is no target yet that could be asked
        case (.fenced(let intent, _), _) where lead.lack != nil:
            next.becomeReplayed(at: now)
            next.fencedAt = lead.fencedAt ?? intent.startedAt

        // queued, dead, discarded → uncertain: the target is asked before anything is sent
        case (.fenced(let intent, let cause), _):
            guard intent.target == lead.target, intent.mode == lead.mode else { throw refuse(.wrongDestination) }
            if lead.state != .queued { next.beginRound() }
            next.standing = .uncertain(intent, cause, lookAgainAt: now)
            next.mappingHash = intent.mappingHash
            next.reference = intent.reference

        // uncertain → uncertain
        case (.stillUncertain(let cause, let lookAgainAt), .uncertain(let intent, _, _)):
            next.standing = .uncertain(intent, cause, lookAgainAt: lookAgainAt)

        // uncertain → queued
        case (.notThere, _):
            next.standing = .queued(dueAt: now, after: lead.cause)

        // queued → queued: the same lead, told apart from the others of its post
        case (.split, _): break

        // as it was: what came again stands beside it
        case (.repeatedDifferently, _): break

        // as it was: it becomes something else once it is replayed
        case (.edited, _): break

        // dead, discarded → uncertain: what was put aside while nobody knew whether the target has it is asked about again
        case (.replayed, .dead(let cause)) where lead.isDoubtful,
            (.replayed, .discarded(let cause?)) where lead.isDoubtful:
            next.beginRound()
            next.standing = .uncertain(lead.presumedIntent, cause, lookAgainAt: now)

        // dead, discarded → waiting, where it had not come further; else queued; uncertain → queued with a reason
        case (.replayed(_, let reason), _):
            if lead.state == .uncertain, isBlank(reason) { throw refuse(.withoutReason) }
            next.becomeReplayed(at: now)

        // queued → dead again, as long as nothing was tried since the replay
        case (.recalled, .queued(_, let cause?)) where lead.canBeRecalled:
            next.standing = .dead(cause)

        // queued → discarded again: given up before it was tried, so that there was no cause
        case (.recalled, .queued) where lead.canBeRecalled:
            next.standing = .discarded(nil)

        // waiting → waiting until a person releases it again, as long as it was not built
        case (.recalled, .waiting(let cause, _)) where lead.canBeRecalled:
            next.standing = .waiting(cause, dueAt: Lead.never)

        // delivered, uncertain → queued
        case (.resendOrdered(_, let reason), _):
            if isBlank(reason) { throw refuse(.withoutReason) }
            next.becomeReplayed(at: now)

        // queued, dead, uncertain → discarded; the cause stays: it is why
        case (.discarded, _):
            next.standing = .discarded(lead.cause)

        // everything but sending → erased; the case number stays: it is what has to be erased at the target too
        case (.erased, _):
            next.standing = .erased(vorgangsnummer: lead.vorgangsnummer)
            next.progress = nil
            next.senderID = nil
            next.reference = lead.id.rawValue
            next.lack = nil
            next.fencedAt = nil

        case (.released, _), (.lostSight, _), (.foundUnanswered, _), (.stillUncertain, _), (.recalled, _):
            throw refuse(.notAllowed)
        }
        return next
    }
}

extension Lead {
    /// Whether a person's word can be taken back. A replay: nothing was tried since, and it was a dead letter or discarded
    /// before; one whose fate was unknown never becomes one, and one without a cause that has its turn by the time at which it
    /// came was released and built. A release: it has its turn by the time at which it came, and was not built.
    package var canBeRecalled: Bool {
        switch standing {
        case .queued(_, let cause?): replays > 0 && attemptsThisRound == 0 && cause.class != .unknown
        case .queued(let dueAt, nil): replays > 0 && attemptsThisRound == 0 && dueAt != receivedAt
        case .waiting(_, let dueAt): replays > 0 && lack == .mapping && dueAt == receivedAt
        default: false
        }
    }

    fileprivate mutating func becomeReplayed(at now: Int64) {
        standing = lack.map { .waiting($0.cause, dueAt: now) } ?? .queued(dueAt: now, after: cause)
        beginRound()
    }

    fileprivate mutating func beginRound() {
        attemptsThisRound = 0
        replays += 1
    }
}

extension Lead {
    /// Takes its place in the queue, as if it had been built when it came.
    fileprivate mutating func become(_ destination: Destination, at now: Int64) {
        (target, mode, mapping, caseRole) =
            (destination.target, destination.mode, destination.mapping, destination.caseRole)
        (mappingHash, reference, senderID) =
            (destination.mappingHash, destination.reference, destination.senderID)
        (lack, attemptsThisRound) = (nil, 0)
        standing = .queued(dueAt: receivedAt, after: nil)
        guard let since = fencedAt else { return }
        fencedAt = nil
        standing = .uncertain(presumedIntent(since: since, epoch: 0), Cause(.restored), lookAgainAt: now)
    }
}

private func isBlank(_ reason: String?) -> Bool {
    reason.map { $0.allSatisfy(\.isWhitespace) } ?? true
}
