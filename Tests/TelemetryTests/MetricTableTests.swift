import Foundation
import Metrics
import Telemetry
import Testing

@Suite("The table of metrics")
struct MetricTableTests {
    @Test("a handle counts the series of its row, with the labels in the row's order")
    func handle() {
        let registry = PrometheusRegistry()
        Metric.deliveries("kex-vorgang", "delivered", factory: registry).increment()
        Metric.leads("dead", factory: registry).record(3)
        Metric.intakeConnections(factory: registry).increment()
        let text = registry.text()
        #expect(text.contains(#"leadgate_deliveries_total{outcome="delivered",target="kex-vorgang"} 1"#))
        #expect(text.contains(#"leadgate_leads{state="dead"} 3"#))
        #expect(text.contains("leadgate_intake_connections 1"))
        #expect(registry.undeclared.isEmpty)
    }

    @Test("no metric is made but from the table, and the table lists all of its rows")
    func onlyFromTheTable() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../Sources")
            .standardized
        let table = try String(
            contentsOf: root.appending(path: "Telemetry/Metrics/Metric+Table.swift"),
            encoding: .utf8
        )
        #expect(table.matches(of: /static let \w+ = MetricHandle</).count == Metric.all.count)
        let files = try #require(FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil))
        var count = 0
        for case let file as URL in files where file.pathExtension == "swift" && !file.path.contains("/Telemetry/") {
            count += 1
            let text = try String(contentsOf: file, encoding: .utf8)
            let made = text.firstMatch(of: /\b(Counter|FloatingPointCounter|Gauge|Meter|Recorder|Timer)\(\s*label:/)
            #expect(
                made == nil,
                "\(file.lastPathComponent) makes a metric of its own; add it to the table in Metric+Table.swift"
            )
        }
        #expect(count > 100)
    }
}
