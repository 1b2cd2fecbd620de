import Delivery
import Foundation
import JSON
import LeadBuilding
import LeadKeeping
import Leads
import Logging
import Names
import SQLiteLeads
import Targets
import TestSupport
import Testing

@testable import People

@Suite("The walk over leads for whom they are about", .timeLimit(.minutes(1)))
struct PersonIndexerTests {
    static func run(_ body: (SQLiteLeadStore, PersonIndexer, PersonSearch) async throws -> Void) async throws {
        let path = FileManager.default.temporaryDirectory.path + "/leadgate-people-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        var options = StoreOptions()
        options.reservedBytes = 0
        let store = try SQLiteLeadStore(
            path: path + "/leads.sqlite",
            masterKey: .bytes([UInt8](repeating: 7, count: 32)),
            options: options
        )
        let leads = StoredLeads(building: PersonTraitTests.building, store: store)
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let indexer = PersonIndexer(store: store, leads: leads, clock: ManualClock(5), logger: logger)
        try await body(store, indexer, PersonSearch(store: store, leads: leads))
        #expect(try await store.verify().isSound)
        await store.close()
    }

    static func accept(_ body: String, in store: SQLiteLeadStore) async throws -> LeadID {
        let lead = Lead(id: LeadID.make(now: 1), source: "einzeln", target: .kundenangaben, mode: .test, receivedAt: 1)
        let submission = Submission(body: Array(body.utf8), contentType: "application/json")
        return try await store.accept(NewLead(lead: lead, submission: submission)).lead.id
    }

    static let max = #"{"nachname": "Muster", "mail": "max@example.org"}"#

    @Test("a search finds a lead before it is indexed, while it is, and after that")
    func complete() async throws {
        let query = try PersonTraitTests.query(#"{"email": "max@example.org"}"#)
        try await Self.run { store, indexer, search in
            for _ in 0..<3 {
                let id = try await Self.accept(Self.max, in: store)
                #expect(try await search.matches(query).first?.id == id)
                try await indexer.walk()
                #expect(try await store.unindexedCount() == 0)
                #expect(try await store.leads(having: query.traits).first?.id == id)
            }
            #expect(try await search.matches(query).count == 3)
        }
    }

    @Test("what comes again with other content is found, too")
    func again() async throws {
        let query = try PersonTraitTests.query(#"{"email": "new@example.org"}"#)
        try await Self.run { store, indexer, search in
            let id = try await Self.accept(Self.max, in: store)
            try await indexer.walk()
            let body = Array(#"{"nachname": "Muster", "mail": "new@example.org"}"#.utf8)
            try await store.record(.repeatedDifferently, for: id, version: nil, at: 2, answer: body)
            #expect(try await search.matches(query).map(\.id) == [id])
            try await indexer.walk()
            #expect(try await store.leads(having: query.traits).map(\.id) == [id])
        }
    }

    @Test("whoever stands in a vendor's answer beside the lead is found by it")
    func beside() async throws {
        let query = try PersonTraitTests.query(#"{"email": "other@example.org"}"#)
        try await Self.run { store, indexer, search in
            let new = Lead(id: LeadID.make(now: 1), source: "einzeln", mode: .test, lack: .data, receivedAt: 1)
            let post = Submission(body: Array(#"{"id": 7}"#.utf8), contentType: "application/json")
            let id = try await store.accept(NewLead(lead: new, submission: post)).lead.id
            try await indexer.walk()
            let data = FetchedData(
                lead: Array(Self.max.utf8),
                beside: Array(#"{"elements":[{"mail":"other@example.org"}]}"#.utf8)
            )
            _ = try await store.keepData(data, for: id, version: 1, isHeld: true, at: 2)
            #expect(try await search.matches(query).map(\.id) == [id])
            try await indexer.walk()
            #expect(try await store.leads(having: query.traits).map(\.id) == [id])
        }
    }

    @Test("an erasure whose lead was on its way ends without anybody asking again")
    func erasure() async throws {
        try await Self.run { store, indexer, _ in
            let id = try await Self.accept(Self.max, in: store)
            let order = Erasure.Order(id: "e", leads: [id], by: "anna", reason: "asked for", kinds: [.email])
            _ = try await store.begin(order, at: 2)
            let running = Task { await indexer.run() }
            while try await store.erasure("e")?.endedAt == nil { await Task.yield() }
            running.cancel()
            await running.value
            #expect(try await store.lead(id)?.state == .erased)
        }
    }
}
