import DeliveryRules
import Leads
import Logging
import Moments
import Telemetry

/// Keeps the due times of leads right when the time of day jumps, and after a start.
///
/// Due times outlive the process, so they are times of day; but a wait is a duration. Whoever goes by them asks here
/// first: when wall clock and uptime have come apart, all due times are moved by as much before anything is picked up.
actor ClockWatch {
    /// A smaller difference is no jump: clocks are slewed by less, and the two are not read at the same instant.
    private static let tolerance: Int64 = 1_000

    private let store: any LeadQueue
    private let clock: any Clock
    private let logger: Logger
    private var offset: Int64?

    init(store: any LeadQueue, clock: any Clock, logger: Logger) {
        self.store = store
        self.clock = clock
        self.logger = logger
    }

    /// Now, with due times that fit to it.
    /// - Throws: what the store says when it cannot move them; nothing is due then.
    func moment() async throws(StoreError) -> Moment {
        let now = clock.moment()
        let current = now.wall - now.uptime
        let shift = offset.map { current - $0 }
        guard shift.map({ abs($0) > Self.tolerance }) ?? true else { return now }
        // Others wait in the store's own order: what they read after this is moved.
        offset = current
        do throws(StoreError) {
            try await store.reanchor(by: shift, at: now.wall, longest: RetryPolicy.longestWait)
        } catch {
            offset = shift.map { current - $0 }
            throw error
        }
        if let shift {
            logger.record(.clockJumped, [.milliseconds: "\(shift)"])
        }
        return now
    }
}
