import Leads
import SeededRandom
import Testing

/// Leads under random events from many hands, with an oracle beside the state machine that knows what the target got.
@Suite("Simulated lives")
struct LeadSimulationTests {
    @Test(
        "whatever happens in whatever order, the books balance and nothing goes out twice unasked",
        arguments: 1...200
    )
    func lives(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var leads = (0..<8).map { newLead(at: Int64($0), seed: seed &* 31 &+ $0) }
        /// Sends since the lead was known (by lookup or a person) not to be at the target.
        var unansweredSends = [Int](repeating: 0, count: leads.count)
        var now: Int64 = 1_000

        for _ in 0..<400 {
            let index = Int.random(in: leads.indices, using: &random)
            let before = leads[index]
            let kind = LeadEvent.Kind.allCases.randomElement(using: &random) ?? .notThere
            // The clock may also jump back.
            now += Int64.random(in: -500...1_000, using: &random)
            let event = event(kind, for: before, now: now)
            guard let after = try? LeadTransition.step(before, event, at: now) else { continue }
            leads[index] = after

            #expect(after.version == before.version + 1)
            #expect(after.state != .delivered || after.vorgangsnummer != nil)
            if let progress = before.progress, after.state != .erased {
                #expect((after.progress ?? after.confirmation)?.results == progress.results, "what was done is kept")
            }
            #expect(before.state != .erased)
            if before.state == .delivered { #expect([.resendOrdered, .repeatedDifferently, .erased].contains(kind)) }
            if before.state == .uncertain, after.state == .queued {
                #expect([.notThere, .replayed, .resendOrdered].contains(kind))
            }

            switch kind {
            case .sendingStarted:
                #expect(unansweredSends[index] == 0, "a second send while the first may be at the target")
                unansweredSends[index] = 1
            // The target said no, or nothing reached it.
            case .refused, .deferred, .paused, .exhausted: unansweredSends[index] = 0
            // A lookup or a person; a replay is one only of a lead that is known to be in doubt.
            case .notThere, .resendOrdered: unansweredSends[index] = 0
            case .replayed where before.state == .uncertain: unansweredSends[index] = 0
            default: break
            }
        }

        let counts = Dictionary(grouping: leads, by: \.state).mapValues(\.count)
        #expect(Books(accepted: leads.count, counts: counts).balanced)
    }

    @Test("any two hands that move the same version: at most one of them sends")
    func twoHands() throws {
        let lead = newLead()
        let first = try LeadTransition.step(lead, .sendingStarted(intent(for: lead)), at: 1)
        #expect(throws: TransitionError.self) {
            try LeadTransition.step(first, .sendingStarted(intent(for: first)), at: 1)
        }
    }
}
