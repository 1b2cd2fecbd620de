import Crypto

/// The bearer token of the admin listener; only its digest is kept in memory.
package struct AdminToken: Sendable {
    private let digest: SHA256.Digest

    package init(_ token: String) {
        digest = SHA256.hash(data: Array(token.utf8))
    }

    /// Whether `candidate` is the token; takes the same time for every wrong one, since digests are compared.
    func matches(_ candidate: some StringProtocol) -> Bool {
        SHA256.hash(data: Array(candidate.utf8)) == digest
    }
}
