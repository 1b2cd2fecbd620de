import JSON
import Leads
import Names
import Targets
import Testing

@testable import LeadKeeping
@testable import SQLiteLeads

@Suite("Orders over many leads")
struct JobTests {
    private func order(
        _ action: Job.Action = .replay,
        _ filter: LeadFilter = LeadFilter(states: [.dead]),
        id: String = "op-1",
        reason: String? = "mended"
    ) -> Job.Order {
        Job.Order(id: id, action: action, filter: filter, by: "anna", reason: reason, rate: nil)
    }

    private func dead(_ count: Int, in store: SQLiteLeadStore, source: SourceName = "trisalis") async throws -> [LeadID]
    {
        var ids: [LeadID] = []
        for _ in 0..<count {
            let lead = try await store.accepted(newLead(source: source))
            try await store.record(.refused(dataFault), for: lead.id, at: 1_500)
            ids.append(lead.id)
        }
        return ids
    }

    private func states(_ ids: [LeadID], in store: SQLiteLeadStore) async throws -> [LeadState] {
        var states: [LeadState] = []
        for id in ids { states.append(try #require(try await store.lead(id)).state) }
        return states
    }

    @Test("go step by step over a restart; each lead is moved once, and leads of later are not meant")
    func steps() async throws {
        let place = try Workplace()
        var store = try place.open()
        let ids = try await dead(7, in: store)
        let other = try await dead(1, in: store, source: "andere")
        let begun = try await store.begin(order(.replay, LeadFilter(states: [.dead], source: "trisalis")), at: 2_000)
        #expect(begun.matched == 7)
        let late = try await dead(1, in: store)
        let first = try await store.advance("op-1", limit: 3, at: 2_100)
        #expect((first.changed, first.state) == (3, .running))
        #expect(try await states(ids, in: store) == [.dead, .dead, .dead, .dead, .queued, .queued, .queued])
        // One that dies again is not replayed again by the same job.
        try await store.record(.refused(dataFault), for: ids[6], at: 2_150)
        await store.close()
        store = try place.open()
        #expect(try await store.activeJobs().map(\.order.id) == ["op-1"])
        _ = try await store.advance("op-1", limit: 3, at: 2_200)
        let last = try await store.advance("op-1", limit: 3, at: 2_300)
        #expect((last.changed, last.skipped, last.state) == (7, 0, .done))
        #expect(try await states(ids, in: store) == [.queued, .queued, .queued, .queued, .queued, .queued, .dead])
        #expect(try await states(other + late, in: store) == [.dead, .dead])
        #expect(try await store.activeJobs().isEmpty)
        #expect(try await store.timeline(ids[0]).last?.event == "replayed")
        #expect(try await store.verify().isSound)
        await store.close()
    }

    @Test("are one and the same under one operation id, and another order under it is refused")
    func operationID() async throws {
        let place = try Workplace()
        let store = try place.open()
        _ = try await dead(2, in: store)
        _ = try await store.begin(order(), at: 2_000)
        let ended = try await store.advance("op-1", limit: 50, at: 2_100)
        #expect(try await store.begin(order(), at: 3_000) == ended)
        await #expect(throws: StoreError.operationReused("op-1")) {
            _ = try await store.begin(order(reason: "another"), at: 3_000)
        }
        #expect(try await store.jobs(after: nil, limit: 10).count == 1)
        await store.close()
    }

    @Test("rest, go on and end as they are told")
    func turns() async throws {
        let place = try Workplace()
        let store = try place.open()
        let ids = try await dead(4, in: store)
        _ = try await store.begin(order(), at: 2_000)
        _ = try await store.advance("op-1", limit: 1, at: 2_000)
        #expect(try await store.turn("op-1", .pause, by: "anna", at: 2_100).state == .paused)
        #expect(try await store.advance("op-1", limit: 1, at: 2_200).changed == 1)
        #expect(try await store.turn("op-1", .continue, by: "anna", at: 2_300).state == .running)
        #expect(try await store.advance("op-1", limit: 1, at: 2_400).changed == 2)
        #expect(try await store.turn("op-1", .cancel, by: "anna", at: 2_500).state == .cancelled)
        #expect(try await states(ids, in: store) == [.dead, .dead, .queued, .queued])
        await #expect(throws: StoreError.jobState(.cancelled)) {
            _ = try await store.turn("op-1", .continue, by: "anna", at: 1)
        }
        await #expect(throws: StoreError.noJob("op-2")) { _ = try await store.turn("op-2", .pause, by: "anna", at: 1) }
        await store.close()
    }

    @Test("undone, a replay takes back what has not gone out and nothing else")
    func undo() async throws {
        let place = try Workplace()
        let store = try place.open()
        let ids = try await dead(4, in: store)
        _ = try await store.begin(order(), at: 2_000)
        _ = try await store.advance("op-1", limit: 3, at: 2_000)
        let gone = try #require(try await store.lead(ids[3]))
        try await store.startSending(gone)
        #expect(try await store.turn("op-1", .undo, by: "anna", at: 2_500).state == .undoing)
        #expect(try await store.advance("op-1", limit: 2, at: 2_600).state == .undoing)
        let undone = try await store.advance("op-1", limit: 2, at: 2_700)
        #expect((undone.undone, undone.state) == (2, .undone))
        #expect(try await states(ids, in: store) == [.dead, .dead, .dead, .sending])
        #expect(try await store.lead(ids[1])?.cause == dataFault)
        #expect(try await store.verify().isSound)
        await store.close()
    }

    @Test("undone, a release takes back what was not built, which waits until somebody releases it again")
    func undoRelease() async throws {
        let place = try Workplace()
        let store = try place.open()
        var waiting: [Lead] = []
        for now in [1_000, 1_100, 1_200] as [Int64] {
            let lead = Lead(id: LeadID.make(now: now), source: "trisalis", mode: .test, lack: .mapping, receivedAt: now)
            waiting.append(try await store.accepted(NewLead(lead: lead, submission: newLead().submission)))
        }
        let filter = LeadFilter(states: [.waiting], source: "trisalis")
        _ = try await store.begin(order(.release, filter), at: 2_000)
        let released = try await store.advance("op-1", limit: 2, at: 2_000)
        #expect((released.changed, released.state) == (2, .running))
        // The first is built meanwhile.
        let first = NewLead(
            lead: newLead(at: 1_000, id: waiting[0].id).lead,
            submission: newLead().submission
        )
        let built = try await store.build(waiting[0].id, version: 2, as: first, adding: [], at: 2_100)
        #expect(built.map(\.state) == [.queued])
        #expect(try await store.turn("op-1", .undo, by: "anna", at: 2_200).state == .undoing)
        let undone = try await store.advance("op-1", limit: 50, at: 2_300)
        #expect((undone.undone, undone.state) == (1, .undone))
        #expect(try await store.waiting(for: .mapping, of: nil, at: 9_000, limit: 9, excluding: []).isEmpty)
        #expect(try await states(waiting.map(\.id), in: store) == [.queued, .waiting, .waiting])
        let events = try await store.timeline(waiting[1].id).map(\.event)
        #expect(events == ["accepted", "released-to-be-built", "recalled"])
        // Given again, it is another order.
        _ = try await store.begin(order(.release, filter, id: "op-2"), at: 3_000)
        #expect(try await store.advance("op-2", limit: 50, at: 3_000).changed == 2)
        #expect(try await store.waiting(for: .mapping, of: nil, at: 9_000, limit: 9, excluding: []).count == 2)
        #expect(try await store.verify().isSound)
        await store.close()
    }

    @Test("mean a lead as it is when its turn comes: one that has left the state meanwhile is left alone")
    func movedMeanwhile() async throws {
        let place = try Workplace()
        let store = try place.open()
        let first = try await store.accepted(newLead())
        try await store.startSending(first)
        let second = try await store.accepted(newLead())
        _ = try await store.begin(order(.discard, LeadFilter(states: [.queued])), at: 2_000)
        try await store.record(.refused(dataFault), for: second.id, at: 2_050)
        let job = try await store.advance("op-1", limit: 50, at: 2_100)
        #expect((job.matched, job.changed, job.skipped, job.state) == (1, 0, 0, .done))
        #expect(try await store.lead(second.id)?.state == .dead, "it was queued no more")
        await store.close()
    }

    @Test("discarded leads carry who and why")
    func discard() async throws {
        let place = try Workplace()
        let store = try place.open()
        let ids = try await dead(2, in: store)
        _ = try await store.begin(order(.discard, reason: "the campaign is over"), at: 2_000)
        _ = try await store.advance("op-1", limit: 50, at: 2_100)
        #expect(try await states(ids, in: store) == [.discarded, .discarded])
        let entry = try #require(try await store.timeline(ids[0]).last)
        #expect(entry.detail["by"] == "anna")
        #expect(entry.detail["reason"] == "the campaign is over")
        await #expect(throws: StoreError.jobState(.done)) {
            _ = try await store.turn("op-1", .undo, by: "anna", at: 3_000)
        }
        await store.close()
    }

    @Test("are listed newest first, page by page")
    func pages() async throws {
        let place = try Workplace()
        let store = try place.open()
        for name in ["a", "b", "c"] { _ = try await store.begin(order(id: name), at: 2_000) }
        #expect(try await store.jobs(after: nil, limit: 2).map(\.order.id) == ["c", "b"])
        #expect(try await store.jobs(after: "b", limit: 2).map(\.order.id) == ["a"])
        await #expect(throws: StoreError.invalidCursor) { _ = try await store.jobs(after: "x", limit: 2) }
        await store.close()
    }
}
