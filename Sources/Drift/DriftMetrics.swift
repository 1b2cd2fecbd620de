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

    /// What the rules yielded for one lead.
    func rules(hits: Int, of rules: Int, source: SourceName) {
        count(hits, source, "hit")
        count(rules - hits, source, "miss")
    }

    private func count(_ rules: Int, _ source: SourceName, _ result: String) {
        Metric.mappingRules(source.rawValue, result).increment(by: rules)
    }
}
