import Metrics
import Synchronization

/// The intake's metrics, by the names that Telemetry's table lists. Labels are names and classes only.
final class IntakeMetrics: Sendable {
    private let factory: any MetricsFactory
    private let counters = Mutex<[[String]: Counter]>([:])
    private let acceptTime: Timer
    private let bytes: Counter
    private let connections: Meter

    init(factory: any MetricsFactory) {
        self.factory = factory
        acceptTime = Timer(label: "leadgate_intake_accept_seconds", factory: factory)
        bytes = Counter(label: "leadgate_intake_body_bytes_total", factory: factory)
        connections = Meter(label: "leadgate_intake_connections", factory: factory)
    }

    func request(source: String?, status: Int) {
        count("leadgate_intake_requests_total", "source", source ?? "-", "status", "\(status / 100)xx")
    }

    func accepted(nanoseconds: Int64) { acceptTime.recordNanoseconds(nanoseconds) }

    func read(bytes count: Int) { bytes.increment(by: count) }

    func rejected(_ reason: String) { count("leadgate_intake_rejected_total", "reason", reason) }

    func leads(source: String, result: String) {
        count("leadgate_intake_leads_total", "source", source, "result", result)
    }

    func opened() { connections.increment() }
    func closed() { connections.decrement() }

    private func count(_ name: String, _ labels: String...) {
        let counter = counters.withLock { known in
            let key = [name] + labels
            if let found = known[key] { return found }
            let dimensions = stride(from: 0, to: labels.count, by: 2).map { (labels[$0], labels[$0 + 1]) }
            let made = Counter(label: name, dimensions: dimensions, factory: factory)
            known[key] = made
            return made
        }
        counter.increment()
    }
}
