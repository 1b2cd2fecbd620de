import Mapping
import Metrics
import Telemetry

/// What is seen of forms, in numbers: names of sources and kinds of notices only.
struct DriftMetrics: Sendable {
    /// The notices of a source that nobody has acknowledged.
    func notices(of ledger: DriftLedger) {
        for kind in Notice.Kind.allCases {
            let count = ledger.notices.count { $0.state == .open && $0.kind == kind }
            Metric.driftNotices(ledger.source, kind.rawValue).record(count)
        }
    }

    func raised(_ notice: Notice) {
        Metric.driftRaised(notice.source, notice.kind.rawValue).increment()
    }

    func skipped(_ leads: Int, source: String) {
        Metric.driftSkipped(source).increment(by: leads)
    }

    /// What the rules yielded for one lead.
    func rules(hits: Int, of rules: Int, source: String) {
        count(hits, source, "hit")
        count(rules - hits, source, "miss")
    }

    private func count(_ rules: Int, _ source: String, _ result: String) {
        Metric.mappingRules(source, result).increment(by: rules)
    }
}
