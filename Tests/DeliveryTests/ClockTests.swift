import Delivery
import DeliveryRules
import Leads
import Names
import Targets
import TestSupport
import Testing

@Suite("When somebody sets the clock", .timeLimit(.minutes(1)))
struct ClockTests {
    @Test(
        "a lead that waits for its retry waits for the rest of its time, no longer and no shorter",
        arguments: [-7_200_000, 7_200_000, -31_536_000_000, 31_536_000_000] as [Int64]
    )
    func retry(jump: Int64) async throws {
        let stand = try await Stand(answers: { lead, _ in
            lead.attempts == 1 ? .transient(fault("target-503"), retryAfterMilliseconds: 60_000) : delivered
        })
        stand.clock.advance(1_790_000_000_000)
        let id = try await stand.accept()
        try await stand.running { stand in
            await stand.store.watch.event(.deferred, of: id)
            stand.clock.jump(jump)
            // A lead that comes after the jump shows that the lane has looked.
            let other = try await stand.accept(source: "zweite")
            await stand.store.watch.event(.deferred, of: other)
            #expect(await stand.api.sent.count { $0.id == id } == 1, "the jump made nothing due")
            #expect(try await stand.lead(id)?.dueAt == stand.clock.now() + 60_000)
            stand.clock.advance(60_000)
            await stand.store.watch.event(.delivered, of: id)
            await stand.store.watch.event(.delivered, of: other)
            #expect(await stand.api.sent.count == 4)
        }
    }

    @Test("a rest lasts as long as it should", arguments: [-7_200_000, 31_536_000_000] as [Int64])
    func rest(jump: Int64) async throws {
        let stand = try await Stand(
            concurrency: 1,
            answers: { _, number in number == 1 ? .connectionFault(fault("target-409")) : delivered }
        )
        stand.clock.advance(1_790_000_000_000)
        let id = try await stand.accept()
        try await stand.running { stand in
            await stand.store.watch.event(.paused, of: id)
            stand.clock.jump(jump)
            let other = try await stand.accept(source: "zweite")
            await stand.store.watch.event(.delivered, of: other)
            #expect(await stand.api.sent.map(\.id) == [id, other])
            stand.clock.advance(RetryPolicy.standard.restBase)
            await stand.store.watch.event(.delivered, of: id)
        }
    }
}
