import Leads
import Metrics
import Names
import Telemetry

/// What is counted of fetching.
enum FetchMetrics {
    /// How an attempt ended.
    static func answered(_ outcome: Outcome, of source: SourceName) {
        let result =
            switch outcome {
            case .confirmed, .partial: "fetched"
            case .dataFault: "gone"
            case .connectionFault: "refused"
            case .transient, .unknown: "later"
            }
        Metric.fetches(source.rawValue, result).increment()
    }

    static func rests(_ source: SourceName, _ rests: Bool) {
        Metric.fetchingRests(source.rawValue).record(rests ? 1 : 0)
    }
}
