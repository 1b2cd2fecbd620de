import Metrics
import Names
import Synchronization
import Telemetry

/// The intake's metrics, by the names that Telemetry's table lists. Labels are names and classes only.
final class IntakeMetrics: Sendable {
    private let factory: any MetricsFactory
    /// What is counted, by the values of its labels.
    private enum Key: Hashable {
        case requests(SourceName?, status: Int)
        case rejected(String)
        case leads(SourceName, String)
    }

    private let counters = Mutex<[Key: Counter]>([:])
    private let acceptTime: Timer
    private let bytes: Counter
    private let connections: Meter

    init(factory: any MetricsFactory) {
        self.factory = factory
        acceptTime = Metric.intakeAcceptTime(factory: factory)
        bytes = Metric.intakeBodyBytes(factory: factory)
        connections = Metric.intakeConnections(factory: factory)
    }

    func request(source: SourceName?, status: Int) {
        increment(.requests(source, status: status / 100)) {
            Metric.intakeRequests(source?.rawValue ?? "-", "\(status / 100)xx", factory: factory)
        }
    }

    func accepted(nanoseconds: Int64) { acceptTime.recordNanoseconds(nanoseconds) }

    func read(bytes count: Int) { bytes.increment(by: count) }

    func rejected(_ reason: String) {
        increment(.rejected(reason)) { Metric.intakeRejected(reason, factory: factory) }
    }

    func leads(source: SourceName, result: String) {
        increment(.leads(source, result)) { Metric.intakeLeads(source.rawValue, result, factory: factory) }
    }

    func opened() { connections.increment() }
    func closed() { connections.decrement() }

    /// Counters are looked up for every request, so they are kept; the registry would be asked under its own lock.
    private func increment(_ key: Key, make: () -> Counter) {
        let counter = counters.withLock { known in
            if let found = known[key] { return found }
            let made = make()
            known[key] = made
            return made
        }
        counter.increment()
    }
}
