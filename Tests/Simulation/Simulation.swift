import Foundation

/// Runs random schedules over the production's rules of delivery, as many at a time as there are processors, and ends with 1 if
/// in one of them a lead was lost, doubled or stuck, or one sender held up another.
///
/// `LEADGATE_SCHEDULES` says how many (100 000), `LEADGATE_SEED` runs one again.
@main
enum Simulation {
    static func main() async throws {
        let environment = ProcessInfo.processInfo.environment
        let count = environment["LEADGATE_SCHEDULES"].flatMap { UInt64($0) } ?? 100_000
        let seeds = environment["LEADGATE_SEED"].flatMap { UInt64($0) }.map { $0...$0 } ?? 1...max(1, count)
        let parts = UInt64(ProcessInfo.processInfo.activeProcessorCount)
        var tally = try Tally(of: [])
        try await withThrowingTaskGroup(of: Tally.self) { group in
            for part in 0..<parts {
                group.addTask { try Tally(of: seeds.lazy.filter { $0 % parts == part }) }
            }
            for try await part in group { tally.add(part) }
        }
        print(
            """
            \(tally.schedules) schedules with \(tally.leads) leads; no good lead waited longer than \
            \(tally.longestWait / 1_000) s; lost, doubled, stuck or held up in \(tally.failures.count)
            """
        )
        for failure in tally.failures.prefix(20) { print(failure) }
        if !tally.failures.isEmpty { exit(1) }
    }
}
