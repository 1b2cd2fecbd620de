import Foundation
import JSON
import Leads
import Names
import Testing

@testable import LeadKeeping
@testable import SQLiteLeads

@Suite("What has been kept long enough")
struct RetentionTests {
    private static let day: Int64 = 86_400_000
    private static let start: Int64 = 1_700_000_000_000

    /// 90 days for what is delivered, except of `kurz`: 10; nothing else goes, but dead letters of `kurz` after 30.
    private static func cutoffs(at now: Int64) -> RetentionCutoffs {
        RetentionCutoffs(
            sources: [
                "kurz": [.delivered: now - 10 * day, .discarded: now - 10 * day, .dead: now - 30 * day],
                "lang": [.delivered: now - 90 * day, .discarded: now - 90 * day],
            ],
            others: [.delivered: now - 90 * day, .discarded: now - 90 * day]
        )
    }

    private static func look(_ store: SQLiteLeadStore, at now: Int64) async throws -> (erased: Int, keys: Int) {
        var place: RetentionPlace? = .start
        var (erased, keys) = (0, 0)
        while let from = place {
            let step = try await store.expire(cutoffs(at: now), from: from, at: now)
            erased += step.erased.values.reduce(0, +)
            keys += step.keys
            place = step.next
        }
        return (erased, keys)
    }

    private static func settle(_ lead: Lead, as state: LeadState, in store: SQLiteLeadStore, at now: Int64) async throws
    {
        switch state {
        case .delivered:
            try await store.startSending(lead, at: now)
            try await store.record(.delivered(Confirmation(vorgangsnummer: "AB1234")), for: lead.id, at: now)
        case .dead: try await store.record(.refused(dataFault), for: lead.id, at: now)
        case .discarded:
            try await store.record(.refused(dataFault), for: lead.id, at: now)
            try await store.record(.discarded(by: "anna", reason: "x"), for: lead.id, at: now)
        case .uncertain:
            try await store.startSending(lead, at: now)
            try await store.record(.lostSight(unknownFault), for: lead.id, at: now)
        case .waiting, .queued, .sending, .erased: break
        }
    }

    @Test("goes on its day and not before; what was never delivered stays, unless its source says otherwise")
    func days() async throws {
        let place = try Workplace()
        let store = try place.open()
        var leads: [String: LeadID] = [:]
        for source in ["kurz", "lang", "fort"] as [SourceName] {
            for state in [LeadState.queued, .delivered, .discarded, .dead, .uncertain] {
                let lead = try await store.accepted(newLead(at: Self.start, source: source))
                try await Self.settle(lead, as: state, in: store, at: Self.start)
                leads["\(source) \(state.rawValue)"] = lead.id
            }
        }
        var erasedOn: [String: Int] = [:]
        for day in 1...400 {
            guard try await Self.look(store, at: Self.start + Int64(day) * Self.day + 1).erased > 0 else { continue }
            for (name, id) in leads where erasedOn[name] == nil {
                if try await store.lead(id)?.state == .erased { erasedOn[name] = day }
            }
        }
        #expect(
            erasedOn == [
                "kurz delivered": 10, "kurz discarded": 10, "kurz dead": 30, "lang delivered": 90,
                "lang discarded": 90, "fort delivered": 90, "fort discarded": 90,
            ]
        )
        let id = try #require(leads["kurz delivered"])
        #expect(try await store.submission(id) == nil)
        #expect(try await store.lead(id)?.vorgangsnummer == "AB1234")
        #expect(try await store.timeline(id).last?.detail["by"] == "retention")
        #expect(try await store.verify().isSound)
        await store.close()
    }

    @Test("counts from the last change, and a lead that moves meanwhile stays")
    func moved() async throws {
        let place = try Workplace()
        let store = try place.open()
        let lead = try await store.accepted(newLead(at: Self.start, source: "kurz"))
        try await Self.settle(lead, as: .dead, in: store, at: Self.start)
        let later = Self.start + 29 * Self.day
        try await store.record(.replayed(by: "anna", reason: "x"), for: lead.id, at: later)
        try await store.record(.refused(dataFault), for: lead.id, at: later)
        #expect(try await Self.look(store, at: Self.start + 31 * Self.day).erased == 0)
        #expect(try await store.resting(.dead, of: "kurz", since: later + 1) == 1)
        #expect(try await store.resting(.dead, of: "kurz", since: later) == 0)
        #expect(try await Self.look(store, at: later + 30 * Self.day + 1).erased == 1)
        await store.close()
    }

    @Test("expired keys go, the others go on answering repeats")
    func keys() async throws {
        let place = try Workplace()
        let store = try place.open()
        for number in 1...250 {
            let days = number.isMultiple(of: 2) ? 5 : 90
            _ = try await store.accept(newLead(at: Self.start, key: "key-\(number)", days: days))
        }
        #expect(try await Self.look(store, at: Self.start + 6 * Self.day).keys == 125)
        #expect(try await Self.look(store, at: Self.start + 6 * Self.day).keys == 0)
        let later = Self.start + 6 * Self.day
        guard case .repeated = try await store.accept(newLead(at: later, key: "key-1", days: 90)) else {
            Issue.record("a key that holds was forgotten")
            return
        }
        guard case .accepted = try await store.accept(newLead(at: later, key: "key-2", days: 90)) else {
            Issue.record("a key that is over still holds")
            return
        }
        #expect(try await store.verify().isSound)
        await store.close()
    }

    @Test("gives its space back to the disk")
    func space() async throws {
        let place = try Workplace()
        let store = try place.open()
        let body = #"{"text":""# + String(repeating: "x", count: 20_000) + #""}"#
        for _ in 1...100 {
            let lead = try await store.accepted(newLead(at: Self.start, source: "kurz", body: body))
            try await Self.settle(lead, as: .delivered, in: store, at: Self.start)
        }
        _ = await store.scrub()
        let full = try size(of: place.dataFile)
        #expect(full > 2_000_000)
        #expect(try await Self.look(store, at: Self.start + 11 * Self.day).erased == 100)
        try await store.giveSpaceBack()
        _ = await store.scrub()
        #expect(try size(of: place.dataFile) < full / 4)
        #expect(try await store.verify().isSound)
        await store.close()
    }

    private func size(of path: String) throws -> Int {
        try #require(FileManager.default.attributesOfItem(atPath: path)[.size] as? Int)
    }
}
