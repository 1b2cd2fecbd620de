/// What goes by time goes by this: the time of day, a time that never goes back, and waiting.
///
/// Times are whole milliseconds everywhere. Two kinds exist: ``SystemClock``, and the one that tests move by hand.
package protocol Clock: Sendable {
    /// The time of day in milliseconds since 1970-01-01T00:00:00Z. It may jump, also back: for dates, not for durations.
    func now() -> Int64

    /// Milliseconds since some moment, never going back: for durations.
    func uptime() -> Int64

    /// Waits for so many milliseconds; ends early with an error when the task is cancelled.
    func sleep(_ milliseconds: Int64) async throws
}
