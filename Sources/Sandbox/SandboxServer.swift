import EdgeServer
import HTTPEdge
import Hummingbird
package import Logging
import Moments
import NIOCore
import ServiceLifecycle

/// An honest stand-in for Europace: the Authorization API, Kundenangaben, Vorgaenge and the four KreditSmart APIs over
/// real HTTP, with faults on demand.
///
/// It behaves as the documents and the public incidents say (fact sheet 6), and where nothing is known it says that it
/// assumes. It is a tolerant reader, it deduplicates nothing, and it tells what it dropped.
///
/// ```swift
/// let sandbox = SandboxServer(SandboxConfiguration(port: 0), logger: logger)
/// // run it in a ServiceGroup or a task
/// let port = try await sandbox.boundPort()
/// ```
package final class SandboxServer: Service, Sendable {
    private let configuration: SandboxConfiguration
    private let logger: Logger
    private let bound = BoundPort()

    /// A sandbox that listens once it runs.
    package init(_ configuration: SandboxConfiguration, logger: Logger) {
        self.configuration = configuration
        self.logger = logger
    }

    /// The port it listens on; waits until it does.
    ///
    /// Throws `SandboxError.notListening` if it ended before.
    package func boundPort() async throws(SandboxError) -> Int {
        try await bound.value()
    }

    private static let limits: EdgeLimits = {
        var limits = EdgeLimits()
        limits.connections = 1_024
        limits.connectionsPerAddress = 0
        limits.idleMilliseconds = 60_000
        limits.unsentBytes = 256 << 10
        return limits
    }()

    /// Listens until shut down.
    package func run() async throws {
        do {
            let journal: Journal? =
                if let path = configuration.journal { try Journal(path: path) } else { nil }
            let responder = SandboxResponder(
                configuration: configuration,
                memory: try SandboxMemory(configuration, journal: journal),
                logger: logger
            )
            var quiet = logger
            quiet.logLevel = max(logger.logLevel, .notice)
            let application = Application(
                responder: responder,
                server: .guarded(
                    limits: Self.limits,
                    bodyBytes: .max,  // the API says itself what is too much
                    logger: quiet,
                    clock: configuration.clock
                ),
                configuration: .init(
                    address: .hostname(configuration.host, port: configuration.port),
                    serverName: "leadgate-sandbox"
                ),
                onServerRunning: { [bound, configuration] channel in
                    await bound.set(channel.localAddress?.port ?? configuration.port)
                },
                logger: quiet
            )
            try await application.run()
            await bound.end("the sandbox has ended")
        } catch {
            await bound.end("the sandbox could not listen on \(configuration.host):\(configuration.port): \(error)")
            throw error
        }
    }
}

/// The port, as soon as it is known.
private actor BoundPort {
    private var port: Result<Int, SandboxError>?
    private var waiting: [CheckedContinuation<Result<Int, SandboxError>, Never>] = []

    func set(_ port: Int) { settle(.success(port)) }

    func end(_ reason: String) { settle(.failure(.notListening(reason))) }

    func value() async throws(SandboxError) -> Int {
        if let port { return try port.get() }
        return try await withCheckedContinuation { waiting.append($0) }.get()
    }

    private func settle(_ result: Result<Int, SandboxError>) {
        port = result
        for continuation in waiting { continuation.resume(returning: result) }
        waiting = []
    }
}
