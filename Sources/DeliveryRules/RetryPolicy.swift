package import Targets

/// How often and when a lead is tried again after an answer that may pass by itself, and how long a source rests.
///
/// Retries end by age, never by a count: an outage would use a count up while nothing is wrong with the lead. All times in
/// milliseconds; none of them is a time of day.
package struct RetryPolicy: Sendable, Equatable {
    /// How old a lead that keeps failing may become before it is a dead letter with the cause `exhausted`.
    package var giveUpAfter: Int64 = 24 * 3_600_000
    /// The same for targets that have one of their own.
    package var giveUpAfterAt: [Target: Int64] = [:]
    /// Upper bound of the first delay.
    package var base: Int64 = 2_000
    /// Upper bound of any delay, unless the target asks for more.
    package var cap: Int64 = 600_000
    /// How long a source rests first; doubles while the fault lasts.
    package var restBase: Int64 = 2_000
    /// How long it rests at most after answers that took nothing in: to ask again costs nothing.
    package var restCap: Int64 = 10_000
    /// How long it rests at most after answers that were lost: each further try may leave one more lead uncertain.
    package var lostRestCap: Int64 = 60_000
    /// How long it rests at most while rights or configuration are wrong.
    package var connectionRestCap: Int64 = 60_000
    /// After how many identical answers a lead counts as poison if others passed in the meantime.
    package var poisonAfter: Int = 3
    /// After how many different leads in a row that failed a source rests (circuit breaker).
    package var breakerAfter: Int = 5
    /// After how many different leads in a row that were refused for rights a source rests, if others of it passed before.
    package var refusedAfter: Int = 3
    /// How long a lead overtakes others as a fresh one.
    package var freshFor: Int64 = 5_000
    /// When a lost answer is looked up, counted from when we first knew that it was lost; the last one closes the settle
    /// window.
    package var lookups: [Int64] = [1_000, 5_000, 30_000, 120_000, 300_000, 900_000]
    /// How long after an attempt has ended a case has to be asked for to prove its absence: so long the target may work on it.
    package var witnessAfter: Int64 = 120_000

    /// The standard: a day of tries; look-ups over a settle window of 15 minutes (design: failure model 74).
    package static let standard = RetryPolicy()

    package init() {}

    /// What a lane waits for at most, of its own accord or on a target's word.
    package static let longestWait: Int64 = 3_600_000

    /// The delay before the next attempt.
    /// - Parameters:
    ///   - attempt: how many attempts were made so far, at least 1.
    ///   - asked: what the target asked for by `Retry-After`; honoured as a minimum.
    ///   - jitter: a random number in `0..<1`.
    package func delay(afterAttempt attempt: Int, asked: Int64?, jitter: Double) -> Int64 {
        let bound = doubled(base, times: attempt - 1, cap: cap)
        let random = Int64(Double(bound) * jitter)
        return max(random, min(asked ?? 0, Self.longestWait))
    }

    /// How long a source rests after `count` faults in a row.
    package func rest(afterFaults count: Int, cap: Int64) -> Int64 {
        doubled(restBase, times: count - 1, cap: cap)
    }

    /// How long a source rests at most when `count` of them do: the more there are, the less often each asks, so that all of
    /// them together ask about once in `restBase`, but each of them once a minute.
    func restCap(_ cap: Int64, among count: Int) -> Int64 {
        max(cap, min(lostRestCap, restBase * Int64(count)))
    }

    /// Whether a lead that has failed for so long in this process is given up.
    ///
    /// Its age by the time of day alone does not end it, since that may have jumped; what it has been seen to fail for does.
    func isGivenUp(age: Int64, failingFor: Int64, within budget: Int64) -> Bool {
        failingFor >= budget || (age >= budget && failingFor >= min(budget, 3_600_000))
    }

    private func doubled(_ start: Int64, times: Int, cap: Int64) -> Int64 {
        var value = start
        for _ in 0..<max(0, times) where value < cap { value *= 2 }
        return min(value, cap)
    }
}
