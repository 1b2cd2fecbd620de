/// How long and how often a callback is tried: exponential with full jitter, by its age.
///
/// A budget of its own: a receiver that is down costs its sender the news, and no lead anything. All times in milliseconds.
package struct CallbackRetry: Sendable, Hashable {
    /// Upper bound of the first delay.
    package var base: Int64
    /// Upper bound of any delay.
    package var cap: Int64
    /// Least delay, so that a lucky number does not mean at once.
    package var least: Int64
    /// Age, from the state change on, after which it is not tried again.
    package var lifetime: Int64

    /// A policy of its parts.
    package init(base: Int64, cap: Int64, least: Int64, lifetime: Int64) {
        self.base = base
        self.cap = cap
        self.least = least
        self.lifetime = lifetime
    }

    /// From seconds to half an hour apart, for a day.
    package static let standard = CallbackRetry(
        base: 5_000,
        cap: 1_800_000,
        least: 1_000,
        lifetime: 86_400_000
    )

    /// When to try again.
    /// - Parameters:
    ///   - attempts: how many were made so far, at least 1.
    ///   - changedAt: when the state change happened.
    ///   - asked: what the receiver asked for by `Retry-After`; honoured as a minimum.
    ///   - jitter: a random number in `0..<1`.
    /// - Returns: milliseconds since 1970, or `nil` when the budget is used up before that.
    package func next(
        after attempts: Int,
        changedAt: Int64,
        now: Int64,
        asked: Int64?,
        jitter: Double
    ) -> Int64? {
        var bound = base
        for _ in 1..<max(1, attempts) where bound < cap { bound *= 2 }
        let random = Int64(Double(min(bound, cap)) * jitter)
        let next = now + max(least, random, asked ?? 0)
        return next <= changedAt + lifetime ? next : nil
    }
}
