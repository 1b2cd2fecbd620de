import Delivery
import DeliveryRules
import Leads
import Mapping
import Names
import Targets
import TestSupport
import Testing

@Suite("A target at fault pauses, and its leads live", .timeLimit(.minutes(1)))
struct PauseTests {
    @Test("rights that are missing let a source rest; no lead dies; a probe ends the rest")
    func restsAndWorksAgain() async throws {
        let mended = Mended()
        let stand = try await Stand(
            concurrency: 1,
            answers: { _, _ in
                await mended.isMended ? delivered : .connectionFault(fault("target-409"))
            }
        )
        var ids: [LeadID] = []
        for _ in 0..<10 { ids.append(try await stand.accept()) }
        try await stand.running { [ids] stand in
            await stand.store.watch.event(.paused, of: ids[0])
            let rest = try #require(await stand.service.rests(at: stand.target).first)
            #expect(rest.source == "seite")
            #expect(rest.cause?.code == "target-409")
            #expect(rest.until == stand.clock.now() + RetryPolicy.standard.restBase)
            let booksNow = try await stand.books()
            #expect(booksNow[.queued] == 10)
            #expect(await stand.api.sent.count == 1, "one lead found out; the others are not tried one by one")
            let queued = try await stand.lead(ids[0])
            #expect(queued?.attempts == 0, "a connection fault costs the lead no attempt")
            #expect(queued?.cause?.class == .connection)

            await mended.mend()
            stand.clock.advance(RetryPolicy.standard.restBase)
            for id in ids { await stand.store.watch.event(.delivered, of: id) }
            #expect(await stand.service.rests(at: stand.target).isEmpty)
            let booksThen = try await stand.books()
            #expect(booksThen[.delivered] == 10)
        }
    }

    @Test("while the fault lasts one lead at a time is tried, and every lead stays queued")
    func faultLasts() async throws {
        let stand = try await Stand(answers: { _, _ in .connectionFault(fault("token-401")) })
        for source in ["seite", "zweite", "seite", "zweite"] as [SourceName] { try await stand.accept(source: source) }
        try await stand.running { stand in
            for round in 1...5 {
                let counter = Counter()
                await stand.store.watch.first { sight in
                    guard case .paused = sight else { return false }
                    return counter.next() >= round
                }
                stand.clock.advance(RetryPolicy.standard.connectionRestCap)
            }
            let books = try await stand.books()
            #expect(books.queued == 4)
            #expect(books[.dead] == 0)
        }
    }

    @Test("a pause of the target survives a restart: the next process sends nothing before its end, then probes")
    func survivesRestart() async throws {
        let folder = try Folder()
        let before = try await Stand(folder: folder, answers: { _, _ in .connectionFault(fault("target-403")) })
        let id = try await before.accept()
        let other = try await before.accept(source: "zweite")
        try await before.running { stand in
            await stand.store.watch.first { if case .paused = $0 { true } else { false } }
        }
        await before.store.close()

        let after = try await Stand(folder: folder)
        try await after.running { stand in
            stand.clock.advance(RetryPolicy.standard.restBase - 1)
            // Other work passes through the lane's loop, the paused lead does not move.
            for _ in 0..<3 { try await stand.accept(source: "zweite") }
            #expect(await stand.api.sent.isEmpty)
            stand.clock.advance(1)
            await stand.store.watch.event(.delivered, of: id)
            await stand.store.watch.event(.delivered, of: other)
            await stand.store.watch.first { if case .resumed = $0 { true } else { false } }
            let pausesNow = try await stand.pauses()
            #expect(pausesNow.isEmpty)
        }
    }

    @Test("what is tried again waits no longer once an operator says so")
    func tryNow() async throws {
        let mended = Mended()
        let stand = try await Stand(answers: { _, _ in
            await mended.isMended
                ? delivered : .transient(fault("target-503"), retryAfterMilliseconds: 999_999_999_000)
        })
        let id = try await stand.accept()
        try await stand.running { stand in
            let lead = await stand.store.watch.event(.deferred, of: id)
            #expect(lead?.dueAt == stand.clock.now() + 3_600_000)
            await mended.mend()
            await stand.service.resume(stand.target, source: "seite")
            await stand.store.watch.event(.delivered, of: id)
        }
    }

    @Test("leads of a source that is switched off wait, and go when it is switched on again")
    func switchedOff() async throws {
        var files = Stand.files
        files["sources/seite.json"] = Stand.source(more: #", "enabled": false"#)
        let stand = try await Stand(files: files)
        let id = try await stand.accept()
        try await stand.running { stand in
            let other = try await stand.accept(source: "zweite")
            await stand.store.watch.event(.delivered, of: other)
            #expect(try await stand.lead(id)?.state == .queued)
            stand.library.value = Stand.library(Stand.files)
            await stand.store.watch.event(.delivered, of: id)
        }
    }

    @Test("what an operator closed stays closed, whatever comes of requests on their way")
    func operatorsPause() async throws {
        let sending = Signal()
        let answer = Signal()
        let stand = try await Stand(
            concurrency: 1,
            answers: { _, number in
                if number == 1 {
                    await sending.raise()
                    await answer.wait()
                }
                return delivered
            }
        )
        let first = try await stand.accept()
        let second = try await stand.accept()
        let cause = Cause(class: .person, code: "paused-by-operator", message: "maintenance")
        try await stand.running { stand in
            await sending.wait()
            try await stand.service.pause(
                .kundenangaben,
                cause: cause,
                act: OperatorAct(by: "anna", .targetPaused, "kundenangaben")
            )
            await answer.raise()
            await stand.store.watch.event(.delivered, of: first)
            stand.clock.advance(RetryPolicy.standard.cap)
            let pausesNow = try await stand.pauses()
            #expect(pausesNow.first?.cause.code == "paused-by-operator")
            #expect(try await stand.lead(second)?.state == .queued)
            try await stand.service.resume(
                .kundenangaben,
                act: OperatorAct(by: "anna", .targetResumed, "kundenangaben")
            )
            await stand.store.watch.event(.delivered, of: second)
        }
    }

    @Test("one lead whose own rights are missing does not hold up the others")
    func ownFault() async throws {
        let bad = Box<LeadID>()
        let stand = try await Stand(answers: { lead, _ in
            if await bad.value == lead.id { return .connectionFault(fault("target-409")) }
            return delivered
        })
        let offender = try await stand.accept()
        await bad.set(offender)
        try await stand.running { stand in
            await stand.store.watch.event(.paused, of: offender)
            let other = try await stand.accept()
            stand.clock.advance(RetryPolicy.standard.restBase)
            await stand.store.watch.event(.delivered, of: other)
            // The others passed, so the next fault is the lead's own: it waits alone and lives.
            let waiting = await stand.store.watch.event(.deferred, of: offender)
            #expect(waiting?.state == .queued)
            #expect(waiting?.cause?.class == .connection)
            let last = try await stand.accept()
            await stand.store.watch.event(.delivered, of: last)
            let pausesNow = try await stand.pauses()
            #expect(pausesNow.isEmpty)
        }
    }

    @Test("answers that are lost in a row close the gate instead of making every lead uncertain")
    func lostInARow() async throws {
        let stand = try await Stand(.kexVorgang, concurrency: 1, answers: { _, _ in .unknown(fault("timeout")) })
        var ids: [LeadID] = []
        for _ in 0..<20 { ids.append(try await stand.accept(source: "kredit")) }
        try await stand.running { [ids] stand in
            await stand.store.watch.event(.lostSight, of: ids[RetryPolicy.standard.breakerAfter - 1])
            // The next one goes out as a probe only.
            stand.clock.advance(RetryPolicy.standard.lostRestCap)
            await stand.store.watch.event(.lostSight, of: ids[RetryPolicy.standard.breakerAfter])
            let booksNow = try await stand.books()
            #expect(booksNow[.uncertain] == RetryPolicy.standard.breakerAfter + 1)
        }
    }
}

actor Mended {
    private(set) var isMended = false

    func mend() { isMended = true }
}
