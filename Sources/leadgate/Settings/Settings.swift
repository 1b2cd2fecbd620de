import ArgumentParser
import Delivery
import DeliveryRules
import Europace
import Logging
import TargetSchemas
import Targets

/// Which Europace the gateway delivers to.
enum EuropaceChoice: String, CaseIterable, ExpressibleByArgument {
    /// The built-in stand-in, or the one at `--sandbox-url`.
    case sandbox
    /// Europace, trial cases only.
    case test
    /// Europace, real business for the sources that say `"mode": "production"`.
    case production
}

/// A setting that is on or off.
enum Switch: String, CaseIterable, Sendable { case on, off }

/// Everything a gateway needs to know, validated once at start.
struct Settings: Sendable {
    var data: String
    var mappings: String
    var schemas: String?
    var host: String
    var port: Int
    var publicURL: String?
    /// Who stands before the intake listener, how many may come, and what it shows them.
    var edge: EdgeSettings
    var adminHost: String
    var adminPort: Int
    var sandboxPort: Int
    var europace: EuropaceChoice
    var sandboxURL: String?
    var client: ClientSettings
    /// The identities of `LEADGATE_IDENTITIES`, besides the plain client.
    var identities: [EuropaceIdentity]
    /// Addresses that replace Europace's own, such as an older version's; absent ones stay.
    var addresses: [Setting: String]
    /// Whether an Antragsstatus needs a status, as its older published version says.
    var antragsstatusNeedsStatus: Bool
    var logLevel: Logger.Level
    /// How long leads are tried again.
    var retries: RetryPolicy

    /// Production only if the gateway says so; the source must say it, too.
    var mode: DeliveryMode { europace == .production ? .production : .test }

    /// The OAuth2 client at Europace.
    struct ClientSettings: Sendable {
        var id: String?
        var secret: String?
        var scope: String?
        var subject: String?
        var actor: String?
    }

    /// Where the gateway's own admin token is.
    var adminToken: AdminTokenFile { AdminTokenFile(data: data, environment: environment) }

    /// The targets of the program.
    let targets: TargetSet
    /// Where they were read from.
    let environment: Environment

    /// Reads flags first, then the environment (`LEADGATE_…`), then the defaults.
    /// - Throws: `ValidationError` that names the setting, what it was and what is allowed.
    init(_ options: GatewayOptions, environment: Environment, targets: TargetSet = .shipped) throws {
        self.environment = environment
        self.targets = targets
        data = environment.text(.data, flag: options.data)
        mappings = environment.text(.mappings, flag: options.mappings)
        schemas = environment.value(.schemas, flag: options.schemas)
        host = environment.text(.host, flag: options.host)
        port = try environment.port(.port, flag: options.port)
        publicURL = try EdgeSettings.publicURL(environment, flag: options.publicURL)
        edge = try EdgeSettings(environment)
        adminHost = environment.text(.adminHost, flag: options.adminHost)
        adminPort = try environment.port(.adminPort, flag: options.adminPort)
        sandboxPort = try environment.port(.sandboxPort, flag: options.sandboxPort)
        sandboxURL = try Self.sandboxURL(environment.value(.sandboxURL, flag: options.sandboxURL))
        europace = try environment.choice(.europace, flag: options.europace)
        logLevel = try environment.choice(.logLevel)
        retries = try Self.retries(environment.text(.retryHours, flag: nil), among: targets.catalog.targets)
        client = ClientSettings(
            id: environment.value(.clientID),
            secret: try Self.secret(environment),
            scope: environment.value(.scope),
            subject: environment.value(.subject),
            actor: environment.value(.actor)
        )
        addresses = try Self.addresses(environment)
        antragsstatusNeedsStatus = try environment.choice(.antragsstatusStrict) == Switch.on
        do {
            identities =
                try environment.value(.identities).map {
                    try IdentitiesFile.read($0, environment, targets: targets.catalog.targets)
                } ?? []
        } catch let error as StartError {
            throw ValidationError(error.message)
        }
        if europace != .sandbox, identities.isEmpty, client.id == nil || client.secret == nil {
            throw ValidationError(
                """
                europace is '\(europace.rawValue)', so an OAuth2 client is needed: set \(Setting.clientID.variable) and
                \(Setting.clientSecretFile.variable) (or \(Setting.clientSecret.variable)), or \(Setting.identities.variable)
                """
            )
        }
    }

    /// In clear text from another machine as well: a sandbox gets made-up leads.
    private static func sandboxURL(_ text: String?) throws -> String? {
        guard let text else { return nil }
        guard ["http://", "https://"].contains(where: { text.hasPrefix($0) && text.count > $0.count }) else {
            throw ValidationError(
                "\(Setting.sandboxURL.variable) is '\(text)'; an address begins with http:// or https://"
            )
        }
        return text
    }

    /// Leads and tokens go nowhere in clear text but to this machine.
    private static func addresses(_ environment: Environment) throws -> [Setting: String] {
        var addresses: [Setting: String] = [:]
        for setting in Setting.addresses {
            guard let text = environment.value(setting) else { continue }
            let isLocal = ["http://127.0.0.1", "http://localhost", "http://[::1]"].contains { text.hasPrefix($0) }
            guard text.hasPrefix("https://") || isLocal else {
                throw ValidationError("\(setting.variable) is '\(text)'; an address begins with https://")
            }
            addresses[setting] = text
        }
        return addresses
    }

    /// `24`, or `24,kex-vorgang=2`.
    private static func retries(_ text: String, among targets: [Target]) throws -> RetryPolicy {
        var policy = RetryPolicy.standard
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let pair = part.split(separator: "=", maxSplits: 1).map(String.init)
            let target = pair.count == 2 ? targets.first { $0.rawValue == pair[0] } : nil
            guard let hours = pair.last.flatMap(Int64.init), (1...8_760).contains(hours),
                pair.count == 1 || target != nil
            else {
                throw ValidationError(
                    "\(Setting.retryHours.variable) is '\(text)'; write hours from 1 to 8760, such as 24 or 24,kex-vorgang=2"
                )
            }
            if let target {
                policy.giveUpAfterAt[target] = hours * 3_600_000
            } else {
                policy.giveUpAfter = hours * 3_600_000
            }
        }
        return policy
    }

    static func secret(_ environment: Environment) throws -> String? {
        guard let path = environment.value(.clientSecretFile) else { return environment.value(.clientSecret) }
        guard let bytes = try? Files.read(path), let text = String(validating: bytes, as: UTF8.self) else {
            throw ValidationError(
                "the client secret cannot be read from '\(path)' (\(Setting.clientSecretFile.variable))"
            )
        }
        return text.trimmedWhitespace
    }
}
