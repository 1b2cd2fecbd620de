import DeliveryRules
package import Leads
import Moments
import Names
import SeededRandom
import Targets

/// One schedule of everything that can happen to a few leads, from its seed: the production's own rules (``LaneState``,
/// ``Reconciliation``, ``LeadTransition``) on a simulated clock, target and store.
///
/// What is on disk survives a crash; what the process knows does not, and what is on the wire goes on. Time jumps from one
/// moment in which something can happen to the next.
package struct Schedule {
    /// A fault planted into the driver, which the rules of the schedule have to see.
    package enum Flaw: CaseIterable, Sendable {
        case noLookup, conflictIsSuccess, resendAfterLoss, targetWideBreaker, witnessOfAnyAge
    }

    private var random: SeededRandom
    let flaw: Flaw?
    private let policy: RetryPolicy
    private var lane: LaneState
    private var reconciliation: Reconciliation
    private var target = SimulatedTarget()
    private var onWire: [SimulatedTarget.Request] = []
    package private(set) var leads: [Lead] = []
    private var epoch: Int64 = 1
    private var uptime: Int64 = 1_000
    private var start: Int64 = 1_790_000_000_000
    private var isHeld = false
    /// Since when the target has taken every good lead.
    private var clearSince: Int64?
    package private(set) var violations: [String] = []
    /// What a good lead that was due has waited at most while the target took it.
    package private(set) var longestWait: Int64 = 0

    private static let here = Standpoint(mode: .test, identity: nil, adviser: nil)
    private static let limit = 3
    /// A source's own rest, and the answer to what was on its way before.
    private static let bound = RetryPolicy.standard.lostRestCap + SimulatedTarget.longestAnswer

    /// A schedule that is repeated by its seed.
    package init(seed: UInt64, flaw: Flaw? = nil) {
        random = SeededRandom(seed: seed)
        self.flaw = flaw
        var policy = RetryPolicy.standard
        if flaw == .witnessOfAnyAge { policy.witnessAfter = 0 }
        self.policy = policy
        lane = LaneState(policy: policy, limit: Self.limit, at: Moment(wall: 0, uptime: 0))
        reconciliation = Reconciliation(policy: policy, startedAt: 1_000)
    }

    private var now: Moment { Moment(wall: start + uptime, uptime: uptime) }

    /// Runs through trouble, then through clear weather until everything that can end has ended.
    package mutating func run() throws {
        let isCalm = random.next() % 4 == 0
        if isCalm { clear() }
        for number in 0..<(random.next() % 4) { accept(number % 2 == 0 ? "poison" : "adviser") }
        for _ in 0..<25 {
            try act(isCalm: isCalm)
            try go(Int64.random(in: 0..<6_000, using: &random))
        }
        if !isCalm { clear() }
        if isHeld { resume() }
        var pause: Int64 = 5_000
        while leads.contains(where: isOpen), pause < 3_600_000 {
            accept("good")
            try go(pause)
            pause = pause * 3 / 2
        }
        for lead in leads { judge(lead) }
    }

    private mutating func clear() {
        (target.weather, target.lag) = (.clear, 0)
        clearSince = uptime
    }

    /// Whether something is still to happen to a good lead.
    private func isOpen(_ lead: Lead) -> Bool {
        Self.isGood(lead) && (lead.state == .queued || lead.state == .sending || lead.state == .uncertain)
    }

    private static func isGood(_ lead: Lead) -> Bool { lead.source != "poison" && lead.source != "adviser" }

    private mutating func act(isCalm: Bool) throws {
        switch random.next() % (isCalm ? 8 : 20) {
        case 0...3: accept("good")
        case 4, 5: accept("other")
        case 6: accept("poison")
        case 7: accept("adviser")
        case 8, 9, 10: target.weather = SimulatedTarget.Weather.allCases.randomElement(using: &random) ?? .fair
        case 11: target.weather = .fair
        case 12: target.lag = Int64.random(in: 0..<90_000, using: &random)
        case 13: jump(by: [-7_200_000, 7_200_000, 31_536_000_000, -31_536_000_000].randomElement(using: &random) ?? 0)
        case 14: try crash()
        case 15: hold()
        case 16, 17: resume()
        default: try operate()
        }
    }

    private mutating func accept(_ source: SourceName) {
        let number = UInt64(leads.count)
        leads.append(
            Lead(
                id: LeadID(high: UInt64(uptime) << 16 | 0x7000, low: 0b10 << 62 | number),
                source: source,
                target: .kundenangaben,
                mode: .test,
                receivedAt: now.wall,
                reference: "r\(number)"
            )
        )
    }

    private func place(_ id: LeadID) -> Int { Int(id.low & 0xFFFF) }

    // MARK: The gateway

    /// Time passes, from moment to moment.
    private mutating func go(_ milliseconds: Int64) throws {
        let end = uptime + milliseconds
        while true {
            target.work(until: uptime)
            try answer()
            try pickUp()
            try lookUp()
            guard uptime < end else { return }
            uptime = min(end, max(uptime + 1, nextMoment()))
        }
    }

    /// When something can happen next.
    private func nextMoment() -> Int64 {
        var next = uptime + 60_000
        for request in onWire where request.answeredAt > uptime { next = min(next, request.answeredAt) }
        let wall = now.wall
        for rest in lane.rests(at: now) {
            if let until = rest.until, until > wall { next = min(next, until - start) }
        }
        for lead in leads where lead.state == .queued || lead.state == .uncertain {
            if lead.dueAt > wall, lead.dueAt != Lead.never { next = min(next, lead.dueAt - start) }
            // Look-ups keep a pace of their own.
            if lead.state == .uncertain { next = min(next, uptime + 5_000) }
        }
        return next
    }

    private mutating func step(_ event: LeadEvent, _ lead: Lead) throws {
        leads[place(lead.id)] = try LeadTransition.step(lead, event, at: now.wall)
    }

    private mutating func pickUp() throws {
        if flaw == .targetWideBreaker, lane.rests(at: now).contains(where: { !$0.isProbing }) { return }
        let queue = queue()
        guard !queue.isEmpty else { return }
        for case .send(let ids) in lane.step(.waiting(queue, held: []), at: now) {
            for id in ids { try send(leads[place(id)]) }
        }
    }

    /// What the store answers to the lane's request: the oldest and the fresh ones of each source, and the newest of some.
    private func queue() -> [QueuedLead] {
        let wall = now.wall
        var due: [QueuedLead] = []
        for lead in leads where lead.state == .queued && lead.dueAt <= wall {
            let isFresh = lead.isFresh && wall - lead.receivedAt <= policy.freshFor
            due.append(QueuedLead(id: lead.id, source: lead.source, dueAt: lead.dueAt, isFresh: isFresh))
        }
        guard due.count > Self.limit else { return due }
        due.sort { ($0.dueAt, $0.id) < ($1.dueAt, $1.id) }
        let (window, doubtful) = (lane.window, lane.doubtfulSources)
        var counts: [SourceName: Int] = [:]
        let totals = Dictionary(grouping: due, by: \.source).mapValues(\.count)
        return due.filter { lead in
            counts[lead.source, default: 0] += 1
            let count = counts[lead.source] ?? 0
            return lead.isFresh || count <= window || count == totals[lead.source] && doubtful.contains(lead.source)
        }
    }

    private mutating func send(_ lead: Lead) throws {
        if isHeld { violations.append("something left while an operator held the lane") }
        if let clearSince, Self.isGood(lead) {
            let wait = uptime - max(clearSince, lead.dueAt - start)
            longestWait = max(longestWait, wait)
            if wait > Self.bound { violations.append("a lead of a good source waited \(wait) ms") }
        }
        let intent = Intent(
            attempt: lead.attempts + 1,
            startedAt: now.wall,
            target: lead.target,
            mode: lead.mode,
            mappingHash: "c0ffee",
            reference: lead.reference,
            epoch: epoch
        )
        try step(.sendingStarted(intent), lead)
        reconciliation.left(lead.id, at: now)
        onWire.append(target.take(leads[place(lead.id)], at: uptime, using: &random))
    }

    private mutating func answer() throws {
        guard onWire.contains(where: { $0.answeredAt <= uptime }) else { return }
        let answered = onWire.filter { $0.answeredAt <= uptime }
        onWire.removeAll { $0.answeredAt <= uptime }
        for request in answered {
            let outcome = bent(request.outcome)
            var isLost = false
            if case .unknown = outcome { isLost = true }
            reconciliation.ended(
                request.lead.id,
                Self.here,
                number: outcome.confirmation?.vorgangsnummer,
                isLost: isLost,
                at: now
            )
            let jitter = Double(random.next() % 1_000) / 1_000
            for effect in lane.step(.ended(request.lead, outcome, jitter: jitter), at: now) {
                switch effect {
                case .record(let event): try step(event, request.lead)
                case .hasten(let source): hasten(source)
                default: break
                }
            }
        }
    }

    /// What the planted fault makes of an answer.
    private func bent(_ outcome: Outcome) -> Outcome {
        switch (flaw, outcome) {
        case (.conflictIsSuccess, .connectionFault): .confirmed(Confirmation(vorgangsnummer: "AB1234"))
        case (.resendAfterLoss, .unknown(let fault)): .transient(fault, retryAfterMilliseconds: nil)
        default: outcome
        }
    }

    private mutating func hasten(_ source: SourceName?) {
        let wall = now.wall
        for place in leads.indices where leads[place].state == .queued && leads[place].dueAt > wall {
            if source == nil || leads[place].source == source { leads[place] = leads[place].due(at: wall) }
        }
    }

    private mutating func lookUp() throws {
        let uncertain = leads.filter { $0.state == .uncertain }
        guard !uncertain.isEmpty else { return }
        if flaw == .noLookup {
            for lead in uncertain { try step(.notThere(witness: nil), lead) }
            return
        }
        guard reconciliation.isTime(nextDue: uncertain.map(\.dueAt).min(), at: now) else { return }
        reconciliation.note(uncertain, at: now)
        for lead in uncertain { reconciliation.note(Self.here, of: lead.id) }
        for (lead, outcome) in zip(uncertain, target.find(uncertain, at: uptime)) {
            switch reconciliation.judge(lead, outcome, at: now) {
            case .nothing: break
            case .record(let event): try step(event, lead)
            case .park(let event, let cause):
                try step(event, lead)
                try step(.exhausted(cause), leads[place(lead.id)])
            }
        }
        reconciliation.rounded(took: 50, at: uptime)
    }

    // MARK: Trouble

    /// Somebody sets the clock, and the store's due times are moved with it (`ClockWatch`).
    private mutating func jump(by shift: Int64) {
        let before = now.wall
        start += shift
        for place in leads.indices where leads[place].dueAt != Lead.never {
            let dueAt = leads[place].dueAt
            leads[place] = leads[place].due(at: dueAt <= before ? min(dueAt, now.wall) : dueAt + shift)
        }
    }

    /// The process ends; another one starts with what is on disk. What is on the wire goes on without it.
    private mutating func crash() throws {
        epoch += 1
        onWire = []
        lane = LaneState(policy: policy, limit: Self.limit, at: now)
        reconciliation = Reconciliation(policy: policy, startedAt: uptime)
        isHeld = false
        for lead in leads where lead.state == .sending {
            try step(.foundUnanswered(Cause(.stoppedWhileSending)), lead)
        }
    }

    private mutating func hold() {
        isHeld = true
        _ = lane.step(.paused(Cause(.pausedByOperator)), at: now)
    }

    private mutating func resume() {
        isHeld = false
        _ = lane.step(.resumed(source: nil), at: now)
        hasten(nil)
    }

    /// An operator replays a dead letter, or resolves an uncertain lead by what is really there.
    private mutating func operate() throws {
        guard let lead = leads.randomElement(using: &random) else { return }
        switch lead.state {
        case .dead: try step(.replayed(by: "anna", reason: nil), lead)
        case .uncertain where !target.isAtWork(on: lead):
            let number = target.numbers(of: lead).first
            try step(number.map { .found(vorgangsnummer: $0) } ?? .notThere(witness: nil), lead)
        default: break
        }
    }

    // MARK: What must hold

    private mutating func judge(_ lead: Lead) {
        let numbers = target.numbers(of: lead)
        if numbers.count > 1 { violations.append("doubled: \(lead.reference)") }
        if lead.state == .delivered, numbers != [lead.vorgangsnummer] {
            violations.append("lost: delivered without a case")
        }
        if lead.state == .dead, !numbers.isEmpty { violations.append("dead although it is there") }
        if lead.state == .dead, lead.cause?.class == .connection { violations.append("died of a connection fault") }
        if isOpen(lead) { violations.append("stuck: \(lead.reference) \(lead.state) \(lead.cause?.code ?? "-")") }
    }
}

extension Lead {
    /// The lead with another due time, where it waits.
    fileprivate func due(at time: Int64) -> Lead {
        let moved: Standing
        switch standing {
        case .queued(_, let cause): moved = .queued(dueAt: time, after: cause)
        case .uncertain(let intent, let cause, let next?) where next != Lead.never:
            moved = .uncertain(intent, cause, lookAgainAt: time)
        default: return self
        }
        return Lead(
            id: id,
            source: source,
            target: target,
            mode: mode,
            standing: moved,
            receivedAt: receivedAt,
            updatedAt: updatedAt,
            attempts: attempts,
            attemptsThisRound: attemptsThisRound,
            replays: replays,
            mappingHash: mappingHash,
            reference: reference,
            version: version
        )
    }
}
