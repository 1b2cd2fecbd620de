/// How often and when a lead is tried again after an answer that may pass by itself.
///
/// Exponential back-off with full jitter and a finite budget: a 503 may be tied to one payload (fact sheet 0.8), so no
/// lead is retried for ever. All times in milliseconds.
package struct RetryPolicy: Sendable, Equatable {
    /// Attempts before the lead becomes a dead letter with the cause `exhausted`.
    package var attempts: Int
    /// Upper bound of the first delay.
    package var base: Int64
    /// Upper bound of any delay.
    package var cap: Int64
    /// How long a target rests after a connection fault; doubles up to `cap` while the fault lasts.
    package var pause: Int64
    /// After how many identical transient answers a lead counts as poison if others passed in the meantime.
    package var poisonAfter: Int
    /// After how many transient outcomes of different leads in a row the lane rests (circuit breaker).
    package var breakerAfter: Int
    /// When a lost answer is looked up, measured from the intent; the last one closes the settle window.
    package var lookups: [Int64]

    /// About four hours of tries; look-ups over a settle window of 15 minutes (design: failure model 74).
    package static let standard = RetryPolicy(
        attempts: 12,
        base: 2_000,
        cap: 3_600_000,
        pause: 15_000,
        poisonAfter: 3,
        breakerAfter: 5,
        lookups: [1_000, 5_000, 30_000, 120_000, 300_000, 900_000]
    )

    package init(
        attempts: Int,
        base: Int64,
        cap: Int64,
        pause: Int64,
        poisonAfter: Int,
        breakerAfter: Int,
        lookups: [Int64]
    ) {
        self.attempts = attempts
        self.base = base
        self.cap = cap
        self.pause = pause
        self.poisonAfter = poisonAfter
        self.breakerAfter = breakerAfter
        self.lookups = lookups
    }

    /// When a lost answer is looked up next.
    /// - Returns: milliseconds since 1970, or nil when the settle window is over.
    package func lookup(after now: Int64, intentAt start: Int64) -> Int64? {
        lookups.map { start + $0 }.first { $0 > now }
    }

    /// When a look-up that was not answered is made again: as long from now as the lead has waited, so that a lasting
    /// fault is asked about ever more rarely; at least ``pause``, at most ``cap``.
    package func lookup(afterFailureAt now: Int64, intentAt start: Int64) -> Int64 {
        now + Swift.min(cap, Swift.max(pause, now - start))
    }

    /// The delay before the next attempt.
    /// - Parameters:
    ///   - attempt: how many attempts were made so far, at least 1.
    ///   - asked: what the target asked for by `Retry-After`; honoured as a minimum.
    ///   - jitter: a random number in `0..<1`.
    package func delay(afterAttempt attempt: Int, asked: Int64?, jitter: Double) -> Int64 {
        let bound = doubled(base, times: attempt - 1)
        let random = Int64(Double(bound) * jitter)
        return Swift.max(random, asked ?? 0)
    }

    /// How long the target rests after `count` connection faults in a row.
    package func rest(afterFaults count: Int) -> Int64 {
        doubled(pause, times: count - 1)
    }

    private func doubled(_ start: Int64, times: Int) -> Int64 {
        var value = start
        for _ in 0..<Swift.max(0, times) where value < cap { value *= 2 }
        return Swift.min(value, cap)
    }
}
