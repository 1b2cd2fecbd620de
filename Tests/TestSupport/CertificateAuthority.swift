import Crypto

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A fresh authority that issues certificates to clients (RFC 5280).
package struct CertificateAuthority {
    /// Its own certificate, DER-encoded.
    package let certificate: [UInt8]
    private let key = P256.Signing.PrivateKey()
    private let name: String

    /// A certificate with its key, both DER-encoded.
    package struct Issued {
        package let certificate: [UInt8]
        package let key: [UInt8]
    }

    package init(name: String) throws {
        self.name = name
        let isAuthority = DER.sequence(
            DER.oid([0x55, 0x1D, 0x13]),
            DER.node(0x01, [0xFF]),
            DER.node(0x04, DER.sequence(DER.node(0x01, [0xFF])))
        )
        certificate = try Self.certificate(of: name, key.publicKey, extensions: isAuthority, by: name, key)
    }

    /// A certificate for a client.
    ///
    /// - Parameters:
    ///   - subject: the common name.
    ///   - alternatives: tag and text of its alternative names: 1 mail address, 2 host, 6 URI.
    ///   - end: until when it is valid, as GeneralizedTime.
    package func issue(
        to subject: String,
        _ alternatives: [(tag: UInt8, text: String)] = [],
        until end: String = "21200101000000Z"
    ) throws -> Issued {
        let own = P256.Signing.PrivateKey()
        let names = alternatives.flatMap { DER.node(0x80 | $0.tag, Array($0.text.utf8)) }
        let alternativeNames = DER.sequence(DER.oid([0x55, 0x1D, 0x11]), DER.node(0x04, DER.sequence(names)))
        let certificate = try Self.certificate(
            of: subject,
            own.publicKey,
            extensions: alternatives.isEmpty ? [] : alternativeNames,
            by: name,
            key,
            until: end
        )
        return Issued(certificate: certificate, key: Array(own.derRepresentation))
    }

    private static func certificate(
        of subject: String,
        _ publicKey: P256.Signing.PublicKey,
        extensions: [UInt8],
        by issuer: String,
        _ key: P256.Signing.PrivateKey,
        until end: String = "21200101000000Z"
    ) throws -> [UInt8] {
        let algorithm = DER.sequence(DER.oid([0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x02]))  // ecdsa-with-SHA256
        func name(_ text: String) -> [UInt8] {
            DER.sequence(DER.node(0x31, DER.sequence(DER.oid([0x55, 0x04, 0x03]), DER.node(0x0C, Array(text.utf8)))))
        }
        let body = DER.sequence(
            DER.node(0xA0, DER.node(0x02, [2])),
            DER.node(0x02, [UInt8.random(in: 1...127)]),
            algorithm,
            name(issuer),
            DER.sequence(DER.node(0x18, Array("20200101000000Z".utf8)), DER.node(0x18, Array(end.utf8))),
            name(subject),
            Array(publicKey.derRepresentation),
            extensions.isEmpty ? [] : DER.node(0xA3, DER.sequence(extensions))
        )
        let signature = try key.signature(for: body)
        return DER.sequence(body, algorithm, DER.node(0x03, [0] + Array(signature.derRepresentation)))
    }
}
