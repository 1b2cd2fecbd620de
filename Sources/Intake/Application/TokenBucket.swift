import Synchronization

/// Lets so many requests a minute through: a full minute's worth at once, then one at a time as they grow back.
final class TokenBucket: Sendable {
    private struct State {
        /// In parts of which a request takes 60 000, so that each millisecond adds a whole number of them.
        var level: Int64
        var at: Int64
    }

    let perMinute: Int
    private let state: Mutex<State>

    private static let request: Int64 = 60_000

    /// - Parameter now: milliseconds that never go back.
    init(perMinute: Int, now: Int64) {
        self.perMinute = perMinute
        state = Mutex(State(level: Int64(perMinute) * Self.request, at: now))
    }

    /// Takes one; nil if there was one, else the whole seconds after which there will be.
    func take(now: Int64) -> Int? {
        state.withLock { state in
            let full = Int64(perMinute) * Self.request
            let passed = min(max(0, now - state.at), 60_000)
            state.level = min(full, state.level + passed * Int64(perMinute))
            state.at = max(now, state.at)
            if state.level >= Self.request {
                state.level -= Self.request
                return nil
            }
            let missing = Self.request - state.level
            let aSecond = Int64(perMinute) * 1_000
            return Int((missing + aSecond - 1) / aSecond)
        }
    }
}
