import Testing
import simulation

/// Random schedules over the production's rules: some of those that `swift run -c release simulation` runs through.
@Suite("Whatever happens in whatever order")
struct SimulationTests {
    @Test("no lead is lost, doubled or stuck, and no sender holds up another", arguments: 0..<4 as Range<UInt64>)
    func schedules(part: UInt64) throws {
        let tally = try Tally(of: (1...400).filter { $0 % 4 == part })
        #expect(tally.failures.isEmpty, "\(tally.failures.count) of \(tally.schedules): \(tally.failures.prefix(5))")
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
