import Delivery
import DeliveryRules
import JSON
import Leads
import Mapping
import MappingLanguage
import Names
import Targets
import TestSupport
import Testing

@Suite("A lane, from the queue to the target and back", .timeLimit(.minutes(1)))
struct LaneTests {
    @Test("delivers the mapped document and keeps the number")
    func delivers() async throws {
        let stand = try await Stand()
        #expect(stand.library.value.findings.filter { $0.severity == .error }.isEmpty)
        let id = try await stand.accept()
        try await stand.running { stand in
            let lead = await stand.store.watch.event(.delivered, of: id)
            #expect(lead?.vorgangsnummer == "AB1234")
            let document = await stand.api.documents.first
            let person = document?["kundenangaben"]?["haushalte"]?[0]?["kunden"]?[0]?["personendaten"]?["person"]
            #expect(person?["nachname"]?.stringValue == "Kanarienvogel")
        }
    }

    /// Keeps one source's leads from being built, as if each had ended the process.
    private struct Bars: BuildWatching {
        let source: SourceName
        func building<Value: Sendable>(_ lead: Lead, _ build: () -> Value) -> Value? {
            lead.source == source ? nil : build()
        }
    }

    @Test("what has ended the process too often is a dead letter, and nothing of it is sent; others are")
    func endsProcess() async throws {
        let stand = try await Stand(watch: Bars(source: "zweite"))
        let guilty = try await stand.accept(source: "zweite")
        let other = try await stand.accept()
        try await stand.running { stand in
            await stand.store.watch.event(.delivered, of: other)
            let lead = await stand.store.watch.event(.refused, of: guilty)
            #expect(lead?.state == .dead && lead?.cause?.known == .endsProcess)
            #expect(await stand.api.sent.map(\.id) == [other])
        }
    }

    @Test("the intent is on disk before the first byte leaves")
    func intentFirst() async throws {
        let seen = Box<Lead>()
        let folder = try Folder()
        let reader = Box<WatchedStore>()
        let stand = try await Stand(
            folder: folder,
            answers: { lead, _ in
                if let store = await reader.value, let stored = try? await store.lead(lead.id) {
                    await seen.set(stored)
                }
                return delivered
            }
        )
        await reader.set(stand.store)
        let id = try await stand.accept()
        try await stand.running { await $0.store.watch.event(.delivered, of: id) }
        let stored = try #require(await seen.value)
        #expect(stored.state == .sending)
        #expect(stored.intent?.attempt == 1)
        #expect(stored.intent?.reference == stored.reference)
        #expect(stored.intent?.epoch == 1)
    }

    @Test("what comes again with other content while a lead is being sent stands beside it; the outcome is kept")
    func repeatedWhileSending() async throws {
        let sending = Signal()
        let answer = Signal()
        let stand = try await Stand(answers: { _, _ in
            await sending.raise()
            await answer.wait()
            return delivered
        })
        let id = try await stand.accept()
        try await stand.running { stand in
            await sending.wait()
            let lead = try await stand.store.record(
                .repeatedDifferently,
                for: id,
                version: nil,
                at: stand.clock.now(),
                answer: Array("other".utf8)
            )
            #expect(lead.state == .sending)
            await answer.raise()
            let done = await stand.store.watch.event(.delivered, of: id)
            #expect(done?.version == 4)
        }
        #expect(await stand.api.sent.count == 1)
    }

    @Test("an intent that cannot be written keeps the lead at home")
    func noIntentNoSend() async throws {
        let stand = try await Stand()
        await stand.store.failures.plan(.sendingStarted, [.busy, .unexpected("planned")])
        let id = try await stand.accept()
        try await stand.running { await $0.store.watch.event(.delivered, of: id) }
        #expect(await stand.api.sent.count == 1, "sent once, after the intent was written at last")
    }

    @Test("fresh leads overtake retries")
    func freshFirst() async throws {
        let retried = Box<LeadID>()
        let arrived = Signal()
        let stand = try await Stand(
            concurrency: 1,
            answers: { lead, number in
                if number == 1 {
                    await retried.set(lead.id)
                    return .transient(fault("target-503"), retryAfterMilliseconds: nil)
                }
                if number == 2 { await arrived.wait() }
                return delivered
            }
        )
        let first = try await stand.accept()
        try await stand.running { stand in
            await stand.store.watch.event(.deferred, of: first)
            let second = try await stand.accept()
            await stand.store.watch.event(.sendingStarted, of: second)
            stand.clock.advance(10_000)
            let third = try await stand.accept()
            await arrived.raise()
            await stand.store.watch.event(.delivered, of: first)
            #expect(await stand.api.sent.map(\.id) == [first, second, third, first])
        }
    }

    @Test("never more requests at a time than allowed, and never two of one lead")
    func concurrency() async throws {
        let full = Signal()
        let counter = Counter()
        let stand = try await Stand(
            concurrency: 3,
            answers: { _, _ in
                if counter.next() == 3 { await full.raise() }
                await full.wait()
                return delivered
            }
        )
        var ids: [LeadID] = []
        for _ in 0..<20 { ids.append(try await stand.accept()) }
        try await stand.running { [ids] stand in
            for id in ids { await stand.store.watch.event(.delivered, of: id) }
        }
        #expect(await stand.api.mostAtOnce == 3)
        #expect(await stand.api.twiceAtOnce.isEmpty)
        #expect(await stand.api.sent.count == 20)
    }

    @Test("a document that the target refuses parks this lead with the violations, and others pass")
    func dataFault() async throws {
        let stand = try await Stand(answers: { _, number in
            guard number == 1 else { return delivered }
            var refused = fault("target-422")
            refused.violations = [Violation(field: "haushalte[0].kunden", message: "missing")]
            return .dataFault(refused)
        })
        let first = try await stand.accept()
        try await stand.running { stand in
            let dead = await stand.store.watch.event(.refused, of: first)
            #expect(dead?.state == .dead)
            #expect(dead?.cause?.class == .data)
            #expect(dead?.cause?.violations.first?.field == "haushalte[0].kunden")
            let answer = try await stand.store.timeline(first).last?.evidence?.answer
            #expect(answer == Array("answer".utf8), "the answer is kept, sealed")
            let second = try await stand.accept()
            await stand.store.watch.event(.delivered, of: second)
        }
    }

    @Test("a lead whose mapping fails is parked without a request")
    func mappingFails() async throws {
        let stand = try await Stand()
        let id = try await stand.accept(#"{"vorname": "Kanarienvogel"}"#)
        try await stand.running { stand in
            let dead = await stand.store.watch.event(.refused, of: id)
            #expect(dead?.cause?.code == "mapping-failed")
            #expect(dead?.cause?.violations.isEmpty == false)
        }
        #expect(await stand.api.sent.isEmpty)
    }

    @Test(
        "a lead whose source or mapping is not there waits until it is back, and holds nobody up",
        arguments: ["sources/seite.json", "abbildung.json"]
    )
    func fileMissing(file: String) async throws {
        var files = Stand.files
        files["andere.json"] = Stand.mapping()
        files["sources/zweite.json"] = Stand.source(mapping: "andere")
        let whole = files
        files[file] = nil
        let stand = try await Stand(files: files)
        let id = try await stand.accept()
        let other = try await stand.accept(source: "zweite")
        try await stand.running { stand async throws in
            await stand.store.watch.event(.delivered, of: other)
            #expect(try await stand.lead(id)?.state == .queued)
            stand.library.value = Stand.library(whole)
            await stand.store.watch.event(.delivered, of: id)
        }
        #expect(await stand.api.sent.count == 2)
    }

    @Test("a lead accepted for one mode is not sent in another", arguments: [DeliveryMode.test, .production])
    func modeChanged(accepted: DeliveryMode) async throws {
        let now: DeliveryMode = accepted == .test ? .production : .test
        var files = Stand.files
        files["sources/seite.json"] = Stand.source(mode: now)
        let stand = try await Stand(gatewayMode: now, files: files)
        let id = try await stand.accept(mode: accepted)
        try await stand.running { stand in
            let dead = await stand.store.watch.event(.refused, of: id)
            #expect(dead?.cause?.code == "mode-changed")
            #expect(dead?.cause?.message.contains(accepted.rawValue) == true)
        }
        #expect(await stand.api.sent.isEmpty)
    }

    @Test("a lead accepted for one target is not sent to another")
    func targetChanged() async throws {
        let stand = try await Stand()
        let id = try await stand.accept(source: "kredit")
        try await stand.running { stand in
            let dead = await stand.store.watch.event(.refused, of: id)
            #expect(dead?.cause?.code == "mode-changed")
        }
        #expect(await stand.api.sent.isEmpty)
    }

    @Test(
        "a store that cannot read a payload for now kills no lead",
        arguments: [StoreError.cancelled, .unavailable("planned")]
    )
    func storeUnreadable(error: StoreError) async throws {
        let stand = try await Stand()
        await stand.store.failures.planReads([error, error])
        let id = try await stand.accept()
        try await stand.running { await $0.store.watch.event(.delivered, of: id) }
        #expect(await stand.store.watch.events(of: id) == [.sendingStarted, .delivered])
    }

    @Test("an answer that may pass is retried when its time has come, by the injected clock")
    func transient() async throws {
        let stand = try await Stand(answers: { _, number in
            number == 1 ? .transient(fault("target-503"), retryAfterMilliseconds: nil) : delivered
        })
        let id = try await stand.accept()
        try await stand.running { stand in
            let waiting = await stand.store.watch.event(.deferred, of: id)
            #expect(waiting?.dueAt == stand.clock.now() + RetryPolicy.standard.base / 2)
            // A later lead passes while the first one waits.
            let other = try await stand.accept()
            await stand.store.watch.event(.delivered, of: other)
            #expect(try await stand.lead(id)?.state == .queued)
            stand.clock.advance(RetryPolicy.standard.base)
            let sent = await stand.store.watch.event(.delivered, of: id)
            #expect(sent?.attempts == 2)
        }
    }

    @Test("a lead that fails for longer than retries last is dead as exhausted")
    func exhausted() async throws {
        var policy = RetryPolicy.standard
        policy.giveUpAfter = 900_000
        let stand = try await Stand(
            policy: policy,
            answers: { _, _ in .transient(fault("target-503"), retryAfterMilliseconds: nil) }
        )
        let id = try await stand.accept()
        try await stand.running { stand in
            for attempt in 1..<3 {
                await stand.store.watch.event(.deferred, of: id, times: attempt)
                stand.clock.advance(RetryPolicy.standard.cap)
            }
            let dead = await stand.store.watch.event(.exhausted, of: id)
            #expect(dead?.cause?.class == .exhausted)
            #expect(dead?.attempts == 3)
        }
    }

    @Test("a lead that fails the same way while others pass is parked early as poison")
    func poison() async throws {
        let bad = Box<LeadID>()
        let stand = try await Stand(answers: { lead, _ in
            if await bad.value == lead.id { return .transient(fault("target-500"), retryAfterMilliseconds: nil) }
            return delivered
        })
        let id = try await stand.accept()
        await bad.set(id)
        try await stand.running { stand in
            for attempt in 1...2 {
                await stand.store.watch.event(.deferred, of: id, times: attempt)
                let other = try await stand.accept()
                await stand.store.watch.event(.delivered, of: other)
                stand.clock.advance(RetryPolicy.standard.cap)
            }
            let dead = await stand.store.watch.event(.exhausted, of: id)
            #expect(dead?.cause?.class == .poison)
            let pausesNow = try await stand.pauses()
            #expect(pausesNow.isEmpty)
        }
    }
}

/// A value that a test puts in later.
actor Box<Value: Sendable> {
    private(set) var value: Value?

    func set(_ value: Value) { self.value = value }
}
