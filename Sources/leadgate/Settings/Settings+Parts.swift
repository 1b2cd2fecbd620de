import Europace
import Intake
import Logging
import TargetSchemas
import Targets

/// What the parts of a gateway make of the settings.
extension Settings {
    /// The ports that are listened on, and how to choose others.
    var ports: String {
        let sandbox = hasSandbox ? ", sandbox \(sandboxPort) (--sandbox-port)" : ""
        return "intake \(port) (--port), admin \(adminPort) (--admin-port)\(sandbox); choose others"
    }

    /// Whether the gateway's process is the sandbox as well.
    var hasSandbox: Bool { europace == .sandbox && sandboxURL == nil }

    /// Where the sandbox is.
    var sandboxBaseURL: String { sandboxURL ?? "http://127.0.0.1:\(sandboxPort)" }

    /// Where the APIs are.
    var endpoints: EuropaceEndpoints {
        var endpoints: EuropaceEndpoints = europace == .sandbox ? .sandbox(baseURL: sandboxBaseURL) : .europace
        for (setting, text) in addresses {
            switch setting {
            case .tokenURL: endpoints.token = text
            case .kundenangabenURL: endpoints.kundenangaben = text
            case .kexImportURL: endpoints.kexImport = text
            case .kexUpdateURL: endpoints.kexUpdate = text
            case .kexExportURL: endpoints.kexExport = text
            case .antragsstatusURL: endpoints.antragsstatus = text
            case .vorgaengeURL: endpoints.vorgaenge = text
            case .casePageURL: endpoints.casePage = text
            default: break
            }
        }
        return endpoints
    }

    /// How the APIs are talked to.
    var clientSettings: EuropaceSettings {
        var settings = EuropaceSettings()
        settings.permitsProduction = mode == .production
        settings.antragsstatusNeedsStatus = antragsstatusNeedsStatus
        settings.freshSecret = { secret(of: $0) }
        return settings
    }

    /// The secret of an OAuth2 client as its file has it now; nil where it cannot be read.
    private func secret(of clientID: String) -> String? {
        if clientID == client.id { return (try? Self.secret(environment)) ?? nil }
        let named = try? environment.value(.identities).map {
            try IdentitiesFile.read($0, environment, targets: targets.catalog.targets)
        }
        return named?.first { $0.credentials.clientID == clientID }?.credentials.clientSecret
    }

    /// What the intake listener needs.
    func intake(room: Int, logger: Logger) throws -> IntakeConfiguration {
        var configuration = IntakeConfiguration()
        configuration.socket = try InheritedSocket.descriptor(environment)
        configuration.host = host
        configuration.port = port
        configuration.publicURL = publicURL
        configuration.limits.shutdownMilliseconds = ShutdownBudget.intake
        edge.apply(to: &configuration, room: room, logger: logger)
        return configuration
    }

    /// All identities: the plain client as the default one, then those of the file. The sandbox has a client of its own.
    var allIdentities: [EuropaceIdentity] {
        var plain: EuropaceCredentials?
        if let id = client.id, let secret = client.secret {
            plain = EuropaceCredentials(
                clientID: id,
                clientSecret: secret,
                scope: client.scope,
                subject: client.subject,
                actor: client.actor
            )
        } else if europace == .sandbox {
            plain = .sandbox
        }
        let named = plain.map { [EuropaceIdentity(name: EuropaceIdentity.defaultName, credentials: $0)] } ?? []
        return named + identities.filter { $0.name != EuropaceIdentity.defaultName || named.isEmpty }
    }
}
