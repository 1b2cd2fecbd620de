import Foundation
import GRDB
import JSON
import Leads
import Testing

@testable import LeadKeeping
@testable import SQLiteLeads

@Suite("What a person decides on a damaged lead")
struct ReleaseTests {
    private static let anna = "anna"

    /// Changes bits of a value of the only lead's row, as a disk does, and leaves its tag as it is.
    private func damage(_ store: SQLiteLeadStore, _ change: String) async throws {
        try await store.pool.writeWithoutTransaction { db in
            try db.execute(sql: "UPDATE lead SET \(change)")
        }
    }

    @Test(
        "one wrong bit of a row is put right, which its tag proves, and the lead goes on as it was",
        arguments: [
            "received_at = received_at + 1024", "due_at = due_at | (1 << 40)", "mode = 'uest'", "source = 'urisalis'",
            "version = 3", "mapping_hash = 'c0ffeg'",
            "tag = CAST(x'00' || substr(tag, 2) AS BLOB)", "state = 'pueued'",
        ]
    )
    func mended(change: String) async throws {
        let place = try Workplace()
        let store = try place.open()
        let lead = try await store.accepted(newLead())
        var change = change
        if change.hasPrefix("tag") {
            let tag = try await store.pool.read { try Data.fetchOne($0, sql: "SELECT tag FROM lead") } ?? Data()
            change = "tag = x'\(([tag[0] ^ 4] + tag.dropFirst()).map { String(format: "%02x", $0) }.joined())'"
        }
        try await damage(store, change)
        await #expect(throws: StoreError.corrupt(lead.id, "its row")) { try await store.lead(lead.id) }
        let outcome = try await store.release(lead.id, accepting: false, by: Self.anna, at: 9_000)
        #expect(outcome == .mended(lead))
        #expect(try await store.lead(lead.id) == lead)
        #expect(store.damages.isEmpty)
        #expect(try await store.verify().isSound)
        #expect(try await store.turns(at: 9_000_000) == [lead.id])
        await store.close()
    }

    @Test(
        "a bit that is wrong in the row and not in the indexes over it is put right as well, and the store works on",
        arguments: [("id", 5), ("source", 16), ("target", 24), ("mode", 37), ("state", 41)],
        [StoreOptions().startCheckBytes, 0]
    )
    func onDisk(column: (name: String, offset: Int), startCheckBytes: Int) async throws {
        let place = try Workplace()
        var store = try place.open()
        let lead = try await store.accepted(newLead())
        let other = try await store.accepted(newLead(at: 2_000))
        await store.close()
        // The columns of a row stand one behind the other.
        let row = Data(lead.id.bytes) + Data("trisaliskundenangabentestqueued".utf8)
        try place.flipBit(in: row, at: column.offset)

        store = try place.open { $0.startCheckBytes = startCheckBytes }
        try await store.patrol()
        let shown = try #require(store.damages.compactMap(\.lead).first)
        #expect((shown != lead.id) == (column.name == "id"))
        let outcome = try await store.release(shown, accepting: false, by: Self.anna, at: 9_000)
        #expect(outcome == .mended(lead))
        #expect(store.damages.isEmpty)
        #expect(store.health().isAccepting)
        #expect(try await store.lead(lead.id) == lead)
        #expect(try await store.turns(at: 9_000_000) == [lead.id, other.id])
        let verification = try await store.verify()
        #expect(verification.isSound, "\(verification.findings)")
        let next = try await store.accepted(newLead(at: 3_000))
        #expect(try await store.lead(next.id) == next)
        await store.close()
    }

    @Test(
        "what cannot be proven takes a person's word, and is a dead letter then: nothing of it is sent before a replay"
    )
    func accepted() async throws {
        let place = try Workplace()
        let store = try place.open()
        let lead = try await store.accepted(newLead())
        try await damage(store, "mapping_hash = 'something else'")
        guard
            case .refused(.notAccepted(let shown)) = try await store.release(
                lead.id,
                accepting: false,
                by: Self.anna,
                at: 9_000
            )
        else { return #expect(Bool(false), "it was released without a word") }
        #expect(shown.source == lead.source)
        await #expect(throws: StoreError.corrupt(lead.id, "its row")) { try await store.lead(lead.id) }
        guard case .accepted(let released) = try await store.release(lead.id, accepting: true, by: Self.anna, at: 9_000)
        else { return #expect(Bool(false), "it was not released") }
        #expect(released.state == .dead)
        #expect(released.cause?.known == .releasedDamaged)
        #expect(try await store.turns(at: 9_000_000).isEmpty)
        #expect(try await store.timeline(lead.id).map(\.event) == ["accepted", "released"])
        #expect(try await store.verify().isSound)
        let replayed = try await store.record(.replayed(by: Self.anna, reason: nil), for: lead.id, at: 9_100)
        #expect(replayed.state == .uncertain, "what it was is not known, so the target may have it")
        #expect(try await store.turns(at: 9_000_000).isEmpty)
        try await store.record(.notThere(witness: nil), for: lead.id, at: 9_200)
        #expect(try await store.turns(at: 9_000_000) == [lead.id])
        await store.close()
    }

    @Test("a lead that was delivered stays delivered; one that only its row says so of does not")
    func delivered() async throws {
        let place = try Workplace()
        let store = try place.open()
        let lead = try await store.accepted(newLead())
        try await store.startSending(lead)
        try await store.record(.delivered(Confirmation(vorgangsnummer: "AB12CD")), for: lead.id, at: 5_000)
        try await damage(store, "mapping_hash = 'something else'")
        guard case .accepted(let kept) = try await store.release(lead.id, accepting: true, by: Self.anna, at: 9_000)
        else { return #expect(Bool(false), "it was not released") }
        #expect(kept.vorgangsnummer == "AB12CD")
        #expect(try await store.verify().isSound)

        let other = try await store.accepted(newLead(at: 2_000))
        try await store.pool.writeWithoutTransaction {
            try $0.execute(sql: "UPDATE lead SET state = 'delivered', vorgangsnummer = 'ZZ99ZZ' WHERE sequence = 2")
        }
        guard case .accepted(let doubted) = try await store.release(other.id, accepting: true, by: Self.anna, at: 9_000)
        else { return #expect(Bool(false), "it was not released") }
        #expect(doubted.state == .dead)
        #expect(try await store.verify().isSound)
        await store.close()
    }

    @Test("without what was sent there is nothing to release; erased, it is in the books, and nothing of it is left")
    func lost() async throws {
        let place = try Workplace()
        let store = try place.open()
        let lead = try await store.accepted(newLead(body: "a name that must be gone"))
        try await damage(store, "mapping_hash = 'something else', state = 'nonsense'")
        #expect(
            try await store.release(lead.id, accepting: true, by: Self.anna, at: 9_000)
                == .refused(.unreadable("state"))
        )
        try await damage(store, "state = 'queued'")
        try await store.pool.writeWithoutTransaction {
            try $0.execute(sql: "UPDATE content SET sealed = zeroblob(length(sealed))")
        }
        #expect(
            try await store.release(lead.id, accepting: true, by: Self.anna, at: 9_000) == .refused(.contentLost)
        )
        guard case .erased(let erased) = try await store.destroy(lead.id, reason: "rot", by: Self.anna, at: 9_000)
        else {
            return #expect(Bool(false), "it was not erased")
        }
        #expect(erased.state == .erased)
        #expect(try await store.submission(lead.id) == nil)
        let verification = try await store.verify()
        #expect(verification.isSound, "\(verification.findings)")
        #expect(verification.books[.erased] == 1)
        await store.close()
    }

    @Test("entries of a timeline behind a gap prove nothing: they go, and the entry of the release says how many")
    func gap() async throws {
        let place = try Workplace()
        let store = try place.open()
        let lead = try await store.accepted(newLead())
        try await store.startSending(lead)
        try await store.record(.refused(dataFault), for: lead.id, at: 5_000)
        try await store.pool.writeWithoutTransaction {
            try $0.execute(sql: "UPDATE timeline SET at = 1 WHERE sequence = 2")
            try $0.execute(sql: "UPDATE lead SET mapping_hash = 'something else'")
        }
        guard case .accepted(let released) = try await store.release(lead.id, accepting: true, by: Self.anna, at: 9_000)
        else { return #expect(Bool(false), "it was not released") }
        #expect(released.state == .dead && released.version == 2)
        #expect(try await store.timeline(lead.id).last?.detail["lostEntries"] == 2)
        #expect(try await store.verify().isSound)
        await store.close()
    }

    @Test("a lead whose row is whole is not released; another one does not exist")
    func whole() async throws {
        let place = try Workplace()
        let store = try place.open()
        let lead = try await store.accepted(newLead())
        #expect(try await store.release(lead.id, accepting: true, by: Self.anna, at: 9_000) == .notDamaged(lead))
        let other = LeadID.make(now: 1)
        await #expect(throws: StoreError.notFound(other)) {
            try await store.release(other, accepting: true, by: Self.anna, at: 9_000)
        }
        await store.close()
    }
}
