#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The two clocks intake goes by. Tests bring their own.
package struct IntakeClock: Sendable {
    /// Milliseconds since 1970-01-01T00:00:00Z: what leads and signatures are dated with.
    package let wall: @Sendable () -> Int64
    /// Nanoseconds since some moment, never going back: what rates are measured with.
    package let monotonic: @Sendable () -> Int64

    package init(wall: @escaping @Sendable () -> Int64, monotonic: @escaping @Sendable () -> Int64) {
        self.wall = wall
        self.monotonic = monotonic
    }

    /// The system's clocks.
    package static let system = IntakeClock(
        wall: { read(CLOCK_REALTIME) / 1_000_000 },
        monotonic: { read(CLOCK_MONOTONIC) }
    )

    private static func read(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
