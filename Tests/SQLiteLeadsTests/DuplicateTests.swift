import Leads
import Names
import Testing

@testable import LeadKeeping
@testable import SQLiteLeads

@Suite("Repeats of a sender")
struct DuplicateTests {
    private let day: Int64 = 86_400_000

    @Test("a repeat gets the first receipt and makes no second lead")
    func repeated() async throws {
        let place = try Workplace()
        let store = try place.open()
        let first = try await store.accepted(newLead(key: "event-1"))
        #expect(try await store.accept(newLead(key: "event-1")) == .repeated(first))
        let other = newLead(body: "{}", key: "event-1")
        #expect(try await store.accept(other) == .repeatedDifferently(first, instead: other.lead.id))
        #expect(try await store.books().accepted == 1)
        let dead = try await store.record(.refused(dataFault), for: first.id, at: 2_000)
        #expect(try await store.accept(newLead(key: "event-1")) == .repeated(dead))
        await store.close()
    }

    @Test("another key, another source or no key is another lead")
    func others() async throws {
        let place = try Workplace()
        let store = try place.open()
        let all = [
            newLead(key: "event-1"), newLead(key: "event-2"), newLead(source: "typeform", key: "event-1"), newLead(),
            newLead(),
        ]
        for new in all { #expect(try await store.accept(new) == .accepted(new.lead)) }
        await store.close()
    }

    @Test(
        "any of several keys makes a repeat, also when the lead is erased; another body under a post's key is refused"
    )
    func several() async throws {
        func new(_ keys: [SenderKey], body: String = "{}") -> NewLead {
            let lead = newLead(body: body)
            return NewLead(lead: lead.lead, submission: lead.submission, keys: keys)
        }
        let (own, header, signed) = (SenderKey("own"), SenderKey("header", scope: .post), SenderKey("s", scope: .post))
        let place = try Workplace()
        let store = try place.open()
        let first = try await store.accepted(new([signed, header, own]))
        for keys in [[own], [header], [signed], [SenderKey("other", scope: .post), own], [SenderKey("x"), signed]] {
            #expect(try await store.accept(new(keys)) == .repeated(first))
        }
        let other = new([own], body: "[]")
        #expect(try await store.accept(other) == .repeatedDifferently(first, instead: other.lead.id))
        await #expect(throws: StoreError.keyReused(first.id)) {
            try await store.accept(new([own, signed], body: "[]"))
        }
        // Two leads are known by its keys: the one that came with this body is repeated.
        let second = try await store.accepted(new([SenderKey("second", scope: .post)], body: "[]"))
        let both = new([SenderKey("second", scope: .post), own], body: "[]")
        #expect(try await store.accept(both) == .repeated(second))
        let erased = try await store.record(.erased(by: "anna", reason: nil), for: first.id, at: 9_000)
        for key in [own, header, signed] { #expect(try await store.accept(new([key])) == .repeated(erased)) }
        let later = new([own], body: "[1]")
        #expect(try await store.accept(later) == .repeatedDifferently(erased, instead: later.lead.id))
        await #expect(throws: StoreError.keyReused(first.id)) { try await store.accept(new([header], body: "[1]")) }
        #expect(try await store.books().accepted == 2)
        await store.close()
    }

    @Test("a key is forgotten at the end of its window, not before")
    func window() async throws {
        let place = try Workplace()
        let store = try place.open()
        let first = try await store.accepted(newLead(at: 0, key: "k", days: 90))
        #expect(try await store.accept(newLead(at: 90 * day - 1, key: "k")) == .repeated(first))
        let second = newLead(at: 90 * day, key: "k")
        #expect(try await store.accept(second) == .accepted(second.lead))
        #expect(try await store.accept(newLead(at: 91 * day, key: "k")) == .repeated(second.lead))
        await store.close()
    }

    @Test("of many repeats at the same moment one becomes a lead and all get its receipt")
    func race() async throws {
        let place = try Workplace()
        let store = try place.open()
        let acceptances = try await withThrowingTaskGroup(of: Acceptance.self) { group in
            for _ in 0..<64 { group.addTask { try await store.accept(newLead(key: "k")) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(acceptances.map(\.lead.id)).count == 1)
        #expect(acceptances.filter { if case .accepted = $0 { true } else { false } }.count == 1)
        #expect(try await store.books().accepted == 1)
        await store.close()
    }
}
