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

    @Test("a lane whose queue is empty does not look at it again until a lead comes")
    func lane() async throws {
        let stand = try await Stand()
        let first = try await stand.accept()
        try await stand.running { stand in
            await stand.store.watch.event(.delivered, of: first)
            await stand.store.watch.first { if case .foundEmpty = $0 { true } else { false } }
            let before = stand.store.claims.count
            // Fifty times as long as its pulse.
            try await Task.sleep(for: .milliseconds(50))
            #expect(stand.store.claims.count == before)
            let second = try await stand.accept()
            await stand.store.watch.event(.delivered, of: second)
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
            await stand.store.watch.first { if case .foundEmpty = $0 { true } else { false } }
        }
        #expect(await stand.api.sent.count == 40)
        #expect(await Set(stand.api.sent.map(\.id)).count == 40)
    }
}
