import ArgumentParser
import Europace
import Foundation
import JSON
import Logging
import Mapping
import Moments

/// `leadgate doctor`: what would keep this gateway from working, and what to do about it.
struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Look at everything a gateway needs, and say what to do about what is wrong.",
        discussion: """
            Takes the options and the environment that `serve` would take, and changes nothing. Looks at the settings, the \
            data folder with its key, lock and disk, the ports, mappings, sources and their secrets, and at Europace: \
            whether it answers, what its clock says, and what each identity may do there.

            Exit code 0: all is well, or there are warnings only; 1: something is wrong.
            """
    )

    @OptionGroup var options: GatewayOptions

    @Flag(help: "Print the result as JSON.")
    var json = false

    func run() async throws {
        let found = await diagnoses()
        if json {
            print(JSONValue.object(["diagnoses": .array(found.map(\.json))]).text(pretty: true))
        } else {
            print(found.map(\.text).joined(separator: "\n"))
        }
        if found.contains(where: { $0.severity == .error }) { throw ExitCode.failure }
    }

    private func diagnoses() async -> [Diagnosis] {
        let settings: Settings
        do {
            settings = try Settings(options, environment: .process)
        } catch {
            let message = (error as? ValidationError)?.message ?? "\(error)"
            return [.error("settings", "settings-invalid", message, "`leadgate serve --help` says what can be set")]
        }
        var found: [Diagnosis] = [.fine("settings", "leads go to \(settings.europace.rawValue)")]
        var data = DataCheck(folder: settings.data, adminToken: settings.adminToken)
        found += await data.diagnoses()
        if !data.isInUse { found += PortsCheck.diagnoses(settings) }
        var library: LibraryCheck?
        do {
            let targets = settings.targets.catalog(for: settings.allIdentities)
            library = LibraryCheck(
                folder: settings.mappings,
                targets: try SchemasFolder(settings.schemas, replacing: targets).targets
            )
            found += library?.diagnoses ?? [LibraryCheck.missing(settings.mappings)]
        } catch {
            found.append(.error("mappings", "schemas-invalid", "\(error)", "see --schemas"))
        }
        found +=
            EdgeCheck(settings: settings, sources: library?.library.sources ?? [], now: SystemClock().now()).diagnoses
        found += settings.environment.strangers(beside: library?.library.secretVariables ?? []).map {
            .warning("settings", "setting-unknown", $0, "correct the name, or unset it")
        }
        guard settings.europace != .sandbox || settings.sandboxURL != nil else {
            return found + [.fine("europace", "the built-in sandbox stands in for it")]
        }
        let clients = EuropaceClients(
            endpoints: settings.endpoints,
            identities: settings.allIdentities,
            settings: settings.clientSettings,
            logger: Logger(label: "leadgate.doctor", factory: { _ in SwiftLogNoOpLogHandler() })
        )
        found += await EuropaceCheck(
            settings: settings,
            uses: library?.library.identityUses ?? [],
            clients: clients
        ).diagnoses()
        await clients.shutdown()
        return found
    }
}
