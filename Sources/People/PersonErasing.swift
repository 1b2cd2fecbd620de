package import Leads
package import Logging
package import Moments
import Telemetry

/// Carries out an erasure: leads in small transactions, so that no receipt waits for it, and its end once all are erased.
///
/// What is ordered is on disk before the first lead goes, so an erasure that a crash cuts off goes on; run twice, it does
/// nothing twice.
package struct PersonErasing: Sendable {
    /// Leads of one transaction.
    private static let part = 50

    private let store: any PersonKeeping
    private let clock: any Clock
    private let logger: Logger

    /// Erasures of a store.
    package init(store: any PersonKeeping, clock: any Clock, logger: Logger) {
        self.store = store
        self.clock = clock
        self.logger = logger
    }

    /// Erases what can be erased now. Returns the erasure, ended if nothing is left of it.
    package func run(_ erasure: Erasure) async throws(StoreError) -> Erasure {
        guard erasure.endedAt == nil else { return erasure }
        var left = 0
        var next: Int? = 0
        while let first = next {
            let step = try await store.advance(
                erasure: erasure.order.id,
                from: first,
                limit: Self.part,
                at: clock.now()
            )
            left += step.left.count
            next = step.next
        }
        guard left == 0 else { return erasure }
        // Before the end is written down: then nothing of them is in the file or its log.
        _ = await store.scrub()
        let ended = try await store.finish(erasure: erasure.order.id, at: clock.now())
        if ended.endedAt != nil {
            logger.record(.personErased, [.by: "\(ended.order.by)", .leads: "\(ended.order.leads.count)"])
        }
        return ended
    }
}
