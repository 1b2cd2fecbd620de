import Crypto
import NIOSSL
import SourceFiles

/// What is known of a certificate that a client has shown, and whose key it has.
struct ClientCertificate: Sendable, Hashable {
    /// SHA-256 of its DER form.
    let fingerprint: [UInt8]
    /// The names that it bears; none unless an authority vouches for them.
    let names: Set<String>

    init(fingerprint: [UInt8], names: Set<String> = []) {
        self.fingerprint = fingerprint
        self.names = names
    }

    /// - Parameter isIssued: whether its chain leads to an authority that the listener trusts.
    init?(_ certificate: NIOSSLCertificate, isIssued: Bool) {
        guard let bytes = try? certificate.toDERBytes() else { return nil }
        self.init(
            fingerprint: Array(SHA256.hash(data: bytes)),
            names: isIssued ? Self.names(of: certificate) : []
        )
    }

    /// Whether a source lets it in. Not a secret: no comparison here has to take the same time.
    func satisfies(_ rule: ClientCertificateRule) -> Bool {
        rule.fingerprints.contains(fingerprint) || rule.names.contains { names.contains(Self.canonical($0)) }
    }

    /// Its alternative names; its subject's common name only where it has none (RFC 6125 §6.4.4).
    private static func names(of certificate: NIOSSLCertificate) -> Set<String> {
        var names: Set<String> = []
        for name in certificate._subjectAlternativeNames() {
            guard [.dnsName, .email, .uri].contains(name.nameType) else { continue }
            names.insert(canonical(name.contents.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }))
        }
        guard names.isEmpty else { return names }
        return Set(certificate.subjectName.filter { $0.type == .commonName }.map { canonical($0.value) })
    }

    /// Hosts in small letters; a URI's path and a mail address's name count as they are written.
    private static func canonical(_ name: String) -> String {
        name.contains("/") || name.contains("@") ? name : name.lowercased()
    }
}
