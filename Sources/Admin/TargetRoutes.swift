import Delivery
import DeliveryRules
import Hummingbird
import JSON
import LeadBuilding
import Leads
import Logging
import Mapping
import Moments
import Names
import Problems
import SourceFiles
import TargetSchemas
import Targets
import Telemetry

/// `/admin/api/targets`: which targets rest and why; an operator can pause and resume them.
struct TargetRoutes: Sendable {
    let desk: OperatorsDesk

    func add(to api: RoleRoutes) {
        api.viewers.get("/targets", use: list)
        api.operators.post("/targets/:target/pause", use: pause)
        api.operators.post("/targets/:target/resume", use: resume)
    }

    @Sendable private func list(_ request: Request, _ context: OperatorContext) async throws -> Response {
        let waiting = Dictionary(grouping: try await desk.store.queueLengths(), by: \.target)
        let uncertain = Dictionary(grouping: try await desk.store.uncertainLengths(), by: \.target)
        let fenced = try await desk.store.fenced()
        let delivered = desk.delivery.targets
        let rejected = desk.library.value.rejected
        // Leads of a target that nothing delivers to are not out of sight, nor mappings that are not in force for it.
        let known = Set(rejected.compactMap(\.hindrance?.target)).union(waiting.keys).union(uncertain.keys)
            .subtracting(delivered)
        var targets: [JSONValue] = []
        for target in delivered + known.sorted() {
            let lines = waiting[target] ?? []
            let rests = await desk.delivery.rests(at: target)
            let own = rests.first { $0.source == nil }
            var json: JSONObject = ["target": .string(target.rawValue)]
            let hindrance = desk.archive.targets.hindrance(to: target)
            let isServed = hindrance == nil && delivered.contains(target)
            json["state"] = .string(isServed ? own.map(\.state) ?? "open" : "no-system")
            if let hindrance { json["hindrance"] = .string(hindrance) }
            let refused = rejected.filter { $0.hindrance?.target == target }.map(\.path)
            if !refused.isEmpty { json["refusedMappings"] = .array(refused.map(JSONValue.string)) }
            json.queue(lines)
            json["uncertain"] = .number(JSONNumber((uncertain[target] ?? []).reduce(0) { $0 + $1.count }))
            json["fenced"] = .number(JSONNumber(fenced[target] ?? 0))
            json.rest(own)
            json["sources"] = .array(sources(lines, rests))
            targets.append(.object(json))
        }
        // A target that is open may send nothing for the rest of a minute.
        let clients = await desk.rateUse().map { JSONValue.object($0.json) }
        return Response(json: ["targets": .array(targets), "clients": .array(clients)])
    }

    /// Every source that has leads here or rests here.
    private func sources(_ lines: [QueueLength], _ rests: [Rest]) -> [JSONValue] {
        let names = Set(lines.map(\.source)).union(rests.compactMap(\.source)).sorted()
        return names.map { name in
            let rest = rests.first { $0.source == name }
            var json: JSONObject = ["source": .string(name.rawValue)]
            json["state"] =
                switch desk.delivery.availability(of: name) {
                case .enabled: .string(rest.map(\.state) ?? "open")
                case .disabled: "disabled"
                case .missing: "source-missing"
                }
            json.queue(lines.filter { $0.source == name })
            json.rest(rest)
            return .object(json)
        }
    }

    @Sendable private func pause(_ request: Request, _ context: OperatorContext) async throws -> Response {
        let target = try target(context)
        let order = try await desk.order(request, allows: ["reason"])
        let known = KnownCause.pausedByOperator
        let cause = Cause(class: known.causeClass, code: known.rawValue, message: order.reason ?? known.words)
        let act = OperatorAct(by: try context.name, .targetPaused, target.rawValue, reason: order.reason)
        try await desk.delivery.pause(target, cause: cause, act: act)
        desk.logger.record(.targetPaused, [.target: "\(target.rawValue)"])
        return try await list(request, context)
    }

    /// With `{"source": "…"}` only that source; its leads are due at once, whatever they wait for.
    @Sendable private func resume(_ request: Request, _ context: OperatorContext) async throws -> Response {
        let target = try target(context)
        let order = try await desk.order(request, allows: ["source", "reason"])
        var values: [Event.Attribute: Logger.MetadataValue] = [.target: "\(target.rawValue)"]
        if let source = order["source"]?.stringValue {
            try await refuseIdle(target, SourceName(source))
            values[.source] = "\(source)"
            let place = "\(target.rawValue)/\(source)"
            let act = OperatorAct(by: try context.name, .targetResumed, place, reason: order.reason)
            try await desk.store.audit(act, at: desk.clock.now())
            await desk.delivery.resume(target, source: SourceName(source))
        } else {
            let act = OperatorAct(by: try context.name, .targetResumed, target.rawValue, reason: order.reason)
            try await desk.delivery.resume(target, act: act)
        }
        desk.logger.record(.targetResumed, values)
        return try await list(request, context)
    }

    /// An order for one source that would do nothing says why.
    private func refuseIdle(_ target: Target, _ source: SourceName) async throws {
        let rests = await desk.delivery.rests(at: target)
        let isKnown =
            desk.library.value.sources.contains { $0.name == source } || rests.contains { $0.source == source }
        if !isKnown, try await !desk.store.queueLengths().contains(where: { $0.source == source }) {
            throw Refusal.notFound(
                "source '\(source)', and no lead of it waits (the file of a source is sources/NAME.json)"
            )
        }
        guard rests.contains(where: { $0.source == nil && $0.cause?.known == .pausedByOperator }) else { return }
        throw Refusal.conflict(
            """
            somebody has paused all of '\(target)', so nothing of '\(source)' goes out either: resume the target (`leadgate \
            targets resume \(target)`)
            """
        )
    }

    private func target(_ context: OperatorContext) throws -> Target {
        let name = try context.parameters.require("target")
        let target = Target(rawValue: name)
        guard desk.delivery.targets.contains(target) else {
            let known = desk.delivery.targets.map(\.rawValue).joined(separator: ", ")
            throw Refusal(.notFound, "there is no target '\(name)'; there are: \(known)")
        }
        return target
    }
}

extension Rest {
    /// A rest whose end has come lasts until a lead gets through.
    fileprivate var state: String {
        if isProbing { return "probing" }
        return source == nil ? "paused" : "resting"
    }
}

extension JSONObject {
    fileprivate mutating func rest(_ rest: Rest?) {
        self["cause"] = (rest?.cause?.json).map(JSONValue.object) ?? .null
        self["since"] = (rest?.since).map(JSONValue.time) ?? .null
        self["until"] = (rest?.until ?? nil).map(JSONValue.time) ?? .null
    }

    fileprivate mutating func queue(_ lines: [QueueLength]) {
        self["waiting"] = .number(JSONNumber(lines.reduce(0) { $0 + $1.count }))
        self["oldest"] = lines.map(\.oldest).min().map(JSONValue.time) ?? .null
    }
}

extension RateUse {
    fileprivate var json: JSONObject {
        var json: JSONObject = [
            "client": .string(clientID), "requests": .number(JSONNumber(taken)), "limit": .number(JSONNumber(limit)),
            "waiting": .number(JSONNumber(waiting)),
        ]
        if restingMilliseconds > 0 {
            json["restsSeconds"] = .number(JSONNumber(Int((restingMilliseconds + 999) / 1_000)))
        }
        return json
    }
}
