import Metrics
import Testing

@testable import Telemetry

@Suite("Prometheus text")
struct PrometheusRegistryTests {
    @Test("counters, gauges and histograms are written with help and type, sorted")
    func text() {
        let registry = PrometheusRegistry(metrics: [
            Metric("a_total", .counter, labels: ["source"], "Counts a\\b\nc."),
            Metric("h_seconds", .histogram, buckets: [0.5, 1], "Times."),
        ])
        Counter(label: "a_total", dimensions: [("source", "x\"\\\n")], factory: registry).increment(by: 2)
        Counter(label: "a_total", dimensions: [("source", "b")], factory: registry).increment()
        Meter(label: "g", factory: registry).set(-1.5)
        let timer = Timer(label: "h_seconds", factory: registry)
        timer.recordNanoseconds(500_000_000)
        timer.recordNanoseconds(700_000_000)
        timer.recordNanoseconds(3_000_000_000)
        #expect(
            registry.text() == """
                # HELP a_total Counts a\\\\b\\nc.
                # TYPE a_total counter
                a_total{source="b"} 1
                a_total{source="x\\"\\\\\\n"} 2
                # TYPE g gauge
                g -1.5
                # HELP h_seconds Times.
                # TYPE h_seconds histogram
                h_seconds_bucket{le="0.5"} 1
                h_seconds_bucket{le="1"} 2
                h_seconds_bucket{le="+Inf"} 3
                h_seconds_sum 4.2
                h_seconds_count 3

                """
        )
        #expect(registry.undeclared == ["g"])
    }

    @Test("the same name and labels are the same series, in any order of labels")
    func same() {
        let registry = PrometheusRegistry(metrics: [])
        Counter(label: "c", dimensions: [("a", "1"), ("b", "2")], factory: registry).increment()
        Counter(label: "c", dimensions: [("b", "2"), ("a", "1")], factory: registry).increment()
        #expect(registry.text().contains("c{a=\"1\",b=\"2\"} 2\n"))
    }

    @Test("names that Prometheus does not know are cleaned")
    func names() {
        let registry = PrometheusRegistry(metrics: [])
        Counter(label: "9 hb.requests", factory: registry).increment()
        #expect(registry.text().contains("_9_hb_requests 1\n"))
    }

    @Test("the table has unique, well-formed names with help and the suffixes their kinds ask for")
    func table() {
        #expect(Set(Metric.all.map(\.name)).count == Metric.all.count)
        for metric in Metric.all {
            #expect(metric.name.hasPrefix("leadgate_"))
            #expect(metric.help.hasSuffix("."))
            #expect((metric.kind == .counter) == metric.name.hasSuffix("_total"), "\(metric.name)")
            #expect((metric.kind == .histogram) == !metric.buckets.isEmpty)
            #expect(metric.buckets == metric.buckets.sorted())
            #expect(Metric.markdown.contains("`\(metric.name)`"))
        }
    }
}
