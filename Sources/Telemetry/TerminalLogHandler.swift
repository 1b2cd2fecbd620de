package import Logging
package import Moments

/// Writes log events as lines for people: `10:30:00 warning rests  target=kundenangaben code=target-409 …`.
///
/// For a terminal only; what collects logs gets ``JSONLogHandler``. The same rules hold: nothing personal, and no value can
/// break the line or send escapes to the terminal.
package struct TerminalLogHandler: LogHandler {
    package var logLevel: Logger.Level
    package var metadata: Logger.Metadata = [:]
    package var metadataProvider: Logger.MetadataProvider?

    private let stream: LogStream
    private let clock: any Clock

    /// - Parameter clock: what the lines are dated by.
    package init(
        stream: LogStream = .standardError,
        level: Logger.Level = .info,
        metadataProvider: Logger.MetadataProvider? = nil,
        clock: any Clock = SystemClock()
    ) {
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
        var merged = event.metadata ?? [:]
        if let provided = metadataProvider?.get() { merged.merge(provided) { call, _ in call } }
        merged.merge(metadata) { call, _ in call }
        var line = "\(time()) \(event.level.rawValue) \(Self.plain(event.message.description))"
        for (key, value) in merged.sorted(by: { $0.key < $1.key }) {
            line += "  \(Self.plain(key))=\(Self.text(value))"
        }
        if let error = event.error { line += "  error=\(type(of: error))" }
        stream.write(Array((line + "\n").utf8), lost: lost)
    }

    /// The line about lines that nobody took.
    private func lost(_ count: Int) -> [UInt8] {
        let event = Event.logLinesLost
        return Array("\(time()) \(event.level.rawValue) \(event.rawValue)  count=\(count)\n".utf8)
    }

    private func time() -> Substring { Timestamp.text(clock.now()).dropFirst(11).prefix(8) }

    private static func text(_ value: Logger.MetadataValue) -> String {
        if case .stringConvertible = value, value.attributes[Privacy.self] == .personal { return "[redacted]" }
        return plain("\(value)")
    }

    /// Without line ends and other control characters.
    private static func plain(_ text: String) -> String {
        var plain = ""
        for scalar in text.unicodeScalars {
            let isControl =
                scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format
            plain.unicodeScalars.append(isControl ? "\u{FFFD}" : scalar)
        }
        return plain
    }
}
