import Foundation
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
        // Lines for people where a person looks, JSON for everything else.
        let isSeen = isatty(FileHandle.standardError.fileDescriptor) == 1
        LoggingSystem.bootstrap(
            { label, _ in
                isSeen ? TerminalLogHandler(level: level) : JSONLogHandler(label: label, level: level) as any LogHandler
            },
            metadataProvider: nil
        )
        let metrics = PrometheusRegistry()
        MetricsSystem.bootstrap(metrics)
        return Instruments(logger: { Logger(label: $0) }, metrics: metrics)
    }
}
