import Mapping
import Metrics

/// What is seen of forms, in numbers: names of sources and kinds of notices only.
struct DriftMetrics: Sendable {
    /// The notices of a source that nobody has acknowledged.
    func notices(of ledger: DriftLedger) {
        for kind in Notice.Kind.allCases {
            let count = ledger.notices.count { $0.state == .open && $0.kind == kind }
            Gauge(label: "leadgate_drift_notices", dimensions: [("source", ledger.source), ("kind", kind.rawValue)])
                .record(count)
        }
    }

    func raised(_ notice: Notice) {
        Counter(
            label: "leadgate_drift_raised_total",
            dimensions: [("source", notice.source), ("kind", notice.kind.rawValue)]
        )
        .increment()
    }

    func skipped(_ leads: Int, source: String) {
        Counter(label: "leadgate_drift_skipped_total", dimensions: [("source", source)]).increment(by: leads)
    }

    /// What the rules yielded for one lead.
    func rules(hits: Int, of rules: Int, source: String) {
        count(hits, source, "hit")
        count(rules - hits, source, "miss")
    }

    private func count(_ rules: Int, _ source: String, _ result: String) {
        Counter(label: "leadgate_mapping_rules_total", dimensions: [("source", source), ("result", result)])
            .increment(by: rules)
    }
}
