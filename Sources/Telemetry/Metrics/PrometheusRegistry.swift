package import Metrics
import Synchronization

/// Holds all metrics of the process and writes them in Prometheus' text format (version 0.0.4).
///
/// A `MetricsFactory`, so code counts through swift-metrics and does not know this type. Asking for the same name and
/// labels again gives the same series, whatever order the labels come in; series are never dropped before the process ends.
package final class PrometheusRegistry: MetricsFactory, Sendable {
    private enum Series: Sendable {
        case counter(CounterSeries)
        case gauge(GaugeSeries)
        case histogram(HistogramSeries)

        var kind: Metric.Kind {
            switch self {
            case .counter: .counter
            case .gauge: .gauge
            case .histogram: .histogram
            }
        }
    }

    private struct Key: Hashable {
        let name: String
        let labels: String
    }

    private let declared: [String: Metric]
    private let series = Mutex<[Key: Series]>([:])
    /// The same, by the words in which they were asked for.
    private let asked = Mutex<[[String]: Series]>([:])

    /// - Parameter metrics: the table that gives help texts and buckets; a metric outside it is still shown.
    package init(metrics: [Metric] = Metric.all) {
        declared = Dictionary(metrics.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The media type of `text()`.
    package static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    /// Names in use that the table does not know; a test of the wiring wants this empty.
    package var undeclared: [String] {
        Set(series.withLock { $0.keys.map(\.name) }).subtracting(declared.keys).sorted()
    }

    /// All series, grouped by metric and sorted, with `# HELP` and `# TYPE` lines.
    package func text() -> String {
        let families = Dictionary(grouping: series.withLock { Array($0) }, by: \.key.name)
        var out = ""
        for (name, members) in families.sorted(by: { $0.key < $1.key }) {
            let metric = declared[name]
            if let help = metric?.help { out += "# HELP \(name) \(Self.escapedHelp(help))\n" }
            out += "# TYPE \(name) \((metric?.kind ?? members[0].value.kind).rawValue)\n"
            for (key, series) in members.sorted(by: { $0.key.labels < $1.key.labels }) {
                Self.write(series, name: name, labels: key.labels, to: &out)
            }
        }
        return out
    }

    // MARK: MetricsFactory

    package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        counter(label, dimensions)
    }

    package func makeFloatingPointCounter(
        label: String,
        dimensions: [(String, String)]
    ) -> any FloatingPointCounterHandler {
        counter(label, dimensions)
    }

    package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        gauge(label, dimensions)
    }

    package func makeRecorder(
        label: String,
        dimensions: [(String, String)],
        aggregate: Bool
    ) -> any RecorderHandler {
        if aggregate { histogram(label, dimensions) } else { gauge(label, dimensions) }
    }

    package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        histogram(label, dimensions)
    }

    package func destroyCounter(_ handler: any CounterHandler) {}
    package func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
    package func destroyMeter(_ handler: any MeterHandler) {}
    package func destroyRecorder(_ handler: any RecorderHandler) {}
    package func destroyTimer(_ handler: any TimerHandler) {}

    // MARK: Series

    /// A name that is already taken by another kind of series gets one of its own that is never shown: a wiring mistake
    /// must not stop the product, and `undeclared` and the tests are there to find it.
    private func counter(_ label: String, _ dimensions: [(String, String)]) -> CounterSeries {
        guard case .counter(let found) = find(label, dimensions, or: .counter(CounterSeries())) else {
            return CounterSeries()
        }
        return found
    }

    private func gauge(_ label: String, _ dimensions: [(String, String)]) -> GaugeSeries {
        guard case .gauge(let found) = find(label, dimensions, or: .gauge(GaugeSeries())) else { return GaugeSeries() }
        return found
    }

    private func histogram(_ label: String, _ dimensions: [(String, String)]) -> HistogramSeries {
        func made() -> HistogramSeries {
            let bounds = declared[label].map(\.buckets) ?? []
            return HistogramSeries(bounds: bounds.isEmpty ? Metric.durations : bounds)
        }
        guard case .histogram(let found) = find(label, dimensions, or: .histogram(made())) else { return made() }
        return found
    }

    /// Whoever counts asks for the same series in the same words again and again: those are cleaned once.
    private func find(
        _ label: String,
        _ dimensions: [(String, String)],
        or made: @autoclosure () -> Series
    ) -> Series {
        var words = [label]
        for (name, value) in dimensions { words += [name, value] }
        if let found = asked.withLock({ $0[words] }) { return found }
        let labels = dimensions.sorted { $0.0 < $1.0 }
            .map { "\(Self.cleanName($0.0))=\"\(Self.escapedValue($0.1))\"" }
            .joined(separator: ",")
        let key = Key(name: Self.cleanName(label), labels: labels)
        let found = series.withLock { known in
            if let found = known[key] { return found }
            let made = made()
            known[key] = made
            return made
        }
        asked.withLock { $0[words] = found }
        return found
    }

    // MARK: Text format

    private static func write(_ series: Series, name: String, labels: String, to out: inout String) {
        let braces = labels.isEmpty ? "" : "{\(labels)}"
        switch series {
        case .counter(let counter): out += "\(name)\(braces) \(number(counter.value))\n"
        case .gauge(let gauge): out += "\(name)\(braces) \(number(gauge.value))\n"
        case .histogram(let histogram):
            let snapshot = histogram.snapshot
            let prefix = labels.isEmpty ? "" : labels + ","
            var count: UInt64 = 0
            for (index, bound) in histogram.bounds.enumerated() {
                count += snapshot.counts[index]
                out += "\(name)_bucket{\(prefix)le=\"\(number(bound))\"} \(count)\n"
            }
            count += snapshot.counts[histogram.bounds.count]
            out += "\(name)_bucket{\(prefix)le=\"+Inf\"} \(count)\n"
            out += "\(name)_sum\(braces) \(number(snapshot.sum))\n"
            out += "\(name)_count\(braces) \(count)\n"
        }
    }

    private static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        return Int64(exactly: value).map(String.init) ?? String(value)
    }

    /// `[a-zA-Z_][a-zA-Z0-9_]*` (colons are for recording rules); anything else becomes an underscore.
    private static func cleanName(_ name: String) -> String {
        var clean = ""
        for scalar in name.unicodeScalars {
            let isLetter = ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || scalar == "_"
            let isDigit = ("0"..."9").contains(scalar)
            if isDigit && clean.isEmpty { clean += "_" }
            clean.unicodeScalars.append(isLetter || isDigit ? scalar : "_")
        }
        return clean.isEmpty ? "_" : clean
    }

    private static func escapedValue(_ value: String) -> String {
        var out = ""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\\": out += "\\\\"
            case "\"": out += "\\\""
            case "\n": out += "\\n"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    private static func escapedHelp(_ help: String) -> String {
        var out = ""
        for scalar in help.unicodeScalars {
            switch scalar {
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}
