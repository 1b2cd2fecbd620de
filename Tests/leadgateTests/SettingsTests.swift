import ArgumentParser
import DeliveryRules
import Foundation
import HTTPEdge
import Intake
import Logging
import Targets
import Testing

@testable import leadgate

@Suite("Settings")
struct SettingsTests {
    private static func settings(_ arguments: [String] = [], _ variables: [String: String] = [:]) throws -> Settings {
        try Settings(try GatewayOptions.parse(arguments), environment: Environment(variables))
    }

    @Test("a flag beats the environment, and that beats the default")
    func order() throws {
        #expect(try Self.settings().port == 8080)
        #expect(try Self.settings([], ["LEADGATE_PORT": "81"]).port == 81)
        #expect(try Self.settings(["--port", "82"], ["LEADGATE_PORT": "81"]).port == 82)
        #expect(try Self.settings(["--sandbox-url", "http://x"]).sandboxURL == "http://x")
        #expect(try Self.settings([], ["LEADGATE_LOG_LEVEL": "debug"]).logLevel == .debug)
    }

    @Test(
        "a value that cannot be is named with its place, and with what is allowed",
        arguments: [
            (["LEADGATE_ADMIN_PORT": "tcp://10.0.0.1:80"], ["LEADGATE_ADMIN_PORT", "tcp://10.0.0.1:80", "0 to 65535"]),
            (["LEADGATE_EUROPACE": "prod"], ["LEADGATE_EUROPACE", "prod", "sandbox, test, production"]),
            (["LEADGATE_LOG_LEVEL": "loud"], ["LEADGATE_LOG_LEVEL", "loud", "info"]),
            (["LEADGATE_EUROPACE": "test"], ["LEADGATE_CLIENT_ID", "LEADGATE_CLIENT_SECRET_FILE"]),
            (["LEADGATE_TRUSTED_PROXIES": "10.0.0.0/40"], ["LEADGATE_TRUSTED_PROXIES", "10.0.0.0/40", "10.0.0.0/8"]),
            (["LEADGATE_PROXY_HEADER": "via"], ["LEADGATE_PROXY_HEADER", "via", "x-forwarded-for, forwarded, none"]),
            (["LEADGATE_PROXY_PROTOCOL": "v1"], ["LEADGATE_PROXY_PROTOCOL", "v1", "off, v2"]),
            (["LEADGATE_PROXY_PROTOCOL": "v2"], ["LEADGATE_PROXY_PROTOCOL", "LEADGATE_TRUSTED_PROXIES"]),
            (["LEADGATE_CONNECTIONS": "0"], ["LEADGATE_CONNECTIONS", "from 1"]),
            (["LEADGATE_CONNECTIONS_PER_ADDRESS": "-1"], ["LEADGATE_CONNECTIONS_PER_ADDRESS", "from 0"]),
            (["LEADGATE_TLS_KEY": "/key.pem"], ["LEADGATE_TLS_KEY", "LEADGATE_TLS_CERTIFICATE"]),
            (["LEADGATE_CLIENT_AUTHORITIES": "/ca.pem"], ["LEADGATE_CLIENT_AUTHORITIES", "LEADGATE_TLS_CERTIFICATE"]),
            (["LEADGATE_SANDBOX_URL": "sandbox:8090"], ["LEADGATE_SANDBOX_URL", "sandbox:8090", "http://"]),
            (["LEADGATE_PUBLIC_URL": "leads.example.org"], ["LEADGATE_PUBLIC_URL", "https://leads.example.org"]),
            (["LEADGATE_PUBLIC_URL": "https://x.org/a?b"], ["LEADGATE_PUBLIC_URL", "https://x.org/a?b"]),
            (["LEADGATE_CLIENT_SECRET_FILE": "/nowhere"], ["LEADGATE_CLIENT_SECRET_FILE", "/nowhere"]),
        ]
    )
    func wrong(variables: [String: String], words: [String]) throws {
        let error = #expect(throws: ValidationError.self) { try Self.settings([], variables) }
        for word in words { #expect(try #require(error).message.contains(word)) }
    }

    @Test("what stands before the intake listener reaches it, within what the system lets open")
    func edge() throws {
        let settings = try Self.settings(
            [],
            [
                "LEADGATE_TRUSTED_PROXIES": "10.0.0.0/8", "LEADGATE_PROXY_HEADER": "forwarded",
                "LEADGATE_PROXY_PROTOCOL": "v2", "LEADGATE_CONNECTIONS": "5000",
                "LEADGATE_CONNECTIONS_PER_ADDRESS": "50", "LEADGATE_PUBLIC_URL": "https://example.org/leads/",
                "LEADGATE_TLS_CERTIFICATE": "/cert.pem", "LEADGATE_TLS_KEY": "/key.pem",
            ]
        )
        let intake = try settings.intake(room: 4_000, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        #expect(intake.publicURL == "https://example.org/leads")
        #expect(intake.tls == TLSFiles(certificate: "/cert.pem", key: "/key.pem"))
        let limits = intake.limits.connection
        #expect(limits.proxies.trusts(NetworkAddress("10.1.2.3")) && !limits.proxies.trusts(NetworkAddress("11.1.2.3")))
        #expect(limits.proxies.header == .forwarded && limits.proxies.speakProxyProtocol)
        #expect(limits.connections == 4_000 && limits.connectionsPerAddress == 50)
    }

    @Test("a flag that cannot be is named as the flag")
    func wrongFlag() throws {
        let error = #expect(throws: ValidationError.self) { try Self.settings(["--port", "65536"]) }
        #expect(try #require(error).message.hasPrefix("--port is '65536'"))
    }

    @Test("a variable that looks like a setting and is none is named, with the one that may be meant")
    func strangers() {
        let environment = Environment([
            "LEADGATE_ADMINPORT": "1", "LEADGATE_PORT": "2", "LEADGATE_WEBHOOK_SECRET": "3", "PATH": "4",
        ])
        #expect(
            environment.strangers(beside: ["LEADGATE_WEBHOOK_SECRET"]) == [
                "LEADGATE_ADMINPORT is set, but there is no such setting; did you mean LEADGATE_ADMIN_PORT?"
            ]
        )
    }

    @Test("the settings' names are unlike, and each has its words")
    func table() {
        #expect(Set(Setting.all.map(\.variable)).count == Setting.all.count)
        for setting in Setting.all {
            #expect(!setting.summary.isEmpty && !setting.summary.hasSuffix("."), "\(setting.name)")
            #expect(
                !(setting.isSecret && setting.isFlag),
                "a secret on the command line shows in the list of processes"
            )
        }
    }

    @Test("the README's table of settings is the program's")
    func documented() throws {
        let readme = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../README.md")
        let text = try String(contentsOf: readme.standardized, encoding: .utf8)
        #expect(text.contains(Setting.markdown), "the README should have:\n\(Setting.markdown)")
    }

    @Test("the help of serve names every setting that a gateway has")
    func help() {
        let help = Serve.helpMessage(columns: 200)
        for setting in Setting.all where setting != .adminURL && setting != .adminToken {
            #expect(help.contains(setting.variable), "\(setting.variable)")
        }
    }

    @Test("how long leads are tried again is set in hours, for single targets besides")
    func retries() throws {
        #expect(try Self.settings().retries.giveUpAfter == 24 * 3_600_000)
        let set = try Self.settings([], ["LEADGATE_RETRY_HOURS": "48,kex-vorgang=2"]).retries
        #expect(set.giveUpAfter == 48 * 3_600_000)
        #expect(set.giveUpAfterAt == [.kexVorgang: 2 * 3_600_000])
        for wrong in ["0", "a", "24,nowhere=2", "24,kex-vorgang="] {
            #expect(throws: (any Error).self) { try Self.settings([], ["LEADGATE_RETRY_HOURS": wrong]) }
        }
    }
}
