/// One metric of the product: its name, kind, labels and what it says. The table of all of them is `Metric.all`.
package struct Metric: Sendable, Hashable {
    /// How Prometheus reads it.
    package enum Kind: String, Sendable, Hashable, CaseIterable { case counter, gauge, histogram }

    /// The name as scraped.
    package let name: String
    package let kind: Kind
    /// The names of its labels; label values are names of sources, states, classes: never anything a person typed.
    package let labels: [String]
    /// One sentence for people.
    package let help: String
    /// Upper bounds of a histogram's buckets, ascending, without +Inf; empty for other kinds.
    package let buckets: [Double]

    package init(_ name: String, _ kind: Kind, labels: [String] = [], buckets: [Double] = [], _ help: String) {
        self.name = name
        self.kind = kind
        self.labels = labels
        self.buckets = buckets
        self.help = help
    }

    /// Buckets for durations in seconds, from a quarter of a millisecond to ten seconds.
    package static let durations: [Double] = [
        0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
    ]

    /// Every metric there is. Documentation and `# HELP` lines come from here.
    package static let all: [Metric] = [
        Metric(
            "leadgate_intake_requests_total",
            .counter,
            labels: ["source", "status"],
            "Requests answered by the intake listener, by source (- if none was recognised) and status class."
        ),
        Metric(
            "leadgate_intake_accept_seconds",
            .histogram,
            buckets: durations,
            "Time from a submission's last byte to its receipt, durable write included."
        ),
        Metric("leadgate_intake_body_bytes_total", .counter, "Bytes of request bodies read."),
        Metric("leadgate_intake_connections", .gauge, "Connections open at the intake listener."),
        Metric(
            "leadgate_intake_rejected_total",
            .counter,
            labels: ["reason"],
            "Requests and connections turned away before a lead came of them, by reason."
        ),
        Metric(
            "leadgate_intake_leads_total",
            .counter,
            labels: ["source", "result"],
            "Leads made durable, by source and result: queued, dead (not mappable), held (source disabled), repeated."
        ),
        Metric("leadgate_leads", .gauge, labels: ["state"], "Leads in the store, by state."),
        Metric(
            "leadgate_deliveries_total",
            .counter,
            labels: ["target", "outcome"],
            "Delivery attempts that ended, by target and outcome class."
        ),
        Metric(
            "leadgate_delivery_seconds",
            .histogram,
            labels: ["target"],
            buckets: durations + [30, 60],
            "Time of one delivery attempt, from the first byte to the outcome."
        ),
        Metric("leadgate_target_paused", .gauge, labels: ["target"], "1 while a target is paused, else 0."),
        Metric(
            "leadgate_mapping_findings",
            .gauge,
            labels: ["severity"],
            "Findings in the mapping and source files as last loaded."
        ),
        Metric(
            "leadgate_mapping_rules_total",
            .counter,
            labels: ["source", "result"],
            "Rules of the source's mapping that yielded something (hit) or nothing (miss), summed over its leads."
        ),
        Metric(
            "leadgate_drift_notices",
            .gauge,
            labels: ["source", "kind"],
            "Open notices that a sender's form has changed: field-new, field-vanished, field-renamed, option-unknown."
        ),
        Metric("leadgate_drift_raised_total", .counter, labels: ["source", "kind"], "Such notices raised."),
        Metric(
            "leadgate_drift_skipped_total",
            .counter,
            labels: ["source"],
            "Leads not looked at for changes of the form, because too many came at a time."
        ),
    ]

    /// The table as Markdown, for the documentation.
    package static var markdown: String {
        var text = "| metric | type | labels | what it says |\n|---|---|---|---|\n"
        for metric in all {
            let labels = metric.labels.map { "`\($0)`" }.joined(separator: ", ")
            text += "| `\(metric.name)` | \(metric.kind.rawValue) | \(labels) | \(metric.help) |\n"
        }
        return text
    }
}
