import Moments
import TestSupport
import Testing

@Suite("Clocks")
struct ClockTests {
    @Test("the system's clock tells this century, and its durations never go back")
    func system() {
        let clock = SystemClock()
        #expect((1_700_000_000_000..<4_102_444_800_000).contains(clock.now()))
        let first = clock.uptime()
        #expect(clock.uptime() >= first)
    }

    @Test("who waits by a clock moved by hand is woken when its time has come")
    func manual() async throws {
        let clock = ManualClock(5)
        let (woken, wakes) = AsyncStream<Int>.makeStream()
        try await withThrowingTaskGroup { group in
            for pause in [10, 30, 20] {
                group.addTask {
                    try await clock.sleep(Int64(pause))
                    wakes.yield(pause)
                }
            }
            await clock.sleepers(atLeast: 3)
            clock.advance(10)
            var order = woken.makeAsyncIterator()
            #expect(await order.next() == 10)
            clock.advance(10)
            #expect(await order.next() == 20)
            clock.advance(10)
            #expect(await order.next() == 30)
            try await group.waitForAll()
        }
        #expect(clock.now() == 35)
        #expect(clock.uptime() == 30)
    }

    @Test("a cancelled wait ends at once")
    func cancelled() async {
        let clock = ManualClock()
        let task = Task { try await clock.sleep(1_000) }
        await clock.sleepers(atLeast: 1)
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
