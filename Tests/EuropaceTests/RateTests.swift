import Leads
import Moments
import SeededRandom
import Synchronization
import Targets
import TestSupport
import Testing

@testable import Europace

@Suite("The rate budget")
struct RateTests {
    @Test(
        "in no stretch of a window do more requests leave than the limit, whenever each one really left",
        arguments: 1...60
    )
    func never(seed: Int) {
        var random = SeededRandom(seed: UInt64(seed))
        let limit = Int.random(in: 1...12, using: &random)
        let length = Int64.random(in: 10...200, using: &random)
        var window = RateWindow(limit: limit, length: length)
        var now: Int64 = 0
        var inFlight: [Int64] = []
        var departures: [Int64] = []
        for _ in 0..<600 {
            now += Int64.random(in: 0...(length / 4), using: &random)
            if !inFlight.isEmpty, Bool.random(using: &random) {
                let taken = inFlight.remove(at: Int.random(in: inFlight.indices, using: &random))
                // Its bytes left at some moment between its slot and its end.
                departures.append(Int64.random(in: taken...now, using: &random))
                window.end(at: now)
            } else if window.take(at: now) == .taken {
                inFlight.append(now)
            }
            if Int.random(in: 0..<40, using: &random) == 0 { window.rest(until: now + length) }
        }
        departures.sort()
        for (index, start) in departures.enumerated() {
            let within = departures[index...].prefix { $0 < start + length }.count
            #expect(within <= limit)
        }
        #expect(departures.count > limit, "requests leave at all")
    }

    @Test("a slot is free a window after its request ended, and not before")
    func slot() {
        var window = RateWindow(limit: 1, length: 100)
        #expect(window.take(at: 0) == .taken)
        #expect(window.take(at: 10) == .wait(until: nil))
        window.end(at: 50)
        #expect(window.take(at: 149) == .wait(until: 150))
        #expect(window.take(at: 150) == .taken)
    }

    @Test("Retry-After makes everybody wait, the longest word counts, and it ends")
    func rest() {
        var window = RateWindow(limit: 5, length: 100)
        window.rest(until: 1_000)
        window.rest(until: 500)
        #expect(window.take(at: 600) == .wait(until: 1_000))
        #expect(window.take(at: 1_000) == .taken)
    }

    @Test("a backlog leaves a fifth of the limit to leads that come now")
    func backlog() {
        var window = RateWindow(limit: 10, length: 100)
        for _ in 0..<8 { #expect(window.take(at: 0, isBacklog: true) == .taken) }
        #expect(window.take(at: 0, isBacklog: true) != .taken)
        for _ in 0..<2 { #expect(window.take(at: 0) == .taken) }
        #expect(window.take(at: 0) != .taken)
    }

    @Test("429 without a time halves the rate, and it comes back second by second")
    func slowsDown() {
        var window = RateWindow(limit: 600, length: 60_000)
        for _ in 0..<100 { _ = window.take(at: 0) }
        window.slowDown(at: 10)
        window.slowDown(at: 20)
        #expect(window.allowed(at: 30) == 50, "answers that come together are one")
        #expect(window.take(at: 30) != .taken)
        #expect(window.allowed(at: 6_010) == 110)
        #expect(window.take(at: 6_010) == .taken)
        #expect(window.allowed(at: 600_000) == 600)
    }

    @Test("an operator ends every wait that the target asked for")
    func waitsNoLonger() {
        var window = RateWindow(limit: 5, length: 100)
        window.rest(until: 3_600_000)
        window.slowDown(at: 0)
        window.waitNoLonger()
        #expect(window.take(at: 1) == .taken)
        #expect(window.allowed(at: 1) == 5)
    }

    @Test("who came first goes first, and a wait that is too long is refused with the time to come back")
    func fair() async throws {
        try await Stand.run(settings: .slow(limit: 2, patience: 0)) { stand in
            let first = await stand.client.readVorgang("AB1234", trace: "t")
            let second = await stand.client.readVorgang("AB1234", trace: "t")
            guard case .failed(let asked) = first, case .failed(let refused) = second else {
                Issue.record("there is no such case")
                return
            }
            #expect(asked.status == 404)
            #expect(refused.code == "rate-limited")
            // The token counts, too.
            #expect(await stand.clients.rateUse().map(\.taken) == [2])
        }
    }

    @Test("a slot that was kept for a request is used by it alone, and one that was not needed is free again")
    func kept() async throws {
        try await Stand.run(settings: .slow(limit: 3, patience: 0)) { stand in
            let system = KEXVorgangSystem(clients: stand.clients)
            let context = SendingContext.of(.kexVorgang)
            func taken() async -> Int? { await stand.clients.rateUse().first?.taken }
            func admitted() async throws -> any KeptPlace {
                guard case .granted(let place?) = await system.admit(context) else { throw Refused() }
                return place
            }
            let unused = try await admitted()
            #expect(await taken() == 2, "the token counts, too")
            await unused.giveBack()
            await unused.giveBack()
            #expect(await taken() == 1)

            let place = try await admitted()
            let outcomes = await Admission.$place.withValue(place) {
                let first = await system.send(Stand.kex(), context)
                return [first, await system.send(Stand.kex(reference: "lead-2"), context)]
            }
            #expect(outcomes.allSatisfy { $0.confirmation != nil }, "the second takes a slot of its own")
            await place.giveBack()
            #expect(await taken() == 3)
            guard case .refused(.transient(let fault, _)) = await system.admit(context) else { throw Refused() }
            #expect(fault.code == "rate-limited")
        }
    }

    private struct Refused: Error {}

    @Test("a request that waits for its turn ends when it is cancelled")
    func cancelled() async throws {
        try await Stand.run(settings: .slow(limit: 2, patience: 600_000)) { stand in
            _ = await stand.client.readVorgang("AB1234", trace: "t")
            let waiting = Task { await stand.client.readVorgang("AB1234", trace: "t") }
            while await stand.clients.rateUse().first?.waiting != 1 { await Task.yield() }
            waiting.cancel()
            guard case .failed(let fault) = await waiting.value else {
                Issue.record("nothing was read")
                return
            }
            #expect(fault.code == "cancelled")
            #expect(await stand.clients.rateUse().first?.waiting == 0)
        }
    }

    @Test("whoever waits sleeps until there may be a slot, however often there is none then")
    func sleeps() async throws {
        let clock = CountingClock()
        let budget = RateBudget(window: RateWindow(limit: 4, length: 60_000), clock: clock)
        for _ in 0..<4 {
            try await budget.take(patience: 0)
            await budget.end()
        }
        await budget.slowDown()
        let waiter = Task { try await budget.take(patience: 120_000) }
        // Half is allowed, one more each second; the third sleep is until the window has room again.
        for second in 1...2 {
            await clock.reaches(second)
            clock.manual.advance(1_000)
        }
        await clock.reaches(3)
        for _ in 0..<1_000 { await Task.yield() }
        #expect(clock.sleeps.withLock { $0 } == 3)
        clock.manual.advance(60_000)
        try await waiter.value
    }
}

extension EuropaceSettings {
    /// A budget that is used up at once.
    fileprivate static func slow(limit: Int, patience: Int64) -> EuropaceSettings {
        var settings = EuropaceSettings()
        settings.rate = RateWindow(limit: limit)
        settings.ratePatience = patience
        return settings
    }
}

/// A clock that counts how often somebody goes to sleep by it.
private final class CountingClock: Clock {
    let manual = ManualClock()
    let sleeps = Mutex(0)

    func now() -> Int64 { manual.now() }
    func uptime() -> Int64 { manual.uptime() }

    func sleep(_ milliseconds: Int64) async throws {
        sleeps.withLock { $0 += 1 }
        try await manual.sleep(milliseconds)
    }

    /// Waits until so many have gone to sleep.
    func reaches(_ count: Int) async {
        while sleeps.withLock({ $0 }) < count { await Task.yield() }
        await manual.sleepers(atLeast: 1)
    }
}
