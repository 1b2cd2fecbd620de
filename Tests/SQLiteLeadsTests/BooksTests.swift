import GRDB
import Leads
import Names
import SeededRandom
import Targets
import TestSupport
import Testing

@testable import LeadKeeping
@testable import SQLiteLeads

@Suite("The books")
struct BooksTests {
    @Test("they balance after any sequence of events, counted and on disk", arguments: 1...6)
    func random(seed: UInt64) async throws {
        let place = try Workplace()
        var store = try place.open()
        var random = SeededRandom(seed: seed)
        var ids: [LeadID] = []
        var now: Int64 = 1_000
        for step in 0..<300 {
            now += Int64.random(in: -100...500, using: &random)
            if ids.count < 5 || Int.random(in: 0..<8, using: &random) == 0 {
                let key = Bool.random(using: &random) ? "key-\(Int.random(in: 0..<6, using: &random))" : nil
                ids.append(try await store.accepted(newLead(at: now, key: key)).id)
            } else if let id = ids.randomElement(using: &random), let lead = try await store.lead(id),
                let kind = lead.state.allowedEvents.filter({ $0 != .recalled || lead.canBeRecalled })
                    .randomElement(using: &random)
            {
                let after = try await store.record(event(kind, lead, store.leased().epoch, now), for: id, at: now)
                #expect(try await store.lead(id) == after)
            }
            if step == 150 {
                await store.close()
                store = try place.open()
                _ = try await store.recover(now: now)
            }
        }
        let books = try await store.books()
        #expect(books.balanced)
        #expect(books.accepted == Set(ids).count)
        let verification = try await store.verify()
        #expect(verification.isSound, "\(verification.findings)")
        #expect(verification.counted == books)
        await store.close()
    }

    /// An intent that is no attempt of its own.
    private func looked(for lead: Lead, at now: Int64, epoch: Int64) -> Intent {
        Intent(
            attempt: lead.attempts,
            startedAt: now,
            target: lead.target,
            mode: lead.mode,
            mappingHash: lead.mappingHash ?? "",
            reference: lead.reference,
            epoch: epoch
        )
    }

    private func event(_ kind: LeadEvent.Kind, _ lead: Lead, _ epoch: Int64, _ now: Int64) -> LeadEvent {
        switch kind {
        case .released: .released(by: "anna", reason: nil)
        case .fetched: .fetched(bytes: 20, isHeld: false)
        case .built: .built(Destination(of: lead))
        case .sendingStarted: .sendingStarted(intent(for: lead, at: now, epoch: epoch))
        case .progressed: .progressed(Confirmation(results: [OperationResult(index: 0, name: "addKind")]))
        case .delivered: .delivered(Confirmation(vorgangsnummer: "AB1234", messages: ["taken"]))
        case .refused: .refused(dataFault)
        case .deferred: .deferred(transientFault, retryAt: now + 1_000)
        case .paused: .paused(connectionFault)
        case .exhausted: .exhausted(transientFault)
        case .lostSight: .lostSight(unknownFault)
        case .foundUnanswered: .foundUnanswered(unknownFault)
        case .fenced: .fenced(looked(for: lead, at: now, epoch: epoch), unknownFault)
        case .stillUncertain: .stillUncertain(unknownFault, lookAgainAt: nil)
        case .found: .found(vorgangsnummer: "AB1234")
        case .notThere: .notThere(witness: nil)
        case .split: .split(into: 1)
        case .repeatedDifferently: .repeatedDifferently
        case .edited: .edited(by: "anna", reason: nil, operations: 1)
        case .replayed: .replayed(by: "anna", reason: "mended")
        case .recalled: .recalled(by: "anna")
        case .resendOrdered: .resendOrdered(by: "anna", reason: "deleted there")
        case .discarded: .discarded(by: "anna", reason: nil)
        case .erased: .erased(by: "anna", reason: nil)
        }
    }

    @Test(
        "whatever is changed behind the store's back is found",
        arguments: [
            ("UPDATE books SET count = count + 1 WHERE name = 'queued'", .booksDamaged),
            ("DELETE FROM books WHERE name = 'accepted'", .booksDiffer),
            ("UPDATE lead SET state = 'delivered' WHERE sequence = 1", .leadUnreadable),
            ("UPDATE lead SET source = 'other' WHERE sequence = 1", .leadUnreadable),
            ("UPDATE lead SET mapping_hash = 'c0ffef' WHERE sequence = 1", .leadUnreadable),
            ("UPDATE lead SET received_at = received_at + 1 WHERE sequence = 1", .leadUnreadable),
            ("UPDATE lead SET state = 'vanished' WHERE sequence = 1", .leadUnreadable),
            ("UPDATE lead SET target = '' WHERE sequence = 1", .leadUnreadable),
            ("UPDATE lead SET sealed_outcome = NULL WHERE sequence = 3", .leadUnreadable),
            ("UPDATE lead SET sequence = 17 WHERE sequence = 2", .leadUnreadable),
            ("DELETE FROM lead WHERE sequence = 2", .leadMissing),
            ("DELETE FROM lead WHERE sequence = 3", .leadMissing),
            ("DELETE FROM content WHERE lead = 1", .contentMissing),
            ("UPDATE content SET wrapped_key = zeroblob(60) WHERE lead = 2", .contentDamaged),
            ("UPDATE content SET duplicate_key = NULL WHERE lead = 1", .contentDamaged),
            ("UPDATE timeline SET sequence = 3 WHERE lead = 3 AND sequence = 2", .timelineBroken),
            ("UPDATE timeline SET at = at + 1 WHERE lead = 3 AND sequence = 2", .timelineBroken),
            ("UPDATE timeline SET sealed = x'00' WHERE lead = 3 AND sequence = 2", .timelineBroken),
            ("UPDATE timeline SET sealed = NULL WHERE lead = 3 AND sequence = 2", .timelineBroken),
            ("DELETE FROM timeline WHERE lead = 3 AND sequence = 2", .timelineBroken),
            ("UPDATE duplicate SET lead = 2", .rowDamaged),
            ("DELETE FROM duplicate", .rowDamaged),
            ("UPDATE pause SET until = 5", .rowDamaged),
            ("DELETE FROM pause", .rowDamaged),
            ("UPDATE drift SET revision = 99", .rowDamaged),
            ("DELETE FROM drift", .rowDamaged),
            ("UPDATE callback SET due_at = due_at + 1", .callbackBroken),
            ("DELETE FROM callback", .rowDamaged),
            ("UPDATE store SET epoch = 99", .rowDamaged),
        ] as [(String, StoreVerification.Finding.Code)]
    )
    func found(sql: String, code: StoreVerification.Finding.Code) async throws {
        let place = try Workplace()
        let store = try place.open { $0.isTold = { _ in true } }
        _ = try await store.accept(newLead(key: "k"))
        _ = try await store.accept(newLead())
        let lead = try await store.accepted(newLead())
        try await store.record(.refused(dataFault), for: lead.id, at: 2_000)
        try await store.pause(.kundenangaben, cause: connectionFault, at: 3_000, until: nil)
        try await store.keepDriftLedger([1, 2, 3], of: "trisalis", revision: 1)
        #expect(try await store.verify().isSound)
        try await store.pool.write { try $0.execute(sql: sql) }
        let verification = try await store.verify()
        #expect(!verification.isSound)
        #expect(verification.findings.map(\.code).contains(code))
        await store.close()
    }
}
