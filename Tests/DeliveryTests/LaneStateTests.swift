import Delivery
import DeliveryRules
import Leads
import Moments
import Names
import Targets
import Testing

@Suite("What an outcome does to a lead and to its lane")
struct LaneStateTests {
    private var bench = Bench()

    @Test("a Vorgangsnummer delivers the lead, and nothing rests")
    mutating func delivers() {
        let effects = bench.end(bench.lead(1), Bench.passed)
        #expect(effects.event == .delivered(Confirmation(vorgangsnummer: "AB1234")))
        #expect(bench.resting.isEmpty)
    }

    @Test("a document that the target refuses parks this lead and no other")
    mutating func dataFault() {
        let effects = bench.end(bench.lead(1), .dataFault(fault("target-400")))
        #expect(effects.event?.kind == .refused)
        #expect(effects.event?.cause?.class == .data)
        #expect(bench.resting.isEmpty)
    }

    @Test("missing rights put the lead back into the queue, not among the dead, and its source rests")
    mutating func connectionFault() {
        let effects = bench.end(bench.lead(1), Bench.refused)
        #expect(effects.event?.kind == .paused)
        #expect(effects.newRests.map(\.source) == ["a"])
        #expect(effects.newRests.first?.cause?.code == "target-409")
        #expect(bench.leave(bench.queued(2)).isEmpty)
        #expect(bench.leave(bench.queued(3, of: "b")) == [3])
    }

    @Test("after a rest one lead probes, and its success opens the gate for all and frees who waits")
    mutating func probe() {
        bench.end(bench.lead(1), Bench.refused)
        bench.pass(RetryPolicy.standard.restBase - 1)
        #expect(bench.leave(bench.queued(2), bench.queued(3)).isEmpty)
        bench.pass(1)
        #expect(bench.leave(bench.queued(2), bench.queued(3)) == [2])
        #expect(bench.leave(bench.queued(3)).isEmpty)
        let effects = bench.end(bench.lead(2), Bench.passed)
        #expect(effects.contains(.works(source: "a")))
        #expect(effects.contains(.hasten(source: "a")))
        #expect(bench.leave(bench.queued(3), bench.queued(4)) == [3, 4])
    }

    @Test(
        "while a fault lasts the rests grow, up to their cap",
        arguments: [
            (Bench.refused, RetryPolicy.standard.connectionRestCap), (Bench.busy, RetryPolicy.standard.restCap),
            (Bench.lost, RetryPolicy.standard.lostRestCap),
        ]
    )
    func growing(outcome: Outcome, cap: Int64) throws {
        var bench = bench
        for number in 0..<5 { bench.end(bench.lead(number), outcome) }
        var rests: [Int64] = []
        for number in 5..<30 {
            let rest = try #require(bench.lane.rests(at: bench.now).first)
            rests.append(try #require(rest.until) - bench.now.wall)
            bench.pass(rests.last ?? 0)
            #expect(bench.leave(bench.queued(number)) == [number])
            bench.end(bench.lead(number), outcome)
        }
        #expect(rests == rests.sorted())
        #expect(rests[1] == 2 * rests[0])
        #expect(rests.last == cap)
    }

    @Test("an answer that may pass is retried later, never before Retry-After")
    mutating func transient() {
        guard case .deferred(_, let retryAt) = bench.end(bench.lead(1), Bench.busy).event else {
            return #expect(Bool(false), "not deferred")
        }
        #expect(retryAt > bench.now.wall && retryAt <= bench.now.wall + RetryPolicy.standard.base)
        let asks = Outcome.transient(fault("target-429"), retryAfterMilliseconds: 60_000)
        guard case .deferred(_, let asked) = bench.end(bench.lead(2), asks).event else {
            return #expect(Bool(false), "not deferred")
        }
        #expect(asked == bench.now.wall + 60_000)
        #expect(bench.leave(bench.queued(3)).isEmpty, "Retry-After slows the source, not one lead")
    }

    @Test("an absurd Retry-After is capped, shown with its cause, and an operator overrides it")
    mutating func absurdRetryAfter() throws {
        let asks = Outcome.transient(fault("target-503"), retryAfterMilliseconds: 999_999_999_000)
        let effects = bench.end(bench.lead(1), asks)
        guard case .deferred(_, let retryAt)? = effects.event else { return #expect(Bool(false), "not deferred") }
        #expect(retryAt == bench.now.wall + 3_600_000)
        let rest = try #require(effects.newRests.first)
        #expect(rest.cause?.code == "target-503")
        #expect(rest.until == bench.now.wall + 3_600_000)
        #expect(bench.lane.step(.resumed(source: nil), at: bench.now) == [.hasten(source: nil)])
        #expect(bench.leave(bench.queued(1), bench.queued(2)) == [2])
    }

    @Test("retries end by age, whatever their number: an outage of a day less a moment kills nothing")
    mutating func age() {
        let lead = bench.lead(1)
        for _ in 0..<1_000 {
            #expect(bench.end(lead, Bench.busy).event?.kind == .deferred)
        }
        bench.pass(RetryPolicy.standard.giveUpAfter - 1)
        #expect(bench.end(lead, Bench.busy).event?.kind == .deferred)
        bench.pass(1)
        let event = bench.end(lead, Bench.busy).event
        #expect(event?.kind == .exhausted)
        #expect(event?.cause?.class == .exhausted)
    }

    @Test("a source says for itself how long its leads are tried again")
    mutating func ageOfSource() {
        let lead = bench.lead(1)
        func fail() -> LeadEvent? {
            bench.lane.step(.ended(lead, Bench.busy, jitter: 0.5, retryFor: 2 * 86_400_000), at: bench.now).event
        }
        #expect(fail()?.kind == .deferred)
        bench.pass(2 * 86_400_000 - 1)
        #expect(fail()?.kind == .deferred)
        bench.pass(1)
        #expect(fail()?.kind == .exhausted)
    }

    @Test("a lead that only looks old, because the clock was wrong, gets its hour of tries")
    mutating func wrongClock() {
        let old = bench.lead(1)
        bench.pass(365 * 86_400_000)
        #expect(bench.end(old, Bench.busy).event?.kind == .deferred)
        bench.pass(3_600_000)
        #expect(bench.end(old, Bench.busy).event?.kind == .exhausted)
    }

    @Test("a lead that fails the same way while others pass is poison, and opens no breaker")
    mutating func poison() {
        for attempt in 1...2 {
            #expect(bench.end(bench.lead(1, attempt: attempt), Bench.busy).event?.kind == .deferred)
            bench.end(bench.lead(10 + attempt), Bench.passed)
        }
        let event = bench.end(bench.lead(1, attempt: 3), Bench.busy).event
        #expect(event?.kind == .exhausted)
        #expect(event?.cause?.class == .poison)
        #expect(bench.resting.isEmpty)
    }

    @Test(
        "what never reached the target is nobody's poison",
        arguments: ["token-503", "rate-limited", "connect", "dns", "target-429"]
    )
    mutating func noPoison(code: String) {
        for attempt in 1...20 {
            let outcome = Outcome.transient(fault(code), retryAfterMilliseconds: nil)
            #expect(bench.end(bench.lead(1, attempt: attempt), outcome).event?.kind == .deferred)
            bench.end(bench.lead(2), Bench.passed)
        }
    }

    @Test("the same failures without any success are an outage, not poison")
    mutating func outage() {
        for attempt in 1...10 {
            #expect(bench.end(bench.lead(1, attempt: attempt), Bench.busy).event?.kind == .deferred)
        }
    }

    @Test("a lost answer makes the lead uncertain; nothing is known of the target")
    mutating func unknown() {
        let event = bench.end(bench.lead(1), Bench.lost).event
        #expect(event?.kind == .lostSight)
        #expect(event?.cause?.class == .unknown)
        #expect(bench.resting.isEmpty)
    }

    @Test("an operator's pause holds until an operator ends it")
    mutating func operatorsPause() {
        let cause = Cause(class: .person, code: "paused-by-operator", message: "maintenance")
        _ = bench.lane.step(.paused(cause), at: bench.now)
        bench.pass(365 * 86_400_000)
        #expect(bench.leave(bench.queued(1), bench.queued(2, of: "b")).isEmpty)
        #expect(bench.lane.rests(at: bench.now).first?.cause == cause)
        _ = bench.lane.step(.resumed(source: nil), at: bench.now)
        #expect(bench.leave(bench.queued(1), bench.queued(2)) == [1, 2])
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
}
