package import Leads
package import Moments

/// What is known of the uncertain leads of a target, and what follows from a look at its list: a value without clock, socket
/// or store. ``Reconciler`` does what it says.
///
/// Found means delivered. Not found means sent again only with a witness (``Sendings``), else the lead stays uncertain: for
/// a person, or until a later case shows. Times are uptime: neither the settle window nor a wait ends because somebody set
/// the clock.
package struct Reconciliation: Sendable {
    /// What a look-up means for its lead.
    package enum Verdict: Sendable, Equatable {
        /// This is recorded.
        case record(LeadEvent)
        /// It is certain that it is not there; but it was sent often enough, and is parked instead of being sent again.
        case park(LeadEvent, Cause)
        /// Nothing new.
        case nothing
    }

    /// Leads looked up at a time.
    package static let batch = 2_000
    /// A case that was created just now shows in the list only after a moment.
    private static let lag: Int64 = 5_000
    /// How long a look for a witness waits after the one before.
    private static let pace: Int64 = 10_000

    let policy: RetryPolicy
    private var sendings = Sendings()
    private var known: [LeadID: Known] = [:]
    private var nextRound = Int64.min
    /// Whether nothing was asked of the store yet: until then it is not known which leads are uncertain.
    private var isFirst = true
    /// When this process began.
    private let startedAt: Int64

    private struct Known {
        /// Since when its answer is missed, as far as this process knows.
        let since: Int64
        var standpoint: Standpoint?
        var askedAt: Int64?
    }

    /// - Parameters:
    ///   - policy: when is looked up, and for how long.
    ///   - startedAt: when this process began, by its uptime: what an earlier one sent had ended then.
    package init(policy: RetryPolicy, startedAt: Int64) {
        self.policy = policy
        self.startedAt = startedAt
    }

    /// A lead leaves.
    package mutating func left(_ id: LeadID, at now: Moment) {
        known[id] = nil
        sendings.left(id, at: now.uptime)
    }

    /// Its attempt has ended.
    /// - Parameters:
    ///   - number: that of the case that it opened, if it is known.
    ///   - isLost: whether its answer is missing.
    package mutating func ended(_ id: LeadID, _ standpoint: Standpoint, number: String?, isLost: Bool, at now: Moment) {
        sendings.ended(id, standpoint, number: number, at: now.uptime)
        if !isLost { sendings.forget(id) }
    }

    /// Whether it is time for a look, if the next one is due then: `nil` if none is.
    package func isTime(nextDue: Int64?, at now: Moment) -> Bool {
        guard now.uptime >= nextRound else { return false }
        if isFirst, nextDue != nil { return true }
        return nextDue.map { $0 <= now.wall } ?? false || known.values.contains { hasNews($0, at: now.uptime) }
    }

    /// Takes note of the uncertain leads: all that there are, if these are not more than a round can take.
    package mutating func note(_ leads: [Lead], at now: Moment) {
        isFirst = false
        if leads.count < Self.batch {
            let still = Set(leads.map(\.id))
            for id in known.keys where !still.contains(id) { known[id] = nil }
        }
        for lead in leads {
            let since = known[lead.id]?.since ?? missedSince(lead, at: now)
            let before = known[lead.id]
            known[lead.id] = Known(since: since, standpoint: before?.standpoint, askedAt: before?.askedAt)
        }
    }

    /// Since when the answer of a lead is missed: its attempt ended here, or before this process began.
    private func missedSince(_ lead: Lead, at now: Moment) -> Int64 {
        sendings.endedAt(lead.id) ?? (sendings.startedAt(lead.id) == nil ? startedAt : now.uptime)
    }

    /// The leads that are looked up: those that are due or may have a witness by now and, in one reading of the list, those for
    /// which it costs nothing more. None of these makes the reading begin earlier: for a lead that has waited for a person
    /// since last week, the list of a week would be read each time.
    package func asked(among leads: [Lead], inOneReading: Bool, at now: Moment) -> [Lead] {
        let mustBe = { (lead: Lead) in
            lead.dueAt <= now.wall || inOneReading && known[lead.id].map { hasNews($0, at: now.uptime) } ?? false
        }
        guard inOneReading, let start = leads.filter(mustBe).map({ changedSince($0, at: now) }).min() else {
            return leads.filter(mustBe)
        }
        return leads.filter {
            mustBe($0) || known[$0.id]?.standpoint?.operation == nil && changedSince($0, at: now) >= start
        }
    }

    /// As whom a lead was sent, if that is known already.
    package func standpoint(of id: LeadID) -> Standpoint? { known[id]?.standpoint }

    /// As whom it was sent.
    package mutating func note(_ standpoint: Standpoint, of id: LeadID) { known[id]?.standpoint = standpoint }

    /// From when on the list is to be read for a lead: some minutes before its request began, against clock differences. What
    /// this process has sent is counted back from now, since the time of day may have jumped.
    package func changedSince(_ lead: Lead, at now: Moment) -> Int64 {
        let start = sendings.startedAt(lead.id).map(now.wall(atUptime:)) ?? lead.intent?.startedAt ?? lead.receivedAt
        return min(start, now.wall) - Self.margin
    }

    /// Milliseconds before the request.
    package static let margin: Int64 = 300_000

    /// A round has taken so long; look-ups take a tenth of the time at most, lest they use up the rate.
    package mutating func rounded(took: Int64, at uptime: Int64) {
        nextRound = uptime + max(1_000, 9 * took)
    }

    /// How long the settle window of an uncertain lead is still open: until then the target may still be at work, or its
    /// list behind. `nil` when it is over.
    package func settles(_ lead: Lead, at now: Moment) -> Int64? {
        let since = known[lead.id]?.since ?? sendings.endedAt(lead.id)
        let age = since.map { now.uptime - $0 } ?? now.wall - lead.updatedAt
        let left = (policy.lookups.last ?? 0) - age
        return left > 0 ? left : nil
    }

    /// What the target's answer means.
    package mutating func judge(_ lead: Lead, _ outcome: LookupOutcome, at now: Moment) -> Verdict {
        guard let cause = lead.cause, let record = known[lead.id] else { return .nothing }
        known[lead.id]?.askedAt = now.uptime
        let age = now.uptime - record.since
        switch outcome {
        case .found(let number):
            known[lead.id] = nil
            return .record(.found(vorgangsnummer: number))
        case .mayBeSentAgain:
            known[lead.id] = nil
            return .record(.notThere(witness: nil))
        case .notFound(let shown):
            let later = record.since + policy.witnessAfter
            if let standpoint = record.standpoint,
                let witness = sendings.witness(standpoint, after: later, among: shown)
            {
                known[lead.id] = nil
                let event = LeadEvent.notThere(witness: witness)
                guard lead.attemptsThisRound >= policy.poisonAfter else { return .record(event) }
                return .park(event, cause.poison)
            }
            guard lead.dueAt <= now.wall else { return .nothing }
            let next = policy.lookups.map { record.since + $0 }.first { $0 > now.uptime }
            let rarely = now.uptime + min(RetryPolicy.longestWait, max(300_000, age))
            return .record(
                .stillUncertain(next == nil ? cause.notFound : cause, lookAgainAt: now.wall(atUptime: next ?? rarely))
            )
        case .failed:
            guard lead.dueAt <= now.wall else { return .nothing }
            // The question was not answered, so the settle window does not end with it; a lasting fault is asked about ever
            // more rarely.
            let wait = min(RetryPolicy.longestWait, max(15_000, age))
            return .record(.stillUncertain(cause, lookAgainAt: now.wall + wait))
        }
    }

    /// Whether a case was created that could be a witness and shows by now, since the lead was looked up last.
    private func hasNews(_ record: Known, at uptime: Int64) -> Bool {
        guard let standpoint = record.standpoint,
            let newest = sendings.newest(
                standpoint,
                after: record.since + policy.witnessAfter,
                until: uptime - Self.lag
            )
        else { return false }
        guard let askedAt = record.askedAt else { return true }
        return newest + Self.lag > askedAt && askedAt + Self.pace <= uptime
    }
}

extension Cause {
    private static let settled = """
        It was looked up at the target until the settle window ended and not found. It is sent again by itself once the \
        target shows a later case of the same adviser; or look there yourself, then resolve the lead.
        """

    /// The same cause when the settle window is over: what was done, and what a person can do.
    fileprivate var notFound: Cause {
        guard !message.hasSuffix(Self.settled) else { return self }
        return Cause(class: `class`, code: code, message: "\(message) \(Self.settled)", violations: violations)
    }

    /// The same answer again and again, and the target does not have the lead.
    fileprivate var poison: Cause {
        Cause(
            class: .poison,
            code: code,
            message: "The target answers this lead so each time and does not keep it, while others pass. \(message)",
            violations: violations
        )
    }
}
