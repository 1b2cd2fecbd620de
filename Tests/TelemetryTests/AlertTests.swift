import Telemetry
import Testing

@Suite("Alerts")
struct AlertTests {
    @Test("each watches a metric of the table, by labels that it has", arguments: Alert.all.map(\.name))
    func watches(name: String) throws {
        let alert = try #require(Alert.all.first { $0.name == name })
        #expect(Metric.all.contains(alert.metric))
        #expect(alert.expression.contains(alert.metric.name))
        for label in alert.expression.matches(of: /by \(([a-z, ]+)\)/).flatMap({ $0.output.1.split(separator: ", ") }) {
            #expect(alert.metric.labels.contains(String(label)))
        }
        for label in alert.expression.matches(of: /\{([a-z]+)=/).map(\.output.1) {
            #expect(alert.metric.labels.contains(String(label)))
        }
    }

    @Test(
        "a counter alarms with the first that it counts: a series that begins has not grown",
        arguments: Alert.all.map(\.name)
    )
    func first(name: String) throws {
        let alert = try #require(Alert.all.first { $0.name == name })
        guard alert.metric.kind == .counter else { return }
        let (series, window) = try #require(
            alert.expression.firstMatch(of: /increase\((.+?)\[([0-9]+m)\]\)/).map { (String($0.output.1), $0.output.2) }
        )
        #expect(alert.expression.contains("(\(series) unless \(series) offset \(window))"))
    }

    @Test("the rules are one file, each alert once")
    func rules() {
        let text = Alert.prometheusRules
        for alert in Alert.all { #expect(text.contains("- alert: \(alert.name)\n")) }
        #expect(Set(Alert.all.map(\.name)).count == Alert.all.count)
        #expect(!text.contains("{metric}"))
    }
}
