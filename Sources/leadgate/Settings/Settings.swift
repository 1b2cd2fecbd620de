import ArgumentParser
import Configuration
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

/// The options of a gateway, each also readable from the environment: `--admin-port` is `LEADGATE_ADMIN_PORT`.
///
/// All are optional without a default here: a default on the command line would beat the environment.
struct GatewayOptions: ParsableArguments {
    @Option(help: "Folder of the data file, keys and tokens (default: ./leadgate-data).")
    var data: String?

    @Option(help: "Folder of the mappings; their sources are in its sub-folder 'sources' (default: ./mappings).")
    var mappings: String?

    @Option(help: "Folder with newer target schemas, made by 'schema import' (default: those in the program).")
    var schemas: String?

    @Option(help: "Address of the intake listener (default: 127.0.0.1; 0.0.0.0 for all).")
    var host: String?

    @Option(help: "Port of the intake listener (default: 8080).")
    var port: Int?

    @Option(help: "Address of the admin listener (default: 127.0.0.1).")
    var adminHost: String?

    @Option(help: "Port of the admin listener (default: 8081).")
    var adminPort: Int?

    @Option(help: "Port of the built-in sandbox (default: 8090).")
    var sandboxPort: Int?

    @Option(help: "Where leads go: sandbox, test or production (default: sandbox).")
    var europace: EuropaceChoice?

    @Option(help: "A sandbox that runs elsewhere; then none is started here.")
    var sandboxUrl: String?
}

/// Everything a gateway needs to know, validated once at start.
struct Settings: Sendable {
    var data: String
    var mappings: String
    var schemas: String?
    var host: String
    var port: Int
    var adminHost: String
    var adminPort: Int
    var sandboxPort: Int
    var europace: EuropaceChoice
    var sandboxURL: String?
    var client: ClientSettings
    var logLevel: String

    /// Production only if the gateway says so; the source must say it, too.
    var mode: DeliveryMode { europace == .production ? .production : .test }

    /// The OAuth2 client at Europace.
    struct ClientSettings: Sendable {
        var id: String?
        var secret: String?
        var scope: String?
        var subject: String?
        var actor: String?
        var tokenURL: String?
    }

    /// Reads flags first, then the environment (`LEADGATE_…`), then the defaults.
    /// - Throws: `ValidationError` that names the setting, what it was and what is allowed.
    init(_ options: GatewayOptions, environment: [String: String]) throws {
        let reader = ConfigReader(providers: [
            InMemoryProvider(name: "flags", values: Self.flags(options)),
            EnvironmentVariablesProvider(
                environmentVariables: environment,
                secretsSpecifier: .specific(["LEADGATE_CLIENT_SECRET"])
            )
            .prefixKeys(with: "leadgate"),
        ])
        data = reader.string(forKey: "data", default: "leadgate-data")
        mappings = reader.string(forKey: "mappings", default: "mappings")
        schemas = reader.string(forKey: "schemas")
        host = reader.string(forKey: "host", default: "127.0.0.1")
        port = try Self.port(reader, "port", default: 8080)
        adminHost = reader.string(forKey: "admin.host", default: "127.0.0.1")
        adminPort = try Self.port(reader, "admin.port", default: 8081)
        sandboxPort = try Self.port(reader, "sandbox.port", default: 8090)
        sandboxURL = reader.string(forKey: "sandbox.url")
        let choice = reader.string(forKey: "europace", default: "sandbox")
        guard let europace = EuropaceChoice(rawValue: choice) else {
            throw ValidationError("europace is '\(choice)'; allowed are sandbox, test and production")
        }
        self.europace = europace
        logLevel = reader.string(forKey: "log.level", default: "info")
        client = ClientSettings(
            id: reader.string(forKey: "client.id"),
            secret: try Self.secret(reader),
            scope: reader.string(forKey: "scope"),
            subject: reader.string(forKey: "subject"),
            actor: reader.string(forKey: "actor"),
            tokenURL: reader.string(forKey: "token.url")
        )
        if europace != .sandbox, client.id == nil || client.secret == nil {
            throw ValidationError(
                """
                europace is '\(choice)', so an OAuth2 client is needed: set LEADGATE_CLIENT_ID and
                LEADGATE_CLIENT_SECRET_FILE (or LEADGATE_CLIENT_SECRET)
                """
            )
        }
    }

    private static func flags(_ options: GatewayOptions) -> [AbsoluteConfigKey: ConfigValue] {
        var values: [AbsoluteConfigKey: ConfigValue] = [:]
        func set(_ key: [String], _ value: String?) {
            guard let value else { return }
            values[AbsoluteConfigKey(key)] = ConfigValue(.string(value), isSecret: false)
        }
        set(["data"], options.data)
        set(["mappings"], options.mappings)
        set(["schemas"], options.schemas)
        set(["host"], options.host)
        set(["port"], options.port.map(String.init))
        set(["admin", "host"], options.adminHost)
        set(["admin", "port"], options.adminPort.map(String.init))
        set(["sandbox", "port"], options.sandboxPort.map(String.init))
        set(["europace"], options.europace?.rawValue)
        set(["sandbox", "url"], options.sandboxUrl)
        return values
    }

    private static func port(_ reader: ConfigReader, _ key: ConfigKey, default fallback: Int) throws -> Int {
        let text = reader.string(forKey: key, default: String(fallback))
        guard let number = Int(text), (0...65_535).contains(number) else {
            throw ValidationError("\(key) is '\(text)'; a port is a number from 0 to 65535")
        }
        return number
    }

    private static func secret(_ reader: ConfigReader) throws -> String? {
        if let path = reader.string(forKey: "client.secret.file") {
            guard let bytes = try? Files.read(path), let text = String(validating: bytes, as: UTF8.self) else {
                throw ValidationError("the client secret cannot be read from '\(path)' (LEADGATE_CLIENT_SECRET_FILE)")
            }
            return text.trimmedWhitespace
        }
        return reader.string(forKey: "client.secret", isSecret: true)
    }
}
