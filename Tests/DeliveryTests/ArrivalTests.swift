import DeliveryRules
import JSON
import LeadBuilding
import Leads
import Mapping
import Names
import SeededRandom
import SourceFiles
import Targets
import TestSupport
import Testing

@testable import Delivery

@Suite("Leads that have just come", .timeLimit(.minutes(1)))
struct ArrivalTests {
    @Test("leave without anybody reading the queue or their post")
    func nothingIsRead() async throws {
        let stand = try await Stand()
        try await stand.running { stand in
            try await stand.delivered(try await stand.accept())
            let before = stand.store.claims.count
            await stand.store.failures.planReads(Array(repeating: .busy, count: 100))
            for _ in 0..<20 { try await stand.delivered(try await stand.arrive()) }
            #expect(stand.store.claims.count == before)
        }
        let names = await stand.api.documents.map {
            $0["kundenangaben"]?["haushalte"]?[0]?["kunden"]?[0]?["personendaten"]?["person"]?["nachname"]?.stringValue
        }
        #expect(names == Array(repeating: "Kanarienvogel", count: 21))
    }

    @Test("in a crowd are read several at a time, and leave in their order")
    func crowd() async throws {
        let turns = (0..<60).map { _ in Signal() }
        let concurrency = 4
        // Each comes a millisecond after the one before.
        let start: Int64 = 1_000_001
        let stand = try await Stand(
            concurrency: concurrency,
            answers: { lead, _ in
                await turns[Int(lead.receivedAt - start)].wait()
                return delivered
            }
        )
        try await stand.running { stand in
            var ids: [LeadID] = []
            func arrive() async throws {
                stand.clock.advance(1)
                ids.append(try await stand.arrive())
            }
            for _ in 0..<30 { try await arrive() }
            let before = stand.store.claims.count
            for turn in 0..<30 {
                try await arrive()
                await turns[turn].raise()
                try await stand.delivered(ids[turn])
            }
            #expect(stand.store.claims.count - before <= 15)
            for turn in turns { await turn.raise() }
            for id in ids { try await stand.delivered(id) }
            // Those that go at once may overtake each other on the way.
            let sent = await stand.api.sent.map(\.id)
            #expect(Set(sent) == Set(ids) && sent.count == ids.count)
            for (place, id) in sent.enumerated() {
                #expect(ids[max(0, place - concurrency + 1)..<min(ids.count, place + concurrency)].contains(id))
            }
        }
    }

    @Test("are not missed while the lane reads its queue, when a place of its has just become free")
    func whileReading() async throws {
        let answer = Signal()
        let stand = try await Stand(concurrency: 1, answers: answer.answers)
        // The lane finds it in the store, and reads once more when it has left: there may be others behind it.
        let first = try await stand.accept()
        try await stand.running { stand in
            await stand.store.watch.event(.sendingStarted, of: first)
            // Who follows later is told later: then the lane knows.
            let (news, told) = AsyncStream.makeStream(of: LeadID.self)
            stand.store.follow { change in
                for lead in change.leads where lead.id != first { told.yield(lead.id) }
                return true
            } closed: {
            }
            let (arrivals, arrived) = AsyncStream.makeStream(of: LeadID.self)
            await stand.store.interlude.plan {
                guard let id = try? await stand.accept() else { return }
                for await other in news where other == id { break }
                arrived.yield(id)
            }
            await answer.raise()
            for await id in arrivals {
                try await stand.delivered(id)
                break
            }
        }
    }

    @Test("of somebody who is erased nothing is kept to be sent")
    func erased() async throws {
        let stand = try await Stand()
        try await stand.running { stand in
            let other = try await stand.accept()
            try await stand.delivered(other)
            let id = try stand.keep()
            try await stand.store.record(
                .erased(by: "anna", reason: nil),
                for: other,
                version: nil,
                at: stand.clock.now()
            )
            let lead = Lead(id: id, source: "seite", target: .kundenangaben, mode: .test, receivedAt: stand.clock.now())
            while stand.building.ready.take(for: lead, of: stand.library.value) != nil {
                await Task.yield()
            }
        }
    }

    @Test("all leave, each once, whatever comes between them", arguments: 0..<8 as Range<UInt64>)
    func each(seed: UInt64) async throws {
        // The clock runs away while a slow machine delivers, and one lead may meet several of the faults.
        var policy = RetryPolicy()
        policy.giveUpAfter = .max
        policy.poisonAfter = .max
        let stand = try await Stand(
            policy: policy,
            concurrency: 2,
            answers: { _, number in
                for _ in 0..<number % 7 { await Task.yield() }
                return number % 11 == 0 ? .transient(fault("target-503"), retryAfterMilliseconds: nil) : delivered
            }
        )
        try await stand.running { stand in
            var random = SeededRandom(seed: seed)
            var ids: [LeadID] = []
            for _ in 0..<60 {
                let source: SourceName = Bool.random(using: &random) ? "seite" : "zweite"
                ids.append(
                    try await Bool.random(using: &random) ? stand.arrive(source: source) : stand.accept(source: source)
                )
                if Int.random(in: 0..<8, using: &random) == 0 { stand.clock.advance(30_000) }
                for _ in 0..<Int.random(in: 0..<20, using: &random) { await Task.yield() }
            }
            for id in ids {
                while try await stand.lead(id)?.state != .delivered {
                    stand.clock.advance(30_000)
                    try await Task.sleep(for: .milliseconds(1))
                }
            }
        }
        #expect(await stand.api.twiceAtOnce.isEmpty)
        let books = try await stand.books()
        #expect(books.balanced && books[.delivered] == 60)
    }
}

extension Stand {
    fileprivate func delivered(_ id: LeadID) async throws {
        _ = try #require(await store.watch.event(.delivered, of: id))
    }

    /// A lead as intake builds it.
    private func built(_ source: SourceName) throws -> (lead: BuiltLead, new: NewLead) {
        let now = clock.now()
        let post = Submission(body: Array(#"{"nachname": "Kanarienvogel"}"#.utf8), contentType: "application/json")
        let library = library.value
        let file = try #require(library.source(source))
        let mappings = file.mappings.compactMap { library.mapping($0) }
        let makeID = { LeadID.make(now: now) }
        let leads = try building.leads(of: post, from: file, through: mappings, at: now, makeID: makeID)
        let lead = try #require(leads.leads.first)
        return (lead, lead.new(post, source: source, receivedAt: now))
    }

    /// Builds a lead and keeps its document, as intake does before it stores the lead.
    fileprivate func keep(source: SourceName = "seite") throws -> LeadID {
        let (lead, _) = try built(source)
        building.ready.keep([lead], of: library.value)
        return lead.id
    }

    /// Takes a lead in as intake does, with the document that was made of it.
    fileprivate func arrive(source: SourceName = "seite") async throws -> LeadID {
        let (lead, new) = try built(source)
        building.ready.keep([lead], of: library.value)
        return try await store.accept(new).lead.id
    }
}
