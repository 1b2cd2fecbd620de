import Foundation
import GRDB
import Leads
import Testing

@testable import LeadKeeping
@testable import SQLiteLeads

@Suite("Sealed content")
struct SealingTests {
    /// Words that stand for what is personal; none of them may be on the disk in the clear.
    private static let canaries = [
        "Kanarienvogel", "Wellensittich", "Nymphensittich", "Zebrafink", "Graupapagei", "anzeige", "Formular/1.0",
    ]

    @Test("nothing personal is on the disk in the clear")
    func canaries() async throws {
        let place = try Workplace()
        let store = try place.open { $0.idleCheckpointPages = .max }
        let lead = try await store.accepted(newLead(key: "Graupapagei"))
        let sending = try await store.startSending(lead)
        try await store.record(
            .delivered(Confirmation(vorgangsnummer: "AB1234", messages: ["Nymphensittich ignored"])),
            for: lead.id,
            version: sending.version,
            at: 3_000,
            answer: Array("Zebrafink".utf8)
        )
        let other = try await store.accepted(newLead(key: nil))
        try await store.record(.refused(dataFault), for: other.id, at: 3_000)
        #expect(try await store.lead(other.id)?.cause == dataFault)
        #expect(try await store.lead(lead.id)?.confirmation?.messages == ["Nymphensittich ignored"])
        let evidence = try await store.timeline(lead.id).last?.evidence
        #expect(evidence == Evidence(messages: ["Nymphensittich ignored"], answer: Array("Zebrafink".utf8)))

        let bytes = try place.allBytes()
        #expect(bytes.range(of: Data("AB1234".utf8)) != nil)
        for canary in Self.canaries { #expect(bytes.range(of: Data(canary.utf8)) == nil, "\(canary)") }
        await store.close()
    }

    @Test("one bit of rot in a lead's content is noticed, named, and concerns no other lead")
    func bitRot() async throws {
        let place = try Workplace()
        let store = try place.open()
        let leads = try await [store.accepted(newLead()), store.accepted(newLead()), store.accepted(newLead())]
        let sealed = try #require(try await sealedParts(store)[leads[1].id])
        await store.close()
        try place.flipBit(in: sealed)

        let again = try place.open()
        #expect(try await again.submission(leads[0].id) != nil)
        #expect(try await again.submission(leads[2].id) != nil)
        await #expect(throws: StoreError.corrupt(leads[1].id, "its sealed content")) {
            try await again.submission(leads[1].id)
        }
        let verification = try await again.verify()
        #expect(!verification.isSound)
        #expect(verification.findings.map(\.code) == [.contentDamaged])
        #expect(verification.findings.map(\.lead) == [leads[1].id])
        // It can still be parked, so that it stops nobody.
        let parked = try await again.record(.refused(dataFault), for: leads[1].id, at: 4_000)
        #expect(parked.state == .dead)
        await again.close()
    }

    @Test("the contents of two leads cannot be exchanged")
    func exchanged() async throws {
        let place = try Workplace()
        let store = try place.open()
        let leads = try await [store.accepted(newLead(body: "1")), store.accepted(newLead(body: "2"))]
        try await store.pool.write { db in
            try db.execute(sql: "UPDATE content SET lead = 3 - lead + 100; UPDATE content SET lead = lead - 100")
        }
        for lead in leads {
            await #expect(throws: StoreError.corrupt(lead.id, "its sealed content")) {
                try await store.submission(lead.id)
            }
        }
        let findings = try await store.verify().findings
        #expect(Set(findings.map(\.lead)) == Set(leads.map(\.id)))
        #expect(findings.allSatisfy { $0.code == .contentDamaged })
        await store.close()
    }

    @Test("of an erased lead nothing that was sealed is left in the files, and its id, state, times and repeats are")
    func erased() async throws {
        let place = try Workplace()
        let store = try place.open { $0.idleCheckpointPages = .max }
        let other = try await store.accepted(newLead())
        let body = String(repeating: "Kanarienvogel", count: 700)
        let lead = try await store.accepted(newLead(body: body, key: "k"))
        try await store.record(.refused(dataFault), for: lead.id, version: nil, at: 3_000, answer: Array("no".utf8))
        let traces = try await store.pool.read { db in
            try Data.fetchAll(
                db,
                sql: """
                    SELECT wrapped_key FROM content WHERE lead = 2 UNION ALL
                    SELECT substr(sealed, 1, 64) FROM content WHERE lead = 2 UNION ALL
                    SELECT substr(sealed, -64) FROM content WHERE lead = 2 UNION ALL
                    SELECT sealed FROM timeline WHERE lead = 2 AND sealed IS NOT NULL UNION ALL
                    SELECT sealed_outcome FROM lead WHERE sequence = 2
                    """
            )
        }
        #expect(traces.count == 5)
        #expect(await store.scrub())
        let before = try place.allBytes()
        for trace in traces { #expect(before.range(of: trace) != nil) }

        try await store.record(.erased(by: "anna", reason: "on request"), for: lead.id, at: 9_000)
        #expect(await store.scrub())
        let after = try place.allBytes()
        for trace in traces { #expect(after.range(of: trace) == nil) }

        let erased = try #require(try await store.lead(lead.id))
        #expect(erased.state == .erased)
        #expect(erased.receivedAt == lead.receivedAt)
        #expect(erased.cause == nil)
        #expect(try await store.submission(lead.id) == nil)
        #expect(try await store.submission(other.id) != nil)
        let timeline = try await store.timeline(lead.id)
        #expect(timeline.map(\.event) == ["accepted", "refused", "erased"])
        #expect(timeline.allSatisfy { $0.evidence == nil })
        let repeated = try await store.accept(newLead(body: body, key: "k"))
        #expect(repeated == .repeated(erased))
        #expect(try await store.verify().isSound)
        await store.close()
    }

    @Test("an erasure clears the log by itself")
    func scrubsItself() async throws {
        let place = try Workplace()
        let store = try place.open()
        let lead = try await store.accepted(newLead())
        let sealed = try #require(try await sealedParts(store)[lead.id])
        try await store.record(.erased(by: "anna", reason: nil), for: lead.id, at: 9_000)
        while try place.allBytes().range(of: sealed) != nil { await Task.yield() }
        await store.close()
    }

    private func sealedParts(_ store: SQLiteLeadStore) async throws -> [LeadID: Data] {
        try await store.pool.read { db in
            let sql = "SELECT lead.id, content.sealed FROM lead JOIN content ON content.lead = lead.sequence"
            return try Row.fetchAll(db, sql: sql).reduce(into: [:]) { parts, row in
                if let id = LeadID(bytes: row[0]) { parts[id] = row[1] }
            }
        }
    }
}
