/// An OAuth2 client that the sandbox lets in.
package struct SandboxClient: Sendable, Hashable {
    /// Its `client_id`.
    package var id: String
    /// Its `client_secret`.
    package var secret: String
    /// What it may be granted.
    package var scopes: [String]
    /// The partner it belongs to: acts, and is Kundenbetreuer where nobody else is named (fact sheet 1.1).
    package var partner: String
    /// The Datenkontexte that its user is allowed (fact sheet 4, hints).
    package var contexts: Set<String>
    /// Whether it may set `validierung…` of contact data, which for all others is read-only (seed of Kundenangaben).
    package var isTrusted: Bool

    /// A client with the scopes that a lead gateway needs, unless others are given.
    package init(
        id: String,
        secret: String,
        scopes: [String] = SandboxScope.all,
        partner: String = "LGT01",
        contexts: Set<String> = ["TEST_MODUS", "ECHT_GESCHAEFT"],
        isTrusted: Bool = false
    ) {
        self.id = id
        self.secret = secret
        self.scopes = scopes
        self.partner = partner
        self.contexts = contexts
        self.isTrusted = isTrusted
    }

    /// The client that is there from the start.
    package static let standard = SandboxClient(id: "leadgate-sandbox", secret: "leadgate-sandbox")
}
