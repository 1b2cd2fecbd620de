import Testing

@testable import Telemetry

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite("A log that somebody reads")
struct LogStreamTests {
    /// A pipe, and a log at its writing end.
    private final class Pipe {
        private let ends: [Int32]
        let stream: LogStream

        init() {
            var ends: [Int32] = [0, 0]
            _ = pipe(&ends)
            self.ends = ends
            stream = LogStream(descriptor: ends[1], patience: 50)
        }

        deinit { ends.forEach { close($0) } }

        func write(_ line: String) { stream.write(Array("\(line)\n".utf8)) { Array("lost \($0)\n".utf8) } }

        /// What can be read at once.
        func read() -> String {
            var text: [UInt8] = []
            var request = pollfd(fd: ends[0], events: Int16(POLLIN), revents: 0)
            while poll(&request, 1, 0) > 0 {
                var bytes = [UInt8](repeating: 0, count: 65_536)
                let count = bytes.withUnsafeMutableBytes { recv($0) }
                guard count > 0 else { break }
                text += bytes.prefix(count)
            }
            return String(decoding: text, as: UTF8.self)
        }

        private func recv(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
            #if canImport(Glibc)
                Glibc.read(ends[0], buffer.baseAddress, buffer.count)
            #else
                Darwin.read(ends[0], buffer.baseAddress, buffer.count)
            #endif
        }
    }

    @Test("whoever does not read it keeps nobody waiting, and is told later how many lines are lost")
    func stuck() {
        let pipe = Pipe()
        let line = String(repeating: "x", count: 999)
        let clock = ContinuousClock()
        let took = clock.measure { for _ in 0..<1_000 { pipe.write(line) } }
        #expect(took < .seconds(10), "one line has waited for a moment, and none after it")
        let kept = pipe.read().split(separator: "\n")
        #expect(kept.count < 1_000)
        #expect(kept.allSatisfy { $0 == line })
        pipe.write("next")
        pipe.write("last")
        #expect(pipe.read() == "lost \(1_000 - kept.count)\nnext\nlast\n")
    }

    @Test("a line that is longer than a pipe takes at once is cut off, and the next begins a line of its own")
    func torn() {
        let pipe = Pipe()
        pipe.write(String(repeating: "x", count: 1_000_000))
        #expect(pipe.read().allSatisfy { $0 == "x" })
        pipe.write("next")
        #expect(pipe.read() == "\nlost 1\nnext\n")
    }

    @Test("a reader that is gone ends nothing")
    func gone() {
        var ends: [Int32] = [0, 0]
        _ = pipe(&ends)
        _ = signal(SIGPIPE, SIG_IGN)
        close(ends[0])
        let stream = LogStream(descriptor: ends[1], patience: 50)
        for _ in 0..<3 { stream.write(Array("line\n".utf8)) { _ in [] } }
        close(ends[1])
    }
}
