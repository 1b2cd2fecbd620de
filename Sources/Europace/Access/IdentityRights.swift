package import Leads
package import Targets

/// What an identity may do at Europace: whether it is let in, and which scopes it lacks for which target.
///
/// A token's scopes may be fewer than asked for (fact sheet 1.1), and a missing one shows only at the first lead; so it is
/// asked for at start and by `doctor`.
package struct IdentityRights: Sendable, Hashable {
    /// The scopes that one target needs and the token does not have.
    package struct Missing: Sendable, Hashable {
        package var target: Target
        /// Without these nothing is delivered.
        package var delivering: [String]
        /// Without these nothing is looked up or read back.
        package var reading: [String]
    }

    /// The identity's name.
    package var identity: String
    /// Why it has no token, if it has none.
    package var refusal: Fault?
    /// Whether the refusal lasts until somebody changes something.
    package var isRefused: Bool
    /// What it lacks, target by target; targets that lack nothing are left out.
    package var missing: [Missing]

    /// What a token with these scopes lacks for a target.
    package static func missing(
        for profile: TargetProfile,
        granted: [String],
        mode: DeliveryMode
    ) -> Missing? {
        let has = Set(granted)
        let missing = Missing(
            target: profile.target,
            delivering: profile.scopes.delivering(mode).filter { !has.contains($0) },
            reading: profile.scopes.reading(mode).filter { !has.contains($0) }
        )
        return missing.delivering.isEmpty && missing.reading.isEmpty ? nil : missing
    }
}

extension EuropaceClients {
    /// Asks for a token under every identity and compares its scopes with what the targets need.
    /// - Parameter uses: the targets that are delivered to, and under which named identity; `nil` is the target's own.
    package func rights(of uses: [(target: Target, identity: String?)], mode: DeliveryMode) async -> [IdentityRights] {
        var targets: [String: [Target]] = [:]
        for use in uses {
            guard let name = identity(for: use.target, named: use.identity) else { continue }
            if !(targets[name] ?? []).contains(use.target) { targets[name, default: []].append(use.target) }
        }
        var rights: [IdentityRights] = []
        for identity in identities {
            guard let client = client(named: identity.name) else { continue }
            var own = IdentityRights(identity: identity.name, refusal: nil, isRefused: false, missing: [])
            switch await client.authenticate() {
            case .refused(let fault):
                own.refusal = fault
                own.isRefused = true
            case .failed(let fault): own.refusal = fault
            case .granted(let scopes, _):
                let profiles = (targets[identity.name] ?? []).compactMap(TargetProfile.shipped(_:))
                own.missing = profiles.compactMap { IdentityRights.missing(for: $0, granted: scopes, mode: mode) }
            }
            rights.append(own)
        }
        return rights
    }

    /// Whether an address answers at all, and how far its clock is from ours.
    package func reach(_ url: String) async -> Reachability {
        await transport.reach(url, clock)
    }
}
