/// What a secret must be to keep anybody out.
package enum SecretForm {
    /// Bytes that a secret must have outside test mode: what cannot be guessed (128 bits, if they are random).
    package static let leastBytes = 16

    /// What is wrong with a secret.
    package enum Fault: Error, Sendable, Hashable {
        /// It is not in the form that its scheme needs.
        case notBase64
        /// Nothing is left of it as a key: then everybody can sign.
        case empty
        case short
    }

    /// The bytes that count: of a signature's secret its key, of any other secret the secret itself.
    ///
    /// - Parameter least: bytes it must have.
    package static func key(of secret: [UInt8], for scheme: CredentialScheme, least: Int) throws(Fault) -> [UInt8] {
        var key = secret
        if case .signature(let template) = scheme {
            guard let bytes = template.key.key(of: secret) else { throw .notBase64 }
            key = bytes
        }
        guard !key.isEmpty else { throw .empty }
        guard key.count >= least else { throw .short }
        return key
    }
}

extension SignatureTemplate.KeyForm {
    /// The key that a secret stands for; nil if it is not in this form.
    fileprivate func key(of secret: [UInt8]) -> [UInt8]? {
        let text = String(decoding: secret, as: UTF8.self)
        switch self {
        case .utf8: return secret
        case .base64: return TextCodings.base64(text, isCanonical: false)
        case .whsec:
            return TextCodings.base64(text.hasPrefix("whsec_") ? text.dropFirst(6) : text[...], isCanonical: false)
        }
    }
}
