import JSON
import LeadBuilding
import Leads
import NIOHTTP1
import Targets

/// `/readyz`: 200 while leads can be stored. It is public and names neither sources nor secrets; what is wrong with those,
/// the admin API's `findings` and `sources` and the log say. A broken file does not make the gateway unready: what was valid
/// before stays in force.
extension IntakeApplication {
    func readiness() async -> IntakeResponse {
        let health = store.health()
        var body: JSONObject = ["status": .string(health.isAccepting ? "ready" : "not-ready")]
        // Leads for a target that nothing delivers to would wait for ever.
        let stranded = ((try? await store.queueLengths()) ?? []).filter { !building.targets.contains($0.target) }
        let counts = Dictionary(stranded.map { ($0.target, $0.count) }, uniquingKeysWith: +)
        body["withoutSystem"] = .array(
            counts.sorted { $0.key < $1.key }.map { target, count in
                ["target": .string(target.rawValue), "leads": .number(JSONNumber(count))]
            }
        )
        let response = IntakeResponse.json(health.isAccepting ? .ok : .serviceUnavailable, .object(body))
        return health.isAccepting ? response : response.adding("retry-after", "30")
    }
}
