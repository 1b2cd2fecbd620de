import Foundation
import Testing

/// Random schedules over the production's rules. `LEADGATE_SCHEDULES` says how many; `LEADGATE_SEED` runs one again.
@Suite("Whatever happens in whatever order")
struct SimulationTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let count = environment["LEADGATE_SCHEDULES"].flatMap { UInt64($0) } ?? 1_000
    private static let seeds = environment["LEADGATE_SEED"].flatMap { UInt64($0) }.map { $0...$0 } ?? 1...count

    @Test("no lead is lost, doubled or stuck, and no sender holds up another", arguments: 0..<4 as Range<UInt64>)
    func schedules(part: UInt64) throws {
        var failed: [String] = []
        var count = 0
        var leads = 0
        var longestWait: Int64 = 0
        for seed in Self.seeds where seed % 4 == part {
            var schedule = Schedule(seed: seed)
            try schedule.run()
            count += 1
            leads += schedule.leads.count
            longestWait = max(longestWait, schedule.longestWait)
            if let violation = schedule.violations.first { failed.append("LEADGATE_SEED=\(seed): \(violation)") }
        }
        #expect(failed.isEmpty, "\(failed.count) of \(count): \(failed.prefix(5).joined(separator: "\n"))")
        print("simulation: \(count) schedules, \(leads) leads, longest wait \(longestWait) ms, \(failed.count) failed")
    }

    @Test("each planted fault is seen", arguments: Schedule.Flaw.allCases)
    func planted(flaw: Schedule.Flaw) throws {
        for seed in 1...2_000 as ClosedRange<UInt64> {
            var schedule = Schedule(seed: seed, flaw: flaw)
            try schedule.run()
            if let violation = schedule.violations.first {
                print("planted \(flaw): seen by LEADGATE_SEED=\(seed): \(violation)")
                return
            }
        }
        Issue.record("2 000 schedules do not see it")
    }
}
