import HTTPTypes
import JSON

/// `GET`/`PUT /v3/vorgaenge/{vorgangsNummer}/kundenBetreuer` and `…/vorgangsBearbeiter` (fact sheet 1.3, 5).
enum PartnerRole: String {
    case kundenBetreuer
    case vorgangsBearbeiter

    /// The role that a path of a JSON Patch names.
    init?(path: String) {
        guard path.hasPrefix("/"), path.hasSuffix("/partnerId") else { return nil }
        self.init(rawValue: String(path.dropFirst().dropLast("/partnerId".count)))
    }

    func answer(_ number: String, _ call: Call, _ world: inout World) throws(Refused) -> SandboxAnswer {
        guard call.request.method == .put else {
            try call.require(SandboxScope.readCase)
            guard let partner = partner(of: try call.find(number, in: .baufiSmart, world)) else {
                return call.error(.notFound, "The Vorgang has no \(rawValue)").assuming(.partnerRights)
            }
            return SandboxAnswer(.ok, VorgangResource.partner(partner)).assuming(.shortVorgang)
        }
        try call.require(SandboxScope.writeCase)
        if let refusal = call.refuse(unless: "application/json") { return refusal }
        var found = try call.find(number, in: .baufiSmart, world)
        guard let partner = call.request.object?["partnerId"]?.stringValue else {
            return call.error(.badRequest, "partnerId is missing")
        }
        try set(partner, of: &found, call, world.settings.partners)
        found.changedAt = world.now
        world.cases.put(found)
        var answer = SandboxAnswer(success(world.settings.behaviour))
        answer.stored = found
        return answer.assuming(.partnerStatus)
    }

    func partner(of found: StoredCase) -> String? {
        switch self {
        case .kundenBetreuer: found.adviser
        case .vorgangsBearbeiter: found.editor
        }
    }

    /// Gives the role to somebody who exists and has a right to the case.
    func set(_ partner: String, of found: inout StoredCase, _ call: Call, _ partners: Partners) throws(Refused) {
        guard partners.exists(partner) else {
            throw Refused(call.error(.badRequest, "There is no partner \(partner)").assuming(.partnerRights))
        }
        guard partners.mayTakeOver(call.subject, from: partner) || partners.mayTakeOver(partner, from: found.adviser)
        else {
            throw Refused(call.error(.forbidden, "\(partner) has no right to the Vorgang").assuming(.partnerRights))
        }
        switch self {
        case .kundenBetreuer: found.adviser = partner
        case .vorgangsBearbeiter: found.editor = partner
        }
    }

    /// README and specification name different codes.
    private func success(_ behaviour: SandboxBehaviour) -> HTTPResponse.Status {
        switch (behaviour.partnerStatus, self) {
        case (.readme, _): .created
        case (.specification, .kundenBetreuer): .noContent
        case (.specification, .vorgangsBearbeiter): .ok
        }
    }
}
