import Foundation
import GRDB
import JSON
import Leads
import Testing

@testable import SQLiteLeads

@Suite("What a person mends of a lead", .timeLimit(.minutes(1)))
struct EditTests {
    static let patch: JSONValue = [["op": "replace", "path": "/vorname", "value": "Wellensittich"]]

    static func act(_ lead: Lead) -> OperatorAct {
        OperatorAct(by: "anna", .edited, lead.id.rawValue, reason: "a typing error")
    }

    static func dead(in store: SQLiteLeadStore) async throws -> Lead {
        let lead = try await store.accepted(newLead())
        return try await store.record(.refused(dataFault), for: lead.id, at: 2)
    }

    @Test("stands sealed beside what was sent, which stays as it came, until it is taken back")
    func kept() async throws {
        let place = try Workplace()
        var store = try place.open()
        let lead = try await Self.dead(in: store)
        let came = try await store.submission(lead.id)
        let edited = try await store.edit(lead.id, by: Self.patch, version: 2, at: 3, act: Self.act(lead))
        #expect(edited.state == .dead && edited.version == 3 && edited.cause == lead.cause)
        await store.close()

        store = try place.open()
        let now = try #require(try await store.submission(lead.id))
        #expect(now.edits == Self.patch && now.edited(by: nil) == came)
        #expect(try await store.verify().isSound)
        let last = try await store.timeline(lead.id).last
        #expect(last?.event == "edited" && last?.detail == ["by": "anna", "reason": "a typing error", "operations": 1])
        _ = try await store.edit(lead.id, by: [], version: 3, at: 4, act: Self.act(lead))
        #expect(try await store.submission(lead.id) == came)
        let acts = try await store.auditEntries(matching: AuditFilter(), before: nil, limit: 9)
        #expect(acts.map(\.act.kind) == [.edited, .edited])
        await store.close()
        #expect(try place.allBytes().range(of: Data("Wellensittich".utf8)) == nil)
    }

    @Test("by one who has not seen what another did is refused")
    func conflict() async throws {
        let place = try Workplace()
        let store = try place.open()
        let lead = try await Self.dead(in: store)
        _ = try await store.edit(lead.id, by: Self.patch, version: 2, at: 3, act: Self.act(lead))
        await #expect(throws: StoreError.conflict(version: 3)) {
            try await store.edit(lead.id, by: [], version: 2, at: 3, act: Self.act(lead))
        }
        #expect(try await store.submission(lead.id)?.edits == Self.patch)
        await store.close()
    }

    @Test("goes with an erasure, and a lead that is on its way cannot be mended")
    func ended() async throws {
        let place = try Workplace()
        let store = try place.open()
        let lead = try await Self.dead(in: store)
        let edited = try await store.edit(lead.id, by: Self.patch, version: 2, at: 3, act: Self.act(lead))
        try await store.record(.replayed(by: "anna", reason: nil), for: lead.id, at: 4)
        await #expect(throws: StoreError.self) {
            try await store.edit(lead.id, by: [], version: 4, at: 5, act: Self.act(edited))
        }
        #expect(try await store.submission(lead.id)?.edits == Self.patch, "it counts in the replay")
        try await store.record(.erased(by: "anna", reason: nil), for: lead.id, at: 6)
        #expect(try await store.submission(lead.id) == nil)
        #expect(try await store.verify().isSound)
        await store.close()
    }

    @Test("damaged is found by a look through the file")
    func damaged() async throws {
        let place = try Workplace()
        let store = try place.open()
        let lead = try await Self.dead(in: store)
        _ = try await store.edit(lead.id, by: Self.patch, version: 2, at: 3, act: Self.act(lead))
        try await store.pool.write { try $0.execute(sql: "UPDATE content SET sealed_edits = x'00'") }
        await #expect(throws: StoreError.self) { try await store.submission(lead.id) }
        #expect(try await store.verify().findings.contains { $0.code == .contentDamaged })
        await store.close()
    }
}
