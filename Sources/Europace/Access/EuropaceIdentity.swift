package import Targets

/// One of the names under which a gateway is known to Europace: an OAuth2 client, and for whom it acts.
///
/// A lender's client is not the broker's, so a gateway may have several. A source chooses one by name; where it does not,
/// the target does, and at last the default one is taken.
package struct EuropaceIdentity: Sendable, Hashable {
    /// Its name in the settings and in source files.
    package var name: String
    /// The client, its subject, actor and scopes.
    package var credentials: EuropaceCredentials
    /// The targets it is meant for; `nil` is any.
    package var targets: Set<Target>?

    /// An identity of its parts.
    package init(name: String, credentials: EuropaceCredentials, targets: Set<Target>? = nil) {
        self.name = name
        self.credentials = credentials
        self.targets = targets
    }

    /// The name of the identity that the plain settings (`LEADGATE_CLIENT_ID`) make.
    package static let defaultName = "default"

    /// Whether it may be used for a target.
    package func serves(_ target: Target) -> Bool { targets?.contains(target) ?? true }
}
