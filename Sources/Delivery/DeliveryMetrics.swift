import Leads
import Metrics
import Targets

/// What became of attempts, in numbers; names of targets and outcomes only, never values.
struct DeliveryMetrics: Sendable {
    let target: Target

    /// An attempt or a look-up ended.
    func ended(_ event: LeadEvent) {
        Counter(
            label: "leadgate_deliveries_total",
            dimensions: [("target", target.rawValue), ("outcome", event.kind.rawValue)]
        )
        .increment()
    }

    /// How long an attempt took, in milliseconds.
    func took(_ milliseconds: Int64) {
        Timer(label: "leadgate_delivery_seconds", dimensions: [("target", target.rawValue)])
            .recordMilliseconds(milliseconds)
    }

    /// Whether the target is paused.
    func paused(_ paused: Bool) {
        Gauge(label: "leadgate_target_paused", dimensions: [("target", target.rawValue)]).record(paused ? 1 : 0)
    }
}
