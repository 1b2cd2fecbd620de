import Crypto
import Leads
import Moments

/// A token as it is made: the only moment at which it exists in clear.
struct NewAccessToken {
    /// What every made token begins with, so that secret scanners and people know one.
    static let prefix = "lgop_"

    /// What its holder sends.
    let text: String
    /// What is kept of it.
    let kept: AccessToken

    /// - Parameters:
    ///   - name: 1 to 64 of a–z, A–Z, 0–9, '.', '_', '-', '@'.
    ///   - by: the name of the token that makes it.
    /// - Throws: `Refusal` for a name that none can have.
    init(name: String, role: AccessToken.Role, by: String, at now: Int64) throws {
        guard name.isName(with: "._-@"), name != AccessControl.rootName else {
            throw Refusal.badRequest("'name' is 1 to 64 of a–z, A–Z, 0–9 and ._-@, and not '\(AccessControl.rootName)'")
        }
        // 256 random bits: nothing to guess, so a plain digest is enough to know it again.
        let secret = SymmetricKey(size: .bits256).withUnsafeBytes { bytes in
            bytes.map { String(UInt16($0) + 256, radix: 16).dropFirst() }.joined()
        }
        text = Self.prefix + secret
        kept = AccessToken(
            name: name,
            role: role,
            digest: Array(SHA256.hash(data: Array(text.utf8))),
            createdAt: now,
            createdBy: by
        )
    }
}
