import Foundation
import HTTPEdge
import Intake
import Mapping
import SourceFiles

/// Looks at what stands between senders and the intake listener: TLS, proxies, the public address.
struct EdgeCheck {
    let settings: Settings
    let sources: [Source]
    /// Milliseconds since 1970.
    let now: Int64

    var diagnoses: [Diagnosis] {
        let found = certificate + clearText + openDesk + publicURL + clientCertificates + clientNames
        return found.isEmpty ? [.fine("edge", "senders reach the intake listener as their sources need it")] : found
    }

    private static let day: Int64 = 86_400_000

    private var certificate: [Diagnosis] {
        guard let files = settings.edge.tls else { return [] }
        let end: Int64
        do throws(TLSFiles.Fault) {
            try files.check()
            end = try files.end()
        } catch {
            return [.error("edge", "tls-unusable", error.description, "the gateway cannot start like this")]
        }
        var found: [Diagnosis] = []
        let days = (end - now) / Self.day
        let advice = "put a newer one in its place; it is read without a restart"
        if end <= now {
            found.append(
                .error("edge", "certificate-ended", "the certificate in '\(files.certificate)' has ended", advice)
            )
        } else if days < 14 {
            found.append(.warning("edge", "certificate-ends", "the certificate ends in \(days) days", advice))
        }
        if let attributes = try? FileManager.default.attributesOfItem(atPath: files.key),
            let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue, mode & 0o077 != 0
        {
            found.append(
                .warning("edge", "key-open", "'\(files.key)' can be read by others", "chmod 600 '\(files.key)'")
            )
        }
        return found
    }

    /// Leads over a network in clear text.
    private var clearText: [Diagnosis] {
        guard !Self.isLocal(settings.host), settings.edge.tls == nil, settings.edge.proxies.trusted.isEmpty else {
            return []
        }
        return [
            .warning(
                "edge",
                "clear-text",
                "the intake listener is open to the network without TLS, and no proxy is named that speaks it",
                "set \(Setting.tlsCertificate.variable) and \(Setting.tlsKey.variable), or \(Setting.trustedProxies.variable)"
            )
        ]
    }

    private static func isLocal(_ host: String) -> Bool {
        host == "localhost" || host == "::1" || host.hasPrefix("127.")
    }

    /// Tokens of operators, and what customers typed, over a network in clear text: that listener speaks no TLS.
    private var openDesk: [Diagnosis] {
        guard !Self.isLocal(settings.adminHost) else { return [] }
        return [
            .warning(
                "edge",
                "admin-open",
                "the admin listener is open to the network at '\(settings.adminHost)', and speaks no TLS",
                "listen on 127.0.0.1 (\(Setting.adminHost.variable)), or let only a proxy that speaks TLS reach it"
            )
        ]
    }

    /// Signatures over an address that is not known.
    private var publicURL: [Diagnosis] {
        guard settings.publicURL == nil else { return [] }
        return sources.filter(\.signsAddress).map { source in
            .warning(
                "edge",
                "public-url-missing",
                "source '\(source.name)': its signature covers the address, and that is taken from the Host header",
                "set \(Setting.publicURL.variable) to where the sender posts; a proxy may rewrite Host"
            )
        }
    }

    private var clientCertificates: [Diagnosis] {
        guard settings.edge.tls == nil else { return [] }
        return sources.filter(\.wantsCertificate).map { source in
            .error(
                "edge",
                "certificate-without-tls",
                "source '\(source.name)' wants a client certificate, and the intake listener speaks no TLS",
                "set \(Setting.tlsCertificate.variable) and \(Setting.tlsKey.variable); a proxy cannot pass certificates on"
            )
        }
    }
}

extension EdgeCheck {
    /// Names that nobody vouches for.
    private var clientNames: [Diagnosis] {
        guard let tls = settings.edge.tls, tls.authorities == nil else { return [] }
        return sources.filter(\.wantsNames).map { source in
            .error(
                "edge",
                "names-without-authorities",
                "source '\(source.name)' knows clients by the names in their certificates, and no authority vouches for those",
                "set \(Setting.clientAuthorities.variable), or name their \"fingerprints\""
            )
        }
    }
}

extension Source {
    fileprivate var wantsNames: Bool {
        credentials.contains {
            if case .clientCertificate(let rule) = $0.scheme { !rule.names.isEmpty } else { false }
        }
    }

    fileprivate var signsAddress: Bool {
        credentials.contains {
            if case .signature(let template) = $0.scheme { template.signed.contains(.url) } else { false }
        }
    }

    fileprivate var wantsCertificate: Bool {
        credentials.contains { if case .clientCertificate = $0.scheme { true } else { false } }
    }
}
