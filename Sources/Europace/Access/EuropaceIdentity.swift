package import Leads
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

extension [EuropaceIdentity] {
    /// The identity to use: the one that the source names, else the first that is meant for the target, else the default
    /// one.
    /// - Throws: a connection fault that says what to set.
    package func chosen(for target: Target, named name: String?) throws(Fault) -> EuropaceIdentity {
        if let chosen = find(for: target, named: name) { return chosen }
        let known = isEmpty ? "there is none" : "there are \(map { "'\($0.name)'" }.joined(separator: ", "))"
        guard let name else {
            throw Fault(
                code: "identity-missing",
                message: """
                    no identity is meant for \(target); \(known). Add the target to one in the file of LEADGATE_IDENTITIES
                    """
            )
        }
        guard contains(where: { $0.name == name }) else {
            throw Fault(
                code: "identity-unknown",
                message: """
                    the source sends as '\(name)', but there is no such identity; \(known). Name it in the file of \
                    LEADGATE_IDENTITIES, or correct the source
                    """
            )
        }
        throw Fault(
            code: "identity-not-for-target",
            message: """
                the source sends as '\(name)', but that identity is not meant for \(target); add the target to it in the file \
                of LEADGATE_IDENTITIES, or choose another in the source
                """
        )
    }

    private func find(for target: Target, named name: String?) -> EuropaceIdentity? {
        if let name { return first { $0.name == name && $0.serves(target) } }
        return first { $0.targets?.contains(target) ?? false }
            ?? first { $0.targets == nil && $0.name == EuropaceIdentity.defaultName }
            ?? first { $0.targets == nil }
    }
}
