package import Metrics

/// What swift-metrics counts with: the kinds of instrument that the table uses.
package protocol Instrument: Sendable {
    /// How Prometheus reads what it counts.
    static var kind: Metric.Kind { get }

    init(label: String, dimensions: [(String, String)], factory: any MetricsFactory)
}

extension Counter: Instrument {
    package static var kind: Metric.Kind { .counter }
}

extension Gauge: Instrument {
    package static var kind: Metric.Kind { .gauge }
}

extension Meter: Instrument {
    package static var kind: Metric.Kind { .gauge }
}

extension Timer: Instrument {
    package static var kind: Metric.Kind { .histogram }
}

/// A metric of the table, ready to be counted: the compiler knows its instrument and how many labels it has.
///
///     Metric.deliveries("kundenangaben", "delivered").increment()
///
/// This is the only way to an instrument, so a name with a typing error, or a metric that the documentation does not
/// know, cannot be counted.
package struct MetricHandle<Measure: Instrument, Labels: Sendable>: Sendable {
    /// Its row in the table.
    package let metric: Metric

    private func make(_ values: [String], _ factory: any MetricsFactory) -> Measure {
        Measure(label: metric.name, dimensions: Array(zip(metric.labels, values)), factory: factory)
    }
}

extension MetricHandle where Labels == Void {
    init(_ name: String, buckets: [Double] = [], _ help: String) {
        metric = Metric(name, Measure.kind, buckets: buckets, help)
    }

    /// The instrument of the one series.
    package func callAsFunction(factory: any MetricsFactory = MetricsSystem.factory) -> Measure { make([], factory) }
}

extension MetricHandle where Labels == String {
    init(_ name: String, label: String, buckets: [Double] = [], _ help: String) {
        metric = Metric(name, Measure.kind, labels: [label], buckets: buckets, help)
    }

    /// The instrument of the series with that label.
    package func callAsFunction(_ label: String, factory: any MetricsFactory = MetricsSystem.factory) -> Measure {
        make([label], factory)
    }
}

extension MetricHandle where Labels == (String, String) {
    init(_ name: String, labels: (String, String), buckets: [Double] = [], _ help: String) {
        metric = Metric(name, Measure.kind, labels: [labels.0, labels.1], buckets: buckets, help)
    }

    /// The instrument of the series with these labels, in the table's order.
    package func callAsFunction(
        _ first: String,
        _ second: String,
        factory: any MetricsFactory = MetricsSystem.factory
    ) -> Measure {
        make([first, second], factory)
    }
}
