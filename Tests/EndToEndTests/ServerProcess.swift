import Foundation
import Synchronization

/// A `leadgate` process of its own, as an operator would start it.
final class ServerProcess: Sendable {
    private let process: Process
    private let output: Output

    /// Starts `leadgate` with `arguments`.
    /// - Parameter umask: what its parent allows; nil for what this process has.
    init(_ arguments: [String], environment: [String: String] = [:], umask: String? = nil) throws {
        let process = Process()
        process.executableURL = umask == nil ? Self.binary : URL(fileURLWithPath: "/bin/sh")
        process.arguments =
            (umask.map { ["-c", "umask \($0); exec \"$0\" \"$@\"", Self.binary.path] } ?? []) + arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let output = Output()
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        pipe.fileHandleForReading.readabilityHandler = { handle in
            let data = handle.availableData
            if data.isEmpty {
                handle.readabilityHandler = nil
                output.end()
            }
            output.append(data)
        }
        try process.run()
        self.process = process
        self.output = output
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    /// Everything printed so far.
    var text: String { output.text }

    /// Waits until something is printed that `find` recognises.
    func printed<Value>(
        _ what: String,
        isolation: isolated (any Actor)? = #isolation,
        _ find: (String) -> Value?
    ) async throws -> Value {
        try await eventually(what, details: { self.text }) {
            // What an ended process printed may still be on its way through the pipe.
            guard !self.output.hasEnded || find(self.text) != nil else {
                throw HarnessError("the process ended before it printed \(what):\n\(self.text)")
            }
            return find(self.text)
        }
    }

    /// Ends the process at once, as a crash would.
    func killHard() async {
        kill(process.processIdentifier, SIGKILL)
        _ = await end()
    }

    /// Asks the process to stop, and says how it ended.
    func stop() async -> Int32 {
        process.terminate()
        return await end()
    }

    /// Ends the process as Ctrl-C does, and says how it ended.
    func interrupt() async -> Int32 {
        process.interrupt()
        return await end()
    }

    private func end() async -> Int32 {
        await onThreadOfItsOwn { [process] in
            process.waitUntilExit()
            return process.terminationStatus
        }
    }

    /// Runs `leadgate` to its end.
    static func run(
        _ arguments: [String],
        environment: [String: String] = [:],
        input: String? = nil
    ) async throws -> (status: Int32, output: String) {
        try await run(binary, arguments, environment: environment, input: input)
    }

    /// Runs a script of the shell to its end, up to the first command that fails.
    static func shell(_ script: String, in folder: URL? = nil, environment: [String: String] = [:])
        async throws -> (status: Int32, output: String)
    {
        try await run(
            URL(fileURLWithPath: "/bin/sh"),
            ["-e", "-c", script],
            in: folder,
            environment: environment,
            input: nil
        )
    }

    /// All that it printed is there: the pipe is read to its end, not by a handler.
    private static func run(
        _ program: URL,
        _ arguments: [String],
        in folder: URL? = nil,
        environment: [String: String],
        input: String?
    ) async throws -> (status: Int32, output: String) {
        try await onThreadOfItsOwn {
            let process = Process()
            process.executableURL = program
            process.arguments = arguments
            if let folder { process.currentDirectoryURL = folder }
            process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
            let pipe = Pipe()
            process.standardOutput = pipe
            process.standardError = pipe
            let typed = Pipe()
            if input != nil { process.standardInput = typed }
            try process.run()
            if let input {
                try typed.fileHandleForWriting.write(contentsOf: Data(input.utf8))
                try typed.fileHandleForWriting.close()
            }
            let output = pipe.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            return (process.terminationStatus, String(decoding: output, as: UTF8.self))
        }
    }

    /// The program under test.
    static var binary: URL {
        URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
            .appendingPathComponent("leadgate")
    }

    private final class Output: Sendable {
        private let data = Mutex(Data())
        private let ended = Mutex(false)

        /// Whether all that will ever come is there.
        var hasEnded: Bool { ended.withLock { $0 } }

        var text: String { data.withLock { String(decoding: $0, as: UTF8.self) } }

        func end() { ended.withLock { $0 = true } }

        func append(_ more: Data) {
            data.withLock { $0.append(more) }
        }
    }
}

/// Does what blocks its thread where nobody else needs it: Swift's pool has as many as the machine has cores, and what all of
/// them wait for may need one.
private func onThreadOfItsOwn<Value: Sendable, Failure>(_ work: @escaping @Sendable () throws(Failure) -> Value)
    async throws(Failure) -> Value
{
    let result: Result<Value, Failure> = await withCheckedContinuation { continuation in
        Thread.detachNewThread { continuation.resume(returning: Result(catching: work)) }
    }
    return try result.get()
}

/// What went wrong in the harness itself.
struct HarnessError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}

/// Asks again and again until there is an answer; fails after a time that no healthy run needs.
func eventually<Value>(
    _ what: String,
    details: () -> String = { "" },
    isolation: isolated (any Actor)? = #isolation,
    _ ask: () async throws -> Value?
) async throws -> Value {
    let clock = ContinuousClock()
    let deadline = clock.now + .seconds(180)
    while clock.now < deadline {
        if let value = try await ask() { return value }
        try await Task.sleep(for: .milliseconds(20))
    }
    throw HarnessError("never came: \(what)\n\(details())")
}
