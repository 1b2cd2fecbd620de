import Crypto
import JSON
import SourceFiles

/// A compact JWS (RFC 7515 §7.1) under HMAC-SHA256: `header.claims.signature`, each in base64url. No other algorithm is
/// understood, whatever the token says of itself.
struct SignedToken {
    private let signed: [UInt8]
    private let claims: JSONValue
    private let signature: [UInt8]

    init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, text.utf8.count <= 4_096,
            let head = TextCodings.base64(parts[0]).flatMap({ try? JSONValue.parse($0) }), head["alg"] == "HS256",
            head["crit"] == nil,
            let claims = TextCodings.base64(parts[1]).flatMap({ try? JSONValue.parse($0) }),
            let signature = TextCodings.base64(parts[2])
        else { return nil }
        signed = Array("\(parts[0]).\(parts[1])".utf8)
        self.claims = claims
        self.signature = signature
    }

    func isSigned(byAny keys: [SymmetricKey]) -> Bool {
        keys.reduce(false) {
            HMAC<SHA256>.isValidAuthenticationCode(signature, authenticating: signed, using: $1) || $0
        }
    }

    /// Whether a claim is this digest; hexadecimal digits in either case.
    func says(_ claim: String, _ digest: String) -> Bool { claims[claim]?.stringValue?.lowercased() == digest }

    func isFrom(_ issuer: String) -> Bool { claims["iss"]?.stringValue == issuer }
}
