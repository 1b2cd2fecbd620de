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
        /// A header cannot bring it as it stands: blanks around a value are no part of it (RFC 9110 §5.5).
        case unsendable
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
        guard scheme.canBring(key) else { throw .unsendable }
        guard key.count >= least else { throw .short }
        return key
    }
}

extension CredentialScheme {
    /// Whether a sender can show a secret by this scheme: what stands in a header by itself has neither control characters
    /// nor blanks at its ends.
    fileprivate func canBring(_ secret: [UInt8]) -> Bool {
        switch self {
        case .bearer, .header:
            !secret.contains { $0 < 0x20 || $0 == 0x7F } && secret.first != 0x20 && secret.last != 0x20
        case .none, .url, .query, .basic, .bodyField, .clientCertificate, .signature: true
        }
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
