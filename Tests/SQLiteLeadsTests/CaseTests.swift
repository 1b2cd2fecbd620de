import Leads
import Names
import SeededRandom
import Targets
import TestSupport
import Testing

@testable import LeadKeeping
@testable import SQLiteLeads

/// A lead that claims a reference or a case.
private func claiming(
    _ role: TargetProfile.CaseRole = .opens,
    target: Target = .kexVorgang,
    reference: String? = nil,
    key: String? = nil,
    number: String? = nil,
    at now: Int64 = 1_000
) -> NewLead {
    let lead = Lead(
        id: LeadID.make(now: now),
        source: "trisalis",
        target: target,
        mode: .test,
        caseRole: role,
        receivedAt: now,
        reference: reference
    )
    let claim = (number ?? key).map {
        CaseClaim(group: "trisalis", target: "kex-vorgang", key: $0, isNumber: number != nil)
    }
    return NewLead(lead: lead, submission: Submission(body: Array("{}".utf8)), case: claim)
}

extension SQLiteLeadStore {
    fileprivate func deliver(_ lead: Lead, as number: String = "AB1234", ids: [String: String] = [:]) async throws {
        try await startSending(lead)
        try await record(.delivered(Confirmation(vorgangsnummer: number, ids: ids)), for: lead.id, at: 3_000)
    }

    fileprivate func dueIDs(_ target: Target = .kexUpdate) async throws -> [LeadID] {
        try await turns(at: 10_000, target: target)
    }
}

@Suite("References of live leads")
struct ReferenceTests {
    @Test("a second lead that claims the reference of a live one is dead, and names it")
    func taken() async throws {
        let place = try Workplace()
        let store = try place.open()
        let first = try await store.accepted(claiming(reference: "A-1"))
        let second = try await store.accepted(claiming(reference: "A-1"))
        #expect(second.state == .dead)
        #expect(second.cause?.known == .referenceTaken)
        #expect(second.cause?.message.contains(first.id.rawValue) == true)
        // At another target it is another reference.
        #expect(try await store.accepted(claiming(target: .kundenangaben, reference: "A-1")).state == .queued)
        #expect(try await store.verify().isSound)
        await store.close()
    }

    @Test("the id of a lead is a reference, too")
    func ids() async throws {
        let place = try Workplace()
        let store = try place.open()
        let first = try await store.accepted(claiming())
        #expect(try await store.accepted(claiming(reference: first.id.rawValue)).cause?.known == .referenceTaken)
        await store.close()
    }

    @Test("what is dead has no reference any more, and cannot come back while another has it")
    func free() async throws {
        let place = try Workplace()
        let store = try place.open()
        let first = try await store.accepted(claiming(reference: "A-1"))
        try await store.record(.refused(dataFault), for: first.id, at: 2_000)
        let second = try await store.accepted(claiming(reference: "A-1"))
        #expect(second.state == .queued)
        await #expect(throws: StoreError.taken(.referenceTaken, by: second.id)) {
            try await store.record(.replayed(by: "anna", reason: nil), for: first.id, at: 3_000)
        }
        try await store.record(.discarded(by: "anna", reason: nil), for: second.id, at: 4_000)
        #expect(try await store.record(.replayed(by: "anna", reason: nil), for: first.id, at: 5_000).state == .queued)
        await store.close()
    }

    @Test("a mapping that changes its mind about the reference cannot take another lead's either")
    func atTheIntent() async throws {
        let place = try Workplace()
        let store = try place.open()
        let first = try await store.accepted(claiming(reference: "A-1"))
        let second = try await store.accepted(claiming(reference: "A-2"))
        let intent = Intent(
            attempt: 1,
            startedAt: 2_000,
            target: second.target,
            mode: .test,
            mappingHash: "c0ffee",
            reference: "A-1",
            epoch: try await store.leased().epoch
        )
        await #expect(throws: StoreError.taken(.referenceTaken, by: first.id)) {
            try await store.record(.sendingStarted(intent), for: second.id, at: 2_000)
        }
        await store.close()
    }
}

@Suite("Cases")
struct CaseTests {
    @Test("a follow-up waits for the create of its case, then it knows number and ids")
    func waits() async throws {
        let place = try Workplace()
        let store = try place.open()
        let create = try await store.accepted(claiming(reference: "A-1", key: "k"))
        let update = try await store.accepted(claiming(.changes, target: .kexUpdate, key: "k"))
        #expect(update.state == .queued)
        #expect(try await store.dueIDs().isEmpty)
        #expect(try await store.caseStanding(of: update.id) == CaseStanding(opener: create.id, waitsFor: create.id))
        try await store.deliver(create, ids: ["antragsteller1": "a1"])
        #expect(try await store.dueIDs() == [update.id])
        let reference = CaseReference(vorgangsnummer: "AB1234", reference: "A-1", ids: ["antragsteller1": "a1"])
        #expect(try await store.caseStanding(of: update.id)?.case == reference)
        await store.close()
    }

    @Test("what becomes of a lead is news for the queues in which others of its case wait for it, and for no other")
    func wakes() async throws {
        let place = try Workplace()
        let store = try place.open()
        let alone = try await store.accepted(claiming(key: "alone"))
        let create = try await store.accepted(claiming(key: "k"))
        _ = try await store.accepted(claiming(.changes, target: .kexUpdate, key: "k"))
        let changes = store.changeStream { $0.leads.contains { $0.state == .delivered } }
        try await store.deliver(alone, as: "AB1111")
        try await store.deliver(create)
        await store.close()
        var queues: [Set<Target>] = []
        for await change in changes { queues.append(change.queues) }
        #expect(queues == [[], [.kexUpdate]])
    }

    @Test("a follow-up of a case that nobody has opened is dead, and looks again when it is replayed")
    func unknown() async throws {
        let place = try Workplace()
        let store = try place.open()
        let update = try await store.accepted(claiming(.changes, target: .kexUpdate, key: "k"))
        #expect(update.state == .dead)
        #expect(update.cause?.known == .caseUnknown)
        let create = try await store.accepted(claiming(key: "k"))
        try await store.deliver(create)
        try await store.record(.replayed(by: "anna", reason: nil), for: update.id, at: 5_000)
        #expect(try await store.dueIDs() == [update.id])
        #expect(try await store.caseStanding(of: update.id)?.case?.vorgangsnummer == "AB1234")
        await store.close()
    }

    @Test("follow-ups go in the order received, one at a time; a dead one holds up nobody")
    func inOrder() async throws {
        let place = try Workplace()
        let store = try place.open()
        let create = try await store.accepted(claiming(key: "k"))
        let first = try await store.accepted(claiming(.changes, target: .kexUpdate, key: "k", at: 1_001))
        let second = try await store.accepted(claiming(.changes, target: .kexUpdate, key: "k", at: 1_002))
        let stranger = try await store.accepted(claiming(.changes, target: .kexUpdate, number: "CD5678", at: 1_003))
        try await store.deliver(create)
        #expect(try await store.dueIDs() == [first.id, stranger.id])
        try await store.startSending(first)
        #expect(try await store.dueIDs() == [stranger.id])
        // Also whoever read the queue before cannot send beside it.
        await #expect(throws: StoreError.caseBusy(first.id)) { try await store.startSending(second) }
        try await store.record(.refused(dataFault), for: first.id, at: 4_000)
        #expect(try await store.dueIDs() == [second.id, stranger.id])
        await store.close()
    }

    @Test("a create that died holds its follow-ups back until a person has mended it, or given it up")
    func deadCreate() async throws {
        let place = try Workplace()
        let store = try place.open()
        let create = try await store.accepted(claiming(key: "k"))
        let update = try await store.accepted(claiming(.changes, target: .kexUpdate, key: "k"))
        try await store.record(.refused(dataFault), for: create.id, at: 2_000)
        #expect(try await store.dueIDs().isEmpty)
        #expect(try await store.caseStanding(of: update.id)?.waitsFor == create.id)
        try await store.record(.discarded(by: "anna", reason: nil), for: create.id, at: 3_000)
        #expect(try await store.dueIDs() == [update.id])
        #expect(try await store.caseStanding(of: update.id) == CaseStanding())
        await store.close()
    }

    @Test("a case has one lead that opens it, per group, target and mode")
    func oneOpener() async throws {
        let place = try Workplace()
        let store = try place.open()
        let create = try await store.accepted(claiming(key: "k"))
        #expect(try await store.accepted(claiming(key: "k")).cause?.known == .caseTaken)
        #expect(try await store.accepted(claiming(key: "other")).state == .queued)
        try await store.record(.refused(dataFault), for: create.id, at: 2_000)
        #expect(try await store.accepted(claiming(key: "k")).state == .queued)
        #expect(try await store.verify().isSound)
        await store.close()
    }

    @Test(
        "whatever order of leads, at most one of a case is on the wire, and none before its create",
        arguments: 1...40
    )
    func simulated(seed: UInt64) async throws {
        let place = try Workplace()
        let store = try place.open()
        var random = SeededRandom(seed: seed)
        var ids: [LeadID] = []
        var keys: [LeadID: String] = [:]
        for number in 0..<12 {
            let key = ["a", "b"].randomElement(using: &random)
            let opens = number < 2 || Int.random(in: 0..<4, using: &random) == 0
            let new =
                opens
                ? claiming(reference: "R\(number % 5)", key: key, at: Int64(1_000 + number))
                : claiming(.changes, target: .kexUpdate, key: key, at: Int64(1_000 + number))
            let id = try await store.accepted(new).id
            ids.append(id)
            keys[id] = key
        }
        for _ in 0..<120 {
            guard let id = ids.randomElement(using: &random), let lead = try await store.lead(id) else { continue }
            switch (lead.state, Int.random(in: 0..<4, using: &random)) {
            case (.queued, _): _ = try? await store.startSending(lead)
            case (.sending, 0): try await store.record(.refused(dataFault), for: id, at: 4_000)
            case (.sending, 1): try await store.record(.lostSight(unknownFault), for: id, at: 4_000)
            case (.sending, _):
                try await store.record(.delivered(Confirmation(vorgangsnummer: "AB1234")), for: id, at: 4_000)
            case (.uncertain, 0): try await store.record(.notThere(witness: nil), for: id, at: 5_000)
            case (.dead, 0): _ = try? await store.record(.replayed(by: "x", reason: "y"), for: id, at: 5_000)
            default: break
            }
            var sending: [String: Int] = [:]
            for id in ids {
                guard let lead = try await store.lead(id), lead.state == .sending else { continue }
                sending[keys[id] ?? "", default: 0] += 1
                let standing = try #require(try await store.caseStanding(of: id))
                if lead.caseRole == .changes { #expect(standing.case != nil || standing.opener == nil) }
            }
            #expect(sending.values.allSatisfy { $0 == 1 }, "one of a case at a time")
        }
        var claimed: Set<String> = []
        for id in ids {
            guard let lead = try await store.lead(id), lead.isLive, lead.caseRole == .opens else { continue }
            #expect(claimed.insert(lead.reference).inserted, "a reference belongs to one live lead")
        }
        #expect(try await store.verify().isSound)
        await store.close()
    }
}
