import Foundation
import GRDB
import Leads
import Testing

@testable import LeadKeeping
@testable import SQLiteLeads

@Suite("A change of the master key that is cut off")
struct RekeyCrashTests {
    /// What a copy says after a start, which belongs to one of the keys that lie there.
    private func said(_ vault: Vault) async throws -> Said {
        #expect(try await vault.verify().isSound)
        let store = try vault.open()
        let said = try await Said(store)
        #expect(try await store.verify().isSound)
        #expect(try await store.recovery(now: 9_000).fence == nil)
        await store.close()
        return said
    }

    @Test("before the commit the old key is the key, and the draft stays what it is until the next change")
    func draftOnly() async throws {
        let vault = try await Vault.filled()
        let before = try await said(vault)
        let old = vault.bytes(vault.keyFile)
        _ = try MasterKey.makeNext(vault.masterKey, dataFile: vault.place.dataFile)
        let draft = vault.bytes(vault.draft)
        #expect(try await said(vault) == before)
        #expect(vault.bytes(vault.keyFile) == old && vault.bytes(vault.draft) == draft)
        try await vault.rekey()
        #expect(try await said(vault) == before)
        let kept = try vault.keptKeys().map { vault.bytes("\(vault.place.directory)/\($0)") }
        #expect(Set(kept) == [old, draft])
    }

    @Test("half a draft is none", arguments: [0, 31])
    func half(length: Int) async throws {
        let vault = try await Vault.filled()
        let before = try await said(vault)
        try Data(repeating: 1, count: length).write(to: URL(fileURLWithPath: vault.draft))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: vault.draft)
        #expect(try await said(vault) == before)
        try await vault.rekey()
        #expect(try await said(vault) == before)
    }

    @Test("after the commit the draft is the key: the next start gives it its name and keeps the old one")
    func committed() async throws {
        let vault = try await Vault.filled()
        let before = try await said(vault)
        let old = vault.bytes(vault.keyFile)
        let witness = try #require(vault.bytes(vault.place.dataFile + ".witness"))
        let store = try vault.open()
        let next = try MasterKey.makeNext(vault.masterKey, dataFile: vault.place.dataFile)
        let draft = vault.bytes(vault.draft)
        _ = try await store.rekey(vault.place.dataFile, to: next, by: "anna", at: Date())
        let cut = try vault.copy()
        let cutBeforeTheWitness = try vault.copy()
        try witness.write(to: URL(fileURLWithPath: cutBeforeTheWitness.place.dataFile + ".witness"))
        let cutWithBothNames = try vault.copy()
        try FileManager.default.linkItem(
            atPath: cutWithBothNames.keyFile,
            toPath: cutWithBothNames.keyFile + ".until-2001-09-09T014640Z"
        )
        await store.close()
        for cut in [cut, cutBeforeTheWitness, cutWithBothNames, vault] {
            // A look changes nothing.
            #expect(try await cut.verify().isSound)
            #expect(cut.bytes(cut.keyFile) == old && cut.bytes(cut.draft) == draft)
            #expect(try await said(cut) == before)
            #expect(cut.bytes(cut.keyFile) == draft && cut.bytes(cut.draft) == nil)
            let kept = try cut.keptKeys().map { cut.bytes("\(cut.place.directory)/\($0)") }
            #expect(Set(kept) == [old])
            // And the key can be changed once more.
            try await cut.rekey()
            #expect(try await said(cut) == before)
        }
    }

    @Test("a second change after one that was cut off behind its commit loses no key")
    func changedAgain() async throws {
        let vault = try await Vault.filled()
        let before = try await said(vault)
        let store = try vault.open()
        let next = try MasterKey.makeNext(vault.masterKey, dataFile: vault.place.dataFile)
        _ = try await store.rekey(vault.place.dataFile, to: next, by: "anna", at: Date())
        await store.close()
        try await vault.rekey()
        #expect(try await said(vault) == before)
        #expect(try vault.keptKeys().count == 2)
    }

    @Test(
        "a power cut at any length of the log leaves a file that opens with exactly one of the keys, and has every lead"
    )
    func anyLength() async throws {
        let vault = try await Vault.filled()
        let before = try await said(vault)
        let witness = try #require(vault.bytes(vault.place.dataFile + ".witness"))
        let old = try #require(vault.bytes(vault.keyFile))
        let store = try vault.open()
        let next = try MasterKey.makeNext(vault.masterKey, dataFile: vault.place.dataFile)
        let draft = try #require(vault.bytes(vault.draft))
        _ = try await store.rekey(vault.place.dataFile, to: next, by: "anna", at: Date())
        let whole = try vault.copy()
        await store.close()
        let log = try #require(whole.bytes(whole.place.dataFile + "-wal"))
        #expect(log.count > 40_000)
        var seen: [Data: Int] = [:]
        for part in 0...50 {
            let cut = try whole.copy()
            try log.prefix(log.count * part / 50).write(to: URL(fileURLWithPath: cut.place.dataFile + "-wal"))
            // The witness is written behind the commit.
            try witness.write(to: URL(fileURLWithPath: cut.place.dataFile + ".witness"))
            let fitting = [old, draft].filter { key in
                (try? SQLiteLeadStore(readingOnly: cut.place.dataFile, masterKey: .bytes(Array(key)))) != nil
            }
            #expect(fitting.count == 1)
            #expect(try await said(cut) == before)
            #expect(cut.bytes(cut.keyFile) == fitting.first)
            seen[fitting[0], default: 0] += 1
        }
        #expect(seen[old] ?? 0 > 40 && seen[draft] ?? 0 > 0)
    }

    @Test("a failure in the middle changes nothing")
    func failed() async throws {
        let vault = try await Vault.filled()
        let before = try await said(vault)
        let store = try vault.open()
        try await store.pool.write { db in
            try db.execute(
                sql: "CREATE TEMP TRIGGER fails BEFORE UPDATE ON access_token BEGIN SELECT raise(ABORT, 'full'); END"
            )
        }
        let next = try MasterKey.makeNext(vault.masterKey, dataFile: vault.place.dataFile)
        await #expect(throws: StoreError.self) {
            try await store.rekey(vault.place.dataFile, to: next, by: "anna", at: Date())
        }
        await store.close()
        #expect(try await said(vault) == before)
    }
}
