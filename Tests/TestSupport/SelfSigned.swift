import Crypto

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A fresh key with a certificate that vouches for itself, for one host name (RFC 5280), so that no key lies in the
/// repository.
package struct SelfSigned {
    /// DER-encoded.
    package let certificate: [UInt8]
    /// DER-encoded.
    package let key: [UInt8]

    /// A new one for a host.
    /// - Parameter end: until when it is valid, as GeneralizedTime of RFC 5280.
    package init(host: String, until end: String = "21200101000000Z") throws {
        let key = P256.Signing.PrivateKey()
        let algorithm = DER.sequence(DER.oid([0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x02]))  // ecdsa-with-SHA256
        let commonName = DER.sequence(DER.oid([0x55, 0x04, 0x03]), DER.node(0x0C, Array(host.utf8)))
        let name = DER.sequence(DER.node(0x31, commonName))
        let validity = DER.sequence(
            DER.node(0x18, Array("20200101000000Z".utf8)),
            DER.node(0x18, Array(end.utf8))
        )
        let names = DER.sequence(DER.node(0x82, Array(host.utf8)))
        let alternativeName = DER.sequence(DER.oid([0x55, 0x1D, 0x11]), DER.node(0x04, names))
        let body = DER.sequence(
            DER.node(0xA0, DER.node(0x02, [2])),
            DER.node(0x02, [1]),
            algorithm,
            name,
            validity,
            name,
            Array(key.publicKey.derRepresentation),
            DER.node(0xA3, DER.sequence(alternativeName))
        )
        let signature = try key.signature(for: body)
        self.certificate = DER.sequence(body, algorithm, DER.node(0x03, [0] + Array(signature.derRepresentation)))
        self.key = Array(key.derRepresentation)
    }
}
