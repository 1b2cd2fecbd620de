import Logging
import Metrics
import Telemetry

/// Where a gateway says what it does: its log and its metrics.
struct Instruments: Sendable {
    /// Makes the logger of a part.
    let logger: @Sendable (_ label: String) -> Logger
    /// What is counted.
    let metrics: PrometheusRegistry

    /// Those of this process, which has one log and one set of metrics. To be called once, before anything is logged.
    static func ofProcess(level: Logger.Level) -> Instruments {
        LoggingSystem.bootstrap({ label, _ in JSONLogHandler(label: label, level: level) }, metadataProvider: nil)
        let metrics = PrometheusRegistry()
        MetricsSystem.bootstrap(metrics)
        return Instruments(logger: { Logger(label: $0) }, metrics: metrics)
    }
}
