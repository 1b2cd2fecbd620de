package import Targets

/// The members of a target's documents that the gateway sets (2-mapping, "What the gateway adds"), as its profile has them.
package struct GatewayMembers {
    private let profile: TargetProfile

    package init(_ profile: TargetProfile) {
        self.profile = profile
    }

    /// Why the mapping's value does not count, or not alone; nil for a member that is the mapping's own.
    package func reason(_ path: [String]) -> String? {
        if isOwned(path) { return "it comes from the source alone" }
        guard let rule = profile.attachments.first(where: { $0.path == path }) else { return nil }
        switch rule.authority {
        case .sourceAlone:
            return rule.attachment == .mode
                ? "the modes of source and gateway decide" : "it comes from the source alone"
        case .sourceFirst: return "where the source states it, the source wins"
        case .mappingFirst, .together: return nil
        }
    }

    /// Whether the mapping's value never counts.
    package func ignores(_ path: [String]) -> Bool {
        isOwned(path) || profile.attachments.contains { $0.path == path && $0.authority == .sourceAlone }
    }

    /// Whether the member is there without the mapping.
    package func sets(_ path: [String]) -> Bool {
        if path.count == 1, profile.standing.contains(path[0]) { return true }
        return profile.attachments.contains { rule in
            let isAlwaysThere = rule.isAlwaysThere || profile.requiredAttachments.contains(rule.attachment)
            return isAlwaysThere && rule.path.starts(with: path)
        }
    }

    /// Whether a member says where a lead came from and nothing of whose it is: alone, it is no lead to send.
    func holdsNoCustomer(_ path: [String]) -> Bool {
        profile.attachments.contains { $0.attachment == .leadtracking && $0.authority != .together && $0.path == path }
    }

    /// Whether all that the source may put into an object is the source's alone, and so the object is.
    func isOwned(_ path: [String]) -> Bool {
        let inside = profile.attachments.filter { $0.path.count > path.count && $0.path.starts(with: path) }
        return !inside.isEmpty && inside.allSatisfy { $0.authority == .sourceAlone }
    }
}

extension AttachmentRule {
    /// Whether there is a value for every lead, whatever the source states.
    var isAlwaysThere: Bool { attachment == .mode || attachment == .reference }
}
