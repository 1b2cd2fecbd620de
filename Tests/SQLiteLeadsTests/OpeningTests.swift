import Foundation
import GRDB
import Leads
import Testing

@testable import LeadKeeping
@testable import SQLiteLeads

@Suite("Opening a data file")
struct OpeningTests {
    @Test("writing a lead makes no table in passing, and those of one state that stand aside are found by their index")
    func index() async throws {
        let place = try Workplace()
        let store = try place.open()
        try await store.pool.write { db in
            for statement in [
                "UPDATE lead SET state = 'dead', tag = x'' WHERE sequence = 1", StoredTable.lead.sql.insertion,
            ] {
                let arguments = StatementArguments(Array(repeating: 1, count: statement.count { $0 == "?" }))
                let steps = try Row.fetchAll(db, sql: "EXPLAIN \(statement)", arguments: arguments)
                #expect(!steps.contains { ($0["opcode"] as String? ?? "").hasPrefix("OpenEphemeral") })
            }
            for state in ["dead", "uncertain", "discarded", "erased"] {
                let query = "SELECT count(*) FROM lead WHERE state = '\(state)' AND source = 'a' AND updated_at < 1"
                let plan = try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN \(query)")
                #expect(plan.contains { ($0["detail"] as String? ?? "").contains("INDEX lead_aside") }, "\(state)")
            }
        }
        await store.close()
    }

    @Test("only one may have it: the second is told who does")
    func lock() async throws {
        let place = try Workplace()
        let store = try place.open()
        let error = #expect(throws: StoreError.self) { try place.open() }
        #expect(error?.description.contains("in use by process \(ProcessInfo.processInfo.processIdentifier)") == true)
        #expect(throws: StoreError.self) {
            try SQLiteLeadStore(readingOnly: place.dataFile, masterKey: .bytes(testKey))
        }
        // Deleting the lock file lets nobody in: the data file itself is locked.
        try FileManager.default.removeItem(atPath: place.dataFile + ".lock")
        #expect(throws: StoreError.self) { try place.open() }
        await store.close()
        await (try place.open()).close()
    }

    @Test("the key is made at the first start, for its owner alone, and is needed from then on")
    func keyFile() async throws {
        let place = try Workplace()
        let key = place.dataFile + ".key"
        let store = try SQLiteLeadStore(path: place.dataFile)
        let lead = try await store.accepted(newLead())
        await store.close()
        for path in [key, place.dataFile] {
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
        }
        #expect(FileManager.default.contents(atPath: key)?.count == 32)

        let again = try SQLiteLeadStore(path: place.dataFile)
        #expect(try await again.submission(lead.id) != nil)
        await again.close()

        try FileManager.default.moveItem(atPath: key, toPath: key + ".away")
        let missing = #expect(throws: StoreError.self) { try SQLiteLeadStore(path: place.dataFile) }
        #expect(missing?.description.contains("is missing") == true)
        #expect(!FileManager.default.fileExists(atPath: key))
    }

    @Test("a missing or an empty data file beside its key is no new beginning", arguments: [true, false])
    func lost(isMissing: Bool) async throws {
        let place = try Workplace()
        await (try SQLiteLeadStore(path: place.dataFile)).close()
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: place.dataFile + suffix) }
        if !isMissing { try Data().write(to: URL(fileURLWithPath: place.dataFile)) }
        let error = #expect(throws: StoreError.self) { try SQLiteLeadStore(path: place.dataFile) }
        #expect(error == .lost(place.dataFile))
        try FileManager.default.removeItem(atPath: place.dataFile + ".key")
        await (try SQLiteLeadStore(path: place.dataFile)).close()
    }

    @Test("a first start that was cut off before the key had its name is taken up again")
    func cutOff() async throws {
        let place = try Workplace()
        let key = place.dataFile + ".key"
        await (try SQLiteLeadStore(path: place.dataFile)).close()
        try FileManager.default.moveItem(atPath: key, toPath: key + ".new")
        let again = try SQLiteLeadStore(path: place.dataFile)
        #expect(again.epoch == 2)
        await again.close()
        #expect(FileManager.default.fileExists(atPath: key))
        #expect(!FileManager.default.fileExists(atPath: key + ".new"))
    }

    @Test("a key file that others can read is refused, with the command that mends it")
    func readableKey() async throws {
        let place = try Workplace()
        let key = place.directory + "/master.key"
        await (try SQLiteLeadStore(path: place.dataFile, masterKey: .file(key))).close()
        for mode in [0o640, 0o604, 0o644] {
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: key)
            let error = #expect(throws: StoreError.self) {
                try SQLiteLeadStore(path: place.dataFile, masterKey: .file(key))
            }
            #expect(error?.description.contains("chmod 600 \(key)") == true)
        }
    }

    @Test("a key of the wrong length is refused", arguments: [0, 31, 33, 64])
    func wrongLength(length: Int) throws {
        let place = try Workplace()
        let key = place.directory + "/master.key"
        try Data(repeating: 1, count: length).write(to: URL(fileURLWithPath: key))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: key)
        #expect(throws: StoreError.self) { try SQLiteLeadStore(path: place.dataFile, masterKey: .file(key)) }
    }

    @Test("the wrong key is refused and changes nothing")
    func wrongKey() async throws {
        let place = try Workplace()
        let store = try place.open()
        let lead = try await store.accepted(newLead())
        await store.close()
        let other = [UInt8](repeating: 8, count: 32)
        let error = #expect(throws: StoreError.self) {
            try SQLiteLeadStore(path: place.dataFile, masterKey: .bytes(other))
        }
        #expect(error?.description.contains("not the one") == true)
        let again = try place.open()
        #expect(again.epoch == 2)
        #expect(try await again.submission(lead.id) != nil)
        await again.close()
    }

    @Test("what is not a data file of LeadGate is left alone")
    func foreign() throws {
        let place = try Workplace()
        try Data("hello, this is a text and no database, long enough to be looked at".utf8)
            .write(to: URL(fileURLWithPath: place.dataFile))
        #expect(throws: StoreError.notOurs(place.dataFile)) { try place.open() }
        let foreign = place.directory + "/foreign.sqlite"
        let queue = try DatabaseQueue(path: foreign)
        try queue.write { try $0.execute(sql: "CREATE TABLE customer (name TEXT)") }
        try queue.close()
        #expect(throws: StoreError.notOurs(foreign)) {
            try SQLiteLeadStore(path: foreign, masterKey: .bytes(testKey))
        }
    }

    @Test("a file of a newer version is refused, in words")
    func newer() async throws {
        let place = try Workplace()
        let store = try place.open()
        try await store.pool.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99 future')") }
        await store.close()
        let error = #expect(throws: StoreError.self) { try place.open() }
        #expect(error?.description.contains("newer LeadGate") == true)
    }

    @Test("a stopped store, also a killed one, can be looked at without a change")
    func readOnly() async throws {
        let place = try Workplace()
        let store = try place.open { $0.idleCheckpointPages = .max }
        let lead = try await store.accepted(newLead())
        let killed = try place.copyAsAfterKill(named: "killed")
        await store.close()
        for path in [killed, place.dataFile] {
            let before = try Data(contentsOf: URL(fileURLWithPath: path))
            let reader = try SQLiteLeadStore(readingOnly: path, masterKey: .bytes(testKey))
            #expect(try await reader.submission(lead.id) != nil)
            #expect(try await reader.verify().isSound)
            await #expect(throws: StoreError.unavailable("it was opened for reading only.")) {
                try await reader.accept(newLead())
            }
            await reader.close()
            #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
        }
        #expect(throws: StoreError.self) {
            try SQLiteLeadStore(readingOnly: place.directory + "/none", masterKey: .bytes(testKey))
        }
    }
}
