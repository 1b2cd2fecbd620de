import Foundation
import Leads
import Testing

@testable import LeadKeeping
@testable import SQLiteLeads

@Suite("What a restore takes, and what it brings back")
struct RestoreTests {
    @Test(
        "what is no backup changes nothing, leaves nothing behind, and is named by its own name",
        arguments: ["folder", "empty", "junk", "missing"]
    )
    func noBackup(kind: String) async throws {
        let place = try Workplace()
        let store = try place.open()
        let lead = try await store.accepted(newLead())
        await store.close()
        let backup = place.directory + "/" + kind
        switch kind {
        case "folder": try FileManager.default.createDirectory(atPath: backup, withIntermediateDirectories: true)
        case "empty": try Data().write(to: URL(fileURLWithPath: backup))
        case "junk": try Data("no database at all".utf8).write(to: URL(fileURLWithPath: backup))
        default: break
        }
        let before = try FileManager.default.contentsOfDirectory(atPath: place.directory).sorted()
        for _ in 0..<2 {
            do throws(StoreError) {
                _ = try await SQLiteLeadStore.restore(backup, to: place.dataFile, masterKey: .bytes(testKey))
                Issue.record("it was restored")
            } catch {
                #expect(error.description.contains(backup), "\(error)")
                #expect(!error.description.contains("restoring") && !error.description.contains("master key"))
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: place.directory).sorted() == before)
        }
        let again = try place.open()
        #expect(try await again.lead(lead.id)?.state == .queued)
        await again.close()
    }

    @Test("a restore stands in the audit log, and a token that was revoked since opens nothing again")
    func tokens() async throws {
        let place = try Workplace()
        let copy = place.directory + "/copy.sqlite"
        let store = try place.open()
        for name in ["anna", "chef"] {
            try await store.create(
                AccessToken(name: name, role: .admin, digest: [1], createdAt: 1_000, createdBy: "root")
            )
        }
        try await store.backup(to: copy)
        _ = try await store.revokeAccessToken("chef", by: "anna", at: 2_000)
        await store.close()
        func restore() async throws -> SQLiteLeadStore.RestoredTokens {
            try await SQLiteLeadStore.restore(copy, to: place.dataFile, masterKey: .bytes(testKey), by: "bert").tokens
        }
        let known = try await restore()
        #expect(known.revoked == ["chef"] && known.inForce == 1 && known.isKnown)
        let again = try place.open()
        #expect(try await again.accessTokens().filter { $0.revokedAt == nil }.map(\.name) == ["anna"])
        let entries = try await again.auditEntries(matching: AuditFilter(kind: .restored), before: nil, limit: 10)
        #expect(entries.map(\.act.by) == ["bert"] && entries.map(\.act.subject) == [copy])
        #expect(try await again.verify().isSound)
        await again.close()

        try FileManager.default.removeItem(atPath: place.dataFile)
        let unknown = try await restore()
        #expect(unknown.revoked == [] && unknown.inForce == 2 && !unknown.isKnown)
    }
}
