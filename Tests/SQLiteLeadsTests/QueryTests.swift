import Leads
import Names
import Targets
import Testing

@testable import LeadKeeping
@testable import SQLiteLeads

@Suite("Finding leads")
struct QueryTests {
    @Test("uncertain leads come up when their next lookup is due")
    func lookups() async throws {
        let place = try Workplace()
        let store = try place.open()
        let lead = try await store.startSending(try await store.accepted(newLead()))
        try await store.record(.lostSight(unknownFault), for: lead.id, at: 3_000)
        #expect(try await store.dueForLookup(target: .kundenangaben, now: 3_000, limit: 5, excluding: []).count == 1)
        #expect(try await store.nextLookup(target: .kundenangaben) == 3_000)
        try await store.record(.stillUncertain(unknownFault, lookAgainAt: 8_000), for: lead.id, at: 4_000)
        #expect(try await store.dueForLookup(target: .kundenangaben, now: 7_999, limit: 5, excluding: []).isEmpty)
        #expect(try await store.nextLookup(target: .kundenangaben) == 8_000)
        try await store.record(.stillUncertain(unknownFault, lookAgainAt: nil), for: lead.id, at: 9_000)
        #expect(try await store.dueForLookup(target: .kundenangaben, now: .max, limit: 5, excluding: []).isEmpty)
        #expect(try await store.nextLookup(target: .kundenangaben) == nil)
        await store.close()
    }

    @Test("a list goes from the newest to the oldest, page by page, without a gap when leads arrive meanwhile")
    func pages() async throws {
        let place = try Workplace()
        let store = try place.open()
        var ids: [LeadID] = []
        for number in 0..<25 { ids.append(try await store.accepted(newLead(at: Int64(number))).id) }
        var listed: [LeadID] = []
        var cursor: String?
        repeat {
            let page = try await store.leads(matching: LeadFilter(), after: cursor, limit: 10)
            listed += page.leads.map(\.id)
            cursor = page.next
            _ = try await store.accept(newLead(at: 99))
        } while cursor != nil
        #expect(listed == ids.reversed())
        await #expect(throws: StoreError.invalidCursor) {
            try await store.leads(matching: LeadFilter(), after: "' OR 1", limit: 10)
        }
        await store.close()
    }

    @Test("a filter means exactly the leads that meet all of its conditions, in list and count")
    func filters() async throws {
        let place = try Workplace()
        let store = try place.open()
        let queued = try await store.accepted(newLead(at: 100))
        let kex = try await store.accepted(newLead(at: 200, source: "typeform", target: .kexVorgang))
        let dead = try await store.accepted(newLead(at: 300))
        try await store.record(.refused(dataFault), for: dead.id, at: 310)
        let discarded = try await store.accepted(newLead(at: 400))
        try await store.record(.discarded(by: "anna", reason: nil), for: discarded.id, at: 410)

        let cases: [(LeadFilter, [LeadID])] = [
            (LeadFilter(), [discarded.id, dead.id, kex.id, queued.id]),
            (LeadFilter(states: [.queued]), [kex.id, queued.id]),
            (LeadFilter(states: [.dead, .discarded]), [discarded.id, dead.id]),
            (LeadFilter(states: [.uncertain]), []),
            (LeadFilter(source: "typeform"), [kex.id]),
            (LeadFilter(source: "' OR ''='"), []),
            (LeadFilter(target: .kexVorgang), [kex.id]),
            (LeadFilter(states: [.dead], target: .kexVorgang), []),
            (LeadFilter(causeClass: .data), [dead.id]),
            (LeadFilter(causeFingerprint: dataFault.fingerprint), [dead.id]),
            (LeadFilter(idPrefix: String(kex.id.rawValue.prefix(23))), [kex.id]),
            (LeadFilter(idPrefix: "zzz"), []),
            (LeadFilter(from: 200, to: 400), [dead.id, kex.id]),
        ]
        for (filter, expected) in cases {
            #expect(try await store.leads(matching: filter, after: nil, limit: 50).leads.map(\.id) == expected)
            #expect(try await store.count(matching: filter) == expected.count)
        }
        await store.close()
    }

    @Test("dead letters are grouped by what they have in common")
    func causes() async throws {
        let place = try Workplace()
        let store = try place.open()
        for (number, source) in ["trisalis", "typeform", "trisalis"].enumerated() {
            let lead = try await store.accepted(newLead(at: 100, source: SourceName(source)))
            try await store.record(.refused(dataFault), for: lead.id, at: Int64(200 + number))
        }
        let lost = try await store.startSending(try await store.accepted(newLead(at: 100)))
        try await store.record(.lostSight(unknownFault), for: lost.id, at: 500)
        _ = try await store.accepted(newLead(at: 100))

        let groups = try await store.causes()
        #expect(
            groups == [
                CauseGroup(
                    fingerprint: dataFault.fingerprint,
                    cause: dataFault,
                    state: .dead,
                    count: 3,
                    first: 200,
                    last: 202,
                    sources: ["trisalis", "typeform"]
                ),
                CauseGroup(
                    fingerprint: unknownFault.fingerprint,
                    cause: unknownFault,
                    state: .uncertain,
                    count: 1,
                    first: 500,
                    last: 500,
                    sources: ["trisalis"]
                ),
            ]
        )
        await store.close()
    }

    @Test("a paused target raises one alarm, keeps the longer pause, and survives a restart")
    func pauses() async throws {
        let place = try Workplace()
        let store = try place.open()
        #expect(try await store.pause(.kundenangaben, cause: connectionFault, at: 100, until: 500))
        #expect(try await !store.pause(.kundenangaben, cause: connectionFault, at: 200, until: 400))
        #expect(try await !store.pause(.kundenangaben, cause: unknownFault, at: 200, until: 900))
        await store.close()
        let again = try place.open()
        #expect(
            try await again.pauses()
                == [TargetPause(target: .kundenangaben, cause: unknownFault, since: 100, until: 900)]
        )
        #expect(try await again.pause(.kundenangaben, cause: connectionFault, at: 1_000, until: nil))
        #expect(try await again.resume(.kundenangaben, at: 1_100))
        #expect(try await !again.resume(.kundenangaben, at: 1_100))
        #expect(try await again.pauses().isEmpty)
        await again.close()
    }
}
