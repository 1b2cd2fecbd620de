import Foundation
import GRDB
import Leads
import Targets
import TestSupport
import Testing

@testable import LeadKeeping
@testable import SQLiteLeads

@Suite("One writer, many callers")
struct GroupCommitTests {
    @Test("leads that arrive together are all stored once, and share their commits")
    func together() async throws {
        let place = try Workplace()
        let store = try place.open()
        let ids = try await withThrowingTaskGroup(of: LeadID.self) { group in
            for number in 0..<500 {
                group.addTask { try await store.accepted(newLead(at: Int64(number))).id }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(ids).count == 500)
        let page = try await store.leads(matching: LeadFilter(), after: nil, limit: 1_000)
        #expect(Set(page.leads.map(\.id)) == Set(ids))
        #expect(page.next == nil)
        let health = store.health()
        #expect(health.writes == 500)
        #expect(health.commits < 500)
        #expect(try await store.books() == Books(accepted: 500, counts: [.queued: 500]))
        await store.close()
    }

    @Test("a log that has grown gives its space back once nothing comes", .timeLimit(.minutes(1)))
    func givesBack() async throws {
        let place = try Workplace()
        let store = try place.open {
            $0.busyCheckpointPages = 5
            $0.idleCheckpointPages = 10
        }
        _ = try await store.accept((0..<50).map { newLead(at: Int64($0)) })
        let log = URL(fileURLWithPath: place.dataFile + "-wal")
        while try !Data(contentsOf: log).isEmpty {
            try Task.checkCancellation()
            await Task.yield()
        }
        #expect(try await store.books().accepted == 50)
        await store.close()
    }

    @Test("one that fails in the middle of a group fails alone")
    func poison() async throws {
        let place = try Workplace()
        let store = try place.open()
        let first = try await store.accepted(newLead())
        let outcomes = await withTaskGroup(of: (Int, Bool).self) { group in
            for number in 0..<100 {
                group.addTask {
                    // Every tenth has an id that is taken.
                    let new = newLead(at: Int64(number), id: number % 10 == 0 ? first.id : nil)
                    do {
                        _ = try await store.accept(new)
                        return (number, true)
                    } catch { return (number, false) }
                }
            }
            return await group.reduce(into: [Int: Bool]()) { $0[$1.0] = $1.1 }
        }
        for (number, isStored) in outcomes { #expect(isStored == (number % 10 != 0)) }
        #expect(try await store.books() == Books(accepted: 91, counts: [.queued: 91]))
        #expect(try await store.verify().isSound)
        await store.close()
    }

    @Test("one that is refused after it has written leaves nothing of that")
    func refusedLate() async throws {
        let place = try Workplace()
        let store = try place.open()
        _ = try await store.accepted(newLead())
        let pause = TargetPause(target: .kundenangaben, cause: Cause(.caseUnknown), since: 1, until: nil)
        await #expect(throws: StoreError.leaseLost) {
            try await store.commits.write(mayUseReserve: false) { transaction in
                _ = try PauseTable.insert(pause, at: 1, in: transaction)
                throw StoreError.leaseLost
            }
        }
        #expect(try await store.pauses().isEmpty)
        #expect(try await store.verify().isSound)
        await store.close()
    }

    @Test("a batch is stored whole or not at all")
    func batch() async throws {
        let place = try Workplace()
        let store = try place.open()
        let first = try await store.accepted(newLead())
        await #expect(throws: StoreError.self) {
            try await store.accept([newLead(), newLead(id: first.id), newLead()])
        }
        #expect(try await store.books().accepted == 1)
        let batch = try await store.accept([newLead(), newLead(), newLead()])
        #expect(batch.count == 3)
        #expect(try await store.books().accepted == 4)
        #expect(try await store.accept([]).isEmpty)
        await store.close()
    }

    @Test("of many hands that move the same version exactly one does")
    func compareAndSet() async throws {
        let place = try Workplace()
        let store = try place.open()
        let lead = try await store.accepted(newLead())
        let epoch = try await store.leased().epoch
        let winners = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<50 {
                group.addTask {
                    do {
                        let event = LeadEvent.sendingStarted(intent(for: lead, epoch: epoch))
                        _ = try await store.record(event, for: lead.id, version: lead.version, at: 2_000)
                        return true
                    } catch { return false }
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(winners == 1)
        await #expect(throws: StoreError.conflict(version: 2)) {
            try await store.record(.discarded(by: "anna", reason: nil), for: lead.id, version: 1, at: 3_000)
        }
        await store.close()
    }

    @Test("a forbidden step and an unknown lead are refused in words, and nothing changes")
    func refused() async throws {
        let place = try Workplace()
        let store = try place.open()
        let lead = try await store.accepted(newLead())
        let error = TransitionError(state: .queued, event: .replayed, problem: .notAllowed)
        await #expect(throws: StoreError.transition(error)) {
            try await store.record(.replayed(by: "anna", reason: nil), for: lead.id, at: 2_000)
        }
        let stranger = LeadID.make(now: 1)
        await #expect(throws: StoreError.notFound(stranger)) {
            try await store.record(.notThere(witness: nil), for: stranger, at: 2_000)
        }
        #expect(try await store.lead(lead.id) == lead)
        #expect(try await store.lead(stranger) == nil)
        #expect(try await store.timeline(stranger).isEmpty)
        await store.close()
    }

    @Test("more than the store will hold in memory is refused at once, deliveries are not")
    func busy() async throws {
        let place = try Workplace()
        let store = try place.open { $0.waitingLimit = 0 }
        await #expect(throws: StoreError.busy) { try await store.accept(newLead()) }
        #expect(try await store.pause(.kexVorgang, cause: connectionFault, at: 1, until: nil))
        await store.close()
    }

    @Test("the write-ahead log stays bounded under load, and is given back afterwards")
    func boundedLog() async throws {
        let place = try Workplace()
        let store = try place.open {
            $0.busyCheckpointPages = 256
            $0.idleCheckpointPages = 1
        }
        var longest = 0
        for number in 0..<120 {
            _ = try await store.accept(newLead(at: Int64(number), body: String(repeating: "x", count: 64 << 10)))
            longest = max(longest, fileSize(place.dataFile + "-wal"))
        }
        // 7.5 MiB of bodies went through a log of one.
        #expect(longest < 2 << 20)
        while fileSize(place.dataFile + "-wal") > 0 { await Task.yield() }
        await store.close()
    }
}
