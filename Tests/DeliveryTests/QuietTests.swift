import Leads
import TestSupport
import Testing

@testable import Delivery

@Suite("Where nothing waits nobody is woken", .timeLimit(.minutes(1)))
struct QuietTests {
    @Test("a pulse beats once for all who asked before it, and not again unless it is asked to")
    func pulse() async {
        let beats = Counter()
        let pulse = Pulse {}
        for _ in 0..<3 { pulse.request() }
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                await pulse.run { if beats.next() == 1 { pulse.request() } }
            }
            while beats.count < 2 { await Task.yield() }
            group.cancelAll()
        }
        #expect(beats.count == 2)
    }

    @Test("a lane does not look at its queue again until something happens, whether its leads are gone or under way")
    func lane() async throws {
        let answer = Signal()
        let stand = try await Stand(concurrency: 1, answers: answer.answers)
        let first = try await stand.accept()
        let second = try await stand.accept()
        try await stand.running { stand in
            await stand.store.watch.event(.sendingStarted, of: first)
            try await stand.isQuiet()
            await answer.raise()
            await stand.store.watch.event(.delivered, of: second)
            try await stand.isQuiet()
            let third = try await stand.accept()
            await stand.store.watch.event(.delivered, of: third)
        }
    }

    @Test("a lane sends what it has seen of its queue one after the other, each once, and then the rest")
    func inPortions() async throws {
        let stand = try await Stand(concurrency: 4)
        var ids: [LeadID] = []
        for _ in 0..<40 { ids.append(try await stand.accept()) }
        stand.clock.advance(60_000)
        try await stand.running { [ids] stand in
            for id in ids { await stand.store.watch.event(.delivered, of: id) }
        }
        #expect(await stand.api.sent.count == 40)
        #expect(await Set(stand.api.sent.map(\.id)).count == 40)
    }
}

extension Stand {
    /// Expects that the queue is not read for fifty times as long as a pulse takes.
    fileprivate func isQuiet() async throws {
        // What has just happened is looked at.
        try await Task.sleep(for: .milliseconds(500))
        let before = store.claims.count
        try await Task.sleep(for: .milliseconds(50))
        #expect(store.claims.count == before)
    }
}
