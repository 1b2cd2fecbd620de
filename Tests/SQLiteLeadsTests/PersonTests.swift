import Foundation
import GRDB
import Leads
import Testing

@testable import SQLiteLeads

@Suite("The index of persons", .timeLimit(.minutes(1)))
struct PersonTests {
    static let max = PersonTrait(.email, "max@example.org")
    static let phone = PersonTrait(.phone, "4930420860")

    @Test("a lead is found by what it is about, and by nothing else")
    func found() async throws {
        let place = try Workplace()
        let store = try place.open()
        let first = try await store.accepted(newLead())
        let second = try await store.accepted(newLead())
        try await store.learn([first: [Self.max, Self.phone], second: [Self.phone]])
        #expect(try await store.leads(having: [Self.max]).map(\.id) == [first.id])
        let both = try await store.leads(having: [Self.max, Self.phone])
        #expect(both.map(\.id) == [second.id, first.id])
        #expect(both.last?.kinds == [.email, .phone])
        #expect(try await store.leads(having: [PersonTrait(.phone, Self.max.text)]).isEmpty)
        #expect(try await store.leads(having: [PersonTrait(.reference, first.id.rawValue)]).map(\.id) == [first.id])
        #expect(try await store.verify().isSound)
        await store.close()
        let bytes = try place.allBytes()
        #expect(bytes.range(of: Data(Self.max.text.utf8)) == nil && bytes.range(of: Data(Self.phone.text.utf8)) == nil)
    }

    @Test("a lead that comes with whom it is about is found at once, and nobody has to look at it again")
    func atOnce() async throws {
        let place = try Workplace()
        let store = try place.open()
        let new = newLead()
        let told = NewLead(lead: new.lead, submission: new.submission, traits: [Self.max, Self.phone])
        let lead = try await store.accept(told).lead
        #expect(try await store.leads(having: [Self.phone]).map(\.id) == [lead.id])
        #expect(try await store.unindexedCount() == 0)
        #expect(try await store.unindexed(after: nil, limit: 9).leads.isEmpty)
        try await store.record(.repeatedDifferently, for: lead.id, version: nil, at: 3, answer: Array("{}".utf8))
        #expect(try await store.unindexedCount() == 1)
        try await store.indexAnew(act: OperatorAct(by: "x", .personsIndexedAnew, "people"), at: 4)
        let parts = [try await store.unindexed(after: nil, limit: 9)]
        #expect(parts.flatMap(\.leads).map(\.lead.id) == [lead.id])
        #expect(try await store.verify().isSound)
        await store.close()
    }

    @Test("the walk goes on where it was, also in another process, and comes back to what was changed")
    func walk() async throws {
        let place = try Workplace()
        var store = try place.open()
        let first = try await store.accepted(newLead())
        _ = try await store.accepted(newLead())
        #expect(try await store.unindexedCount() == 2)
        let part = try await store.unindexed(after: nil, limit: 1)
        #expect(part.leads.map(\.lead.id) == [first.id] && !part.isEnd)
        try await store.index([PersonEntry(sequence: 1, version: 1, traits: [Self.max])], upTo: part.next)
        await store.close()

        store = try place.open()
        #expect(try await store.unindexedCount() == 1)
        #expect(try await store.unindexed(after: nil, limit: 9).leads.map(\.sequence) == [2])
        let end = UnindexedPlace(isAmongChanged: true, sequence: 2)
        try await store.index([PersonEntry(sequence: 2, version: 1, traits: [])], upTo: end)
        #expect(try await store.unindexedCount() == 0)

        try await store.record(.repeatedDifferently, for: first.id, version: nil, at: 3, answer: Array("{}".utf8))
        let again = try await store.unindexed(after: nil, limit: 9)
        #expect(again.leads.map(\.sequence) == [1] && again.leads.first?.hasMore == true)
        // Found by what was known before, until it was looked at.
        #expect(try await store.leads(having: [Self.max]).count == 1)
        try await store.index([PersonEntry(sequence: 1, version: 1, traits: [])], upTo: again.next)
        #expect(try await store.unindexedCount() == 1, "it was looked at before it changed")
        try await store.index([PersonEntry(sequence: 1, version: 2, traits: [])], upTo: again.next)
        #expect(try await store.unindexedCount() == 0)
        #expect(try await store.leads(having: [Self.max]).isEmpty)
        #expect(try await store.verify().isSound)
        await store.close()
    }

    @Test("with an erased lead goes what it was found by, and it is not indexed again")
    func erased() async throws {
        let place = try Workplace()
        let store = try place.open()
        let lead = try await store.accepted(newLead())
        try await store.learn([lead: [Self.max]])
        try await store.record(.erased(by: "x", reason: "y"), for: lead.id, at: 3)
        #expect(try await store.leads(having: [Self.max]).isEmpty)
        try await store.index([PersonEntry(sequence: 1, version: 1, traits: [Self.max])], upTo: nil)
        #expect(try await store.leads(having: [Self.max]).isEmpty)
        #expect(try await store.verify().isSound)
        await store.close()
    }

    @Test("what is missing in the index is found by a look through the file; looking anew mends it")
    func damaged() async throws {
        for statement in [
            "DELETE FROM person_lead WHERE lead = 1", "UPDATE person_lead SET hashes = x'' WHERE lead = 1",
        ] {
            let place = try Workplace()
            let store = try place.open()
            let lead = try await store.accepted(newLead())
            try await store.learn([lead: [Self.max]])
            try await store.pool.write { try $0.execute(sql: statement) }
            #expect(try await store.verify().findings.contains { $0.code == .rowDamaged }, "\(statement)")
            #expect(try await store.leads(having: [Self.max]).isEmpty, "\(statement)")
            try await store.indexAnew(act: OperatorAct(by: "x", .personsIndexedAnew, "people"), at: 4)
            #expect(try await store.unindexedCount() == 1)
            try await store.learn([lead: [Self.max]])
            #expect(try await store.leads(having: [Self.max]).count == 1, "\(statement)")
            await store.close()
        }
    }

    @Test("an erasure erases in steps, leaves what is on its way, and ends once that is erased, too")
    func erasure() async throws {
        let place = try Workplace()
        var store = try place.open()
        var leads: [Lead] = []
        for _ in 0..<5 { leads.append(try await store.accepted(newLead())) }
        try await store.startSending(leads[1])
        let order = Erasure.Order(id: "e", leads: leads.map(\.id), by: "anna", reason: "asked for", kinds: [.email])
        _ = try await store.begin(order, at: 10)
        let step = try await store.advance(erasure: "e", from: 0, limit: 3, at: 11)
        #expect(step == ErasureStep(erased: [leads[0].id, leads[2].id], left: [leads[1].id], next: 3))
        await store.close()

        store = try place.open()
        #expect(try await store.openErasures().map(\.order) == [order])
        #expect(try await store.begin(order, at: 12).orderedAt == 10)
        _ = try await store.recover(now: 13)
        let rest = try await store.advance(erasure: "e", from: 0, limit: 9, at: 14)
        #expect(rest == ErasureStep(erased: [leads[1].id, leads[3].id, leads[4].id], left: [], next: nil))
        #expect(try await store.finish(erasure: "e", at: 15).endedAt == 15)
        #expect(try await store.finish(erasure: "e", at: 16).endedAt == 15)
        #expect(try await store.openErasures().isEmpty)
        let acts = try await store.auditEntries(matching: AuditFilter(), before: nil, limit: 20).reversed().map(\.act)
        #expect(acts.map(\.kind) == [.personErasureOrdered] + Array(repeating: .erased, count: 5) + [.personErased])
        #expect(acts.last?.subject == "e" && acts.last?.reason == "5 leads; asked for")
        #expect(try await store.verify().isSound)
        await store.close()
    }

    @Test("an erasure that has leads left is not ended")
    func unfinished() async throws {
        let place = try Workplace()
        let store = try place.open()
        let lead = try await store.accepted(newLead())
        let order = Erasure.Order(id: "e", leads: [lead.id], by: "anna", reason: "asked for", kinds: [.email])
        _ = try await store.begin(order, at: 10)
        #expect(try await store.finish(erasure: "e", at: 11).endedAt == nil)
        await #expect(throws: StoreError.noErasure("f")) { try await store.finish(erasure: "f", at: 11) }
        await store.close()
    }
}

extension SQLiteLeadStore {
    /// Says what leads are about, in the order of acceptance.
    fileprivate func learn(_ leads: [Lead: Set<PersonTrait>]) async throws {
        let all = try await unindexed(after: nil, limit: 100)
        let entries = all.leads.compactMap { element in
            leads.first { $0.key.id == element.lead.id }.map {
                PersonEntry(sequence: element.sequence, version: element.lead.version, traits: $0.value)
            }
        }
        try await index(entries, upTo: all.next)
    }
}
