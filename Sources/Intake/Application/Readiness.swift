import JSON
import LeadBuilding
import Leads
import Mapping
import NIOHTTP1
import Targets

/// `/readyz`: 200 while leads can be stored. It is public and names neither sources nor secrets; what is wrong with those,
/// the admin API's `findings` and `sources` and the log say. A broken file does not make the gateway unready: what was valid
/// before stays in force.
extension IntakeApplication {
    func readiness() async -> IntakeResponse {
        let health = store.health()
        var body: JSONObject = ["status": .string(health.isAccepting ? "ready" : "not-ready")]
        // Leads for a target that nothing delivers to would wait for ever; mappings to one are not in force.
        let queued = (try? await store.queueLengths()) ?? []
        let waiting = Dictionary(queued.map { ($0.target, $0.count) }, uniquingKeysWith: +)
        let hindered = Dictionary(grouping: library.value.rejected.compactMap(\.hindrance), by: \.target)
        let targets = Set(waiting.keys.filter { !building.targets.contains($0) }).union(hindered.keys)
        body["withoutSystem"] = .array(
            targets.sorted().map { target in
                [
                    "target": .string(target.rawValue),
                    "leads": .number(JSONNumber(waiting[target] ?? 0)),
                    "mappings": .number(JSONNumber(hindered[target]?.count ?? 0)),
                ]
            }
        )
        let response = IntakeResponse.json(health.isAccepting ? .ok : .serviceUnavailable, .object(body))
        return health.isAccepting ? response : response.adding("retry-after", "30")
    }
}
