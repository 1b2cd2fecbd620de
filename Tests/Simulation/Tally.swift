/// What many schedules came to.
package struct Tally: Sendable {
    package private(set) var schedules = 0
    package private(set) var leads = 0
    /// What a good lead that was due has waited at most while the target took it, in milliseconds.
    package private(set) var longestWait: Int64 = 0
    /// One line for each schedule in which something did not hold, with the seed that repeats it.
    package private(set) var failures: [String] = []

    /// Runs a schedule for each seed.
    package init(of seeds: some Sequence<UInt64>) throws {
        for seed in seeds {
            var schedule = Schedule(seed: seed)
            try schedule.run()
            schedules += 1
            leads += schedule.leads.count
            longestWait = max(longestWait, schedule.longestWait)
            if let violation = schedule.violations.first { failures.append("LEADGATE_SEED=\(seed): \(violation)") }
        }
    }

    /// Takes another's in.
    mutating func add(_ other: Tally) {
        schedules += other.schedules
        leads += other.leads
        longestWait = max(longestWait, other.longestWait)
        failures += other.failures
    }
}
