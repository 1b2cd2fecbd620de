import JSON
import Logging
import Synchronization
import TestSupport
import Testing

@testable import Telemetry

/// Keeps what was logged.
final class LogMemory: Sendable {
    private let stored = Mutex<[[UInt8]]>([])
    var stream: LogStream { LogStream { line in self.stored.withLock { $0.append(line) } } }
    var lines: [String] { stored.withLock { $0.map { String(decoding: $0, as: UTF8.self) } } }
}

@Suite("JSON log lines")
struct JSONLogHandlerTests {
    private let memory = LogMemory()

    private func logger(level: Logger.Level = .info) -> Logger {
        let stream = memory.stream
        return Logger(label: "intake") { label in
            JSONLogHandler(label: label, stream: stream, level: level, clock: ManualClock(1_774_717_937_042))
        }
    }

    @Test("an event is one line with time, level, logger, message and its metadata in order")
    func line() {
        logger().info("request", metadata: ["status": "200", "id": "abc", "parts": ["1", ["k": "v"]]])
        #expect(
            memory.lines == [
                #"{"time":"2026-03-28T17:12:17.042Z","level":"info","logger":"intake","message":"request","#
                    + #""id":"abc","parts":["1",{"k":"v"}],"status":"200"}"# + "\n"
            ]
        )
    }

    @Test("a personal value is redacted at every level, an open one is not")
    func privacy() {
        let logger = logger(level: .trace)
        logger.trace(
            "x",
            metadata: [
                "email": .attributed("max@example.org", attributes: [Privacy.personal]),
                "source": .attributed("trisalis", attributes: [Privacy.open]),
            ]
        )
        #expect(memory.lines.joined().contains(#""email":"[redacted]","source":"trisalis""#))
        #expect(!memory.lines.joined().contains("max@"))
    }

    @Test(
        "no text breaks a line",
        arguments: [
            "\n", "\r", "\u{1}", "\"", "\\", "\u{1B}[31m", "\u{7F}", "\u{85}", "\u{2028}", "ü€😀", "\u{9B}31m", "\u{A0}",
        ]
    )
    func escaping(text: String) throws {
        logger().info("\(text)")
        let line = try #require(memory.lines.first)
        #expect(line.utf8.filter { $0 == 0x0A }.count == 1)
        #expect(line.dropLast().unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
        #expect(try JSONValue.parse(Array(line.utf8))["message"] == .string(text))
    }

    @Test("metadata cannot take a name of ours, and an error is named by type alone")
    func names() {
        struct Leaky: Error { let name = "Max" }
        logger().error("x", error: Leaky(), metadata: ["message": "y"])
        #expect(memory.lines.joined().contains(#""message":"x","_message":"y","error":"Leaky"}"#))
    }

    @Test("levels below the logger's are not written")
    func levels() {
        logger(level: .warning).info("x")
        #expect(memory.lines.isEmpty)
    }
}
