/// One moment by both clocks: the time of day, for people and for what outlives the process, and the time that never
/// jumps, for durations.
package struct Moment: Sendable, Hashable {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    package let wall: Int64
    /// Milliseconds since some moment of this process, never going back.
    package let uptime: Int64

    /// A moment of its parts.
    package init(wall: Int64, uptime: Int64) {
        self.wall = wall
        self.uptime = uptime
    }

    /// The time of day so many milliseconds of uptime later, as far as the clock does not jump.
    package func wall(atUptime later: Int64) -> Int64 { wall + (later - uptime) }
}

extension Clock {
    /// Now, by both clocks.
    package func moment() -> Moment { Moment(wall: now(), uptime: uptime()) }
}
