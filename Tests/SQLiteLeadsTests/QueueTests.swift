import Leads
import Names
import Targets
import TestSupport
import Testing

@testable import LeadKeeping
@testable import SQLiteLeads

@Suite("Whose turn it is")
struct QueueTests {
    @Test("each source has its own turn: a backlog of one does not hide the leads of another")
    func bySource() async throws {
        let place = try Workplace()
        let store = try place.open()
        for number in 0..<50 { _ = try await store.accepted(newLead(at: Int64(number), source: "laut")) }
        let other = try await store.accepted(newLead(at: 100, source: "leise"))
        let turns = try await store.claim(
            QueueRequest(target: .kundenangaben, now: 1_000, freshSince: 900, perSource: 3),
            under: store.leased()
        )
        #expect(turns.map(\.source) == ["laut", "laut", "laut", "leise"])
        #expect(turns.last?.id == other.id)
        #expect(turns.allSatisfy { !$0.isFresh })
        let without = try await store.claim(
            QueueRequest(target: .kundenangaben, now: 1_000, freshSince: 0, perSource: 3, without: ["laut"]),
            under: store.leased()
        )
        #expect(without.map(\.id) == [other.id])
        await store.close()
    }

    @Test("what came just now and was never tried is fresh; retries and replays are not")
    func fresh() async throws {
        let place = try Workplace()
        let store = try place.open()
        var backlog: [LeadID] = []
        for number in 0..<5 { backlog.append(try await store.accepted(newLead(at: Int64(number))).id) }
        let retry = try await store.accepted(newLead(at: 100))
        try await store.startSending(retry)
        try await store.record(.deferred(transientFault, retryAt: 950), for: retry.id, at: 120)
        let new = try await store.accepted(newLead(at: 960))
        let newest = try await store.accepted(newLead(at: 970))
        _ = try await store.accepted(newLead(at: 9_000))
        var request = QueueRequest(target: .kundenangaben, now: 1_000, freshSince: 900, perSource: 2)
        let turns = try await store.claim(request, under: store.leased())
        #expect(turns.map(\.id) == backlog.prefix(2) + [new.id, newest.id])
        #expect(turns.map(\.isFresh) == [false, false, true, true])
        request.perSource = 1
        request.newestOf = ["trisalis"]
        #expect(try await store.claim(request, under: store.leased()).map(\.id) == [backlog[0], new.id, newest.id])
        request.perSource = 10
        #expect(try await store.claim(request, under: store.leased()).first { $0.id == retry.id }?.isFresh == false)
        await store.close()
    }

    @Test("it is known when the next lead of a target becomes due, and that none does")
    func firstDue() async throws {
        let place = try Workplace()
        let store = try place.open()
        #expect(try await store.firstDue(for: .kundenangaben, after: .min) == nil)
        let lead = try await store.accepted(newLead(at: 100, source: "a"))
        let other = try await store.accepted(newLead(at: 110, source: "b"))
        #expect(try await store.firstDue(for: .kundenangaben, after: .min) == 100)
        #expect(try await store.firstDue(for: .kundenangaben, after: 110) == nil)
        #expect(try await store.firstDue(for: .kexVorgang, after: .min) == nil)
        try await store.startSending(lead)
        try await store.record(.deferred(transientFault, retryAt: 900), for: lead.id, at: 120)
        try await store.startSending(other)
        try await store.record(.deferred(transientFault, retryAt: 800), for: other.id, at: 120)
        #expect(try await store.firstDue(for: .kundenangaben, after: 120) == 800)
        #expect(try await store.firstDue(for: .kundenangaben, after: 800) == 900)
        await store.close()
        await #expect(throws: StoreError.self) { try await store.firstDue(for: .kundenangaben, after: 0) }
    }

    @Test(
        "with a change come the leads that nothing holds up, where that is all that is new in the queue of their target"
    )
    func arrivals() async throws {
        let place = try Workplace()
        let store = try place.open()
        let changes = store.changeStream { !$0.leads.isEmpty }
        let alone = try await store.accepted(newLead(at: 100))
        let ofCase = try await store.accept(
            NewLead(
                lead: newLead(at: 110).lead,
                submission: Submission(body: Array("{}".utf8)),
                case: CaseClaim(group: "trisalis", target: "kundenangaben", key: "1")
            )
        ).lead
        let pair = try await store.accept([newLead(at: 120), newLead(at: 120)]).map(\.lead)
        try await store.startSending(alone)
        try await store.record(.deferred(transientFault, retryAt: 900), for: alone.id, at: 130)
        let refused = NewLead(lead: newLead(at: 140).lead, refusal: transientFault, submission: newLead().submission)
        let dead = try await store.accept(refused).lead
        await store.close()
        var seen: [[LeadID: [LeadID]]] = []
        for await change in changes {
            let leads = change.leads.first?.id ?? alone.id
            seen.append([leads: change.arrivals[.kundenangaben]?.map(\.id) ?? []])
        }
        let expected: [[LeadID: [LeadID]]] = [
            [alone.id: [alone.id]], [ofCase.id: []], [pair[0].id: pair.map(\.id)], [alone.id: []], [alone.id: []],
            [dead.id: []],
        ]
        #expect(seen == expected)
    }

    @Test("hastened leads are due at once, of one source or of all, and their version stays")
    func hasten() async throws {
        let place = try Workplace()
        let store = try place.open()
        var leads: [Lead] = []
        for source in ["a", "b"] as [SourceName] {
            let lead = try await store.startSending(try await store.accepted(newLead(source: source)))
            leads.append(
                try await store.record(.deferred(transientFault, retryAt: 3_600_000), for: lead.id, at: 2_000)
            )
        }
        #expect(try await store.hasten(.kundenangaben, source: "a", at: 3_000) == 1)
        #expect(try await store.turns(at: 3_000) == [leads[0].id])
        #expect(try await store.hasten(.kundenangaben, source: nil, at: 3_000) == 1)
        #expect(try await store.turns(at: 3_000).count == 2)
        #expect(try await store.lead(leads[0].id)?.version == leads[0].version)
        await store.close()
    }

    @Test(
        "a jump of the clock changes nobody's remaining time",
        arguments: [-7_200_000, 7_200_000, -31_536_000_000, 31_536_000_000] as [Int64]
    )
    func jumps(shift: Int64) async throws {
        let place = try Workplace()
        let store = try place.open()
        let old: Int64 = 1_790_000_000_000
        let due = try await store.accepted(newLead(at: old - 1_000))
        let waiting = try await store.startSending(try await store.accepted(newLead(at: old)))
        try await store.record(.deferred(transientFault, retryAt: old + 60_000), for: waiting.id, at: old)
        let uncertain = try await store.startSending(try await store.accepted(newLead(at: old)))
        try await store.record(.lostSight(unknownFault), for: uncertain.id, at: old)
        try await store.record(.stillUncertain(unknownFault, lookAgainAt: old + 30_000), for: uncertain.id, at: old)
        let forPerson = try await store.startSending(try await store.accepted(newLead(at: old)))
        try await store.record(.lostSight(unknownFault), for: forPerson.id, at: old)
        try await store.record(.stillUncertain(unknownFault, lookAgainAt: nil), for: forPerson.id, at: old)

        let now = old + shift
        try await store.reanchor(by: shift, at: now, longest: 3_600_000)
        #expect(try await store.turns(at: now) == [due.id])
        #expect(try await store.lead(waiting.id)?.dueAt == now + 60_000)
        #expect(try await store.lead(uncertain.id)?.dueAt == now + 30_000)
        #expect(try await store.lead(forPerson.id)?.dueAt == Lead.never)
        await store.close()
    }

    @Test("at a start nothing waits longer than it can have been meant to")
    func start() async throws {
        let place = try Workplace()
        let store = try place.open()
        let wrong: Int64 = 2_000_000_000_000
        let now: Int64 = 1_790_000_000_000
        let fresh = try await store.accepted(newLead(at: wrong))
        let waiting = try await store.startSending(try await store.accepted(newLead(at: wrong)))
        try await store.record(.deferred(transientFault, retryAt: wrong + 60_000), for: waiting.id, at: wrong)
        try await store.reanchor(by: nil, at: now, longest: 3_600_000)
        #expect(try await store.turns(at: now) == [fresh.id])
        #expect(try await store.lead(waiting.id)?.dueAt == now + 3_600_000)
        await store.close()
    }

    @Test("lengths say what waits, of whom, and since when")
    func lengths() async throws {
        let place = try Workplace()
        let store = try place.open()
        _ = try await store.accepted(newLead(at: 100, source: "a"))
        _ = try await store.accepted(newLead(at: 200, source: "a"))
        let lost = try await store.startSending(try await store.accepted(newLead(at: 300, source: "b")))
        try await store.record(.lostSight(unknownFault), for: lost.id, at: 400)
        #expect(
            try await store.queueLengths() == [QueueLength(target: .kundenangaben, source: "a", count: 2, oldest: 100)]
        )
        #expect(
            try await store.uncertainLengths()
                == [QueueLength(target: .kundenangaben, source: "b", count: 1, oldest: 300)]
        )
        await store.close()
    }
}
