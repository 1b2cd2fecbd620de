import Synchronization

/// Lets so many requests a minute through: a full minute's worth at once, then one at a time as they grow back.
final class TokenBucket: Sendable {
    private struct State {
        var tokens: Double
        var at: Int64
    }

    let perMinute: Int
    private let state: Mutex<State>

    /// - Parameter now: monotonic nanoseconds.
    init(perMinute: Int, now: Int64) {
        self.perMinute = perMinute
        state = Mutex(State(tokens: Double(perMinute), at: now))
    }

    /// Takes one; nil if there was one, else the whole seconds after which there will be.
    func take(now: Int64) -> Int? {
        state.withLock { state in
            let perNanosecond = Double(perMinute) / 60e9
            state.tokens = min(Double(perMinute), state.tokens + Double(max(0, now - state.at)) * perNanosecond)
            state.at = max(now, state.at)
            if state.tokens >= 1 {
                state.tokens -= 1
                return nil
            }
            return max(1, Int(((1 - state.tokens) / perNanosecond / 1e9).rounded(.up)))
        }
    }
}
