package import JSON

/// How a sender shows that it may post, and where the secrets for it are.
///
/// All the secrets are valid at the same time, so that one can be replaced without a gap.
package struct Credential: Sendable, Hashable {
    package let scheme: CredentialScheme
    /// The vendor preset that the scheme came from, such as `typeform`; for handshakes that belong to a vendor.
    package let preset: String?
    /// Empty only for ``CredentialScheme/none`` and ``CredentialScheme/clientCertificate(_:)``.
    package let secrets: [SecretReference]

    package init(scheme: CredentialScheme, preset: String? = nil, secrets: [SecretReference]) {
        self.scheme = scheme
        self.preset = preset
        self.secrets = secrets
    }
}

/// The certificates of clients that a source lets in: any of these.
package struct ClientCertificateRule: Sendable, Hashable {
    /// SHA-256 of their DER form.
    package let fingerprints: [[UInt8]]
    /// Names that an authority which the listener trusts has vouched for (RFC 5280 §4.2.1.6): a host, a mail address or a URI
    /// among its alternative names, else its subject's common name.
    package let names: [String]

    package init(fingerprints: [[UInt8]], names: [String]) {
        self.fingerprints = fingerprints
        self.names = names
    }
}

/// The ways of showing a secret that senders know (payload facts, synthesis B).
package enum CredentialScheme: Sendable, Hashable {
    /// Anybody may post. Must be said, never assumed.
    case none
    /// The secret is the last segment of the webhook's path.
    case url
    /// `Authorization: Bearer SECRET`.
    case bearer
    /// `Authorization: Basic`, with this user name and the secret as the password.
    case basic(user: String)
    /// A header, named in lower case, that holds the secret.
    case header(name: String)
    /// A parameter of the address that was posted to holds the secret; it is kept out of what is stored.
    case query(parameter: String)
    /// A text in the body that holds the secret; must be compared in constant time and kept out of logs.
    case bodyField(JSONPointer)
    /// A certificate shown in the TLS handshake; who shows it has its key.
    case clientCertificate(ClientCertificateRule)
    /// A signature over the raw request.
    case signature(SignatureTemplate)
}
