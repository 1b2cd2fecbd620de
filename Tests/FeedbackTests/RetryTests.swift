import Feedback
import Testing

@Suite("How long a callback is tried")
struct RetryTests {
    private let retry = CallbackRetry(base: 1_000, cap: 8_000, least: 10, lifetime: 100_000)

    @Test(
        "the bound doubles up to its cap, and the delay is anywhere below it",
        arguments: [(1, 1_000), (2, 2_000), (4, 8_000), (50, 8_000)]
    )
    func backOff(attempts: Int, bound: Int64) {
        func delay(_ jitter: Double) -> Int64? {
            retry.next(after: attempts, changedAt: 0, now: 500, asked: nil, jitter: jitter).map { $0 - 500 }
        }
        #expect(delay(0) == 10)
        #expect(delay(0.5) == bound / 2)
    }

    @Test("what the receiver asks for is waited at least")
    func asked() {
        #expect(retry.next(after: 1, changedAt: 0, now: 0, asked: 60_000, jitter: 0.5) == 60_000)
        #expect(retry.next(after: 4, changedAt: 0, now: 0, asked: 1_000, jitter: 0.5) == 4_000)
    }

    @Test("past its lifetime it ends, whatever was asked")
    func ended() {
        #expect(retry.next(after: 9, changedAt: 0, now: 99_000, asked: nil, jitter: 0.1) == 99_800)
        #expect(retry.next(after: 9, changedAt: 0, now: 99_500, asked: nil, jitter: 0.9) == nil)
        #expect(retry.next(after: 1, changedAt: 0, now: 0, asked: 100_001, jitter: 0) == nil)
    }

    @Test("the standard is a finite budget of a day")
    func standard() {
        #expect(CallbackRetry.standard.lifetime == 24 * 3_600_000)
    }
}
