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

    @Test("the rules are one file, each alert once")
    func rules() {
        let text = Alert.prometheusRules
        for alert in Alert.all { #expect(text.contains("- alert: \(alert.name)\n")) }
        #expect(Set(Alert.all.map(\.name)).count == Alert.all.count)
        #expect(!text.contains("{metric}"))
    }
}
