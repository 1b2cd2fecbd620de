import Foundation
import JSON
import Leads
import Names
import Targets
import Testing

@testable import LeadKeeping
@testable import SQLiteLeads

@Suite("A data file that is older than what was done since")
struct FenceTests {
    @Test("what is queued in it becomes uncertain, is looked up at once, and is not sent")
    func putBack() async throws {
        let place = try Workplace()
        let old = try await copyThenDeliver(in: place)
        try putBack(old, in: place)
        let store = try place.open()
        let recovered = try await store.recover(now: 9_000)
        #expect(recovered.count == 3)
        #expect(try await store.turns(at: 9_000_000).isEmpty)
        let asked = try await store.dueForLookup(target: .kundenangaben, now: 9_000, limit: 10, excluding: [])
        #expect(asked.map(\.id) == recovered)
        #expect(
            asked.allSatisfy { $0.cause?.code == KnownCause.restored.rawValue && $0.intent?.startedAt == $0.receivedAt }
        )
        #expect(try await store.fenced() == [.kundenangaben: 3])

        try await store.record(.found(vorgangsnummer: "AB1234"), for: recovered[0], at: 9_500)
        try await store.record(.notThere(witness: nil), for: recovered[1], at: 9_500)
        try await store.record(.discarded(by: "anna", reason: "decided"), for: recovered[2], at: 9_500)
        #expect(try await store.fenced().isEmpty)
        #expect(try await store.turns(at: 9_000_000) == [recovered[1]])
        #expect(try await store.verify().isSound)
        await store.close()

        // Decided once is decided: the next start fences nothing.
        let again = try place.open()
        #expect(try await again.recover(now: 10_000).isEmpty)
        #expect(try await again.turns(at: 9_000_000).count == 1)
        await again.close()
    }

    @Test("a fence outlives a crash between the start and its end")
    func crash() async throws {
        let place = try Workplace()
        try putBack(try await copyThenDeliver(in: place), in: place)
        await (try place.open()).close()
        let store = try place.open()
        #expect(try await store.recover(now: 9_000).count == 3)
        await store.close()
    }

    @Test("what waits to be built in it is looked up once it is built, and not sent")
    func waiting() async throws {
        let place = try Workplace()
        let store = try place.open()
        let id = LeadID.make(now: 1_000)
        let waiting = NewLead(
            lead: Lead(id: id, source: "trisalis", mode: .test, lack: .mapping, receivedAt: 1_000),
            submission: Submission(body: Array("{}".utf8), contentType: "application/json")
        )
        _ = try await store.accept(waiting)
        await store.close()
        let restored = try place.open { $0.isRestored = true }
        #expect(try await restored.recover(now: 9_000) == [id])
        let fenced = try #require(try await restored.lead(id))
        #expect(fenced.state == .waiting && fenced.fencedAt == 1_000)
        let released = try await restored.record(.released(by: "anna", reason: nil), for: id, at: 9_100)
        let built = NewLead(
            lead: Lead(id: id, source: "trisalis", target: .kundenangaben, mode: .test, receivedAt: 1_000),
            submission: waiting.submission
        )
        let lead = try await restored.build(id, version: released.version, as: built, adding: [], at: 9_200)[0]
        #expect(lead.state == .uncertain && lead.cause?.known == .restored)
        #expect(
            try await restored.dueForLookup(target: .kundenangaben, now: 9_200, limit: 9, excluding: []).map(\.id) == [
                id
            ]
        )
        #expect(try await restored.turns(at: 9_000_000).isEmpty)
        #expect(try await restored.verify().isSound)
        await restored.close()
    }

    @Test("a copy without its witness, or with a damaged one, is fenced", arguments: [true, false])
    func elsewhere(isGone: Bool) async throws {
        let place = try Workplace()
        let store = try place.open()
        _ = try await store.accept(newLead())
        await store.close()
        let witness = place.dataFile + ".witness"
        if isGone {
            try FileManager.default.removeItem(atPath: witness)
        } else {
            var bytes = try Data(contentsOf: URL(fileURLWithPath: witness))
            bytes[3] ^= 1
            try bytes.write(to: URL(fileURLWithPath: witness))
        }
        let again = try place.open()
        #expect(try await again.recover(now: 9_000).count == 1)
        await again.close()
    }

    @Test("a file that was stopped, killed or upgraded is not fenced")
    func ordinary() async throws {
        let place = try Workplace()
        let store = try place.open { $0.idleCheckpointPages = .max }
        let lead = try await store.accepted(newLead())
        let killed = try place.copyAsAfterKill(named: "killed.sqlite")
        await store.close()
        for path in [killed, place.dataFile] {
            let again = try SQLiteLeadStore(path: path, masterKey: .bytes(testKey))
            #expect(try await again.recover(now: 9_000).isEmpty)
            #expect(try await again.turns(at: 9_000_000) == [lead.id])
            await again.close()
        }
    }

    @Test("a write-ahead log that rots takes commits with it, and the file knows that they are missing")
    func rottenLog() async throws {
        let place = try Workplace()
        let store = try place.open { $0.idleCheckpointPages = .max }
        for _ in 0..<5 { _ = try await store.accept(newLead()) }
        let killed = try place.copyAsAfterKill(named: "killed.sqlite")
        await store.close()
        let log = URL(fileURLWithPath: killed + "-wal")
        var bytes = try Data(contentsOf: log)
        bytes[bytes.count - 5_000] ^= 1
        try bytes.write(to: log)
        let again = try SQLiteLeadStore(path: killed, masterKey: .bytes(testKey))
        let left = try await again.books().accepted
        #expect(left < 5)
        #expect(try await again.recover(now: 9_000).count == left)
        #expect(again.damages.isEmpty, "an older file is not a damaged one")
        await again.close()
    }

    @Test("a backup is taken while leads come in, is whole, and comes back fenced")
    func backup() async throws {
        let place = try Workplace()
        let copy = place.directory + "/copy.sqlite"
        let store = try place.open()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { for _ in 0..<60 { _ = try await store.accept(newLead()) } }
            group.addTask { try await store.backup(to: copy) }
            try await group.waitForAll()
        }
        await #expect(throws: StoreError.self) { try await store.backup(to: copy) }
        await #expect(throws: StoreError.self) {
            try await SQLiteLeadStore.restore(copy, to: place.dataFile, masterKey: .bytes(testKey))
        }
        _ = try await store.accept(newLead())
        await store.close()

        let restored = try await SQLiteLeadStore.restore(copy, to: place.dataFile, masterKey: .bytes(testKey))
        #expect(restored.verification.isSound && restored.jobs == 0)
        #expect(restored.onlyKept == 61 - restored.verification.books.accepted)
        let again = try place.open()
        #expect(try await again.recover(now: 9_000).count == restored.verification.books.queued)
        #expect(try await again.verify().isSound)
        await again.close()
    }

    @Test("whatever is restored after it, the file that was there first is still there")
    func restoredTwice() async throws {
        let place = try Workplace()
        let copy = place.directory + "/copy.sqlite"
        let store = try place.open()
        try await store.backup(to: copy)
        for _ in 0..<3 { _ = try await store.accept(newLead()) }
        await store.close()
        let live = try Data(contentsOf: URL(fileURLWithPath: place.dataFile))
        let first = try await SQLiteLeadStore.restore(copy, to: place.dataFile, masterKey: .bytes(testKey))
        let second = try await SQLiteLeadStore.restore(copy, to: place.dataFile, masterKey: .bytes(testKey))
        #expect((first.onlyKept, second.onlyKept) == (3, 0))
        let kept = try #require(first.kept)
        #expect(second.kept != kept)
        #expect(try Data(contentsOf: URL(fileURLWithPath: kept)) == live)
    }

    @Test("a damaged backup, or one of another key, changes nothing")
    func unusable() async throws {
        let place = try Workplace()
        let copy = place.directory + "/copy.sqlite"
        let store = try place.open()
        let lead = try await store.accepted(newLead())
        try await store.backup(to: copy)
        await store.close()
        let other = [UInt8](repeating: 8, count: 32)
        await #expect(throws: StoreError.self) {
            try await SQLiteLeadStore.restore(copy, to: place.dataFile, masterKey: .bytes(other))
        }
        var bytes = try Data(contentsOf: URL(fileURLWithPath: copy))
        let source = try #require(bytes.range(of: Data("trisaliskundenangaben".utf8)))
        bytes[source.lowerBound] ^= 1
        try bytes.write(to: URL(fileURLWithPath: copy))
        await #expect(throws: StoreError.self) {
            try await SQLiteLeadStore.restore(copy, to: place.dataFile, masterKey: .bytes(testKey))
        }
        let again = try place.open()
        #expect(try await again.recover(now: 9_000).isEmpty)
        #expect(try await again.lead(lead.id)?.state == .queued)
        await again.close()
        let left = try FileManager.default.contentsOfDirectory(atPath: place.directory)
        #expect(left.allSatisfy { !$0.contains("restor") })
    }

    @Test("what had come to rest in it is not sent by a replay, however it has changed since, but looked up first")
    func atRest() async throws {
        let place = try Workplace()
        var store = try place.open()
        var ids: [LeadID] = []
        for number in 0..<4 {
            let lead = try await store.accepted(newLead(at: 1_000 + Int64(number)))
            try await store.record(.refused(dataFault), for: lead.id, at: 1_500)
            ids.append(lead.id)
        }
        try await store.record(.discarded(by: "anna", reason: nil), for: ids[1], at: 1_600)
        await store.close()
        let copy = try Data(contentsOf: URL(fileURLWithPath: place.dataFile))
        store = try place.open()
        for id in ids {
            let lead = try await store.record(.replayed(by: "anna", reason: nil), for: id, at: 2_000)
            #expect(lead.state == .queued)
            try await store.startSending(lead, at: 2_100)
            try await store.record(.delivered(Confirmation(vorgangsnummer: "AB1234")), for: id, at: 3_000)
        }
        await store.close()
        try putBack(copy, in: place)

        store = try place.open()
        let recovery = try await store.recovery(now: 9_000)
        #expect(recovery.fence != nil && recovery.fenced.isEmpty)
        _ = try await store.edit(
            ids[2],
            by: .array([]),
            version: 2,
            at: 9_100,
            act: OperatorAct(by: "anna", .edited, ids[2].rawValue, reason: "mended")
        )
        for id in ids.prefix(3) {
            #expect(try await store.isFenced(id))
            let lead = try await store.record(.replayed(by: "anna", reason: nil), for: id, at: 9_200)
            #expect(lead.state == .uncertain && lead.cause?.known == .restored && lead.attemptsThisRound == 0)
            #expect(try #require(lead.intent).startedAt <= 1_600, "the list is read from the copy on")
        }
        // A job gets it too.
        let order = Job.Order(
            id: "op",
            action: .replay,
            filter: LeadFilter(states: [.dead]),
            by: "anna",
            reason: nil,
            rate: nil
        )
        _ = try await store.begin(order, at: 9_300)
        _ = try await store.advance("op", limit: 50, at: 9_300)
        #expect(try await store.lead(ids[3])?.cause?.known == .restored)
        #expect(try await store.turns(at: 9_000_000).isEmpty)
        #expect(try await store.fenced() == [.kundenangaben: 4])

        // Once that is clear, a lead is one like others; and so is what came later.
        try await store.record(.notThere(witness: nil), for: ids[0], at: 9_400)
        try await store.record(.refused(dataFault), for: ids[0], at: 9_500)
        #expect(try await !store.isFenced(ids[0]))
        let late = try await store.accepted(newLead(at: 9_600))
        try await store.record(.refused(dataFault), for: late.id, at: 9_700)
        for id in [ids[0], late.id] {
            #expect(try await store.record(.replayed(by: "anna", reason: nil), for: id, at: 9_800).state == .queued)
        }
        #expect(try await store.verify().isSound)
        await store.close()
        // Over a restart, too.
        store = try place.open()
        _ = try await store.recover(now: 9_900)
        try await store.record(.discarded(by: "anna", reason: nil), for: ids[1], at: 9_900)
        #expect(try await store.record(.replayed(by: "anna", reason: nil), for: ids[1], at: 9_950).state == .uncertain)
        await store.close()
    }

    @Test("a clock that is behind opens no gap in the fence")
    func clockBehind() async throws {
        let place = try Workplace()
        var store = try place.open()
        let lead = try await store.accepted(newLead(at: 1_000))
        try await store.record(.refused(dataFault), for: lead.id, at: 8_000)
        let copy = place.directory + "/copy.sqlite"
        try await store.backup(to: copy)
        await store.close()
        _ = try await SQLiteLeadStore.restore(copy, to: place.dataFile, masterKey: .bytes(testKey))
        store = try place.open()
        _ = try await store.recover(now: 2_000)
        #expect(try await store.record(.replayed(by: "anna", reason: nil), for: lead.id, at: 2_100).state == .uncertain)
        await store.close()
    }

    @Test("a job that is under way in it does not go on by itself")
    func jobs() async throws {
        let place = try Workplace()
        var store = try place.open()
        for _ in 0..<13 {
            let lead = try await store.accepted(newLead())
            try await store.record(.refused(dataFault), for: lead.id, at: 1_500)
        }
        let lost = try await store.accepted(newLead())
        try await store.startSending(lost)
        try await store.record(.lostSight(unknownFault), for: lost.id, at: 2_000)
        func begin(_ id: String, _ action: Job.Action, _ state: LeadState) async throws {
            let filter = LeadFilter(states: [state])
            let order = Job.Order(id: id, action: action, filter: filter, by: "anna", reason: "mended", rate: 1)
            _ = try await store.begin(order, at: 2_000)
        }
        try await begin("runs", .replay, .dead)
        _ = try await store.advance("runs", limit: 5, at: 2_000)
        try await begin("undone", .replay, .dead)
        _ = try await store.turn("undone", .undo, by: "anna", at: 2_000)
        try await begin("looked", .resolve, .uncertain)
        try await begin("looked-and-paused", .resolve, .uncertain)
        _ = try await store.turn("looked-and-paused", .pause, by: "anna", at: 2_000)
        let copy = place.directory + "/copy.sqlite"
        try await store.backup(to: copy)
        await store.close()

        let restored = try await SQLiteLeadStore.restore(copy, to: place.dataFile, masterKey: .bytes(testKey))
        #expect(restored.jobs == 3)
        store = try place.open()
        let recovery = try await store.recovery(now: 9_000)
        #expect(recovery.heldJobs == 4 && recovery.fenced.count == 5)
        #expect(try await store.activeJobs().isEmpty)
        var states: [String: Job.State] = [:]
        for job in try await store.jobs(after: nil, limit: 10) { states[job.order.id] = job.state }
        #expect(
            states == ["runs": .paused, "undone": .cancelled, "looked": .cancelled, "looked-and-paused": .cancelled]
        )
        // Somebody lets it go on: nothing is sent that may have been.
        _ = try await store.turn("runs", .continue, by: "anna", at: 9_100)
        _ = try await store.advance("runs", limit: 50, at: 9_100)
        #expect(try await store.turns(at: 9_000_000).isEmpty)
        #expect(try await store.fenced() == [.kundenangaben: 13])
        #expect(try await store.verify().isSound)
        await store.close()
        // The next start holds nothing.
        store = try place.open()
        #expect(try await store.recovery(now: 9_900).heldJobs == 0)
        await store.close()
    }

    /// Three queued leads, a copy of the file, and their delivery.
    private func copyThenDeliver(in place: Workplace) async throws -> Data {
        let store = try place.open()
        let leads = try await [
            store.accepted(newLead(at: 1_000)), store.accepted(newLead(at: 1_001)), store.accepted(newLead(at: 1_002)),
        ]
        await store.close()
        let copy = try Data(contentsOf: URL(fileURLWithPath: place.dataFile))
        let again = try place.open()
        for lead in leads {
            try await again.startSending(lead)
            try await again.record(.delivered(Confirmation(vorgangsnummer: "AB1234")), for: lead.id, at: 3_000)
        }
        await again.close()
        return copy
    }

    private func putBack(_ copy: Data, in place: Workplace) throws {
        for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: place.dataFile + suffix) }
        try copy.write(to: URL(fileURLWithPath: place.dataFile))
    }
}
