#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The machine's own clocks.
package struct SystemClock: Clock {
    package init() {}

    package func now() -> Int64 { Self.read(CLOCK_REALTIME) }

    package func uptime() -> Int64 { Self.read(CLOCK_MONOTONIC) }

    package func sleep(_ milliseconds: Int64) async throws {
        try await Task.sleep(for: .milliseconds(milliseconds))
    }

    private static func read(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
    }
}
