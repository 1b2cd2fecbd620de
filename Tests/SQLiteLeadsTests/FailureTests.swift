import Foundation
import GRDB
import Leads
import Synchronization
import Testing

@testable import LeadKeeping
@testable import SQLiteLeads

@Suite("When the disk fails")
struct FailureTests {
    @Test("after a failed flush nothing is accepted any more, and reading goes on")
    func failedFlush() async throws {
        let place = try Workplace()
        let store = try place.open()
        let lead = try await store.accepted(newLead())
        let fault = FailingCommit()
        try await store.pool.writeWithoutTransaction { $0.add(transactionObserver: fault) }
        await #expect(throws: StoreError.self) { try await store.accept(newLead()) }
        try await store.pool.writeWithoutTransaction { $0.remove(transactionObserver: fault) }

        // The disk works again, but what the kernel threw away is gone: only a restart may go on.
        do {
            _ = try await store.accept(newLead())
            Issue.record("accepted after a failed flush")
        } catch {
            guard case .unavailable = error else {
                Issue.record("\(error)")
                return
            }
        }
        #expect(!store.health().isAccepting)
        #expect(try await store.lead(lead.id) == lead)
        #expect(try await store.books().accepted == 1)
        await store.close()

        let again = try place.open()
        #expect(again.health().isAccepting)
        #expect(try await again.books().accepted == 1)
        #expect(try await again.verify().isSound)
        await again.close()
    }

    @Test(
        "a data file that is no longer in its place takes nothing more, and what is in it can still be copied",
        arguments: [("", false), ("", true), ("-wal", false)]
    )
    func goneFile(suffix: String, isReplaced: Bool) async throws {
        let place = try Workplace()
        let store = try place.open()
        let lead = try await store.accepted(newLead())
        let path = place.dataFile + suffix
        try FileManager.default.moveItem(atPath: path, toPath: path + ".moved")
        if isReplaced { _ = FileManager.default.createFile(atPath: path, contents: Data()) }
        for _ in 0..<2 {
            do {
                _ = try await store.accept(newLead())
                Issue.record("accepted into a file that no start will find")
            } catch {
                guard case .unavailable(let words) = error else {
                    Issue.record("\(error)")
                    return
                }
                #expect(words.contains("leadgate backup"))
            }
        }
        #expect(!store.health().isAccepting)
        let copy = place.directory + "/copy.sqlite"
        try await store.backup(to: copy)
        await store.close()
        let again = try SQLiteLeadStore(path: copy, masterKey: .bytes(testKey))
        #expect(try await again.lead(lead.id)?.id == lead.id)
        await again.close()
    }

    @Test("a store that nobody writes to says by itself that its file is gone")
    func goneWhileIdle() async throws {
        let place = try Workplace()
        let store = try place.open()
        #expect(store.health().isAccepting)
        try FileManager.default.removeItem(atPath: place.dataFile)
        #expect(!store.health().isAccepting)
        await store.close()
    }

    @Test("new leads are refused before the disk is full, deliveries go on, and it resumes alone")
    func reserve() async throws {
        let place = try Workplace()
        let free = FreeSpace()
        let store = try place.open {
            $0.reservedBytes = 1 << 20
            $0.freeBytes = { _ in free.bytes }
        }
        let lead = try await store.accepted(newLead())
        free.bytes = 1 << 19
        do {
            _ = try await store.accept(newLead())
            Issue.record("accepted on a full disk")
        } catch {
            guard case .full = error else {
                Issue.record("\(error)")
                return
            }
        }
        #expect(!store.health().isAccepting)
        try await store.startSending(lead)
        free.bytes = 1 << 30
        _ = try await store.accept(newLead())
        #expect(store.health().isAccepting)
        #expect(try await store.books().accepted == 2)
        await store.close()
    }

    @Test("a disk that is full without warning refuses leads one by one and loses none that was acknowledged")
    func full() async throws {
        let place = try Workplace()
        let store = try place.open()
        let first = try await store.accepted(newLead())
        try await store.pool.writeWithoutTransaction { db in
            let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
            _ = try Int.fetchOne(db, sql: "PRAGMA max_page_count = \(pages + 8)")
        }
        let stored = await withTaskGroup(of: LeadID?.self) { group in
            for number in 0..<60 {
                group.addTask {
                    let new = newLead(at: Int64(number), body: String(repeating: "x", count: 3_000))
                    return try? await store.accept(new).lead.id
                }
            }
            return await group.reduce(into: []) { $0 += $1.map { [$0] } ?? [] }
        }
        #expect(stored.count < 60)
        for id in stored + [first.id] { #expect(try await store.submission(id) != nil) }
        #expect(try await store.books().accepted == stored.count + 1)

        try await store.pool.writeWithoutTransaction {
            _ = try Int.fetchOne($0, sql: "PRAGMA max_page_count = 1000000")
        }
        _ = try await store.accept(newLead())
        #expect(try await store.verify().isSound)
        await store.close()
    }

    @Test("a closed store refuses everything in words, also twice")
    func closed() async throws {
        let place = try Workplace()
        let store = try place.open()
        await store.close()
        await store.close()
        await #expect(throws: StoreError.unavailable("it is closed.")) { try await store.accept(newLead()) }
        await #expect(throws: StoreError.self) { try await store.books() }
    }

    @Test("what was waiting when the store is closed is still written")
    func closing() async throws {
        let place = try Workplace()
        let store = try place.open()
        let acknowledged = await withTaskGroup(of: LeadID?.self) { group in
            for number in 0..<200 { group.addTask { try? await store.accept(newLead(at: Int64(number))).lead.id } }
            group.addTask {
                await store.close()
                return nil
            }
            return await group.reduce(into: []) { $0 += $1.map { [$0] } ?? [] }
        }
        let again = try place.open()
        for id in acknowledged { #expect(try await again.lead(id) != nil) }
        #expect(try await again.books().accepted == acknowledged.count)
        await again.close()
    }
}

/// A disk whose flush fails at the moment of the commit.
private final class FailingCommit: TransactionObserver, Sendable {
    func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { true }
    func databaseDidChange(with event: DatabaseEvent) {}
    func databaseWillCommit() throws { throw DatabaseError(resultCode: .SQLITE_IOERR_FSYNC) }
    func databaseDidCommit(_ db: Database) {}
    func databaseDidRollback(_ db: Database) {}
}

private final class FreeSpace: Sendable {
    private let value = Mutex<UInt64>(1 << 30)
    var bytes: UInt64 {
        get { value.withLock { $0 } }
        set { value.withLock { $0 = newValue } }
    }
}
