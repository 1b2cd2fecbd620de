import Crypto

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Signs a message as Standard Webhooks says (specification, "Signature scheme"): HMAC-SHA256 over `id.timestamp.body`.
///
/// With several secrets there are several signatures, so that a receiver can be given a new secret before the old one
/// ends. The id stays the same whenever a message is sent again; the timestamp is the attempt's.
package struct StandardWebhookSignature: Sendable {
    /// A secret is not in the form of Standard Webhooks. Says nothing of the secret.
    package struct MalformedSecret: Error, Sendable, Hashable, CustomStringConvertible {
        package var description: String {
            "A callback's secret is not `whsec_` and Base64. Make one with: echo whsec_$(openssl rand -base64 32)"
        }
    }

    private let keys: [SymmetricKey]

    /// - Parameter secrets: `whsec_` and Base64, padded or not; the prefix may be missing. At least one.
    package init(secrets: [String]) throws(MalformedSecret) {
        guard !secrets.isEmpty else { throw MalformedSecret() }
        var keys: [SymmetricKey] = []
        for secret in secrets {
            guard let bytes = Self.bytes(of: secret), !bytes.isEmpty else { throw MalformedSecret() }
            keys.append(SymmetricKey(data: bytes))
        }
        self.keys = keys
    }

    /// The three headers of a message.
    /// - Parameters:
    ///   - id: the message's own, the same at every attempt; without a full stop.
    ///   - timestamp: seconds since 1970.
    package func headers(id: String, timestamp: Int64, body: [UInt8]) -> [(name: String, value: String)] {
        let signed = Array("\(id).\(timestamp).".utf8) + body
        let signatures = keys.map { key in
            "v1," + Data(HMAC<SHA256>.authenticationCode(for: signed, using: key)).base64EncodedString()
        }
        return [
            ("webhook-id", id),
            ("webhook-timestamp", "\(timestamp)"),
            ("webhook-signature", signatures.joined(separator: " ")),
        ]
    }

    private static func bytes(of secret: String) -> Data? {
        var text = secret.hasPrefix("whsec_") ? secret.dropFirst(6) : secret[...]
        while text.hasSuffix("=") { text.removeLast() }
        let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        return Data(base64Encoded: String(text) + padding)
    }
}
