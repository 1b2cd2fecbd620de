/// That a request may post, with what was signed of it.
struct Proof: Sendable {
    /// The bytes under one signature.
    struct Signed: Sendable, Hashable {
        /// SHA-256 of them, in hexadecimal: the same for every secret, encoding and spelling of the signature.
        let digest: String
        /// Whether a time is among them, so that the signature stops being valid by itself.
        let isDated: Bool
    }

    /// One for every signature scheme that the request satisfies; none for other credentials, which can be shown with
    /// any body.
    var signed: [Signed] = []
}
