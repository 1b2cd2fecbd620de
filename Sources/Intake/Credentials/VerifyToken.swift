import Crypto
import SourceFiles

/// What Meta shows as `hub.verify_token` when it looks whether an address is ours: made of the source's secret, since it
/// stands in an address and so in the logs of whatever is on the way, where the app secret must not be.
package enum VerifyToken {
    /// The token of a source with this secret.
    package static func of(_ secret: [UInt8]) -> String {
        let text = Array("hub.verify_token".utf8)
        let code = HMAC<SHA256>.authenticationCode(for: text, using: SymmetricKey(data: secret))
        return String(TextCodings.hex(of: code).prefix(32))
    }
}
