package import Logging
package import Moments

/// Writes log events as JSON lines: `{"time","level","logger","message",…metadata…,"error"?}`.
///
/// Metadata of the call wins over that of a provider, and that over the logger's own. A value marked `Privacy.personal`
/// is written as `[redacted]`. Metadata keys that are also names of ours get a `_` in front. An attached error is named by
/// its type only: its description might hold what a person typed.
package struct JSONLogHandler: LogHandler {
    package var logLevel: Logger.Level
    package var metadata: Logger.Metadata = [:]
    package var metadataProvider: Logger.MetadataProvider?

    private let label: String
    private let stream: LogStream
    private let clock: any Clock

    /// - Parameter clock: what the lines are dated by.
    package init(
        label: String,
        stream: LogStream = .standardError,
        level: Logger.Level = .info,
        metadataProvider: Logger.MetadataProvider? = nil,
        clock: any Clock = SystemClock()
    ) {
        self.label = label
        self.stream = stream
        logLevel = level
        self.metadataProvider = metadataProvider
        self.clock = clock
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        var line = LogLine()
        line.add("time", Timestamp.text(clock.now()))
        line.add("level", event.level.rawValue)
        line.add("logger", label)
        line.add("message", event.message.description)
        var merged = event.metadata ?? [:]
        if let provided = metadataProvider?.get() { merged.merge(provided) { call, _ in call } }
        if !metadata.isEmpty { merged.merge(metadata) { call, _ in call } }
        for (key, value) in merged.sorted(by: { $0.key < $1.key }) {
            line.key(Self.reserved.contains(key) ? "_" + key : key)
            Self.write(value, to: &line)
        }
        if let error = event.error { line.add("error", String(describing: type(of: error))) }
        stream.write(line.finished(), lost: lost)
    }

    /// The line about lines that nobody took.
    private func lost(_ count: Int) -> [UInt8] {
        var line = LogLine()
        line.add("time", Timestamp.text(clock.now()))
        line.add("level", Event.logLinesLost.level.rawValue)
        line.add("logger", label)
        line.add("message", Event.logLinesLost.rawValue)
        line.add(Event.Attribute.count.rawValue, "\(count)")
        return line.finished()
    }

    private static let reserved: Set<String> = ["time", "level", "logger", "message", "error"]

    private static func write(_ value: Logger.MetadataValue, to line: inout LogLine) {
        switch value {
        case .string(let text):
            line.string(text)
        case .stringConvertible(let convertible):
            if value.attributes[Privacy.self] == .personal {
                line.string("[redacted]")
            } else {
                line.string(convertible.description)
            }
        case .dictionary(let members):
            line.open("{")
            for (key, value) in members.sorted(by: { $0.key < $1.key }) {
                line.key(key)
                write(value, to: &line)
            }
            line.close("}")
        case .array(let elements):
            line.open("[")
            for element in elements {
                line.separateElement()
                write(element, to: &line)
            }
            line.close("]")
        }
    }
}
