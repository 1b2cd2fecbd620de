import Foundation
import GRDB
import JSON
import Leads
import SeededRandom
import TestSupport
import Testing

@testable import LeadKeeping
@testable import SQLiteLeads

@Suite("Durable before the answer")
struct DurabilityTests {
    @Test("the writer flushes every commit, although GRDB's pool sets it to do not")
    func synchronousFull() async throws {
        let place = try Workplace()
        let store = try place.open()
        let pragmas = try await store.pool.writeWithoutTransaction { db in
            try ["synchronous", "wal_autocheckpoint", "secure_delete"].map {
                try Int.fetchOne(db, sql: "PRAGMA \($0)")
            }
        }
        #expect(pragmas == [2, 0, 1])
        let mode = try await store.pool.read { try String.fetchOne($0, sql: "PRAGMA journal_mode") }
        #expect(mode == "wal")
        await store.close()
    }

    @Test("what was accepted is there after a restart, byte for byte")
    func restart() async throws {
        let place = try Workplace()
        let store = try place.open()
        let submission = Submission(
            body: [0, 255, 13, 10] + Array("äöü".utf8),
            contentType: nil,
            query: ["a": "1", "b": ["ä", 2.5]],
            headers: [:],
            item: 3
        )
        let new = NewLead(lead: newLead().lead, submission: submission)
        let lead = try await store.accepted(new)
        #expect(lead == new.lead)
        await store.close()

        let again = try place.open()
        #expect(try await again.lead(lead.id) == lead)
        #expect(try await again.submission(lead.id) == submission)
        let timeline = try await again.timeline(lead.id)
        #expect(
            timeline
                == [
                    TimelineEntry(sequence: 1, at: 1_000, event: "accepted", state: .queued, detail: [:], evidence: nil)
                ]
        )
        await again.close()
    }

    @Test("every lead that was acknowledged before a kill is in what the kill leaves", arguments: [Int.max, 20])
    func kill(checkpointPages: Int) async throws {
        let place = try Workplace()
        let store = try place.open {
            $0.busyCheckpointPages = checkpointPages
            $0.idleCheckpointPages = .max
            $0.groupLimit = 7
        }
        let acknowledged = Acknowledged()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for sender in 0..<8 {
                group.addTask {
                    for number in 0..<40 {
                        let lead = try await store.accepted(newLead(at: Int64(number), body: "\(sender) \(number)"))
                        await acknowledged.add(lead.id)
                        if number % 10 == sender {
                            try await store.startSending(lead)
                        }
                    }
                }
            }
            group.addTask {
                for kill in 0..<6 {
                    while await acknowledged.ids.count < 50 * kill { await Task.yield() }
                    let before = await acknowledged.ids
                    // Between two commits; with checkpoints the copy must see file and log of one moment.
                    let copy = try await store.pool.writeWithoutTransaction { _ in
                        try place.copyAsAfterKill(named: "killed-\(kill)")
                    }
                    let survivor = try SQLiteLeadStore(path: copy, masterKey: .bytes(testKey))
                    for id in before {
                        let submission = try await survivor.submission(id)
                        #expect(submission != nil)
                    }
                    let verification = try await survivor.verify()
                    #expect(verification.isSound, "\(verification.findings)")
                    await survivor.close()
                }
            }
            try await group.waitForAll()
        }
        await store.close()
    }

    @Test("a log cut off anywhere loses only what was not acknowledged, and nothing becomes unreadable")
    func tornLog() async throws {
        let place = try Workplace()
        let store = try place.open { $0.idleCheckpointPages = .max }
        var acknowledged: [(size: Int, id: LeadID)] = []
        for number in 0..<12 {
            let lead = try await store.accepted(newLead(at: Int64(number)))
            let wal = try FileManager.default.attributesOfItem(atPath: place.dataFile + "-wal")
            acknowledged.append(((wal[.size] as? Int) ?? 0, lead.id))
        }
        let whole = try place.copyAsAfterKill(named: "whole")
        let log = try Data(contentsOf: URL(fileURLWithPath: whole + "-wal"))
        await store.close()

        var random = SeededRandom(seed: 42)
        for cut in 0..<12 {
            let length = Int.random(in: 0...log.count, using: &random)
            let torn = place.directory + "/torn-\(cut)"
            try FileManager.default.copyItem(atPath: whole, toPath: torn)
            try log.prefix(length).write(to: URL(fileURLWithPath: torn + "-wal"))
            let survivor = try SQLiteLeadStore(path: torn, masterKey: .bytes(testKey))
            for (size, id) in acknowledged where size <= length {
                let lead = try await survivor.lead(id)
                #expect(lead != nil)
            }
            let verification = try await survivor.verify()
            #expect(verification.isSound, "\(verification.findings)")
            await survivor.close()
        }
    }

    @Test("each opening has leases of its own, and an intent of an earlier one is refused")
    func epoch() async throws {
        let place = try Workplace()
        let first = try place.open()
        #expect(try await first.leased().epoch == 1)
        let lead = try await first.accepted(newLead())
        await first.close()
        let second = try place.open()
        #expect(try await second.leased().epoch == 2)
        await #expect(throws: StoreError.leaseLost) {
            try await second.record(.sendingStarted(intent(for: lead, epoch: 1)), for: lead.id, at: 2_000)
        }
        await second.close()
    }

    @Test("a lead found in sending at start-up is uncertain, and only then")
    func recover() async throws {
        let place = try Workplace()
        let store = try place.open()
        let waiting = try await store.accepted(newLead())
        let sending = try await store.startSending(try await store.accepted(newLead()))
        #expect(try await store.recover(now: 5_000) == [])
        await store.close()

        let again = try place.open()
        #expect(try await again.recover(now: 5_000) == [sending.id])
        let found = try #require(try await again.lead(sending.id))
        #expect(found.state == .uncertain)
        #expect(found.intent == sending.intent)
        #expect(found.cause?.code == "stopped-while-sending")
        #expect(try await again.lead(waiting.id)?.state == .queued)
        #expect(try await again.recover(now: 5_000) == [])
        let books = try await again.books()
        #expect(books.balanced)
        #expect(books.accepted == 2)
        await again.close()
    }

    @Test("one row that cannot be read does not keep the others from being recovered")
    func recoverBesideDamage() async throws {
        let place = try Workplace()
        let store = try place.open()
        let damaged = try await store.startSending(try await store.accepted(newLead()))
        let sound = try await store.startSending(try await store.accepted(newLead()))
        try await store.pool.write { try $0.execute(sql: "UPDATE lead SET target = '' WHERE sequence = 1") }
        await store.close()
        let again = try place.open()
        #expect(try await again.recover(now: 5_000) == [sound.id])
        #expect(try await again.verify().findings.map(\.lead) == [damaged.id])
        await again.close()
    }

    @Test("a backup taken while leads arrive is whole and opens with the same key")
    func backup() async throws {
        let place = try Workplace()
        let store = try place.open()
        let lead = try await store.accepted(newLead())
        async let more: Void = { for number in 0..<50 { _ = try await store.accept(newLead(at: Int64(number))) } }()
        try await store.backup(to: place.directory + "/backup")
        try await more
        await #expect(throws: StoreError.self) { try await store.backup(to: place.directory + "/backup") }
        await store.close()
        let copy = try SQLiteLeadStore(path: place.directory + "/backup", masterKey: .bytes(testKey))
        #expect(try await copy.submission(lead.id) != nil)
        #expect(try await copy.verify().isSound)
        await copy.close()
    }

    @Test("a backup bears its name when it is whole, and leaves nothing beside it, however it ended")
    func unfinishedBackup() async throws {
        let place = try Workplace()
        let (path, draft) = (place.directory + "/copy", place.directory + "/copy.unfinished")
        let store = try place.open()
        _ = try await store.accepted(newLead())

        // What a process left that was killed is not written to: it might be the work of another one.
        let half = Data("half a copy".utf8)
        try half.write(to: URL(fileURLWithPath: draft))
        await #expect(throws: StoreError.self) { try await store.backup(to: path) }
        #expect(try Data(contentsOf: URL(fileURLWithPath: draft)) == half)
        #expect(!FileManager.default.fileExists(atPath: path))

        // Its journal would be rolled back into a copy of the same name.
        try FileManager.default.moveItem(atPath: draft, toPath: draft + "-journal")
        try await store.backup(to: path)
        await store.close()
        await #expect(throws: StoreError.self) { try await store.backup(to: place.directory + "/copy-of-nothing") }
        let left = try FileManager.default.contentsOfDirectory(atPath: place.directory)
        #expect(left.filter { $0.contains("copy") } == ["copy"])
    }
}

/// The ids that senders have a receipt for.
private actor Acknowledged {
    private(set) var ids: [LeadID] = []
    func add(_ id: LeadID) { ids.append(id) }
}
