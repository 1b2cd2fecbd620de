import Foundation
import GRDB
import Leads
import Names
import Testing

@testable import LeadKeeping
@testable import SQLiteLeads

@Suite("Changing the master key")
struct RekeyTests {
    @Test("all that the file holds is there under the new key, also a second time, and the look finds nothing")
    func whole() async throws {
        let vault = try await Vault.filled()
        let store = try vault.open()
        let before = try await Said(store)
        await store.close()
        #expect(before.leads.count == 7 && !before.callbacks.joined().isEmpty && !before.ledgers.isEmpty)

        for round in 1...2 {
            let change = try await vault.rekey()
            #expect(change.leads == 6 && change.damaged == 0)
            let verification = try await vault.verify()
            #expect(verification.isSound, "\(verification.findings)")
            let store = try vault.open()
            #expect(try await Said(store) == before)
            #expect(try await store.recovery(now: 9_000).fence == nil)
            let entries = try await store.auditEntries(matching: AuditFilter(), before: nil, limit: 1)
            #expect(entries.first?.act == OperatorAct(by: "anna", .masterKeyChanged, "master key"))
            #expect(entries.first?.sequence == before.acts.count + round)
            await store.close()
        }
    }

    @Test("what is only a hash is recognised: repeats, persons, cases")
    func hashes() async throws {
        let vault = try await Vault.filled()
        for _ in 1...2 {
            try await vault.rekey()
            let store = try vault.open()
            let repeated = try await store.accept(newLead(key: "A-1"))
            guard case .repeated(let lead) = repeated else {
                Issue.record("\(repeated)")
                return
            }
            #expect(lead.vorgangsnummer == "AB1234")
            #expect(try await store.leads(having: [Vault.max]).map(\.id) == [lead.id])
            #expect(try await store.accept(Vault.opening("k")).lead.cause?.known == .caseTaken)
            #expect(try await store.accept(newLead(key: "E-1")).lead.state == .erased)
            #expect(try await store.verify().isSound)
            await store.close()
        }
    }

    @Test("what comes afterwards is sealed by the new key, and erased like any other")
    func goesOn() async throws {
        let vault = try await Vault.filled()
        try await vault.rekey()
        let store = try vault.open()
        let lead = try await store.accepted(newLead(key: "B-1"))
        let shared = try #require(
            try await store.leads(matching: LeadFilter(), after: nil, limit: 100).leads.dropLast().last
        )
        try await store.record(.erased(by: "anna", reason: nil), for: shared.id, at: 9_000)
        try await store.keepDriftLedger(Array("more".utf8), of: "trisalis", revision: 4)
        await store.close()
        let again = try vault.open()
        #expect(try await again.submission(lead.id) != nil)
        #expect(try await again.verify().isSound)
        await again.close()
    }

    @Test("files of earlier versions go over with all that they have", arguments: [9, 12, 14])
    func earlier(version: Int) async throws {
        let vault = try Vault()
        let kept =
            URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().path
            + "/Fixtures/store/version-\(version)"
        try FileManager.default.copyItem(atPath: kept + ".leads", toPath: vault.place.dataFile)
        try FileManager.default.copyItem(atPath: kept + ".key", toPath: vault.keyFile)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: vault.keyFile)
        let first = try vault.copy()
        let store = try first.open()
        let before = try await Said(store)
        await store.close()

        #expect(try await vault.rekey().damaged == 0)
        let again = try vault.open()
        #expect(try await Said(again) == before)
        #expect(try await again.verify().isSound)
        await again.close()
    }

    @Test("the old key is refused, with what to do, and opens nothing of the file")
    func oldKey() async throws {
        let vault = try await Vault.filled()
        let before = try #require(vault.bytes(vault.keyFile))
        let change = try await vault.rekey()
        #expect(change.oldKey == vault.keyFile + ".until-2001-09-09T014640Z")
        #expect(vault.bytes(change.oldKey) == before && vault.bytes(vault.keyFile) != before)
        for path in [change.oldKey, vault.keyFile] {
            #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
        }
        let error = #expect(throws: StoreError.wrongKey(vault.place.dataFile)) {
            try vault.open(key: .file(change.oldKey))
        }
        #expect(error?.description.contains("leadgate rekey") == true)
        #expect(error?.description.contains("restore BACKUP --key") == true)
        // Twice in a second keeps both.
        let second = try await vault.rekey()
        #expect(second.oldKey == change.oldKey + "-2")
        #expect(try vault.keptKeys().count == 2)
    }

    @Test("nothing that the old key opens is left in the file or its log")
    func traces() async throws {
        let vault = try await Vault.filled()
        let sql = """
            SELECT wrapped_key FROM content UNION SELECT wrapped_key FROM post UNION SELECT sealed FROM drift
            UNION SELECT tag FROM lead UNION SELECT link FROM audit
            """
        let store = try vault.open()
        let traces = try await store.pool.read { try Data.fetchAll($0, sql: sql) }
        await store.close()
        #expect(traces.count == 19)
        let before = try vault.place.allBytes()
        for trace in traces { #expect(before.range(of: trace) != nil) }
        try await vault.rekey()
        let after = try vault.place.allBytes()
        for trace in traces { #expect(after.range(of: trace) == nil) }
        #expect(fileSize(vault.place.dataFile + "-wal") == 0)
    }

    @Test(
        "only a stopped gateway's file is changed, and only where there is room for the log; nothing is touched before"
    )
    func refused() async throws {
        let vault = try await Vault.filled()
        let store = try vault.open()
        let held = await #expect(throws: StoreError.self) { try await vault.rekey() }
        #expect(held?.description.contains("is in use by") == true)
        await store.close()
        let full = await #expect(throws: StoreError.self) { try await vault.rekey { $0.freeBytes = { _ in 4_096 } } }
        #expect(full?.description.contains("are needed") == true)
        #expect(try vault.keptKeys().isEmpty)
        #expect(try await vault.verify().isSound)
    }

    @Test("a backup of before comes back with the key of its time, under the one of now")
    func restored() async throws {
        let vault = try await Vault.filled()
        let store = try vault.open()
        let before = try await Said(store)
        let backup = vault.place.directory + "/backup"
        try await store.backup(to: backup)
        await store.close()
        let change = try await vault.rekey()

        func restore(_ key: MasterKeySource?) async throws -> SQLiteLeadStore.Restored {
            try await SQLiteLeadStore.restore(
                backup,
                to: vault.place.dataFile,
                masterKey: vault.masterKey,
                key: key,
                by: "anna"
            )
        }
        await #expect(throws: StoreError.wrongKey(backup)) { try await restore(nil) }
        await #expect(throws: StoreError.wrongKey(backup)) { try await restore(vault.masterKey) }
        #expect(try await vault.verify().isSound)
        _ = try await restore(.file(change.oldKey))
        #expect(try await vault.verify().isSound)
        let again = try vault.open()
        #expect(try await Said(again).submissions == before.submissions)
        #expect(try await again.recover(now: 9_000).count == 4)
        #expect(try await again.leads(having: [Vault.max]).count == 1)
        await again.close()
    }
}
