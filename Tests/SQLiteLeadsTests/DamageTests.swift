import Foundation
import GRDB
import Leads
import Names
import Targets
import TestSupport
import Testing

@testable import LeadKeeping
@testable import SQLiteLeads

@Suite("A data file that is damaged")
struct DamageTests {
    @Test("one damaged row is held back, named and told; the others go on")
    func quarantined() async throws {
        let place = try Workplace()
        let store = try place.open()
        let leads = try await [
            store.accepted(newLead(at: 1_000)), store.accepted(newLead(at: 1_001)), store.accepted(newLead(at: 1_002)),
        ]
        try await store.pool.write { try $0.execute(sql: "UPDATE lead SET mapping_hash = 'c0ffef' WHERE sequence = 2") }
        #expect(store.damages.isEmpty)

        let due = try await store.turns(at: 9_000)
        #expect(due == [leads[0].id, leads[2].id])
        #expect(store.damages.map(\.code) == [.leadUnreadable])
        #expect(store.damages.map(\.lead) == [leads[1].id])
        await #expect(throws: StoreError.corrupt(leads[1].id, "its row")) { try await store.lead(leads[1].id) }
        await #expect(throws: StoreError.corrupt(leads[1].id, "its row")) {
            try await store.record(.refused(dataFault), for: leads[1].id, at: 3_000)
        }
        #expect(try await store.submission(leads[1].id) != nil)
        try await store.startSending(leads[0])
        #expect(store.damages.count == 1)
        await store.close()
    }

    @Test("a lead that rots out of the queue is found by the patrol, in this life and after a restart")
    func rottenOut() async throws {
        let place = try Workplace()
        var store = try place.open()
        let lead = try await store.accepted(newLead())
        try await store.pool.write { try $0.execute(sql: "UPDATE lead SET state = 'delivered', due_at = 9e18") }
        #expect(try await store.turns(at: 9_000_000).isEmpty)
        for _ in 0..<2 {
            try await store.patrol()
            #expect(store.damages.map(\.lead).contains(lead.id))
            await store.close()
            store = try place.open()
        }
        await store.close()
    }

    @Test(
        "of a file that is too long to be looked through, what may be sent, what came last and the counters are looked at"
    )
    func long() async throws {
        let place = try Workplace()
        var store = try place.open()
        let leads = try await [
            store.accepted(newLead(at: 1_000)), store.accepted(newLead(at: 1_001)), store.accepted(newLead(at: 1_002)),
        ]
        try await store.record(.discarded(by: "anna", reason: nil), for: leads[2].id, at: 3_000)
        try await store.pool.writeWithoutTransaction { db in
            try db.execute(sql: "UPDATE lead SET mapping_hash = 'c0ffef' WHERE sequence IN (1, 3)")
            try db.execute(sql: "UPDATE books SET count = count + 1 WHERE name = 'queued'")
        }
        await store.close()
        store = try place.open { $0.startCheckBytes = 0 }
        #expect(Set(store.damages.map(\.lead)) == [leads[0].id, leads[2].id, nil])
        #expect(Set(store.damages.map(\.code)) == [.leadUnreadable, .booksDamaged])
        await store.close()
    }

    @Test(
        "no change of a queued lead's row, whatever its column, lets it be sent: every read on the way proves the row",
        arguments: LeadColumn.allCases
    )
    func neverSent(column: LeadColumn) async throws {
        let place = try Workplace()
        let store = try place.open()
        let lead = try await store.accepted(newLead())
        let stranger = LeadID.make(now: 7)
        let intent = Intent(
            attempt: 1,
            startedAt: 2_000,
            target: lead.target,
            mode: lead.mode,
            mappingHash: lead.mappingHash ?? "",
            reference: lead.reference,
            epoch: try await store.leased().epoch
        )
        let type = try await store.pool.read { try String.fetchOne($0, sql: "SELECT typeof(\(column.name)) FROM lead") }
        let change =
            switch column {
            case .id: "x'\(stranger.bytes.map { String(format: "%02x", $0) }.joined())'"
            case .state: "'queued '"
            case _ where type == "integer": "\(column.name) + 1"
            case .caseKey, .claimedCase, .sealedOutcome, .causeFingerprint: "x'00'"
            case .intentStartedAt, .intentEpoch: "7"
            default: "'x' || coalesce(\(column.name), '')"
            }
        do {
            try await store.pool.writeWithoutTransaction {
                try $0.execute(sql: "UPDATE lead SET \(column.name) = \(change)")
            }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            // The column cannot hold another value of this kind at all.
            return await store.close()
        }
        #expect(try await store.turns(at: .max - 1).isEmpty)
        for id in [lead.id, stranger] {
            #expect(((try? await store.lead(id)) ?? nil) == nil)
            await #expect(throws: StoreError.self) {
                try await store.record(.sendingStarted(intent), for: id, at: 2_000)
            }
        }
        #expect(try await store.recover(now: 5_000).isEmpty)
        await store.close()
    }

    @Test("a lead that is gone is missed: its place is given to no other")
    func gone() async throws {
        let place = try Workplace()
        let store = try place.open()
        for _ in 0..<3 { _ = try await store.accept(newLead()) }
        try await store.pool.write { db in
            for table in ["lead WHERE sequence", "content WHERE lead"] {
                try db.execute(sql: "DELETE FROM \(table) = 3")
            }
        }
        _ = try await store.accept(newLead())
        let findings = try await store.verify().findings
        #expect(findings.contains { $0.code == .leadMissing && $0.message.contains("row 3 ") })
        #expect(try await store.pool.read { try Int.fetchOne($0, sql: "SELECT max(sequence) FROM lead") } == 4)
        await store.close()
    }

    @Test("a value of another type than it can have ends no process", arguments: LeadColumn.allCases)
    func types(column: LeadColumn) async throws {
        let place = try Workplace()
        let store = try place.open()
        let lead = try await store.accepted(newLead())
        guard column != .sequence else { return await store.close() }
        try await store.pool.writeWithoutTransaction { db in
            // A table that is not STRICT stores anything, as a flipped type in the file does.
            try db.execute(sql: "PRAGMA writable_schema = ON")
            try db.execute(
                sql: """
                    UPDATE sqlite_master SET sql = replace(replace(sql, ' NOT NULL', ''), ') STRICT', ')')
                    WHERE name = 'lead'
                    """
            )
            try db.execute(sql: "PRAGMA writable_schema = RESET")
        }
        for value in ["NULL", "x'ff00'", "1.5", "'x'"] {
            try await store.pool.writeWithoutTransaction {
                try $0.execute(sql: "UPDATE lead SET \(column.name) = \(value)")
            }
            _ = try? await store.lead(lead.id)
            _ = try? await store.turns(at: 9_000_000)
            _ = try? await store.leads(matching: LeadFilter(), after: nil, limit: 5)
            _ = try? await store.causes()
            _ = try? await store.queueLengths()
            _ = try? await store.recover(now: 5_000)
            #expect(try await store.verify().isSound == (value == "NULL" && isNull(column)))
        }
        await store.close()
    }

    private func isNull(_ column: LeadColumn) -> Bool {
        [
            .reference, .vorgangsnummer, .causeClass, .causeCode, .causeFingerprint, .intentStartedAt, .intentEpoch,
            .sealedOutcome, .mapping, .caseKey, .claimedReference, .claimedCase, .lack, .fencedAt,
        ].contains(column)
    }

    @Test("a file that is not whole is refused, in words that say what to do, and is left as it is")
    func malformed() async throws {
        let place = try Workplace()
        let store = try place.open()
        for _ in 0..<40 { _ = try await store.accept(newLead(body: String(repeating: "x", count: 2_000))) }
        await store.close()
        let url = URL(fileURLWithPath: place.dataFile)
        let whole = try Data(contentsOf: url)
        let broken = [
            whole.prefix(whole.count / 2), whole.prefix(8_192) + Data(count: 8_192) + whole.dropFirst(16_384),
        ]
        for bytes in broken {
            try Data(bytes).write(to: url)
            let error = #expect(throws: StoreError.self) { try place.open() }
            let words = error?.description ?? ""
            #expect(words.contains("is damaged") && words.contains("backup") && words.contains("leadgate verify"))
            #expect(try Data(contentsOf: url) == Data(bytes))
        }
    }

    @Test("a damaged index is made anew")
    func index() async throws {
        let place = try Workplace()
        let store = try place.open()
        let lead = try await store.accepted(newLead())
        try await store.pool.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA writable_schema = ON")
            let root = try Int.fetchOne(db, sql: "SELECT rootpage FROM sqlite_master WHERE name = 'lead_queue'") ?? 0
            // The index stands where another, empty one is: its entry is lost, as by a damaged page.
            let other = try Int.fetchOne(db, sql: "SELECT rootpage FROM sqlite_master WHERE name = 'lead_lookup'") ?? 0
            try db.execute(
                sql: """
                    UPDATE sqlite_master SET rootpage = CASE name WHEN 'lead_queue' THEN ? ELSE ? END
                    WHERE name IN ('lead_queue', 'lead_lookup')
                    """,
                arguments: [other, root]
            )
            try db.execute(sql: "PRAGMA writable_schema = RESET")
        }
        await store.close()
        let again = try place.open()
        #expect(try await again.turns(at: 9_000) == [lead.id])
        #expect(try await again.verify().isSound)
        await again.close()
    }

    @Test("a repeat under a key whose record is damaged is neither answered nor taken")
    func duplicate() async throws {
        let place = try Workplace()
        let store = try place.open()
        _ = try await store.accept(newLead(key: "k"))
        _ = try await store.accept(newLead())
        try await store.pool.write { try $0.execute(sql: "UPDATE duplicate SET lead = 2") }
        await #expect(throws: StoreError.self) { try await store.accept(newLead(key: "k")) }
        #expect(try await store.books().accepted == 2)
        #expect(store.damages.map(\.code) == [.rowDamaged])
        await store.close()
    }

    @Test("a damaged pause holds, without an end")
    func pause() async throws {
        let place = try Workplace()
        let store = try place.open()
        try await store.pause(.kundenangaben, cause: connectionFault, at: 1_000, until: 9_000)
        try await store.pool.write { try $0.execute(sql: "UPDATE pause SET until = 1001") }
        let pauses = try await store.pauses()
        #expect(pauses.map(\.target) == [.kundenangaben])
        #expect(pauses.map(\.until) == [nil])
        #expect(store.damages.map(\.code) == [.rowDamaged])
        await store.close()
    }
}
