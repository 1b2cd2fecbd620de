import Delivery
import DeliveryRules
import Leads
import Moments
import Names
import Targets
import Testing

@Suite("What a look at the target's list proves")
struct ReconciliationTests {
    private static let here = Standpoint(mode: .test, identity: nil, adviser: "ABC12")
    private let ids = (0..<10).map { LeadID.make(now: Int64($0)) }
    private var state = Reconciliation(policy: .standard, startedAt: 40_000)
    private var now = Moment(wall: 1_790_000_000_000, uptime: 50_000)

    private mutating func pass(_ milliseconds: Int64) {
        now = Moment(wall: now.wall + milliseconds, uptime: now.uptime + milliseconds)
    }

    private func uncertain(_ number: Int, epoch: Int64 = 7, attempt: Int = 1, lookAgainIn: Int64 = 0) -> Lead {
        let intent = Intent(
            attempt: attempt,
            startedAt: now.wall,
            target: .kundenangaben,
            mode: .test,
            mappingHash: "c0ffee",
            reference: ids[number].rawValue,
            epoch: epoch
        )
        let cause = Cause(class: .unknown, code: "timeout", message: "No answer came.")
        return Lead(
            id: ids[number],
            source: "a",
            target: .kundenangaben,
            mode: .test,
            standing: .uncertain(intent, cause, lookAgainAt: now.wall + lookAgainIn),
            receivedAt: now.wall,
            updatedAt: now.wall,
            attempts: attempt,
            attemptsThisRound: attempt,
            reference: ids[number].rawValue,
            version: 3
        )
    }

    /// A lead was sent, and its answer lost; the reconciler knows of it.
    private mutating func lose(
        _ number: Int,
        epoch: Int64 = 7,
        attempt: Int = 1,
        lookAgainIn: Int64 = 0
    ) -> Lead {
        let lead = uncertain(number, epoch: epoch, attempt: attempt, lookAgainIn: lookAgainIn)
        if epoch == 7 {
            state.left(lead.id, at: Moment(wall: now.wall - 1_000, uptime: now.uptime - 1_000))
            state.ended(lead.id, Self.here, number: nil, isLost: true, at: now)
        }
        state.note([lead], at: now)
        state.note(Self.here, of: lead.id)
        return lead
    }

    /// Another lead was sent and confirmed.
    private mutating func open(_ number: Int, as case: String, at standpoint: Standpoint = here) {
        state.left(ids[number], at: now)
        pass(10)
        state.ended(ids[number], standpoint, number: `case`, isLost: false, at: now)
    }

    @Test("found is delivered")
    mutating func found() {
        let lead = lose(1)
        #expect(
            state.judge(lead, .found(vorgangsnummer: "AB1234"), at: now) == .record(.found(vorgangsnummer: "AB1234"))
        )
    }

    @Test("not found proves nothing: nobody is sent again without a witness, however long it takes")
    mutating func absence() {
        let lead = lose(1)
        for _ in 0..<100 {
            pass(1_800_000)
            guard
                case .record(.stillUncertain(let cause, let next)) = state.judge(
                    lead,
                    .notFound(shown: ["ZZ9999"]),
                    at: now
                )
            else { return #expect(Bool(false), "decided without a witness") }
            #expect(cause.message.contains("resolve"))
            #expect(next.map { $0 > now.wall && $0 <= now.wall + 3_600_000 } == true, "still looked for")
        }
    }

    @Test("a later case of ours in the same list is a witness: the lead is sent again, and its number is kept")
    mutating func witness() {
        let lead = lose(1)
        pass(RetryPolicy.standard.witnessAfter)
        open(2, as: "WI1234")
        #expect(
            state.judge(lead, .notFound(shown: ["WI1234"]), at: now) == .record(.notThere(witness: "WI1234"))
        )
    }

    @Test("a lead that has long been waiting for a person does not have the whole list read for a fresh one")
    mutating func oldOnes() {
        let old = lose(1, lookAgainIn: 100_000_000)
        pass(86_400_000)
        let fresh = lose(2)
        state.note([old, fresh], at: now)
        #expect(state.asked(among: [old, fresh], inOneReading: true, at: now) == [fresh])
        #expect(state.asked(among: [old, fresh], inOneReading: false, at: now) == [fresh])
        // One that was lost after it costs nothing more.
        pass(1_000)
        let later = lose(3, lookAgainIn: 100_000_000)
        state.note([old, fresh, later], at: now)
        #expect(state.asked(among: [old, fresh, later], inOneReading: true, at: now) == [fresh, later])
        #expect(state.asked(among: [old, fresh, later], inOneReading: false, at: now) == [fresh])
    }

    @Test("however fast later cases come, the list is read as soon as the first of them must show")
    mutating func stream() {
        let lead = lose(1)
        _ = state.judge(lead, .notFound(shown: []), at: now)
        pass(RetryPolicy.standard.witnessAfter)
        var seconds = 0
        while seconds < 60, !state.isTime(nextDue: .max, at: now) {
            open(2, as: "WI\(seconds)")
            pass(990)
            seconds += 1
        }
        #expect(seconds == 5)
    }

    @Test("a case from too soon after proves nothing: the target may have been at work on ours for longer")
    mutating func tooEarly() {
        let lead = lose(1)
        pass(RetryPolicy.standard.witnessAfter - 1)
        open(2, as: "WI1234")
        pass(3_600_000)
        guard case .record(.stillUncertain) = state.judge(lead, .notFound(shown: ["WI1234"]), at: now) else {
            return #expect(Bool(false), "decided too early")
        }
    }

    @Test(
        "no witness is who was sent for another adviser, under another identity or in another mode",
        arguments: [
            Standpoint(mode: .test, identity: nil, adviser: "XYZ99"),
            Standpoint(mode: .test, identity: "lender", adviser: "ABC12"),
            Standpoint(mode: .production, identity: nil, adviser: "ABC12"),
        ]
    )
    mutating func elsewhere(standpoint: Standpoint) {
        let lead = lose(1)
        pass(RetryPolicy.standard.witnessAfter)
        open(2, as: "WI1234", at: standpoint)
        pass(3_600_000)
        guard case .record(.stillUncertain) = state.judge(lead, .notFound(shown: ["WI1234"]), at: now) else {
            return #expect(Bool(false), "a stranger was taken for a witness")
        }
    }

    @Test("no witness is who was sent before, or at the same time, or who is not in the list")
    mutating func notLater() {
        open(2, as: "FR1234")
        state.left(ids[3], at: now)
        let lead = lose(1)
        state.ended(ids[3], Self.here, number: "GL1234", isLost: false, at: now)
        pass(RetryPolicy.standard.witnessAfter)
        open(4, as: "SP1234")
        pass(3_600_000)
        guard case .record(.stillUncertain) = state.judge(lead, .notFound(shown: ["FR1234", "GL1234"]), at: now) else {
            return #expect(Bool(false), "who was not later was taken for a witness")
        }
    }

    @Test("what an earlier process sent was sent before everything that this one has created")
    mutating func earlierProcess() {
        let lead = lose(1, epoch: 6)
        pass(RetryPolicy.standard.witnessAfter)
        open(2, as: "WI1234")
        #expect(
            state.judge(lead, .notFound(shown: ["WI1234"]), at: now) == .record(.notThere(witness: "WI1234"))
        )
    }

    @Test("a lead that gets the same answer each time and is never kept is parked instead of sent for ever")
    mutating func poison() {
        let lead = lose(1, attempt: RetryPolicy.standard.poisonAfter)
        pass(RetryPolicy.standard.witnessAfter)
        open(2, as: "WI1234")
        guard
            case .park(.notThere(witness: "WI1234", testimony: nil), let cause) = state.judge(
                lead,
                .notFound(shown: ["WI1234"]),
                at: now
            )
        else { return #expect(Bool(false), "sent for ever") }
        #expect(cause.class == .poison)
    }

    @Test(
        "a clock that jumps neither ends the settle window nor prolongs it",
        arguments: [
            1_800_000, -7_200_000, 31_536_000_000,
        ] as [Int64]
    )
    mutating func jump(by shift: Int64) {
        let lead = lose(1)
        pass(60_000)
        now = Moment(wall: now.wall + shift, uptime: now.uptime)
        #expect(state.settles(lead, at: now) == 840_000)
        #expect(state.changedSince(lead, at: now) == now.wall - 61_000 - Reconciliation.margin)
        pass(840_000)
        #expect(state.settles(lead, at: now) == nil)
    }

    @Test("look-ups take a tenth of the time at most")
    mutating func pace() {
        _ = lose(1)
        #expect(state.isTime(nextDue: now.wall, at: now))
        state.rounded(took: 2_000, at: now.uptime)
        pass(17_999)
        #expect(!state.isTime(nextDue: now.wall, at: now))
        pass(1)
        #expect(state.isTime(nextDue: now.wall, at: now))
    }

    @Test("a case that could be a witness brings the next look forward")
    mutating func news() {
        let lead = lose(1)
        pass(RetryPolicy.standard.witnessAfter)
        _ = state.judge(lead, .notFound(shown: []), at: now)
        let due = now.wall + 3_600_000
        #expect(!state.isTime(nextDue: due, at: now))
        open(2, as: "WI1234")
        pass(10_000)
        #expect(state.isTime(nextDue: due, at: now))
    }

    @Test("what an earlier process lost has been missed since this one began, and is known of from the first look on")
    mutating func restart() {
        let lead = uncertain(1, lookAgainIn: 3_600_000)
        #expect(state.isTime(nextDue: lead.dueAt, at: now), "which leads are uncertain is not known yet")
        pass(RetryPolicy.standard.witnessAfter)
        // The first round comes late: a case of ours that was asked for before it is a witness all the same.
        open(2, as: "WI1234")
        pass(60_000)
        state.note([lead], at: now)
        state.note(Self.here, of: lead.id)
        #expect(state.asked(among: [lead], inOneReading: true, at: now) == [lead])
        #expect(
            state.judge(lead, .notFound(shown: ["WI1234"]), at: now) == .record(.notThere(witness: "WI1234"))
        )
        state.rounded(took: 0, at: now.uptime)
        pass(10_000)
        #expect(!state.isTime(nextDue: now.wall + 1_000, at: now))
    }
}
