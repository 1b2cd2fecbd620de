package import Logging
import Synchronization

/// The messages that something under test has logged, in their order.
package final class LoggedLines: Sendable {
    private let lines = Mutex<[String]>([])

    package init() {}

    /// The messages so far.
    package var messages: [String] { lines.withLock { $0 } }

    /// A logger that writes here.
    package var logger: Logger { Logger(label: "test") { _ in Handler(log: self) } }

    private func add(_ line: String) { lines.withLock { $0.append(line) } }

    private struct Handler: LogHandler {
        let log: LoggedLines
        var metadata: Logger.Metadata = [:]
        var logLevel: Logger.Level = .trace
        var metadataProvider: Logger.MetadataProvider?

        init(log: LoggedLines) { self.log = log }

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) { log.add("\(event.message)") }
    }
}
