import Foundation

/// Nanoseconds for one of what `body` does `count` of: by the clock, and of CPU time, which other work on the machine disturbs
/// less.
func nanoseconds(_ count: Int, _ body: () throws -> Void) rethrows -> (clock: Int, cpu: Int) {
    let before = cpuNanoseconds()
    let elapsed = try ContinuousClock().measure(body)
    return (Int(elapsed / .nanoseconds(count)), (cpuNanoseconds() - before) / count)
}

func cpuNanoseconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
}

extension [Int] {
    /// The middle one of the sorted values.
    var median: Int { sorted()[count / 2] }
}
