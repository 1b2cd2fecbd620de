import Delivery
import Leads
import Logging
import ServiceLifecycle
import Testing

@Suite("Shutdown", .timeLimit(.minutes(1)))
struct ShutdownTests {
    @Test("waits for deliveries in flight, and starts no other")
    func waits() async throws {
        let sending = Signal()
        let answer = Signal()
        let stand = try await Stand(
            concurrency: 1,
            answers: { _, _ in
                await sending.raise()
                await answer.wait()
                return delivered
            }
        )
        let first = try await stand.accept()
        let second = try await stand.accept()
        let group = ServiceGroup(
            services: [stand.service],
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            await sending.wait()
            await group.triggerGracefulShutdown()
            await answer.raise()
            try await tasks.waitForAll()
        }
        #expect(try await stand.lead(first)?.state == .delivered)
        #expect(try await stand.lead(second)?.state == .queued)
        #expect(await stand.api.sent.count == 1)
    }

    @Test("cuts off a request that does not end within the budget: its answer is lost, the lead uncertain")
    func cutsOff() async throws {
        let sending = Signal()
        let stand = try await Stand(
            shutdownMilliseconds: 1,
            answers: { _, _ in
                await sending.raise()
                // As a request on the wire does: it ends when it is cancelled.
                try? await Task.sleep(for: .seconds(3_600))
                return .unknown(fault("cancelled"))
            }
        )
        let id = try await stand.accept()
        let group = ServiceGroup(
            services: [stand.service],
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            await sending.wait()
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
        #expect(try await stand.lead(id)?.state == .uncertain)
    }
}
