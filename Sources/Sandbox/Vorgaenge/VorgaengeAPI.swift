import HTTPTypes
import JSON

/// `/v3/vorgaenge`, and by switch `/v2/vorgaenge`: the list, single cases, and the changes that are possible to them (fact
/// sheet 1.3, 5).
struct VorgaengeAPI: Endpoint {
    func answer(_ call: Call, _ world: inout World) -> SandboxAnswer {
        do throws(Refused) {
            return try route(call, &world)
        } catch {
            return error.answer
        }
    }

    private func route(_ call: Call, _ world: inout World) throws(Refused) -> SandboxAnswer {
        let parts = call.request.parts
        if parts[0] != "v3", let refusal = endOfLife(parts[0], call, world.settings.behaviour) { return refusal }
        // The host answers 404 to a trailing slash (fact sheet 1.0).
        guard parts.count > 1, parts[1] == "vorgaenge", parts.last?.isEmpty == false else {
            return call.error(.notFound)
        }
        guard parts.count > 2 else {
            try allow([.get], call)
            return try VorgaengeList.answer(call, world)
        }
        let number = parts[2]
        switch (parts.count, parts.count > 3 ? parts[3] : "") {
        case (3, _):
            try allow([.get, .patch], call)
            return call.request.method == .get
                ? try VorgangResource.answer(number, call, world) : try VorgangPatch.answer(number, call, &world)
        case (4, let name):
            if let role = PartnerRole(rawValue: name) {
                try allow([.get, .put], call)
                return try role.answer(number, call, &world)
            }
            if name == "nachricht" {
                try allow([.post], call)
                return try VorgangNachricht.answer(number, call, &world)
            }
            if name == "antraege" { return try VorgangAntraege.answer(number, call, &world) }
            if name == "finanzierungsvorschlaege" { return try noProposals(number, call, world) }
            return call.error(.notFound)
        case (5..., "antraege"): return try VorgangAntraege.answer(number, call, &world)
        case (5, "finanzierungsvorschlaege"): return try noProposals(number, call, world)
        default: return call.error(.notFound)
        }
    }

    private func allow(_ methods: [HTTPRequest.Method], _ call: Call) throws(Refused) {
        guard methods.contains(call.request.method) else { throw Refused(call.error(.methodNotAllowed)) }
    }

    private func endOfLife(_ version: String, _ call: Call, _ behaviour: SandboxBehaviour) -> SandboxAnswer? {
        switch behaviour.vorgaengeV2 {
        case .works where version == "v2": nil
        case .works, .notFound: call.error(.notFound).assuming(.endOfLife)
        case .gone: call.error(.gone, "v1 and v2 have reached end of life").assuming(.endOfLife)
        }
    }

    /// Nobody hands out a Finanzierungsvorschlag here; the specification itself calls its answers mock data.
    private func noProposals(_ number: String, _ call: Call, _ world: World) throws(Refused) -> SandboxAnswer {
        try allow([.get], call)
        try call.require(SandboxScope.readCase)
        let found = try call.find(number, in: .baufiSmart, world)
        guard call.request.parts.count == 4 else {
            return call.error(.notFound, "Vorgang \(number) has no such Finanzierungsvorschlag").assuming(.proposals)
        }
        let href = "\(VorgangResource.address(found, call))/finanzierungsvorschlaege"
        return SandboxAnswer(
            .ok,
            ["finanzierungsvorschlaege": [], "_links": ["self": ["href": .string(href)]]]
        ).assuming(.proposals)
    }
}
