import Foundation
import GRDB
import Leads
import Testing

@testable import LeadKeeping
@testable import SQLiteLeads

@Suite("Damage while the master key is changed")
struct RekeyDamageTests {
    /// What a disk or somebody without the key does to a file, and how many rows of it are not as they were written.
    static let damages: [(sql: String, rows: Int)] = [
        ("UPDATE lead SET mapping_hash = 'something else' WHERE sequence = 2", 1),
        ("UPDATE lead SET due_at = due_at | (1 << 40) WHERE sequence = 2", 1),
        ("UPDATE lead SET id = zeroblob(16) WHERE sequence = 2", 1),
        ("UPDATE content SET part_end = part_end + 1 WHERE lead = 3", 1),
        ("UPDATE content SET wrapped_key = zeroblob(60) WHERE lead = 3", 1),
        (
            "UPDATE content SET lead = 3 - lead + 100 WHERE lead < 3; UPDATE content SET lead = lead - 100 WHERE lead > 90",
            2
        ),
        ("UPDATE content SET lead = 99 WHERE lead = 7", 1),
        ("UPDATE post SET sealed = zeroblob(length(sealed))", 1),
        ("UPDATE post SET wrapped_key = zeroblob(60)", 1),
        ("UPDATE drift SET revision = 9", 1),
        ("UPDATE drift SET sealed = zeroblob(40)", 1),
        ("UPDATE books SET count = count + 1 WHERE name = 'accepted'", 1),
        ("UPDATE timeline SET detail = '{}', at = 1", 4),
        ("UPDATE callback SET state = 'dead' WHERE lead = 1", 1),
        ("UPDATE duplicate SET expires_at = expires_at + 1", 2),
        ("UPDATE pause SET cause = 'x'", 1),
        ("UPDATE access_token SET role = 'admin'", 1),
        ("UPDATE person_lead SET is_stale = 1 WHERE lead = 1", 1),
        ("UPDATE audit SET actor = 'otto' WHERE sequence = 3", 1),
        ("UPDATE audit SET link = zeroblob(16) WHERE sequence = 2", 1),
        ("DELETE FROM audit WHERE sequence = 1", 0),
        ("DELETE FROM audit WHERE sequence = 3", 0),
        ("DELETE FROM timeline WHERE lead = 1", 0),
    ]

    @Test(
        "what was not as it was written is not so afterwards: the look finds the same, and nothing else",
        arguments: damages
    )
    func stays(sql: String, rows: Int) async throws {
        let vault = try await Vault.filled()
        try vault.change(sql)
        let before = try await vault.verify()
        #expect(!before.isSound)
        for _ in 1...2 {
            let change = try await vault.rekey()
            #expect(change.damaged == rows)
            #expect(try await vault.verify().findings.map(\.code) == before.findings.map(\.code))
            #expect(try await vault.verify().findings.map(\.lead) == before.findings.map(\.lead))
        }
    }

    @Test("what of a damaged row is sealed and whole can be read afterwards")
    func sealed() async throws {
        let vault = try await Vault.filled()
        try vault.change("UPDATE content SET part_end = part_end + 1 WHERE lead = 3")
        let change = try await vault.rekey()
        #expect(change.leads == 6 && change.damaged == 1)
        let store = try vault.open()
        let leads = try await store.leads(matching: LeadFilter(), after: nil, limit: 100).leads
        for lead in leads where lead.state != .erased { #expect(try await store.submission(lead.id) != nil) }
        await store.close()
    }

    @Test(
        "one wrong bit of a lead's row can be put right afterwards as before, with all that was sent",
        arguments: ["received_at = received_at + 1024", "mode = 'uest'", "tag"]
    )
    func mended(change: String) async throws {
        let vault = try await Vault.filled()
        let store = try vault.open()
        let leads = try await store.leads(matching: LeadFilter(), after: nil, limit: 100).leads
        let lead = try #require(leads.first { $0.state == .dead })
        let submission = try await store.submission(lead.id)
        var change = change
        if change == "tag" { change = "tag = \(try await Self.flipped("tag", of: lead, in: store))" }
        await store.close()
        try vault.change("UPDATE lead SET \(change) WHERE state = 'dead'")
        #expect(try await vault.rekey().damaged == 1)

        let again = try vault.open()
        let outcome = try await again.release(lead.id, accepting: false, by: "anna", at: 9_000)
        #expect(outcome == .mended(lead))
        #expect(try await again.lead(lead.id) == lead)
        #expect(try await again.submission(lead.id) == submission)
        #expect(try await again.verify().isSound)
        await again.close()
    }

    @Test("a lead whose id has a wrong bit keeps its data key: the id that was written is known by the row's tag")
    func wrongID() async throws {
        let vault = try await Vault.filled()
        let store = try vault.open()
        let lead = try #require(try await store.leads(matching: LeadFilter(), after: nil, limit: 1).leads.first)
        let submission = try await store.submission(lead.id)
        let wrong = try await Self.flipped("id", of: lead, in: store)
        await store.close()
        try vault.change("UPDATE lead SET id = \(wrong) WHERE sequence = 7")
        let change = try await vault.rekey()
        #expect(change.damaged == 1 && change.leads == 6)
        let right = Data(lead.id.bytes).map { String(format: "%02x", $0) }.joined()
        try vault.change("UPDATE lead SET id = x'\(right)' WHERE sequence = 7")
        let again = try vault.open()
        #expect(try await again.lead(lead.id) == lead)
        #expect(try await again.submission(lead.id) == submission)
        await again.close()
    }

    /// A value of a lead's row with one bit changed, as SQL says it.
    private static func flipped(_ column: String, of lead: Lead, in store: SQLiteLeadStore) async throws -> String {
        let sql = "SELECT \(column) FROM lead WHERE id = ?"
        let value = try await store.pool.read { try Data.fetchOne($0, sql: sql, arguments: [Data(lead.id.bytes)]) }
        let bytes = try #require(value)
        return "x'\((bytes.dropLast() + [bytes[15] ^ 4]).map { String(format: "%02x", $0) }.joined())'"
    }
}
