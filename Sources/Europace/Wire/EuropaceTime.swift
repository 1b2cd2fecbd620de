import Moments

/// The clocks that the clients go by, handed in so that tests do not wait.
package struct EuropaceTime: Sendable {
    /// Wall-clock time, milliseconds since 1970: for dates in `Retry-After`.
    package var now: @Sendable () -> Int64
    /// Milliseconds that never go backwards: for the lifetime of tokens.
    package var uptime: @Sendable () -> Int64
    /// Waits for that many milliseconds, or until cancelled.
    package var sleep: @Sendable (Int64) async throws -> Void

    /// Clocks of the caller's choice.
    package init(
        now: @escaping @Sendable () -> Int64,
        uptime: @escaping @Sendable () -> Int64,
        sleep: @escaping @Sendable (Int64) async throws -> Void
    ) {
        self.now = now
        self.uptime = uptime
        self.sleep = sleep
    }

    /// The machine's own clocks.
    package static let system = {
        let start = ContinuousClock.now
        return EuropaceTime(
            now: { SystemClock().now() },
            uptime: {
                let elapsed = ContinuousClock.now - start
                return elapsed.components.seconds * 1_000 + elapsed.components.attoseconds / 1_000_000_000_000_000
            },
            sleep: { try await Task.sleep(for: .milliseconds($0)) }
        )
    }()
}
