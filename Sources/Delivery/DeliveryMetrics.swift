import Leads
import Metrics
import Names
import Targets
import Telemetry

/// What became of attempts, in numbers; names of targets and outcomes only, never values.
struct DeliveryMetrics: Sendable {
    let target: Target

    /// An attempt or a look-up ended.
    func ended(_ event: LeadEvent) {
        Metric.deliveries(target.rawValue, event.kind.rawValue).increment()
    }

    /// How an attempt ended on the wire.
    func answered(_ outcome: Outcome) {
        Metric.answers(target.rawValue, outcome.fault?.code ?? "ok").increment()
    }

    /// How long an attempt took, in milliseconds.
    func took(_ milliseconds: Int64) {
        Metric.deliveryTime(target.rawValue).recordMilliseconds(milliseconds)
    }

    /// Whether a source, or the whole target (`nil`), rests.
    func rests(source: SourceName?, _ rests: Bool) {
        if source == nil { Metric.targetPaused(target.rawValue).record(rests ? 1 : 0) }
        Metric.resting(target.rawValue, source?.rawValue ?? "-").record(rests ? 1 : 0)
    }
}
