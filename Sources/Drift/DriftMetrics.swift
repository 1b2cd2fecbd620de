import Mapping
import Metrics
import Names
import Telemetry

/// What is seen of forms, in numbers: names of sources and kinds of notices only.
struct DriftMetrics: Sendable {
    /// The notices of a source that nobody has acknowledged.
    func notices(of ledger: DriftLedger) {
        for kind in Notice.Kind.allCases {
            let count = ledger.notices.count { $0.state == .open && $0.kind == kind }
            Metric.driftNotices(ledger.source.rawValue, kind.rawValue).record(count)
        }
    }

    func raised(_ notice: Notice) {
        Metric.driftRaised(notice.source.rawValue, notice.kind.rawValue).increment()
    }

    func skipped(_ leads: Int, source: SourceName) {
        Metric.driftSkipped(source.rawValue).increment(by: leads)
    }
}

/// What the rules of a source's mapping yield, in numbers.
struct RuleMetrics: Sendable {
    private let hit: Counter
    private let miss: Counter

    init(source: SourceName) {
        hit = Metric.mappingRules(source.rawValue, "hit")
        miss = Metric.mappingRules(source.rawValue, "miss")
    }

    /// Counts what came of one lead.
    func count(hits: Int, of rules: Int) {
        hit.increment(by: hits)
        miss.increment(by: rules - hits)
    }
}
