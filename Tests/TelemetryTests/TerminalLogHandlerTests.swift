import Logging
import Telemetry
import TestSupport
import Testing

@Suite("Log lines for people")
struct TerminalLogHandlerTests {
    private let memory = LogMemory()

    private func logger() -> Logger {
        let stream = memory.stream
        return Logger(label: "delivery") { _ in
            TerminalLogHandler(stream: stream, clock: ManualClock(1_774_717_937_042))
        }
    }

    @Test("an event is one line: when, how grave, what, and its metadata")
    func line() {
        logger().warning("rests", metadata: ["target": "kundenangaben", "code": "target-409"])
        #expect(memory.lines == ["17:12:17 warning rests  code=target-409  target=kundenangaben\n"])
    }

    @Test("no value breaks the line, reaches the terminal as an escape, or tells of a person")
    func safe() {
        logger().info(
            "a\nb",
            metadata: [
                "x": "\u{1B}[2J\u{85}\u{202E}", "mail": .attributed("max@example.org", attributes: [Privacy.personal]),
            ]
        )
        let line = memory.lines.first ?? ""
        #expect(line.unicodeScalars.count { $0.properties.generalCategory == .control } == 1, "its own end only")
        #expect(!line.contains("\u{202E}"))
        #expect(line.contains("mail=[redacted]"))
    }
}
