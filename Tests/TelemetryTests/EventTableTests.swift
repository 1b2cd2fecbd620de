import JSON
import Logging
import Synchronization
import TestSupport
import Testing

@testable import Telemetry

@Suite("The table of log events")
struct EventTableTests {
    /// Keeps what reaches a log handler.
    private final class Lines: LogHandler, Sendable {
        struct Line: Sendable {
            let level: Logger.Level
            let message: String
            let metadata: Logger.Metadata
        }

        let lines = Mutex<[Line]>([])

        var metadata: Logger.Metadata {
            get { [:] }
            set {}
        }

        var logLevel: Logger.Level {
            get { .trace }
            set {}
        }

        subscript(metadataKey _: String) -> Logger.Metadata.Value? {
            get { nil }
            set {}
        }

        func log(event: LogEvent) {
            let line = Line(level: event.level, message: "\(event.message)", metadata: event.metadata ?? [:])
            lines.withLock { $0.append(line) }
        }
    }

    @Test("an event is logged under its message, at its level unless another is said, with its attributes")
    func record() {
        let handler = Lines()
        let logger = Logger(label: "test") { _ in handler }
        logger.record(.callbackUnkept, [.lead: "1", .error: "full"])
        logger.record(.callbacksUnreadable, [.error: "busy"], level: .debug)
        let lines = handler.lines.withLock { $0 }
        #expect(lines.map(\.message) == [Event.callbackUnkept.rawValue, Event.callbacksUnreadable.rawValue])
        #expect(lines.map(\.level) == [.error, .debug])
        #expect(lines.first?.metadata == ["lead": "1", "error": "full"])
    }

    @Test("the documentation lists every event, and no event names an attribute twice", arguments: Event.allCases)
    func documented(event: Event) {
        #expect(Event.markdown.contains("| \(event.rawValue) | \(event.level.rawValue) |"))
        #expect(Set(event.attributes).count == event.attributes.count)
    }
}
