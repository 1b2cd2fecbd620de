import DeliveryRules
import Fetching
import Hummingbird
import JSON
import Leads
import Logging
import Mapping
import Moments
import Names
import SourceFiles
import Telemetry

/// `/admin/api/waiting`: leads that cannot be built yet, by source: what they lack, since when, and what stands in the way.
struct WaitingRoutes: Sendable {
    let desk: OperatorsDesk

    func add(to api: RoleRoutes) {
        api.viewers.get("/waiting", use: list)
        api.operators.post("/waiting/:source/resume", use: resume)
    }

    @Sendable private func list(_ request: Request, _ context: OperatorContext) async throws -> Response {
        let lengths = try await desk.store.waitingLengths()
        let rests = await desk.fetching.rests()
        // A source that rests shows as such, although nothing of it may be left to fetch.
        let resting = Set(rests.compactMap(\.source)).subtracting(lengths.filter { $0.lack == .data }.map(\.source))
        let more = resting.sorted().map { WaitingLength(source: $0, lack: .data, count: 0, due: 0, oldest: 0) }
        let rows = (lengths + more).sorted { ($0.source, $0.lack.rawValue) < ($1.source, $1.lack.rawValue) }
        return Response(json: [
            "waiting": .array(
                rows.map { length in
                    let rest = length.lack == .data ? rests.first { $0.source == length.source } : nil
                    var json: JSONObject = [
                        "source": .string(length.source.rawValue), "waitsFor": .string(length.lack.rawValue),
                        "state": .string(rest.map { $0.isProbing ? "probing" : "resting" } ?? state(of: length)),
                        "leads": .number(JSONNumber(length.count)),
                        "oldest": length.count == 0 ? .null : .time(length.oldest),
                    ]
                    json["cause"] = (rest?.cause?.json).map(JSONValue.object) ?? .null
                    json["since"] = (rest?.since).map(JSONValue.time) ?? .null
                    json["until"] = (rest?.until ?? nil).map(JSONValue.time) ?? .null
                    return .object(json)
                }
            )
        ])
    }

    /// What a source's leads need next, where nothing rests.
    private func state(of length: WaitingLength) -> String {
        let library = desk.library.value
        guard let source = library.source(length.source) else { return "no-source" }
        switch length.lack {
        case .data: return source.fetch == nil ? "no-fetch" : source.isEnabled ? "fetching" : "disabled"
        case .mapping:
            let isReady = !source.mappings.isEmpty && source.mappings.allSatisfy { library.mapping($0) != nil }
            return isReady ? "to-release" : "no-mapping"
        }
    }

    /// Lets a source fetch again at once, whatever it waits for: its token has been renewed.
    @Sendable private func resume(_ request: Request, _ context: OperatorContext) async throws -> Response {
        let name = SourceName(try context.parameters.require("source"))
        let order = try await desk.order(request, allows: ["reason"])
        guard desk.library.value.source(name)?.fetch != nil else {
            throw Refusal.notFound("source '\(name)' that fetches the data of its leads")
        }
        let act = OperatorAct(by: try context.name, .sourceResumed, name.rawValue, reason: order.reason)
        try await desk.store.audit(act, at: desk.clock.now())
        try await desk.fetching.resume(name)
        desk.logger.record(.fetchingResumed, [.source: "\(name)"])
        return try await list(request, context)
    }
}
