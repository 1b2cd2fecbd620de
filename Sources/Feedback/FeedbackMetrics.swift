import Leads
import Metrics
import Names
import Synchronization
import Telemetry

/// What becomes of callbacks, in numbers; names of sources and outcomes only, never values.
final class FeedbackMetrics: Sendable {
    /// Sources that have waited once: their gauges go back to zero.
    private let known = Mutex<Set<SourceName>>([])

    /// An attempt ended.
    func tried(_ callback: LeadCallback) {
        let outcome = callback.status == .pending ? "retried" : callback.status.rawValue
        Metric.callbacks(callback.source.rawValue, outcome).increment()
    }

    /// What waits, and for how long.
    func queues(_ queues: [CallbackQueue], now: Int64) {
        let idle = known.withLock { known in
            defer { known.formUnion(queues.map(\.source)) }
            return known.subtracting(queues.map(\.source))
        }
        for source in idle {
            Metric.callbacksPending(source.rawValue).record(0)
            Metric.callbacksOldest(source.rawValue).record(0)
        }
        for queue in queues {
            Metric.callbacksPending(queue.source.rawValue).record(queue.pending)
            Metric.callbacksOldest(queue.source.rawValue).record(Double(max(0, now - queue.oldest)) / 1_000)
        }
    }
}
