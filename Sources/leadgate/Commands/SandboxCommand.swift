import ArgumentParser
import Foundation
import Logging
import Sandbox
import ServiceLifecycle
import UnixSignals

/// `leadgate sandbox`: the stand-in for Europace alone.
struct SandboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sandbox",
        abstract: "Run the stand-in for Europace alone.",
        discussion: """
            Answers as Europace's documentation says the real APIs do: a tolerant reader that drops what it does not \
            know. Answers whose real behaviour is unknown carry the header X-Sandbox-Assumption.

              GET    /_sandbox/vorgaenge   what was created, and what was dropped
              DELETE /_sandbox/vorgaenge   forget it
              PUT    /_sandbox/faults      misbehave, as told by
                {"faults": [{"path": "/kundenangaben", "next": 2, "status": 503}]}
            """
    )

    @Option(help: "Address to listen on.")
    var host = "127.0.0.1"

    @Option(name: [.customLong("port"), .customLong("sandbox-port")], help: "Port to listen on.")
    var port = 8090

    @Option(help: "A file to append every request to, before it is answered (for crash tests).")
    var journal: String?

    func run() async throws {
        let logger = Logger(label: "sandbox")
        var configuration = SandboxConfiguration(host: host, port: port)
        configuration.journal = journal
        let server = SandboxServer(configuration, logger: logger)
        let group = ServiceGroup(
            services: [server, Announcement(server: server, host: host)],
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger
        )
        try await group.run()
    }

    /// Says where the sandbox is, once it listens.
    private struct Announcement: Service {
        let server: SandboxServer
        let host: String

        func run() async throws {
            let port = try await server.boundPort()
            print("sandbox: http://\(host):\(port)/_sandbox/vorgaenge")
            fflush(nil)
            try? await gracefulShutdown()
        }
    }
}
