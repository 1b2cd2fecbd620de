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

    init(_ name: String, _ kind: Kind, labels: [String] = [], buckets: [Double] = [], _ help: String) {
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
