import JSON
import LeadBuilding
import Leads
import Mapping
import Moments
import NIOHTTP1
import Synchronization
import Targets

/// `/readyz`: 200 while leads can be stored. It is public and names neither sources nor secrets; what is wrong with those,
/// the admin API's `findings` and `sources` and the log say. A broken file does not make the gateway unready: what was valid
/// before stays in force.
extension IntakeApplication {
    func readiness() async -> IntakeResponse {
        let health = store.health()
        var body: JSONObject = ["status": .string(health.isAccepting ? "ready" : "not-ready")]
        // Leads for a target that nothing delivers to would wait for ever; mappings to one are not in force.
        let queued = await queueLengths.value(now: clock.uptime()) { (try? await store.queueLengths()) ?? [] }
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

/// How many leads wait, as it was at most a second ago: whoever asks in a loop, asks the file once a second.
final class RecentQueueLengths: Sendable {
    private static let freshness: Int64 = 1_000

    private let known = Mutex<(at: Int64, lengths: [QueueLength])?>(nil)

    /// - Parameter now: milliseconds that never go back.
    func value(now: Int64, read: () async -> [QueueLength]) async -> [QueueLength] {
        let recent = known.withLock { known -> [QueueLength]? in
            guard let last = known else { return nil }
            if now - last.at < Self.freshness { return last.lengths }
            // Who comes while this one reads gets what was there before.
            known?.at = now
            return nil
        }
        if let recent { return recent }
        let lengths = await read()
        known.withLock { $0 = (now, lengths) }
        return lengths
    }
}
