import JSON
import LeadBuilding
import Leads
import Mapping
import MappingLanguage
import NIOHTTP1
import Targets

/// `/readyz`: 200 while leads can be stored. A broken file does not make the gateway unready (what was valid before stays
/// in force), but it is named here.
extension IntakeApplication {
    func readiness() async -> IntakeResponse {
        let health = store.health()
        let library = library.value
        let secretFaults = directory.secretFaults()
        var body: JSONObject = [
            "status": .string(health.isAccepting ? "ready" : "not-ready"),
            "store": .string(health.problem?.description ?? (health.isAccepting ? "accepting" : "not accepting")),
            "sources": .number(JSONNumber(library.sources.count)),
            "mappings": .number(JSONNumber(library.mappings.count)),
        ]
        body["rejected"] = .array(
            library.rejected.map { rejected in
                let first = library.findings.first { $0.file == rejected.path && $0.severity == .error }
                return [
                    "file": .string(rejected.path), "previousInForce": .bool(rejected.keepsPrevious),
                    "finding": .string(first.map { "line \($0.line): \($0.message) \($0.advice)" } ?? "see the log"),
                ]
            }
        )
        body["withoutSecret"] = .array(
            secretFaults.map { ["source": .string($0.source), "findings": .array($0.faults.map { .string($0) })] }
        )
        // Leads for a target that nothing delivers to would wait for ever.
        let stranded = ((try? await store.waiting()) ?? [:]).filter { !building.targets.contains($0.key) }
        body["withoutSystem"] = .array(
            stranded.sorted { $0.key < $1.key }.map { target, count in
                ["target": .string(target.rawValue), "leads": .number(JSONNumber(count))]
            }
        )
        let response = IntakeResponse.json(health.isAccepting ? .ok : .serviceUnavailable, .object(body))
        return health.isAccepting ? response : response.adding("retry-after", "30")
    }
}
