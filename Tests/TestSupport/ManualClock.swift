import Moments
import Synchronization

/// A clock that stands still until a test moves it; who waits by it is woken when its time has come, and not before.
package final class ManualClock: Clock {
    private struct Sleeper {
        let until: Int64
        let continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var now: Int64
        /// What somebody has set the time of day to, beside what has passed.
        var jumped: Int64 = 0
        var sleepers: [Int: Sleeper] = [:]
        var nextSleeper = 0
    }

    private let start: Int64
    private let state: Mutex<State>

    /// - Parameter now: milliseconds since 1970.
    package init(_ now: Int64 = 1_790_000_000_000) {
        start = now
        state = Mutex(State(now: now))
    }

    /// Lets time pass.
    package func advance(_ milliseconds: Int64) {
        let woken = state.withLock { state in
            state.now += milliseconds
            let due = state.sleepers.filter { $0.value.until <= state.now }
            for id in due.keys { state.sleepers[id] = nil }
            return due.values.sorted { $0.until < $1.until }
        }
        for sleeper in woken { sleeper.continuation.resume() }
    }

    /// Somebody sets the time of day; no time passes.
    package func jump(_ milliseconds: Int64) { state.withLock { $0.jumped += milliseconds } }

    /// Returns once so many tasks wait by this clock.
    package func sleepers(atLeast count: Int) async {
        while state.withLock({ $0.sleepers.count }) < count { await Task.yield() }
    }

    package func now() -> Int64 { state.withLock { $0.now + $0.jumped } }

    package func uptime() -> Int64 { state.withLock { $0.now } - start }

    package func sleep(_ milliseconds: Int64) async throws {
        let id = state.withLock { state in
            state.nextSleeper += 1
            return state.nextSleeper
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let outcome: Result<Void, any Error>? = state.withLock { state in
                    if Task.isCancelled { return .failure(CancellationError()) }
                    guard milliseconds > 0 else { return .success(()) }
                    state.sleepers[id] = Sleeper(until: state.now + milliseconds, continuation: continuation)
                    return nil
                }
                if let outcome { continuation.resume(with: outcome) }
            }
        } onCancel: {
            state.withLock { $0.sleepers.removeValue(forKey: id) }?.continuation.resume(throwing: CancellationError())
        }
    }
}
