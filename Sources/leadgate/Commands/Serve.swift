import ArgumentParser
import Foundation
import Logging

/// `leadgate serve`: the gateway, with the sandbox unless it is told a real Europace.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the gateway; without configuration together with the sandbox.",
        discussion: """
            Every option can also be set in the environment: --admin-port is LEADGATE_ADMIN_PORT.

            For Europace itself: --europace test (or production), LEADGATE_CLIENT_ID and
            LEADGATE_CLIENT_SECRET_FILE; optional LEADGATE_SCOPE, LEADGATE_SUBJECT, LEADGATE_ACTOR,
            LEADGATE_TOKEN_URL. LEADGATE_LOG_LEVEL is trace, debug, info, notice, warning or error.

            Stops cleanly on SIGTERM and SIGINT.
            """
    )

    @OptionGroup var options: GatewayOptions

    func run() async throws {
        let settings = try Settings(options, environment: ProcessInfo.processInfo.environment)
        do {
            try await Gateway(settings).run()
        } catch let error as StartError {
            Console.error("leadgate cannot start: \(error.message)")
            throw ExitCode.failure
        }
    }
}
