import Foundation
import JSON
import LeadKeeping
import Leads
import Names
import SQLiteLeads
import Targets
import TestSupport
import Testing

/// What every store promises, whatever it is made of: written against the protocols alone.
///
/// A new store gets a case in ``Kind`` and passes.
@Suite("Every store", .timeLimit(.minutes(2)))
struct StoreContractTests {
    enum Kind: String, CaseIterable, CustomTestStringConvertible {
        case sqlite, memory

        var testDescription: String { rawValue }
    }

    /// Runs a test with a store that has no lead yet.
    private func with(_ kind: Kind, _ body: (any LeadStoring) async throws -> Void) async throws {
        switch kind {
        case .memory: try await body(MemoryLeads())
        case .sqlite:
            let folder = FileManager.default.temporaryDirectory.path + "/leadgate-contract-" + UUID().uuidString
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(atPath: folder) }
            var options = StoreOptions()
            options.reservedBytes = 0
            let store = try SQLiteLeadStore(
                path: folder + "/leads.sqlite",
                masterKey: .bytes([UInt8](repeating: 7, count: 32)),
                options: options
            )
            let result: Result<Void, any Error>
            do { result = .success(try await body(store)) } catch { result = .failure(error) }
            await store.close()
            try result.get()
        }
    }

    private func new(
        at now: Int64 = 1_000,
        source: SourceName = "trisalis",
        body: String = #"{"nachname":"Amsel"}"#,
        keys: [SenderKey] = [],
        role: TargetProfile.CaseRole = .opens,
        case: CaseClaim? = nil,
        reference: String? = nil
    ) -> NewLead {
        NewLead(
            lead: Lead(
                id: LeadID.make(now: now),
                source: source,
                target: .kundenangaben,
                mode: .test,
                caseRole: role,
                receivedAt: now,
                mappingHash: "c0ffee",
                reference: reference
            ),
            submission: Submission(
                body: Array(body.utf8),
                contentType: "application/json",
                query: ["utm_source": "anzeige"],
                headers: ["user-agent": "Formular/1.0"]
            ),
            keys: keys,
            case: `case`
        )
    }

    private func intent(_ lead: Lead, _ lease: Lease, at now: Int64) -> LeadEvent {
        .sendingStarted(
            Intent(
                attempt: lead.attempts + 1,
                startedAt: now,
                target: lead.target,
                mode: lead.mode,
                mappingHash: "c0ffee",
                reference: lead.reference,
                epoch: lease.epoch
            )
        )
    }

    private static let fault = Cause(class: .data, code: "target-422", message: "Amsel is no name.")
    private static let lost = Cause(class: .unknown, code: "timeout", message: "No answer came.")

    @Test("gives back what was sent, as it was sent, and the life of the lead entry by entry", arguments: Kind.allCases)
    func life(kind: Kind) async throws {
        try await with(kind) { store in
            let new = new()
            let lead = try await store.accept(new).lead
            #expect(try await store.submission(lead.id) == new.submission)
            let lease = try await store.leased()
            let sending = try await store.record(intent(lead, lease, at: 2_000), for: lead.id, at: 2_000)
            let delivered = try await store.record(
                .delivered(Confirmation(vorgangsnummer: "AB1234", messages: ["taken"])),
                for: lead.id,
                version: sending.version,
                at: 2_100,
                answer: Array("answer".utf8)
            )
            #expect(try await store.lead(lead.id) == delivered)
            let timeline = try await store.timeline(lead.id)
            #expect(timeline.map(\.event) == ["accepted", "sending-started", "delivered"])
            #expect(timeline.map(\.sequence) == [1, 2, 3])
            #expect(timeline.last?.evidence == Evidence(messages: ["taken"], answer: Array("answer".utf8)))
            #expect(try await store.lead(LeadID.make(now: 5)) == nil)
            #expect(try await store.timeline(LeadID.make(now: 5)).isEmpty)
            let verification = try await store.verify()
            #expect(verification.isSound, "\(verification.findings)")
        }
    }

    @Test("refuses a step of another version or that cannot happen, and changes nothing then", arguments: Kind.allCases)
    func refusals(kind: Kind) async throws {
        try await with(kind) { store in
            let lead = try await store.accept(new()).lead
            await #expect(throws: StoreError.conflict(version: 1)) {
                try await store.record(.discarded(by: "anna", reason: nil), for: lead.id, version: 7, at: 2_000)
            }
            await #expect(throws: StoreError.self) {
                try await store.record(.found(vorgangsnummer: ""), for: lead.id, at: 2_000)
            }
            let stranger = LeadID.make(now: 7)
            await #expect(throws: StoreError.notFound(stranger)) {
                try await store.record(.discarded(by: "anna", reason: nil), for: stranger, at: 2_000)
            }
            #expect(try await store.lead(lead.id) == lead)
            #expect(try await store.timeline(lead.id).count == 1)
        }
    }

    @Test("answers a repeat with the first lead, and refuses a used key with another body", arguments: Kind.allCases)
    func repeats(kind: Kind) async throws {
        try await with(kind) { store in
            let key = SenderKey("k", scope: .post)
            let first = try await store.accept(new(keys: [key])).lead
            guard case .repeated(let again) = try await store.accept(new(at: 2_000, keys: [key])) else {
                Issue.record("a repeat became a lead of its own")
                return
            }
            #expect(again == first)
            await #expect(throws: StoreError.keyReused(first.id)) {
                try await store.accept(new(body: "{}", keys: [key]))
            }
            let late = try await store.accept(new(at: 1_001 + 90 * 86_400_000, keys: [key])).lead
            #expect(late.id != first.id)
            #expect(try await store.books().accepted == 2)
        }
    }

    @Test("an erasure leaves id, state and number, and nothing of what was sent", arguments: Kind.allCases)
    func erasure(kind: Kind) async throws {
        try await with(kind) { store in
            let lead = try await store.accept(new(keys: [SenderKey("k")])).lead
            try await store.record(.refused(Self.fault), for: lead.id, at: 2_000)
            try await store.record(.erased(by: "anna", reason: "asked"), for: lead.id, at: 3_000)
            #expect(try await store.submission(lead.id) == nil)
            #expect(try await store.timeline(lead.id).allSatisfy { $0.evidence == nil || $0.evidence?.messages == [] })
            #expect(try await store.books()[.erased] == 1)
            // The key still answers.
            #expect(try await store.accept(new(keys: [SenderKey("k")])).lead.id == lead.id)
            #expect(try await store.verify().isSound)
        }
    }

    @Test("who is erased is unreadable in what the other leads of the post share", arguments: Kind.allCases)
    func sharedPost(kind: Kind) async throws {
        try await with(kind) { store in
            let text = #"[{"n":"Amsel"},{"n":"Drossel"},{"n":"Fink"}]"#
            let parts = [1..<14, 15..<30, 31..<43]
            let leads = try await store.accept(
                parts.enumerated().map { item, part in
                    let new = new(body: text)
                    return NewLead(lead: new.lead, submission: new.submission.selecting(item: item, part: part))
                }
            ).map(\.lead)
            try await store.record(.erased(by: "anna", reason: nil), for: leads[1].id, at: 2_000)
            for (lead, part) in [(leads[0], parts[0]), (leads[2], parts[2])] {
                let submission = try #require(try await store.submission(lead.id))
                #expect(!String(decoding: submission.body, as: UTF8.self).contains("Drossel"))
                #expect(Array(text.utf8)[part] == submission.body[part])
            }
            #expect(try await store.verify().isSound)
        }
    }

    @Test("only the holder of the lease takes from the queue and writes intents", arguments: Kind.allCases)
    func leases(kind: Kind) async throws {
        try await with(kind) { store in
            let lead = try await store.accept(new()).lead
            let request = QueueRequest(target: .kundenangaben, now: 2_000, freshSince: 0, perSource: 10)
            let stranger = Lease(epoch: 1, owner: "nobody", end: .max)
            await #expect(throws: StoreError.leaseLost) { try await store.claim(request, under: stranger) }
            await #expect(throws: StoreError.leaseLost) {
                try await store.record(intent(lead, stranger, at: 2_000), for: lead.id, at: 2_000)
            }
            let first = try await store.lease(to: "a", until: 5_000, at: 1_000)
            #expect(try await store.claim(request, under: first).map(\.id) == [lead.id])
            await #expect(throws: StoreError.leaseLost) { try await store.claim(request, under: stranger) }
            await #expect(throws: StoreError.leased(to: "a", until: 5_000)) {
                _ = try await store.lease(to: "b", until: 9_000, at: 4_999)
            }
            let prolonged = try await store.lease(to: "a", until: 6_000, at: 4_000)
            #expect(prolonged == Lease(epoch: first.epoch, owner: "a", end: 6_000))
            try await store.record(intent(lead, prolonged, at: 5_500), for: lead.id, at: 5_500)

            // It has ended: another takes it, and what was under way is found unanswered.
            let other = try await store.accept(new(at: 3_000)).lead
            await #expect(throws: StoreError.leaseLost) {
                try await store.record(intent(other, prolonged, at: 6_000), for: other.id, at: 6_000)
            }
            let second = try await store.lease(to: "b", until: 9_000, at: 6_000)
            #expect(second.epoch == first.epoch + 1)
            await #expect(throws: StoreError.leaseLost) {
                try await store.record(intent(other, prolonged, at: 6_001), for: other.id, at: 6_001)
            }
            #expect(try await store.recover(now: 6_100) == [lead.id])
            #expect(try await store.lead(lead.id)?.state == .uncertain)
            try await store.record(intent(other, second, at: 6_200), for: other.id, at: 6_200)
        }
    }

    @Test(
        "each source has its turn, what is fresh besides, and what waits for its case not at all",
        arguments: Kind.allCases
    )
    func turns(kind: Kind) async throws {
        try await with(kind) { store in
            let lease = try await store.leased()
            var loud: [LeadID] = []
            for number in 0..<5 { loud.append(try await store.accept(new(at: Int64(number), source: "laut")).lead.id) }
            let quiet = try await store.accept(new(at: 100, source: "leise")).lead.id
            let `case` = CaseClaim(group: "g", target: "kundenangaben", key: "c")
            let opens = try await store.accept(new(at: 200, source: "fall", case: `case`)).lead.id
            _ = try await store.accept(new(at: 201, source: "fall", role: .changes, case: `case`))
            var request = QueueRequest(target: .kundenangaben, now: 1_000, freshSince: 900, perSource: 2)
            #expect(try await store.claim(request, under: lease).map(\.id) == loud.prefix(2) + [quiet, opens])
            let fresh = try await store.accept(new(at: 950, source: "laut")).lead.id
            request.without = ["leise", "fall"]
            let turns = try await store.claim(request, under: lease)
            #expect(turns.map(\.id) == loud.prefix(2) + [fresh])
            #expect(turns.map(\.isFresh) == [false, false, true])
            #expect(try await store.queueLengths().map(\.count) == [2, 6, 1])
        }
    }

    @Test("what a live lead has alone no other gets", arguments: Kind.allCases)
    func claims(kind: Kind) async throws {
        try await with(kind) { store in
            let first = try await store.accept(new(reference: "A-1")).lead
            let second = try await store.accept(new(reference: "A-1")).lead
            #expect(second.cause?.code == KnownCause.referenceTaken.rawValue)
            try await store.record(.discarded(by: "anna", reason: nil), for: first.id, at: 2_000)
            let replayed = try await store.record(.replayed(by: "anna", reason: nil), for: second.id, at: 2_100)
            #expect(replayed.state == .queued)
            let changes = CaseClaim(group: "g", target: "kundenangaben", key: "nobody opened it")
            #expect(
                try await store.accept(new(role: .changes, case: changes)).lead.cause?.code
                    == KnownCause.caseUnknown.rawValue
            )
        }
    }

    @Test("due times move with the clock, and can be hastened", arguments: Kind.allCases)
    func dueTimes(kind: Kind) async throws {
        try await with(kind) { store in
            let lead = try await store.accept(new()).lead
            try await store.record(intent(lead, store.leased(), at: 1_500), for: lead.id, at: 1_500)
            try await store.record(.deferred(Self.lost, retryAt: 50_000), for: lead.id, at: 2_000)
            try await store.reanchor(by: -1_000, at: 3_000, longest: 100_000)
            #expect(try await store.lead(lead.id)?.dueAt == 49_000)
            try await store.reanchor(by: nil, at: 3_000, longest: 10_000)
            #expect(try await store.lead(lead.id)?.dueAt == 13_000)
            #expect(try await store.hasten(.kundenangaben, source: "other", at: 4_000) == 0)
            #expect(try await store.hasten(.kundenangaben, source: nil, at: 4_000) == 1)
            #expect(try await store.lead(lead.id)?.dueAt == 4_000)
            #expect(try await store.verify().isSound)
        }
    }

    @Test("lists, counts, groups and books say the same", arguments: Kind.allCases)
    func lists(kind: Kind) async throws {
        try await with(kind) { store in
            var ids: [LeadID] = []
            for number in 0..<7 { ids.append(try await store.accept(new(at: Int64(number))).lead.id) }
            for id in ids.prefix(3) { try await store.record(.refused(Self.fault), for: id, at: 2_000) }
            var pages: [[LeadID]] = []
            var cursor: String?
            repeat {
                let page = try await store.leads(matching: LeadFilter(states: [.queued]), after: cursor, limit: 3)
                pages.append(page.leads.map(\.id))
                cursor = page.next
            } while cursor != nil
            #expect(pages == [Array(ids[4...6].reversed()), [ids[3]]])
            #expect(try await store.count(matching: LeadFilter(states: [.dead])) == 3)
            #expect(try await store.count(matching: LeadFilter(from: 2, to: 4)) == 2)
            #expect(try await store.causes().map(\.count) == [3])
            let books = try await store.books()
            #expect((books.accepted, books[.dead], books[.queued]) == (7, 3, 4))
            #expect(books.balanced)
            await #expect(throws: StoreError.invalidCursor) {
                _ = try await store.leads(matching: LeadFilter(), after: "nonsense!", limit: 3)
            }
        }
    }

    @Test("says what it has committed, whoever made the change, in one order without a gap", arguments: Kind.allCases)
    func changes(kind: Kind) async throws {
        try await with(kind) { store in
            let changes = store.changeStream()
            let lead = try await store.accept(new()).lead
            let dead = try await store.record(.refused(Self.fault), for: lead.id, at: 2_000)
            let queued = try await store.record(.replayed(by: "anna", reason: nil), for: lead.id, at: 2_100)
            await store.close()
            var seen: [StoreChange] = []
            for await change in changes { seen.append(change) }
            #expect(seen.map(\.leads) == [[lead], [dead], [queued]])
            #expect(seen.map(\.queues) == [[.kundenangaben], [], [.kundenangaben]])
            await #expect(throws: StoreError.self) { try await store.accept(new()) }
        }
    }

    @Test("a longer pause replaces a shorter one, and there is one alarm", arguments: Kind.allCases)
    func pauses(kind: Kind) async throws {
        try await with(kind) { store in
            let wereRunning = [
                try await store.pause(.kundenangaben, cause: Self.lost, at: 1_000, until: 5_000),
                try await store.pause(.kundenangaben, cause: Self.lost, at: 1_100, until: 4_000),
                try await store.pause(.kundenangaben, cause: Self.lost, at: 1_200, until: nil),
            ]
            #expect(wereRunning == [true, false, false])
            let pauses = try await store.pauses()
            #expect(pauses.map(\.until) == [nil])
            let werePaused = [
                try await store.resume(.kundenangaben, at: 2_000), try await store.resume(.kundenangaben, at: 2_000),
            ]
            #expect(werePaused == [true, false])
        }
    }

    @Test("a post that holds several is split once, and all of it or nothing", arguments: Kind.allCases)
    func split(kind: Kind) async throws {
        try await with(kind) { store in
            let whole = new(body: #"[{"n":"Amsel"},{"n":"Fink"}]"#)
            let lead = try await store.accept(whole).lead
            let other = new(body: #"[{"n":"Amsel"},{"n":"Fink"}]"#)
            let second = NewLead(
                lead: other.lead,
                submission: whole.submission.selecting(item: 1, part: 15..<27)
            )
            let leads = try await store.split(lead.id, version: 1, part: 1..<14, adding: [second], at: 2_000)
            #expect(leads.map(\.id) == [lead.id, second.lead.id])
            #expect(try await store.submission(lead.id)?.item == 0)
            #expect(try await store.submission(second.lead.id)?.item == 1)
            await #expect(throws: StoreError.conflict(version: 2)) {
                _ = try await store.split(lead.id, version: 1, part: nil, adding: [second], at: 2_100)
            }
            #expect(try await store.books().accepted == 2)
            #expect(try await store.verify().isSound)
        }
    }

    // MARK: What lacks something

    private func unbuilt(
        _ lack: Lead.Lack,
        at now: Int64 = 1_000,
        source: SourceName = "trisalis",
        body: String = #"[{"n":"Amsel"},{"n":"Fink"}]"#,
        keys: [SenderKey] = []
    ) -> NewLead {
        NewLead(
            lead: Lead(id: LeadID.make(now: now), source: source, mode: .test, lack: lack, receivedAt: now),
            submission: Submission(body: Array(body.utf8), contentType: "application/json"),
            keys: keys
        )
    }

    /// A lead of a stored post as it was built.
    private func built(
        _ waiting: NewLead,
        id: LeadID? = nil,
        item: Int? = nil,
        part: Range<Int>? = nil,
        keys: [SenderKey] = [],
        reference: String? = nil,
        refusal: Cause? = nil
    ) -> NewLead {
        NewLead(
            lead: Lead(
                id: id ?? waiting.lead.id,
                source: waiting.lead.source,
                target: .kundenangaben,
                mode: .test,
                receivedAt: waiting.lead.receivedAt,
                mappingHash: "c0ffee",
                reference: reference
            ),
            refusal: refusal,
            submission: item == nil ? waiting.submission : waiting.submission.selecting(item: item, part: part),
            keys: keys
        )
    }

    @Test(
        "leads that lack something are kept apart from the queue, in their order, and counted",
        arguments: Kind.allCases
    )
    func waiting(kind: Kind) async throws {
        try await with(kind) { store in
            let data = try await store.accept(unbuilt(.data, at: 3_000)).lead
            let second = try await store.accept(unbuilt(.mapping, at: 2_000)).lead
            let first = try await store.accept(unbuilt(.mapping, at: 1_000)).lead
            #expect(first.state == .waiting && first.target == .undecided)
            #expect(try await store.timeline(first.id).map(\.state) == [.waiting])
            #expect(try await store.waiting(for: .mapping, of: nil, at: 9_000, limit: 9, excluding: []).isEmpty)
            for id in [second.id, first.id] {
                try await store.record(.released(by: "anna", reason: nil), for: id, at: 4_000)
            }
            let due = try await store.waiting(for: .mapping, of: nil, at: 9_000, limit: 9, excluding: [])
            #expect(due.map(\.id) == [first.id, second.id])
            #expect(try await store.waiting(for: .data, of: "trisalis", at: 9_000, limit: 9, excluding: []) == [data])
            #expect(try await store.waiting(for: .data, of: "other", at: 9_000, limit: 9, excluding: []).isEmpty)
            #expect(try await store.waiting(for: .data, of: nil, at: 9_000, limit: 9, excluding: [data.id]).isEmpty)
            let lengths = try await store.waitingLengths()
            #expect(
                lengths.map { [$0.lack.rawValue, "\($0.count)", "\($0.due)", "\($0.oldest)"] } == [
                    ["data", "1", "1", "3000"], ["mapping", "2", "2", "1000"],
                ]
            )
            try await store.record(.deferred(Self.fault, retryAt: 50_000), for: data.id, at: 4_000)
            #expect(try await store.hastenData(of: "trisalis", at: 5_000) == 1)
            #expect(try await store.lead(data.id)?.dueAt == 5_000)
            #expect(try await store.queueLengths().isEmpty)
            let filter = LeadFilter(states: [.waiting], lack: .mapping)
            #expect(try await store.count(matching: filter) == 2)
            let books = try await store.books()
            #expect(books.balanced && books[.waiting] == 3)
            #expect(try await store.verify().isSound)
        }
    }

    @Test("what is fetched is sealed beside the post, and goes with the lead", arguments: Kind.allCases)
    func data(kind: Kind) async throws {
        try await with(kind) { store in
            let new = unbuilt(.data)
            let lead = try await store.accept(new).lead
            let data = Array(#"{"nachname":"Amsel"}"#.utf8)
            let fetched = FetchedData(lead: data, beside: Array(#"{"paging":1}"#.utf8))
            let kept = try await store.keepData(fetched, for: lead.id, version: 1, isHeld: false, at: 2_000)
            let entry = try #require(try await store.timeline(lead.id).last)
            #expect(entry.evidence?.answer == fetched.beside && entry.detail["beside"] == 12)
            #expect(kept.lack == .mapping && kept.dueAt == 1_000)
            await #expect(throws: StoreError.conflict(version: 2)) {
                _ = try await store.keepData(fetched, for: lead.id, version: 1, isHeld: false, at: 2_100)
            }
            let submission = try #require(try await store.submission(lead.id))
            #expect(submission.data == data && submission.body == new.submission.body)
            let one = NewLead(lead: built(new).lead, submission: submission)
            let other = NewLead(lead: built(new, id: LeadID.make(now: 1_000)).lead, submission: submission)
            let leads = try await store.build(lead.id, version: 2, as: one, adding: [other], at: 3_000)
            #expect(leads.map(\.state) == [.queued, .queued])
            #expect(try await store.submission(leads[0].id)?.data == data)
            #expect(try await store.submission(leads[1].id)?.data == data)
            #expect(try await store.verify().isSound)
            try await store.record(.erased(by: "anna", reason: nil), for: lead.id, at: 4_000)
            #expect(try await store.submission(lead.id) == nil)
            #expect(try await store.submission(leads[1].id)?.data == data)
            #expect(try await store.verify().isSound)
        }
    }

    @Test(
        "a lead that is built becomes the first of its post, once, and all of it or nothing",
        arguments: Kind.allCases
    )
    func build(kind: Kind) async throws {
        try await with(kind) { store in
            let new = unbuilt(.mapping)
            let lead = try await store.accept(new).lead
            try await store.record(.released(by: "anna", reason: nil), for: lead.id, at: 2_000)
            let first = built(new, item: 0, part: 1..<14, keys: [SenderKey("key:A")])
            let second = built(new, id: LeadID.make(now: 1_000), item: 1, part: 15..<27, keys: [SenderKey("key:B")])
            await #expect(throws: StoreError.conflict(version: 2)) {
                _ = try await store.build(lead.id, version: 1, as: first, adding: [second], at: 3_000)
            }
            let leads = try await store.build(lead.id, version: 2, as: first, adding: [second], at: 3_000)
            #expect(leads.map(\.id) == [lead.id, second.lead.id])
            #expect(leads.allSatisfy { $0.state == .queued && $0.target == .kundenangaben && $0.lack == nil })
            #expect(leads.map(\.dueAt) == [1_000, 1_000])
            #expect(try await store.submission(lead.id)?.item == 0)
            #expect(try await store.submission(second.lead.id)?.part == 15..<27)
            let events = try await store.timeline(lead.id)
            #expect(events.map(\.event) == ["accepted", "released-to-be-built", "built"])
            #expect(events.map(\.state) == [.waiting, .waiting, .queued])
            await #expect(throws: StoreError.self) {
                _ = try await store.build(lead.id, version: 3, as: first, adding: [], at: 4_000)
            }
            // Its repeats are known from now on.
            let repeated = try await store.accept(unbuilt(.mapping, keys: [SenderKey("key:A")]))
            #expect(repeated == .repeated(leads[0]))
            #expect(try await store.books().accepted == 2)
            try await store.record(.erased(by: "anna", reason: nil), for: lead.id, at: 5_000)
            #expect(try await store.submission(second.lead.id)?.item == 1)
            #expect(try await store.verify().isSound)
        }
    }

    @Test("what came a second time while it waited is not sent a second time", arguments: Kind.allCases)
    func builtRepeat(kind: Kind) async throws {
        try await with(kind) { store in
            let key = SenderKey("key:A")
            let same = unbuilt(.mapping, at: 1_000)
            let different = unbuilt(.mapping, at: 1_100, body: #"{"n":"Star"}"#)
            for new in [same, different] {
                _ = try await store.accept(new)
                try await store.record(.released(by: "anna", reason: nil), for: new.lead.id, at: 2_000)
            }
            let first = try await store.accept(unbuilt(.mapping, at: 1_200, keys: [key])).lead
            let repeated = try await store.build(
                same.lead.id,
                version: 2,
                as: built(same, keys: [key]),
                adding: [],
                at: 3_000
            )
            #expect(repeated.map(\.state) == [.discarded])
            let compared = try await store.build(
                different.lead.id,
                version: 2,
                as: built(different, keys: [key]),
                adding: [],
                at: 3_000
            )
            #expect(compared.first?.cause?.known == .repeatsDifferently)
            #expect(compared.first?.cause?.message.contains(first.id.rawValue) == true)
            // A person who has compared them has it sent: it goes where it was built for.
            let replayed = try await store.record(.replayed(by: "anna", reason: nil), for: different.lead.id, at: 4_000)
            #expect(replayed.state == .queued && replayed.target == .kundenangaben)
            #expect(try await store.verify().isSound)
        }
    }

    @Test(
        "of a post that is built late what an earlier one had is left out, and what differs is kept dead beside it",
        arguments: Kind.allCases
    )
    func builtDifferently(kind: Kind) async throws {
        try await with(kind) { store in
            func new(_ waiting: NewLead, _ key: String, item: Int, id: LeadID? = nil, _ content: String) -> NewLead {
                let part = item * 14 + 1..<item * 14 + 13
                let lead = built(waiting, id: id ?? LeadID.make(now: 1_000), item: item, part: part)
                return NewLead(
                    lead: lead.lead,
                    submission: lead.submission,
                    content: Array(content.utf8),
                    keys: [SenderKey(key, scope: .lead(item))]
                )
            }
            let body = #"[{"n":"Amsel"},{"n":"Fink1"},{"n":"Fink2"},{"n":"Specht"}]"#
            let waiting = unbuilt(.mapping, at: 2_000, body: body)
            let early = unbuilt(.mapping, at: 1_000)
            for lead in [early, waiting] {
                _ = try await store.accept(lead)
                try await store.record(.released(by: "anna", reason: nil), for: lead.lead.id, at: 3_000)
            }
            let first = try await store.build(
                early.lead.id,
                version: 2,
                as: new(early, "A", item: 0, id: early.lead.id, "amsel"),
                adding: [new(early, "B", item: 1, "fink")],
                at: 4_000
            )
            #expect(first.map(\.state) == [.queued, .queued])
            let second = try await store.build(
                waiting.lead.id,
                version: 2,
                as: new(waiting, "N", item: 0, id: waiting.lead.id, "neu"),
                adding: [
                    new(waiting, "A", item: 1, "amsel"), new(waiting, "B", item: 2, "star"),
                    new(waiting, "C", item: 3, "specht"),
                ],
                at: 5_000
            )
            #expect(second.map(\.state) == [.queued, .dead, .queued])
            #expect(second[1].cause?.known == .repeatsDifferently)
            #expect(second[1].cause?.message.contains(first[1].id.rawValue) == true)
            // The key stays the first one's.
            let again = try await store.accept(new(early, "B", item: 0, "fink"))
            #expect(again == .repeated(first[1]))
            #expect(try await store.verify().isSound)
        }
    }

    @Test("what another has alone, and what its mapping refuses, make it a dead letter", arguments: Kind.allCases)
    func builtRefused(kind: Kind) async throws {
        try await with(kind) { store in
            _ = try await store.accept(self.new(reference: "R-1"))
            for (reference, refusal, code) in [
                ("R-1", nil, KnownCause.referenceTaken), ("R-2", Cause(.nothingMapped), .nothingMapped),
            ] {
                let new = unbuilt(.mapping)
                _ = try await store.accept(new)
                try await store.record(.released(by: "anna", reason: nil), for: new.lead.id, at: 2_000)
                let first = built(new, reference: reference, refusal: refusal)
                let lead = try await store.build(new.lead.id, version: 2, as: first, adding: [], at: 3_000)[0]
                #expect(lead.state == .dead && lead.cause?.known == code)
                #expect(lead.target == .kundenangaben && lead.lack == nil)
            }
            #expect(try await store.verify().isSound)
        }
    }
}
