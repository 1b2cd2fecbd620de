import Leads
import Metrics
import Targets
import Telemetry

/// What became of attempts, in numbers; names of targets and outcomes only, never values.
struct DeliveryMetrics: Sendable {
    let target: Target

    /// An attempt or a look-up ended.
    func ended(_ event: LeadEvent) {
        Metric.deliveries(target.rawValue, event.kind.rawValue).increment()
    }

    /// How long an attempt took, in milliseconds.
    func took(_ milliseconds: Int64) {
        Metric.deliveryTime(target.rawValue).recordMilliseconds(milliseconds)
    }

    /// Whether the target is paused.
    func paused(_ paused: Bool) {
        Metric.targetPaused(target.rawValue).record(paused ? 1 : 0)
    }
}
