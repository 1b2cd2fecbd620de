import ArgumentParser

/// The options of a gateway.
///
/// All are optional without a default here: a default on the command line would beat the environment.
struct GatewayOptions: ParsableArguments {
    @Option(name: Setting.data.flag, help: Setting.data.help)
    var data: String?

    @Option(name: Setting.mappings.flag, help: Setting.mappings.help)
    var mappings: String?

    @Option(name: Setting.schemas.flag, help: Setting.schemas.help)
    var schemas: String?

    @Option(name: Setting.host.flag, help: Setting.host.help)
    var host: String?

    @Option(name: Setting.port.flag, help: Setting.port.help)
    var port: Int?

    @Option(name: Setting.publicURL.flag, help: Setting.publicURL.help)
    var publicURL: String?

    @Option(name: Setting.adminHost.flag, help: Setting.adminHost.help)
    var adminHost: String?

    @Option(name: Setting.adminPort.flag, help: Setting.adminPort.help)
    var adminPort: Int?

    @Option(name: Setting.sandboxPort.flag, help: Setting.sandboxPort.help)
    var sandboxPort: Int?

    @Option(name: Setting.europace.flag, help: Setting.europace.help)
    var europace: EuropaceChoice?

    @Option(name: Setting.sandboxURL.flag, help: Setting.sandboxURL.help)
    var sandboxURL: String?
}
