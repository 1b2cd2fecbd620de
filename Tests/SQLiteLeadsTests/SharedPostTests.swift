import Foundation
import GRDB
import Leads
import Testing

@testable import LeadKeeping
@testable import SQLiteLeads

@Suite("Leads of one post share its body")
struct SharedPostTests {
    private static let names = ["Amsel", "Drossel", "Fink", "Star"]

    /// The leads of one post, each with its own part of the body.
    private static func batch(_ names: [String] = Self.names, twice: Bool = false) throws -> [NewLead] {
        let text =
            "{\"partner\": 7, \"leads\": [" + names.map { #"{"nachname": "\#($0)"}"# }.joined(separator: ", ") + "]}"
        let body = Array(text.utf8)
        return try names.enumerated().flatMap { item, name in
            let own = try #require(text.range(of: #"{"nachname": "\#(name)"}"#))
            let start = text.utf8.distance(from: text.startIndex, to: own.lowerBound)
            let part = start..<start + text[own].utf8.count
            return (0..<(twice ? 2 : 1)).map { _ in
                let new = newLead()
                return NewLead(
                    lead: new.lead,
                    submission: Submission(body: body, contentType: "application/json")
                        .selecting(item: item, part: part)
                )
            }
        }
    }

    private func posts(_ store: SQLiteLeadStore) async throws -> Int {
        try await store.pool.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM post") ?? 0 }
    }

    private func text(_ store: SQLiteLeadStore, _ id: LeadID) async throws -> String? {
        try await store.submission(id).map { String(decoding: $0.body, as: UTF8.self) }
    }

    @Test("it is stored once, and each lead reads all of it and knows its own part")
    func once() async throws {
        let place = try Workplace()
        var store = try place.open()
        let names = (0..<500).map { "Vogel\($0)" }
        let new = try Self.batch(names)
        let leads = try await store.accept(new).map(\.lead)
        #expect(try await posts(store) == 1)
        let bytes = try await store.pool.read {
            try Int.fetchOne(
                $0,
                sql: "SELECT (SELECT sum(length(sealed)) FROM content) + (SELECT length(sealed) FROM post)"
            )
        }
        #expect(try #require(bytes) < 500 * 64 + new[0].submission.body.count + 200)
        await store.close()
        store = try place.open()
        for (new, lead) in zip(new, leads) { #expect(try await store.submission(lead.id) == new.submission) }
        #expect(try await store.verify().isSound)
        await store.close()
    }

    @Test("who is erased is unreadable in what the others share, and they are as they were")
    func erased() async throws {
        let place = try Workplace()
        let store = try place.open()
        let leads = try await store.accept(try Self.batch()).map(\.lead)
        let sealed = try #require(try await store.pool.read { try Data.fetchOne($0, sql: "SELECT sealed FROM post") })
        let before = try #require(try await text(store, leads[0].id))
        try await store.record(.erased(by: "anna", reason: nil), for: leads[1].id, at: 2_000)
        #expect(try await text(store, leads[1].id) == nil)
        for lead in [leads[0], leads[2], leads[3]] {
            let text = try #require(try await text(store, lead.id))
            #expect(!text.contains("Drossel"))
            #expect(text.utf8.count == before.utf8.count)
            let submission = try #require(try await store.submission(lead.id))
            #expect(submission.isPartial)
            let part = try #require(submission.part)
            let name = Self.names[try #require(submission.item)]
            #expect(String(decoding: submission.body[part], as: UTF8.self) == #"{"nachname": "\#(name)"}"#)
        }
        #expect(try await store.verify().isSound)
        #expect(await store.scrub())
        #expect(try place.allBytes().range(of: sealed) == nil, "the body with the erased one is still in the file")
        await store.close()
    }

    @Test("with the last lead goes all of it")
    func last() async throws {
        let place = try Workplace()
        let store = try place.open()
        for lead in try await store.accept(try Self.batch()).map(\.lead) {
            #expect(try await posts(store) == 1)
            try await store.record(.erased(by: "anna", reason: nil), for: lead.id, at: 2_000)
        }
        #expect(try await posts(store) == 0)
        #expect(try await store.verify().isSound)
        await store.close()
    }

    @Test("a part that two leads have stays until both are erased")
    func samePart() async throws {
        let place = try Workplace()
        let store = try place.open()
        let leads = try await store.accept(try Self.batch(twice: true)).map(\.lead)
        #expect(try await posts(store) == 1)
        try await store.record(.erased(by: "anna", reason: nil), for: leads[0].id, at: 2_000)
        #expect(try await text(store, leads[1].id)?.contains("Amsel") == true)
        try await store.record(.erased(by: "anna", reason: nil), for: leads[1].id, at: 2_000)
        #expect(try await text(store, leads[2].id)?.contains("Amsel") == false)
        await store.close()
    }

    @Test("leads that cannot be told apart in the body have a copy each")
    func apart() async throws {
        let place = try Workplace()
        let store = try place.open()
        let new = try Self.batch()
        let unknown = new.enumerated().map { item, new in
            NewLead(lead: new.lead, submission: new.submission.selecting(item: item))
        }
        let leads = try await store.accept(unknown).map(\.lead)
        #expect(try await posts(store) == 0)
        try await store.record(.erased(by: "anna", reason: nil), for: leads[1].id, at: 2_000)
        #expect(try await store.submission(leads[0].id) == unknown[0].submission)
        await store.close()
    }

    @Test("a post that is split later is shared from then on")
    func split() async throws {
        let place = try Workplace()
        let store = try place.open()
        let new = try Self.batch()
        let whole = NewLead(lead: new[0].lead, submission: new[0].submission.selecting(item: nil))
        let first = try await store.accepted(whole)
        let leads = try await store.split(
            first.id,
            version: first.version,
            part: new[0].submission.part,
            adding: Array(new.dropFirst()),
            at: 2_000
        )
        #expect(try await posts(store) == 1)
        for (new, lead) in zip(new, leads) { #expect(try await store.submission(lead.id) == new.submission) }
        try await store.record(.erased(by: "anna", reason: nil), for: leads[3].id, at: 3_000)
        #expect(try await text(store, leads[0].id)?.contains("Star") == false)
        try await store.record(.erased(by: "anna", reason: nil), for: leads[0].id, at: 3_000)
        #expect(try await text(store, leads[1].id)?.contains("Amsel") == false)
        #expect(try await store.verify().isSound)
        await store.close()
    }

    @Test("where a row has rotted, what is sealed says whose part it is")
    func rottenRow() async throws {
        let place = try Workplace()
        let store = try place.open()
        let leads = try await store.accept(try Self.batch()).map(\.lead)
        try await store.pool.write {
            try $0.execute(sql: "UPDATE content SET part_start = 0, part_end = 1 WHERE lead = 2")
        }
        try await store.record(.erased(by: "anna", reason: nil), for: leads[1].id, at: 2_000)
        #expect(try await text(store, leads[0].id)?.contains("Drossel") == false)
        #expect(try await text(store, leads[0].id)?.contains("Amsel") == true)
        await store.close()
    }

    @Test("rot in what they share is noticed for each of them, and they can be erased all the same")
    func rottenPost() async throws {
        let place = try Workplace()
        var store = try place.open()
        let leads = try await store.accept(try Self.batch()).map(\.lead)
        let sealed = try #require(try await store.pool.read { try Data.fetchOne($0, sql: "SELECT sealed FROM post") })
        await store.close()
        try place.flipBit(in: sealed)
        store = try place.open()
        for lead in leads {
            await #expect(throws: StoreError.corrupt(lead.id, "its sealed content")) {
                try await store.submission(lead.id)
            }
        }
        #expect(Set(try await store.verify().findings.compactMap(\.lead)) == Set(leads.map(\.id)))
        for lead in leads { try await store.record(.erased(by: "anna", reason: nil), for: lead.id, at: 2_000) }
        #expect(try await posts(store) == 0)
        await store.close()
    }
}
