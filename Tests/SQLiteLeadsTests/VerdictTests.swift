import Leads
import Targets
import Testing

@testable import LeadKeeping
@testable import SQLiteLeads

@Suite("Verdicts at acceptance")
struct VerdictTests {
    private func refused(_ new: NewLead) -> NewLead {
        NewLead(lead: new.lead, refusal: dataFault, submission: new.submission, keys: new.keys)
    }

    @Test("a refused lead is dead in the moment it is stored: after a crash there is nothing to send")
    func dead() async throws {
        let place = try Workplace()
        let store = try place.open()
        let lead = try await store.accepted(refused(newLead()))
        #expect(lead.state == .dead)
        #expect(lead.cause == dataFault)
        let copy = try place.copyAsAfterKill(named: "killed.sqlite")
        let killed = try SQLiteLeadStore(path: copy, masterKey: .bytes(testKey))
        #expect(try await killed.lead(lead.id) == lead)
        #expect(try await killed.turns(at: .max - 1).isEmpty)
        await killed.close()
        await store.close()
    }

    @Test("its timeline, its books and its words are those of a lead that was accepted and then refused")
    func traces() async throws {
        let place = try Workplace()
        let store = try place.open()
        let lead = try await store.accepted(refused(newLead()))
        let timeline = try await store.timeline(lead.id)
        #expect(timeline.map(\.event) == ["accepted", "refused"])
        #expect(timeline.map(\.state) == [.queued, .dead])
        #expect(timeline.last?.evidence?.cause == dataFault)
        #expect(lead.version == 2)
        let books = try await store.books()
        #expect(books.accepted == 1)
        #expect(books[.dead] == 1)
        #expect(books[.queued] == 0)
        let verification = try await store.verify()
        #expect(verification.isSound, "\(verification.findings)")
        let replayed = try await store.record(.replayed(by: "anna", reason: nil), for: lead.id, version: 2, at: 3_000)
        #expect(replayed.state == .queued)
        await store.close()
    }

    @Test("a post under a used key with another body is refused whole, before anything of it is stored")
    func keyReused() async throws {
        func new(_ body: String, _ key: String) -> NewLead {
            let lead = newLead(body: body)
            return NewLead(lead: lead.lead, submission: lead.submission, keys: [SenderKey(key, scope: .post)])
        }
        let place = try Workplace()
        let store = try place.open()
        let first = try await store.accepted(new("[1]", "k#0"))
        await #expect(throws: StoreError.keyReused(first.id)) {
            try await store.accept([new("[1,2]", "k#0"), new("[1,2]", "k#1")])
        }
        #expect(try await store.books().accepted == 1)
        await store.close()
    }

    @Test("the same post again gets the first leads, also when its mapping makes more of them now")
    func moreLeads() async throws {
        func new(_ key: String) -> NewLead {
            let lead = newLead()
            return NewLead(lead: lead.lead, submission: lead.submission, keys: [SenderKey(key, scope: .post)])
        }
        let place = try Workplace()
        let store = try place.open()
        let first = try await store.accepted(new("k#0"))
        let again = try await store.accept([new("k#0"), new("k#1")])
        #expect(again == [.repeated(first)])
        #expect(try await store.books().accepted == 1)
        await store.close()
    }

    @Test("a lead becomes several of one post: it keeps its id and is the first")
    func split() async throws {
        let place = try Workplace()
        let store = try place.open()
        let lead = try await store.accepted(newLead())
        let other = newLead()
        let second = NewLead(lead: other.lead, submission: other.submission.selecting(item: 1))
        let leads = try await store.split(lead.id, version: 1, part: nil, adding: [second], at: 2_000)
        #expect(leads.map(\.id) == [lead.id, other.lead.id])
        #expect(leads.map(\.state) == [.queued, .queued])
        #expect(try await store.submission(lead.id)?.item == 0)
        #expect(try await store.submission(other.lead.id)?.item == 1)
        await #expect(throws: StoreError.conflict(version: 2)) {
            try await store.split(lead.id, version: 1, part: nil, adding: [newLead()], at: 3_000)
        }
        #expect(try await store.books().accepted == 2)
        #expect(try await store.verify().isSound)
        await store.close()
    }
}
