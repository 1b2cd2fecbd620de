import ArgumentParser
import Foundation
import Logging

/// `leadgate serve`: the gateway, with the sandbox unless it is told a real Europace.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the gateway; without configuration together with the sandbox.",
        discussion: """
            Every option can also be set in the environment. For Europace itself: --europace test (or production), and
            in the environment only:

            \(variables)

            Stops cleanly on SIGTERM and SIGINT.
            """
    )

    private static var variables: String {
        let settings = Setting.all.filter { !$0.isFlag && $0 != .adminToken }
        let width = settings.map(\.variable.count).max() ?? 0
        return settings.map { setting in
            let name = setting.variable.padding(toLength: width, withPad: " ", startingAt: 0)
            let fallback = setting.fallback.map { " (default: \($0))" } ?? ""
            return "  \(name)  \(setting.summary)\(fallback)"
        }
        .joined(separator: "\n")
    }

    @OptionGroup var options: GatewayOptions

    func run() async throws {
        // What this process makes is its owner's alone, whatever its parent allows: data file, log, keys, mappings.
        umask(0o077)
        ProcessMemory.prepare()
        let settings = try Settings(options, environment: .process)
        do {
            let instruments = Instruments.ofProcess(level: settings.logLevel)
            try await Gateway(settings, instruments) { _, text in
                print(text)
                fflush(nil)
            }.run()
        } catch let error as StartError {
            Console.error("leadgate cannot start: \(error.message)")
            throw ExitCode.failure
        }
    }
}
