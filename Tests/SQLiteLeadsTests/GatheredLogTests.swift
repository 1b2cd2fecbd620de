import Foundation
import GRDB
import TestSupport
import Testing

@testable import LeadKeeping
@testable import SQLiteLeads

@Suite("A write-ahead log that is written at once")
struct GatheredLogTests {
    @Test("what a transaction has is in the file when it is committed, also where nothing is flushed")
    func committed() async throws {
        let place = try Workplace()
        let store = try place.open { $0.idleCheckpointPages = .max }
        for mode in ["FULL", "OFF"] {
            let copy = try await store.pool.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA synchronous = \(mode)")
                try db.execute(sql: "CREATE TABLE made_\(mode) (text TEXT)")
                try db.execute(sql: "INSERT INTO made_\(mode) VALUES ('there')")
                return try place.copyAsAfterKill(named: mode)
            }
            let text = try await DatabaseQueue(path: copy).read {
                try String.fetchOne($0, sql: "SELECT text FROM made_\(mode)")
            }
            #expect(text == "there")
            let count = try await store.pool.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM made_\(mode)") }
            #expect(count == 1)
        }
        await store.close()
    }

    @Test("a transaction that does not fit into memory reads what it has written, and is whole afterwards")
    func spilled() async throws {
        let place = try Workplace()
        let store = try place.open { $0.idleCheckpointPages = .max }
        let sum = 2_000 * 2_001 / 2
        let copy = try await store.pool.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA cache_size = 10")
            try db.execute(sql: "CREATE TABLE numbers (number INTEGER PRIMARY KEY, twice INTEGER, padding BLOB)")
            try db.inTransaction {
                for number in 1...2_000 {
                    try db.execute(sql: "INSERT INTO numbers VALUES (?, 0, zeroblob(1000))", arguments: [number])
                }
                // Rewrites pages that are in the log already.
                for number in stride(from: 2_000, to: 0, by: -1) {
                    try db.execute(sql: "UPDATE numbers SET twice = 2 * number WHERE number = ?", arguments: [number])
                }
                let found = try Int.fetchOne(db, sql: "SELECT sum(twice) FROM numbers")
                #expect(found == 2 * sum)
                return .commit
            }
            try db.inTransaction {
                try db.execute(sql: "UPDATE numbers SET twice = 0")
                return .rollback
            }
            try db.execute(sql: "INSERT INTO numbers VALUES (2001, 0, x'')")
            return try place.copyAsAfterKill(named: "copy")
        }
        let (check, found, count) = try await DatabaseQueue(path: copy).read { db in
            try (
                String.fetchOne(db, sql: "PRAGMA integrity_check"),
                Int.fetchOne(db, sql: "SELECT sum(twice) FROM numbers"),
                Int.fetchOne(db, sql: "SELECT count(*) FROM numbers")
            )
        }
        #expect(check == "ok")
        #expect(found == 2 * sum)
        #expect(count == 2_001)
        await store.close()
    }
}
