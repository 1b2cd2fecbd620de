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
    package init(host: String) throws {
        let key = P256.Signing.PrivateKey()
        let algorithm = Self.sequence(Self.oid([0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x02]))  // ecdsa-with-SHA256
        let commonName = Self.sequence(Self.oid([0x55, 0x04, 0x03]), Self.node(0x0C, Array(host.utf8)))
        let name = Self.sequence(Self.node(0x31, commonName))
        let validity = Self.sequence(
            Self.node(0x18, Array("20200101000000Z".utf8)),
            Self.node(0x18, Array("21200101000000Z".utf8))
        )
        let names = Self.sequence(Self.node(0x82, Array(host.utf8)))
        let alternativeName = Self.sequence(Self.oid([0x55, 0x1D, 0x11]), Self.node(0x04, names))
        let body = Self.sequence(
            Self.node(0xA0, Self.node(0x02, [2])),
            Self.node(0x02, [1]),
            algorithm,
            name,
            validity,
            name,
            Array(key.publicKey.derRepresentation),
            Self.node(0xA3, Self.sequence(alternativeName))
        )
        let signature = try key.signature(for: body)
        self.certificate = Self.sequence(body, algorithm, Self.node(0x03, [0] + Array(signature.derRepresentation)))
        self.key = Array(key.derRepresentation)
    }

    private static func sequence(_ parts: [UInt8]...) -> [UInt8] { node(0x30, Array(parts.joined())) }

    private static func oid(_ bytes: [UInt8]) -> [UInt8] { node(0x06, bytes) }

    private static func node(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        switch content.count {
        case 0..<128: [tag, UInt8(content.count)] + content
        case 128..<256: [tag, 0x81, UInt8(content.count)] + content
        default: [tag, 0x82, UInt8(content.count >> 8), UInt8(content.count & 0xFF)] + content
        }
    }
}
