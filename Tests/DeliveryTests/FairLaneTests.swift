import Delivery
import DeliveryRules
import Leads
import Moments
import Names
import Targets
import Testing

@Suite("Faults stay with their owner")
struct FairLaneTests {
    private var bench = Bench()

    @Test(
        "different leads of one source that fail in a row close that source, and others pass",
        arguments: [
            Bench.busy, Bench.lost,
        ]
    )
    mutating func breaker(outcome: Outcome) {
        for number in 1..<RetryPolicy.standard.breakerAfter {
            bench.end(bench.lead(number), outcome)
            #expect(bench.resting.isEmpty)
        }
        let effects = bench.end(bench.lead(RetryPolicy.standard.breakerAfter), outcome)
        #expect(effects.newRests.map(\.source) == ["a"])
        #expect(bench.leave(bench.queued(20), bench.queued(21, of: "b")) == [21])
    }

    @Test("a source with good and bad leads goes on: each good one starts the count anew")
    mutating func mixed() {
        for number in 1...100 {
            bench.end(bench.lead(number), Bench.busy)
            if number % 4 == 0 { bench.end(bench.lead(150), Bench.passed) }
        }
        #expect(bench.resting.isEmpty)
    }

    @Test(
        "several sources that fail without a success between them are the target's fault",
        arguments: [
            Bench.busy, Bench.refused,
        ]
    )
    mutating func target(outcome: Outcome) {
        for number in 1...5 { bench.end(bench.lead(number), outcome) }
        #expect(bench.resting == ["a"])
        for number in 11...14 { bench.end(bench.lead(number, of: "b"), outcome) }
        let effects = bench.end(bench.lead(15, of: "b"), outcome)
        #expect(bench.resting == ["-", "a", "b"])
        if case .transient = outcome { #expect(effects.newRests.map(\.source) == ["b", nil]) }
    }

    @Test("several sources that fail while another passes are not")
    mutating func notTheTarget() {
        for number in 1...5 { bench.end(bench.lead(number), Bench.busy) }
        bench.end(bench.lead(50, of: "c"), Bench.passed)
        for number in 11...15 { bench.end(bench.lead(number, of: "b"), Bench.busy) }
        #expect(bench.resting == ["a", "b"])
    }

    /// Two sources that failed, so that the target is held to be at fault.
    private mutating func closeTarget() {
        for number in 1...5 { bench.end(bench.lead(number), Bench.busy) }
        for number in 11...15 { bench.end(bench.lead(number, of: "b"), Bench.busy) }
        #expect(bench.resting == ["-", "a", "b"])
    }

    @Test("while the target rests every source that does not rest itself tries one lead, and a success frees all")
    mutating func others() {
        closeTarget()
        let queue = [bench.queued(6), bench.queued(16, of: "b"), bench.queued(31, of: "c"), bench.queued(32, of: "c")]
        #expect(bench.leave(queue) == [31])
        #expect(bench.leave(bench.queued(32, of: "c"), bench.queued(41, of: "d")) == [41], "one at a time")
        let effects = bench.end(bench.lead(31, of: "c"), Bench.passed)
        #expect(effects.contains(.works(source: nil)))
        #expect(effects.contains(.hasten(source: nil)))
        // The others need not wait for the end of their own rest: each probes with one lead.
        #expect(bench.leave([bench.queued(6), bench.queued(7), bench.queued(16, of: "b")]).sorted() == [6, 16])
    }

    @Test("while the target rests one failure lets a source rest, and never for more than a minute")
    mutating func failsOnce() throws {
        closeTarget()
        for round in 0..<20 {
            #expect(bench.leave(bench.queued(31, of: "c")) == [31])
            #expect(bench.end(bench.lead(31, of: "c"), Bench.busy).newRests.map(\.source) == (round == 0 ? ["c"] : []))
            let rest = try #require(bench.lane.rests(at: bench.now).first { $0.source == "c" })
            #expect(try #require(rest.until) - bench.now.wall <= 60_000)
            bench.pass(60_000)
        }
    }

    @Test("two sources that fail for ever do not hold up one that failed with them for a while")
    mutating func bystander() throws {
        for number in 21...25 { bench.end(bench.lead(number, of: "good"), Bench.busy) }
        for (number, source) in [(1, "a"), (11, "b")] as [(Int, SourceName)] {
            bench.end(bench.lead(number, of: source), Bench.refused)
        }
        #expect(bench.resting == ["-", "a", "b", "good"])
        for _ in 0..<30 {
            bench.pass(60_000)
            for number in bench.leave(bench.queued(6), bench.queued(16, of: "b")) {
                bench.end(bench.lead(number, of: number == 6 ? "a" : "b"), Bench.refused)
            }
            #expect(bench.leave(bench.queued(26, of: "good")) == [26])
            bench.end(bench.lead(26, of: "good"), Bench.busy)
        }
    }

    @Test("an outage of a target costs few requests, however many sources wait")
    mutating func outage() {
        let sources = (0..<40).map { SourceName("s\($0)") }
        var dueAt = [Int64](repeating: bench.now.wall, count: 200)
        var sent = 0
        for second in 0..<900 {
            let due = dueAt.indices.filter { dueAt[$0] <= bench.now.wall }
            let queue = due.map { bench.queued($0, of: sources[$0 / 5], waited: bench.now.wall - dueAt[$0]) }
            for number in bench.leave(queue) {
                sent += second < 300 ? 0 : 1
                let event = bench.end(bench.lead(number, of: sources[number / 5]), Bench.busy).event
                if case .deferred(_, let retryAt)? = event { dueAt[number] = retryAt }
            }
            bench.pass(1_000)
        }
        #expect(sent <= 40 * 11, "each source asks once a minute")
    }

    @Test("sources that have long been failing while others pass are no evidence against the target")
    mutating func knownFaults() {
        closeTarget()
        #expect(bench.leave(bench.queued(31, of: "c")) == [31])
        bench.end(bench.lead(31, of: "c"), Bench.passed)
        for _ in 0..<5 {
            bench.pass(60_000)
            #expect(bench.leave(bench.queued(6), bench.queued(16, of: "b")) == [6, 16])
            for (number, source) in [(6, "a"), (16, "b")] as [(Int, SourceName)] {
                bench.end(bench.lead(number, of: source), Bench.busy)
            }
            #expect(bench.resting == ["a", "b"])
        }
    }

    @Test("an answer to a request from before the rest opens nothing")
    mutating func lateAnswer() {
        #expect(bench.leave(bench.queued(1), bench.queued(2)) == [1, 2])
        bench.pass(10)
        for number in 3...7 { bench.end(bench.lead(number), Bench.busy) }
        bench.end(bench.lead(1), Bench.passed)
        #expect(bench.resting == ["a"])
    }

    @Test("one wrong adviser among many good leads of a source waits alone")
    mutating func ownFault() {
        bench.end(bench.lead(50), Bench.passed)
        for round in 1...50 {
            let event = bench.end(bench.lead(round), Bench.refused).event
            #expect(event?.kind == .deferred, "neither dead nor sent again at once")
            #expect(event?.cause?.class == .connection)
            bench.end(bench.lead(51), Bench.passed)
            #expect(bench.resting.isEmpty)
        }
    }

    @Test("a source that was refused for one lead probes with another, then with the newest")
    mutating func probesWithAnother() {
        bench.end(bench.lead(1), Bench.refused)
        bench.pass(RetryPolicy.standard.restBase)
        let queue = [1, 2, 3, 4].map { bench.queued($0, waited: Int64(100_000 - $0)) }
        #expect(bench.leave(queue) == [2])
        bench.end(bench.lead(2), Bench.refused)
        bench.pass(RetryPolicy.standard.restBase * 2)
        #expect(bench.leave(queue) == [4])
    }

    @Test("no source takes more than its share of requests, and another always finds room")
    mutating func room() {
        let loud = (1...20).map { bench.queued($0) }
        #expect(bench.leave(loud).count == 6)
        let fresh = (51...60).map { bench.queued($0, waited: 10, isFresh: true) }
        #expect(bench.leave(loud + fresh) == [51, 52])
        #expect(bench.leave(loud + [bench.queued(30, of: "b"), bench.queued(31, of: "b")]) == [30, 31])
    }

    @Test("a backlog, of however many sources, leaves room to leads that come now")
    mutating func roomForFresh() {
        let backlog = (1...40).map { bench.queued($0, of: SourceName("s\($0 % 4)")) }
        #expect(bench.leave(backlog).count == 10)
        #expect(bench.leave(backlog + [bench.queued(50, of: "s1", waited: 10, isFresh: true)]) == [50])
    }

    @Test("keeping within our own rate is nobody's fault, unless it lasts")
    mutating func ownPace() {
        for number in 1...20 {
            let paced = Outcome.transient(fault("rate-limited"), retryAfterMilliseconds: 5_000)
            #expect(bench.end(bench.lead(number), paced).event?.kind == .deferred)
        }
        #expect(bench.resting.isEmpty)
        bench.end(bench.lead(30), .transient(fault("rate-limited"), retryAfterMilliseconds: 3_600_000))
        #expect(bench.resting == ["a"])
    }

    @Test("sources take turns, fresh leads first")
    mutating func turns() {
        var bench = Bench(limit: 2)
        let backlog = (1...9).map { bench.queued($0, waited: Int64(100_000 - $0)) }
        let other = (11...12).map { bench.queued($0, of: "b", waited: Int64(50_000 - $0)) }
        let fresh = bench.queued(20, waited: 10, isFresh: true)
        #expect(bench.leave(backlog + other + [fresh]) == [20, 11, 1])
    }

    @Test("what a switched-off source has queued stays, and goes when it is switched on again")
    mutating func held() {
        #expect(bench.leave([bench.queued(1), bench.queued(2, of: "b")], held: ["a"]) == [2])
        #expect(bench.leave(bench.queued(1)) == [1])
    }

    @Test("a pause that an earlier process left holds for all until its end, then one lead probes")
    mutating func inherited() {
        let cause = Cause(class: .connection, code: "token-401", message: "the secret is wrong")
        let pause = TargetPause(
            target: .kundenangaben,
            cause: cause,
            since: bench.now.wall - 1_000,
            until: bench.now.wall + 5_000
        )
        bench = Bench(pause: pause)
        #expect(bench.leave(bench.queued(1)).isEmpty)
        bench.pass(5_000)
        #expect(bench.leave(bench.queued(1), bench.queued(2, of: "b")).count == 1)
        #expect(bench.end(bench.lead(1), Bench.passed).contains(.works(source: nil)))
    }
}
