import Delivery
import DeliveryRules
import JSON
import Leads
import Names
import Targets
import TestSupport
import Testing

@Suite("An answer that was lost", .timeLimit(.minutes(1)))
struct LostAnswerTests {
    @Test(
        "is looked up by the reference, from five minutes before the intent, and found: delivered without a second POST"
    )
    func found() async throws {
        let stand = try await Stand(
            answers: { _, _ in .unknown(fault("timeout")) },
            finds: { _, number in number < 3 ? .notFound(shown: []) : .found(vorgangsnummer: "CD5678") }
        )
        let id = try await stand.accept()
        try await stand.running { stand in
            let lost = await stand.store.watch.event(.lostSight, of: id)
            #expect(lost?.state == .uncertain)
            for round in 1...2 {
                await stand.store.watch.event(.stillUncertain, of: id, times: round)
                stand.clock.advance(150_000)
            }
            let lead = await stand.store.watch.event(.found, of: id)
            #expect(lead?.state == .delivered)
            #expect(lead?.vorgangsnummer == "CD5678")
        }
        #expect(await stand.api.sent.count == 1)
        let lookup = try #require(await stand.api.lookups.first)
        #expect(lookup.lead.reference == id.rawValue)
        #expect(lookup.changedSince == 1_000_000 - 300_000)
    }

    @Test("is looked up over the settle window; then a person is told what to do, and nothing is sent again")
    func notFound() async throws {
        let stand = try await Stand(answers: { _, _ in .unknown(fault("reset")) })
        let id = try await stand.accept()
        try await stand.running { stand in
            await stand.store.watch.event(.lostSight, of: id)
            var lead: Lead?
            for round in 1...RetryPolicy.standard.lookups.count + 1 {
                lead = await stand.store.watch.event(.stillUncertain, of: id, times: round)
                stand.clock.advance((lead?.dueAt ?? 0) - stand.clock.now())
            }
            #expect(lead?.state == .uncertain)
            #expect(lead?.cause?.code == "reset")
            #expect(lead?.cause?.message.contains("not found") == true)
        }
        #expect(await stand.api.sent.count == 1)
    }

    @Test("is sent again once the target shows a later case of ours, and the timeline keeps its number")
    func witness() async throws {
        let stand = try await Stand(
            answers: { lead, number in
                number == 1
                    ? .unknown(fault("timeout")) : .confirmed(Confirmation(vorgangsnummer: "WI000\(number)"))
            },
            finds: { _, _ in .notFound(shown: ["WI0002"]) }
        )
        let id = try await stand.accept()
        try await stand.running { stand in
            await stand.store.watch.event(.lostSight, of: id)
            await stand.store.watch.event(.stillUncertain, of: id)
            stand.clock.advance(RetryPolicy.standard.witnessAfter)
            let other = try await stand.accept()
            await stand.store.watch.event(.delivered, of: other)
            for _ in 0..<40 where await !stand.store.watch.events(of: id).contains(.notThere) {
                let rounds = await stand.store.watch.events(of: id).count { $0 == .stillUncertain }
                await stand.store.watch.event(.stillUncertain, of: id, times: max(1, rounds))
                stand.clock.advance(30_000)
                await Task.yield()
            }
            let lead = await stand.store.watch.event(.delivered, of: id)
            #expect(lead?.vorgangsnummer == "WI0003")
            let entry = try await stand.store.timeline(id).first { $0.event == "not-there" }
            #expect(entry?.detail["witness"]?.stringValue == "WI0002")
        }
    }

    @Test("of many leads is looked up in one reading")
    func oneReading() async throws {
        // All are on the wire before the first answer is lost; after it the source would rest.
        let allSent = Signal()
        let stand = try await Stand(answers: { _, number in
            if number == 4 { await allSent.raise() }
            await allSent.wait()
            return .unknown(fault("timeout"))
        })
        var ids: [LeadID] = []
        for _ in 0..<4 { ids.append(try await stand.accept()) }
        try await stand.running { [ids] stand in
            for id in ids { await stand.store.watch.event(.lostSight, of: id) }
            // The first reading has ended: the clock must not move while it goes on, or it took long, and a long rest follows.
            await stand.store.watch.first { sight in
                if case .recorded(let event, _) = sight { event.kind == .stillUncertain } else { false }
            }
            // Those that were lost while it went on come with the second.
            stand.clock.advance(2_000)
            for id in ids { await stand.store.watch.event(.stillUncertain, of: id) }
            #expect(await stand.api.readings <= 2, "not one for each")
        }
    }

    @Test("is not given up while the target cannot be asked")
    func lookupFails() async throws {
        let stand = try await Stand(
            answers: { _, _ in .unknown(fault("timeout")) },
            finds: { _, number in number <= 8 ? .failed(fault("lookup-503")) : .found(vorgangsnummer: "CD5678") }
        )
        let id = try await stand.accept()
        try await stand.running { stand in
            var pauses: [Int64] = []
            for round in 1...8 {
                let lead = await stand.store.watch.event(.stillUncertain, of: id, times: round)
                let due = try #require(lead?.dueAt)
                #expect(due != Lead.never)
                pauses.append(due - stand.clock.now())
                stand.clock.advance(due - stand.clock.now())
            }
            #expect(pauses == pauses.sorted(), "asked ever more rarely")
            await stand.store.watch.event(.found, of: id)
        }
    }

    @Test("of KreditSmart is never looked up, never sent again: it waits for a person")
    func neverLookedUp() async throws {
        let stand = try await Stand(
            .kexVorgang,
            answers: { _, number in number == 1 ? .unknown(fault("timeout")) : delivered }
        )
        let id = try await stand.accept(source: "kredit")
        try await stand.running { stand in
            await stand.store.watch.event(.lostSight, of: id)
            stand.clock.advance(RetryPolicy.standard.cap)
            let other = try await stand.accept(source: "kredit")
            await stand.store.watch.event(.delivered, of: other)
            #expect(try await stand.lead(id)?.state == .uncertain)
        }
        #expect(await stand.api.lookups.isEmpty)
        #expect(await stand.api.sent.count == 2)
    }

    @Test("that a stopped process left behind is uncertain at the next start, then looked up")
    func recovered() async throws {
        let folder = try Folder()
        let before = try await Stand(folder: folder)
        await before.store.failures.plan(.delivered, [.unavailable("planned")])
        let id = try await before.accept()
        try await before.running { stand in
            await stand.store.watch.event(.sendingStarted, of: id)
            try await stand.untilSent(1)
        }
        #expect(try await before.lead(id)?.state == .sending, "the intent stays when the outcome cannot be recorded")
        await before.store.close()

        let after = try await Stand(folder: folder, finds: { _, _ in .found(vorgangsnummer: "AB1234") })
        #expect(try await after.recover() == [id])
        #expect(try await after.lead(id)?.state == .uncertain)
        try await after.running { stand in
            let lead = await stand.store.watch.event(.found, of: id)
            #expect(lead?.state == .delivered)
        }
        #expect(await after.api.sent.isEmpty, "looked up before anything is sent")
    }

    @Test("of the store is asked for again: an outcome is not forgotten while the store is only busy")
    func storeBusy() async throws {
        let stand = try await Stand()
        await stand.store.failures.plan(.delivered, [.busy, .unexpected("planned"), .full("planned")])
        let id = try await stand.accept()
        try await stand.running { await $0.store.watch.event(.delivered, of: id) }
        #expect(await stand.api.sent.count == 1)
    }

    @Test("and so is a number that is none: the lead becomes uncertain instead of being stuck")
    func withoutNumber() async throws {
        let stand = try await Stand(answers: { _, _ in .confirmed(Confirmation(vorgangsnummer: "")) })
        let id = try await stand.accept()
        try await stand.running { stand in
            let lead = await stand.store.watch.event(.lostSight, of: id)
            #expect(lead?.cause?.code == "answer-unreadable")
        }
    }
}

extension Stand {
    /// Waits until the target was asked so many times to take a lead.
    func untilSent(_ count: Int) async throws {
        while await api.sent.count < count {
            try Task.checkCancellation()
            await Task.yield()
        }
    }
}
