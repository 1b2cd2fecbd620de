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

/// A target that is delivered to under an identity.
package struct IdentityUse: Sendable, Hashable {
    /// The target, as it is for the operation in question.
    package var profile: TargetProfile
    /// The identity that a source names; `nil` is the target's own.
    package var identity: String?

    /// A use of its parts.
    package init(profile: TargetProfile, identity: String? = nil) {
        self.profile = profile
        self.identity = identity
    }
}

extension EuropaceClients {
    /// Asks for a token under every identity and compares its scopes with what the targets need.
    package func rights(of uses: [IdentityUse], mode: DeliveryMode) async -> [IdentityRights] {
        var profiles: [String: [TargetProfile]] = [:]
        for use in uses {
            guard let chosen = try? identities.chosen(for: use.profile.target, named: use.identity) else { continue }
            if !(profiles[chosen.name] ?? []).contains(use.profile) {
                profiles[chosen.name, default: []].append(use.profile)
            }
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
                own.missing = (profiles[identity.name] ?? []).compactMap {
                    IdentityRights.missing(for: $0, granted: scopes, mode: mode)
                }
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
