import ArgumentParser
import Foundation
import HTTPEdge
import Intake
import Logging
import Telemetry

/// The settings of the intake listener's edge: proxies before it, connections, TLS.
struct EdgeSettings: Sendable {
    var proxies = ProxyRules()
    var connections: Int
    var connectionsPerAddress: Int
    var tls: TLSFiles?

    /// The versions of the PROXY protocol that are read.
    private enum ProxyProtocol: String, CaseIterable { case off, v2 }

    /// - Throws: `ValidationError` that names the setting, what it was and what is allowed.
    init(_ environment: Environment) throws {
        if let text = environment.value(.trustedProxies) {
            guard let trusted = TrustedProxies(text) else {
                throw ValidationError(
                    """
                    \(Setting.trustedProxies.variable) is '\(text)'; write addresses and networks, parted by commas: \
                    10.0.0.0/8, 2001:db8::7
                    """
                )
            }
            proxies.trusted = trusted
        }
        proxies.header = try environment.choice(.proxyHeader)
        proxies.speakProxyProtocol = try environment.choice(.proxyProtocol) == ProxyProtocol.v2
        guard !proxies.speakProxyProtocol || !proxies.trusted.isEmpty else {
            throw ValidationError(
                """
                \(Setting.proxyProtocol.variable) is on, but nobody is trusted with it; name the proxies in \
                \(Setting.trustedProxies.variable)
                """
            )
        }
        connections = try Self.count(environment, .connections, from: 1)
        connectionsPerAddress = try Self.count(environment, .connectionsPerAddress, from: 0)
        switch (environment.value(.tlsCertificate), environment.value(.tlsKey)) {
        case (nil, nil):
            tls = nil
            if environment.value(.clientAuthorities) != nil {
                throw ValidationError(
                    """
                    \(Setting.clientAuthorities.variable) needs TLS on the listener itself; set \
                    \(Setting.tlsCertificate.variable) and \(Setting.tlsKey.variable)
                    """
                )
            }
        case (let certificate?, let key?):
            tls = TLSFiles(certificate: certificate, key: key, authorities: environment.value(.clientAuthorities))
        default:
            throw ValidationError(
                "TLS needs both: set \(Setting.tlsCertificate.variable) and \(Setting.tlsKey.variable), or neither"
            )
        }
    }

    /// Puts them in force.
    /// - Parameter room: how many connections the system lets this process have.
    func apply(to configuration: inout IntakeConfiguration, room: Int, logger: Logger) {
        configuration.tls = tls
        configuration.limits.connection.proxies = proxies
        configuration.limits.connection.connections = min(connections, room)
        configuration.limits.connection.connectionsPerAddress = connectionsPerAddress
        if room < connections {
            logger.record(.openFilesShort, [.connections: "\(room)"])
        }
    }

    private static func count(_ environment: Environment, _ setting: Setting, from least: Int) throws -> Int {
        let text = environment.text(setting)
        guard let number = Int(text), (least...1_000_000).contains(number) else {
            throw ValidationError("\(setting.variable) is '\(text)'; allowed is a number from \(least) to 1000000")
        }
        return number
    }

    /// The public address, without a slash at its end.
    static func publicURL(_ environment: Environment, flag: String?) throws -> String? {
        guard var text = environment.value(.publicURL, flag: flag) else { return nil }
        while text.hasSuffix("/") { text.removeLast() }
        let parts = URLComponents(string: text)
        guard let parts, ["https", "http"].contains(parts.scheme), parts.host?.isEmpty == false, parts.query == nil,
            parts.fragment == nil, parts.user == nil
        else {
            let name = flag == nil ? Setting.publicURL.variable : "the public address"
            throw ValidationError("\(name) is '\(text)'; write scheme and host, such as https://leads.example.org")
        }
        return text
    }
}
