import Delivery
import Leads
import Names
import Targets
import Testing

@Suite("What an outcome does to a lead and to its lane")
struct LaneStateTests {
    private var state = LaneState(policy: .standard)
    private let now: Int64 = 1_000_000
    private let ids = (0..<20).map { LeadID.make(now: Int64($0)) }

    private func lead(_ number: Int, attempt: Int = 1, mayRepeat: Bool = false) -> Lead {
        Lead(
            id: ids[number],
            source: "trisalis",
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
            receivedAt: 0,
            updatedAt: 0,
            attempts: attempt,
            attemptsThisRound: attempt,
            reference: "reference",
            version: 2
        )
    }

    private func fault(_ code: String) -> Fault {
        Fault(code: code, message: "words for an operator")
    }

    private mutating func decide(_ outcome: Outcome, _ lead: Lead, jitter: Double = 0.5) -> LaneState.Decision {
        state.decide(outcome, for: lead, at: now, jitter: jitter)
    }

    @Test("a Vorgangsnummer delivers the lead and leaves the gate open")
    mutating func delivers() {
        let decision = decide(.confirmed(Confirmation(vorgangsnummer: "AB1234", messages: ["note"])), lead(1))
        #expect(decision.event == .delivered(Confirmation(vorgangsnummer: "AB1234", messages: ["note"])))
        #expect(decision.pause == nil)
        #expect(state.gate == .open)
    }

    @Test("a document that the target refuses parks this lead and no other")
    mutating func dataFault() {
        let decision = decide(.dataFault(fault("target-400")), lead(1))
        #expect(decision.event.kind == .refused)
        #expect(decision.event.cause?.class == .data)
        #expect(state.free(limit: 8, inFlight: 0) == 8)
    }

    @Test("missing rights pause the target and put the lead back into the queue, not among the dead")
    mutating func connectionFault() {
        let decision = decide(.connectionFault(fault("target-409")), lead(1))
        #expect(decision.event.kind == .paused)
        #expect(decision.pause?.cause.code == "target-409")
        #expect(state.free(limit: 8, inFlight: 0) == 0)
    }

    @Test("after a pause one lead probes, and its success opens the gate for all")
    mutating func probe() {
        let until = decide(.connectionFault(fault("target-403")), lead(1)).pause?.until ?? 0
        state.wake(at: until - 1)
        #expect(state.free(limit: 8, inFlight: 0) == 0)
        state.wake(at: until)
        #expect(state.free(limit: 8, inFlight: 0) == 1)
        #expect(state.free(limit: 8, inFlight: 1) == 0)
        let decision = decide(.confirmed(Confirmation(vorgangsnummer: "AB1234")), lead(1))
        #expect(decision.resumes)
        #expect(state.free(limit: 8, inFlight: 0) == 8)
    }

    @Test("while the fault lasts the pauses grow, up to the cap")
    mutating func growingPauses() {
        var pauses: [Int64] = []
        for _ in 0..<20 {
            let until = decide(.connectionFault(fault("token-401")), lead(1)).pause?.until ?? 0
            pauses.append(until - now)
            state.wake(at: until)
        }
        #expect(pauses == pauses.sorted())
        #expect(pauses[1] == 2 * pauses[0])
        #expect(pauses.last == RetryPolicy.standard.cap)
    }

    @Test("an answer that may pass is retried later, never before Retry-After")
    mutating func transient() {
        guard
            case .deferred(_, let retryAt) = decide(
                .transient(fault("target-503"), retryAfterMilliseconds: nil),
                lead(1)
            ).event
        else { return #expect(Bool(false), "not deferred") }
        #expect(retryAt > now && retryAt <= now + RetryPolicy.standard.base)
        guard
            case .deferred(_, let asked) = decide(
                .transient(fault("target-429"), retryAfterMilliseconds: 60_000),
                lead(2)
            ).event
        else { return #expect(Bool(false), "not deferred") }
        #expect(asked == now + 60_000)
        #expect(state.free(limit: 8, inFlight: 0) == 0, "Retry-After slows the target, not one lead")
    }

    @Test("the budget of attempts is finite, then the lead is dead with the cause exhausted")
    mutating func exhausted() {
        let last = lead(1, attempt: RetryPolicy.standard.attempts)
        let decision = decide(.transient(fault("target-503"), retryAfterMilliseconds: nil), last)
        #expect(decision.event.kind == .exhausted)
        #expect(decision.event.cause?.class == .exhausted)
    }

    @Test("a lead that fails the same way while others pass is poison")
    mutating func poison() {
        for attempt in 1...2 {
            let decision = decide(
                .transient(fault("target-503"), retryAfterMilliseconds: nil),
                lead(1, attempt: attempt)
            )
            #expect(decision.event.kind == .deferred)
            _ = decide(.confirmed(Confirmation(vorgangsnummer: "AB123\(attempt)")), lead(10 + attempt))
        }
        let decision = decide(.transient(fault("target-503"), retryAfterMilliseconds: nil), lead(1, attempt: 3))
        #expect(decision.event.kind == .exhausted)
        #expect(decision.event.cause?.class == .poison)
        #expect(state.gate == .open)
    }

    @Test("the same failures without any success are an outage, not poison")
    mutating func outage() {
        for attempt in 1...4 {
            let decision = decide(
                .transient(fault("target-503"), retryAfterMilliseconds: nil),
                lead(1, attempt: attempt)
            )
            #expect(decision.event.kind == .deferred)
        }
    }

    @Test("transient answers to different leads in a row close the gate for a while")
    mutating func breaker() {
        for number in 1..<RetryPolicy.standard.breakerAfter {
            _ = decide(.transient(fault("target-503"), retryAfterMilliseconds: nil), lead(number))
            #expect(state.gate == .open)
        }
        let decision = decide(
            .transient(fault("target-503"), retryAfterMilliseconds: nil),
            lead(RetryPolicy.standard.breakerAfter)
        )
        #expect(decision.event.kind == .deferred)
        #expect(decision.pause == nil, "an outage is no fault of the connection's set-up")
        #expect(state.free(limit: 8, inFlight: 0) == 0)
    }

    @Test("a lost answer makes the lead uncertain; nothing is known of the target")
    mutating func unknown() {
        let decision = decide(.unknown(fault("timeout")), lead(1))
        #expect(decision.event.kind == .lostSight)
        #expect(decision.event.cause?.class == .unknown)
        #expect(state.gate == .open)
    }

    @Test("an operator's pause holds until an operator ends it")
    mutating func operatorsPause() {
        state.operatorSets(restingUntil: .max)
        state.wake(at: now + 1_000_000_000)
        #expect(state.free(limit: 8, inFlight: 0) == 0)
        state.operatorSets(restingUntil: nil)
        #expect(state.free(limit: 8, inFlight: 0) == 1)
    }
}

@Suite("When a lead is tried again")
struct RetryPolicyTests {
    private let policy = RetryPolicy.standard

    @Test("delays double up to the cap, with full jitter", arguments: 1...12)
    func delays(attempt: Int) {
        let bound = min(policy.cap, policy.base << Int64(attempt - 1))
        #expect(policy.delay(afterAttempt: attempt, asked: nil, jitter: 0) == 0)
        #expect(policy.delay(afterAttempt: attempt, asked: nil, jitter: 0.999_999) <= bound)
        #expect(policy.delay(afterAttempt: attempt, asked: nil, jitter: 0.5) == bound / 2)
    }

    @Test("look-ups are spread over the settle window, then end")
    func lookups() {
        var now: Int64 = 0
        var count = 0
        while let next = policy.lookup(after: now, intentAt: 0) {
            #expect(next > now)
            now = next
            count += 1
        }
        #expect(count == policy.lookups.count)
        #expect(now == policy.lookups.last)
    }
}
