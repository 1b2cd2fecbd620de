import Foundation
import GRDB
import Leads
import Names
import Targets
import TestSupport
import Testing

@testable import LeadKeeping
@testable import SQLiteLeads

@Suite("Callbacks are kept with the state changes that they tell of")
struct CallbackTests {
    private func told(_ place: Workplace) throws -> SQLiteLeadStore {
        try place.open { $0.isTold = { $0 == "trisalis" } }
    }

    private func new(senderID: String) -> NewLead {
        let plain = newLead()
        let lead = Lead(
            id: plain.lead.id,
            source: "trisalis",
            target: .kundenangaben,
            mode: .test,
            receivedAt: 1_000,
            mappingHash: "c0ffee",
            senderID: senderID
        )
        return NewLead(lead: lead, submission: plain.submission)
    }

    @Test("every end, doubt, and return by a person is told; retries and attempts are not")
    func changes() async throws {
        let place = try Workplace()
        let store = try told(place)
        let changes = store.changeStream()
        let lead = try await store.accepted(newLead())
        try await store.startSending(lead)
        try await store.record(.deferred(transientFault, retryAt: 2_100), for: lead.id, at: 2_050)
        #expect(try await store.callbacks(of: lead.id).isEmpty)
        let again = try #require(try await store.lead(lead.id))
        try await store.startSending(again, at: 2_200)
        try await store.record(.lostSight(unknownFault), for: lead.id, at: 2_300)
        for await change in changes where change.hasCallbacks { break }
        try await store.record(.stillUncertain(unknownFault, lookAgainAt: nil), for: lead.id, at: 2_400)
        try await store.record(.replayed(by: "anna", reason: "looked"), for: lead.id, at: 2_500)
        try await store.record(.exhausted(transientFault), for: lead.id, at: 2_600)
        try await store.record(.discarded(by: "anna", reason: nil), for: lead.id, at: 2_700)
        try await store.record(.erased(by: "anna", reason: nil), for: lead.id, at: 2_800)
        let callbacks = try await store.callbacks(of: lead.id)
        #expect(callbacks.map(\.state) == [.uncertain, .queued, .dead, .discarded, .erased])
        #expect(callbacks.map(\.changedAt) == [2_300, 2_500, 2_600, 2_700, 2_800])
        #expect(callbacks.first?.cause == LeadCallback.CauseName(class: .unknown, code: "timeout"))
        #expect(callbacks.allSatisfy { $0.status == .pending })
        let verification = try await store.verify()
        #expect(verification.isSound, "\(verification.findings)")
        await store.close()
    }

    @Test("a later change waits behind an earlier one, however long that takes")
    func order() async throws {
        let place = try Workplace()
        let store = try told(place)
        let lead = try await store.accepted(
            NewLead(lead: newLead().lead, refusal: dataFault, submission: newLead().submission)
        )
        var first = try #require(
            try await store.dueCallbacks(of: "trisalis", now: 1_000, limit: 9, excluding: []).first
        )
        first.dueAt = 50_000
        first.attempts = 1
        try await store.keepCallback(first)
        try await store.record(.discarded(by: "anna", reason: nil), for: lead.id, at: 2_000)
        #expect(try await store.nextCallbacks() == ["trisalis": 50_000])
        #expect(try await store.dueCallbacks(of: "trisalis", now: 49_999, limit: 9, excluding: []).isEmpty)
        #expect(
            try await store.dueCallbacks(of: "trisalis", now: 50_000, limit: 9, excluding: []).map(\.state) == [.dead]
        )
        #expect(try await store.dueCallbacks(of: "trisalis", now: 50_000, limit: 9, excluding: [lead.id]).isEmpty)
        first.status = .told
        try await store.keepCallback(first)
        #expect(
            try await store.dueCallbacks(of: "trisalis", now: 50_000, limit: 9, excluding: []).map(\.state) == [
                .discarded
            ]
        )
        #expect(try await store.callbackQueues() == [CallbackQueue(source: "trisalis", pending: 1, oldest: 2_000)])
        await store.close()
    }

    @Test("the sender's own id is nowhere on disk in the clear, and gone with an erasure")
    func sealed() async throws {
        let place = try Workplace()
        let store = try told(place)
        let lead = try await store.accepted(new(senderID: "Zaunkoenig-4711"))
        #expect(try await store.lead(lead.id)?.senderID == "Zaunkoenig-4711")
        try await store.record(.discarded(by: "anna", reason: nil), for: lead.id, at: 2_000)
        #expect(try await store.callbacks(of: lead.id).map(\.senderID) == ["Zaunkoenig-4711"])
        #expect(try place.allBytes().range(of: Data("Zaunkoenig".utf8)) == nil)
        try await store.record(.erased(by: "anna", reason: nil), for: lead.id, at: 3_000)
        #expect(try await store.lead(lead.id)?.senderID == nil)
        #expect(try await store.callbacks(of: lead.id).map(\.senderID) == [nil, nil])
        await store.close()
    }

    @Test("verify names a callback that tells what did not happen")
    func verified() async throws {
        let place = try Workplace()
        let store = try told(place)
        let lead = try await store.accepted(newLead())
        try await store.record(.discarded(by: "anna", reason: nil), for: lead.id, at: 2_000)
        try await store.pool.write { db in
            try db.execute(sql: "UPDATE callback SET state = 'delivered'")
            try db.execute(
                sql: """
                    INSERT INTO callback (lead, version, source, state, changed_at, status, attempts, due_at)
                    VALUES (99, 1, 'x', 'dead', 0, 'pending', 0, 0)
                    """
            )
        }
        let findings = try await store.verify().findings
        #expect(findings.map(\.code) == [.callbackBroken, .callbackBroken, .rowDamaged])
        #expect(Set(findings.map(\.lead)) == [lead.id, nil])
        await store.close()
    }
}
