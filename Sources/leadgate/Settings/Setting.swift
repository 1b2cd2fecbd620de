import ArgumentParser

/// One thing that can be set: by a flag, by a variable of the environment, or left at its default; in this order.
///
/// ``all`` is the table from which settings are read, helped with, documented and complained about. A new setting is one
/// more constant in it, and a property in ``Settings``.
struct Setting: Sendable, Hashable {
    /// `admin-port`: the flag is `--admin-port`, the variable `LEADGATE_ADMIN_PORT`.
    let name: String
    /// What holds if nobody sets it; nil: nothing does.
    let fallback: String?
    /// Whether it can be given as a flag; secrets and what belongs to a deployment come from the environment only.
    let isFlag: Bool
    /// Whether its value must never be shown.
    let isSecret: Bool
    /// What it is, for `--help` and the documentation.
    let summary: String

    private init(
        _ name: String,
        default fallback: String? = nil,
        isFlag: Bool = true,
        isSecret: Bool = false,
        _ summary: String
    ) {
        self.name = name
        self.fallback = fallback
        self.isFlag = isFlag
        self.isSecret = isSecret
        self.summary = summary
    }

    /// Its variable in the environment.
    var variable: String { Self.prefix + name.uppercased().replacing("-", with: "_") }

    /// How an option that sets it is named.
    var flag: NameSpecification { .customLong(name) }

    /// How an option that sets it is explained.
    var help: ArgumentHelp {
        ArgumentHelp("\(summary) (default: \(fallback ?? "none"), or \(variable)).")
    }

    /// What all variables begin with.
    static let prefix = "LEADGATE_"
}

extension Setting {
    static let data = Setting("data", default: "leadgate-data", "Folder of the data file, keys and tokens")
    static let mappings = Setting(
        "mappings",
        default: "mappings",
        "Folder of the mappings; their sources are in its sub-folder 'sources'"
    )
    static let schemas = Setting(
        "schemas",
        "Folder with newer target schemas, made by 'schema import'; without it those in the program are used"
    )
    static let host = Setting("host", default: "127.0.0.1", "Address of the intake listener; 0.0.0.0 for all")
    static let port = Setting("port", default: "8080", "Port of the intake listener")
    static let publicURL = Setting(
        "public-url",
        "Where senders post to, for signatures that cover the address; without it https:// and the Host header"
    )
    static let trustedProxies = Setting(
        "trusted-proxies",
        isFlag: false,
        "Addresses and networks of proxies that are believed about who is behind them: 10.0.0.0/8, 2001:db8::7"
    )
    static let proxyHeader = Setting(
        "proxy-header",
        default: "x-forwarded-for",
        isFlag: false,
        "The header in which they say it: x-forwarded-for, forwarded or none"
    )
    static let proxyProtocol = Setting(
        "proxy-protocol",
        default: "off",
        isFlag: false,
        "v2: every connection from a trusted proxy begins with a header of the PROXY protocol, version 2"
    )
    static let connections = Setting(
        "connections",
        default: "8192",
        isFlag: false,
        "Open connections of the intake listener at most"
    )
    static let connectionsPerAddress = Setting(
        "connections-per-address",
        default: "256",
        isFlag: false,
        "Open connections of one address, and requests at once of one behind a trusted proxy; 0: no limit"
    )
    static let tlsCertificate = Setting(
        "tls-certificate",
        isFlag: false,
        "A PEM file with the certificate, and those that vouch for it, that the intake listener speaks TLS with"
    )
    static let tlsKey = Setting("tls-key", isFlag: false, "A PEM file with its key")
    static let clientAuthorities = Setting(
        "client-authorities",
        isFlag: false,
        "A PEM file with the authorities that vouch for the certificates of clients; then no others are taken"
    )
    static let adminHost = Setting("admin-host", default: "127.0.0.1", "Address of the admin listener")
    static let adminPort = Setting("admin-port", default: "8081", "Port of the admin listener")
    static let europace = Setting("europace", default: "sandbox", "Where leads go: sandbox, test or production")
    static let sandboxPort = Setting("sandbox-port", default: "8090", "Port of the built-in sandbox")
    static let sandboxURL = Setting("sandbox-url", "A sandbox that runs elsewhere; then none is started here")
    static let clientID = Setting("client-id", isFlag: false, "The OAuth2 client at Europace")
    static let clientSecret = Setting("client-secret", isFlag: false, isSecret: true, "Its secret")
    static let clientSecretFile = Setting(
        "client-secret-file",
        isFlag: false,
        "A file that holds its secret; read anew with each token"
    )
    static let scope = Setting("scope", isFlag: false, "The scopes to ask for, if not those the gateway needs")
    static let subject = Setting("subject", isFlag: false, "The partner to act as")
    static let actor = Setting("actor", isFlag: false, "The partner who acts")
    static let tokenURL = Setting(
        "token-url",
        isFlag: false,
        "Where access tokens are got, if not at Europace's address"
    )
    static let identities = Setting(
        "identities",
        isFlag: false,
        "A file of further clients, chosen by target: {\"lender\": {\"clientID\": …, \"clientSecret\": {\"file\": …}, \"targets\": […]}}"
    )
    static let kundenangabenURL = Setting("kundenangaben-url", isFlag: false, "The address of Kundenangaben")
    static let vorgaengeURL = Setting(
        "vorgaenge-url",
        isFlag: false,
        "The address of the Vorgaenge API; version 2 has one of its own"
    )
    static let kexImportURL = Setting(
        "kex-import-url",
        isFlag: false,
        "The address of the KreditSmart import, such as the older one"
    )
    static let kexUpdateURL = Setting("kex-update-url", isFlag: false, "The address of KEX-Vorgang-Update")
    static let kexExportURL = Setting(
        "kex-export-url",
        isFlag: false,
        "The address of KEX-Vorgang-Export, which is read after a lost answer"
    )
    static let antragsstatusURL = Setting("antragsstatus-url", isFlag: false, "The address of KEX-Antragsstatus")
    static let casePageURL = Setting(
        "case-page-url",
        isFlag: false,
        "What a case number is appended to for the page on which a person opens it"
    )
    static let antragsstatusStrict = Setting(
        "antragsstatus-strict",
        default: "off",
        isFlag: false,
        "on: a status event needs a status, as the older published rules say"
    )
    static let retryHours = Setting(
        "retry-hours",
        default: "24",
        isFlag: false,
        "How many hours a lead is tried again; for single targets besides: 24,kex-vorgang=2"
    )
    static let logLevel = Setting(
        "log-level",
        default: "info",
        isFlag: false,
        "trace, debug, info, notice, warning or error"
    )
    static let adminURL = Setting(
        "admin-url",
        default: "http://127.0.0.1:8081",
        "For commands that ask a running gateway: its admin listener"
    )
    static let adminToken = Setting(
        "admin-token",
        isFlag: false,
        isSecret: true,
        "For these commands: the admin token, if not that in the data folder"
    )

    static let adminTokenFile = Setting(
        "admin-token-file",
        isFlag: false,
        "A file with the gateway's own admin token, if not admin.token in the data folder; for these commands, too"
    )

    /// The addresses that replace Europace's own.
    static let addresses = [
        tokenURL, kundenangabenURL, vorgaengeURL, kexImportURL, kexUpdateURL, kexExportURL, antragsstatusURL,
        casePageURL,
    ]

    /// Every setting there is.
    static let all = [
        data, mappings, schemas, host, port, publicURL, trustedProxies, proxyHeader, proxyProtocol, connections,
        connectionsPerAddress, tlsCertificate, tlsKey, clientAuthorities, adminHost, adminPort, europace, sandboxPort,
        sandboxURL,
        clientID,
        clientSecret, clientSecretFile, scope, subject, actor, tokenURL, identities, kundenangabenURL, vorgaengeURL,
        kexImportURL, kexUpdateURL, kexExportURL, antragsstatusURL, casePageURL, antragsstatusStrict, retryHours,
        logLevel,
        adminURL, adminToken, adminTokenFile,
    ]

    /// The table as Markdown, for the documentation.
    static var markdown: String {
        let rows = all.map { setting in
            let flag = setting.isFlag ? "`--\(setting.name)`" : ""
            let fallback = setting.fallback.map { "`\($0)`" } ?? ""
            return "| \(flag) | `\(setting.variable)` | \(fallback) | \(setting.summary) |\n"
        }
        return "| flag | environment | default | what it is |\n|---|---|---|---|\n" + rows.joined()
    }
}
