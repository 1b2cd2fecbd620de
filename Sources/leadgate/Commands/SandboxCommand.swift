import ArgumentParser
import Foundation
import JSON
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
            know. Answers whose real behaviour is unknown carry the header X-Sandbox-Assumption; --assumptions lists \
            them.

            \(Introduction.guide)

            A file for --settings holds what PUT /_sandbox/settings takes, one for --faults what PUT /_sandbox/faults does.
            """
    )

    @Option(help: "Address to listen on.")
    var host = "127.0.0.1"

    @Option(name: [.customLong("port"), .customLong("sandbox-port")], help: "Port to listen on.")
    var port = 8090

    @Option(help: "A file to append every request to, before it is answered (for crash tests).")
    var journal: String?

    @Option(help: ArgumentHelp("A file of settings; what the options below say counts more.", valueName: "file"))
    var settings: String?

    @Option(help: ArgumentHelp("A file with the faults that are in force from the start.", valueName: "file"))
    var faults: String?

    @Option(help: ArgumentHelp("Seconds that a token lives.", valueName: "seconds"))
    var tokenLifetime: Int?

    @Option(help: ArgumentHelp("Milliseconds until a new case shows up in the list of Vorgaenge.", valueName: "ms"))
    var indexingDelay: Int?

    @Option(help: ArgumentHelp("Requests per client in any 60 seconds.", valueName: "count"))
    var requestsPerMinute: Int?

    @Option(name: .customLong("unknown-partner"), help: ArgumentHelp("A partner who does not exist.", valueName: "id"))
    var unknownPartners: [String] = []

    @Option(
        name: .customLong("switch"),
        help: ArgumentHelp("Set a switch, e.g. vorgaengeV2=works.", valueName: "name=value")
    )
    var switches: [String] = []

    @Flag(help: "List what the sandbox assumes because no document says it, and end.")
    var assumptions = false

    func run() async throws {
        if assumptions {
            print(Introduction.assumptions)
            return
        }
        let logger = Logger(label: "sandbox")
        var configuration = SandboxConfiguration(host: host, port: port)
        configuration.journal = journal
        configuration.settings = try chosenSettings()
        if let faults { configuration.faults = try json(faults, "--faults") }
        let server = SandboxServer(configuration, logger: logger)
        let group = ServiceGroup(
            services: [server, Announcement(server: server, host: host)],
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger
        )
        try await group.run()
    }

    /// The file's settings, and over them what the command line says.
    private func chosenSettings() throws -> SandboxSettings {
        var chosen = SandboxSettings()
        do {
            if let settings { try chosen.change(try json(settings, "--settings")) }
            var options: JSONObject = [:]
            options["tokenLifetime"] = tokenLifetime.map { .number(JSONNumber($0)) }
            options["indexingDelay"] = indexingDelay.map { .number(JSONNumber($0)) }
            options["requestsPerMinute"] = requestsPerMinute.map { .number(JSONNumber($0)) }
            try chosen.change(.object(options))
            chosen.unknownPartners.formUnion(unknownPartners)
            for text in switches {
                let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
                guard parts.count == 2 else {
                    throw ValidationError("--switch takes name=value, e.g. vorgaengeV2=works.")
                }
                try chosen.set(parts[0], to: parts[1])
            }
        } catch let error as SandboxError {
            throw ValidationError("\(error).")
        }
        return chosen
    }

    private func json(_ path: String, _ option: String) throws -> JSONValue {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw ValidationError("\(option): \(path) cannot be read.")
        }
        do {
            return try JSONValue.parse([UInt8](bytes))
        } catch {
            throw ValidationError("\(option): \(path): \(error).")
        }
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
