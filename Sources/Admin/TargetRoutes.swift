import Delivery
import Hummingbird
import JSON
import Leads
import Moments
import Problems
import Targets

/// `/admin/api/targets`: which targets rest and why; an operator can pause and resume them.
struct TargetRoutes: Sendable {
    let desk: OperatorsDesk

    func add(to api: RouterGroup<BasicRequestContext>) {
        api.get("/targets", use: list)
        api.post("/targets/:target/pause", use: pause)
        api.post("/targets/:target/resume", use: resume)
    }

    @Sendable private func list(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        let pauses = try await desk.store.pauses()
        let waiting = try await desk.store.waiting()
        let delivered = desk.delivery.targets
        // Leads of a target that nothing delivers to are not out of sight.
        let targets = (delivered + waiting.keys.filter { !delivered.contains($0) }.sorted()).map { target in
            let pause = pauses.first { $0.target == target }
            return JSONValue.object([
                "target": .string(target.rawValue),
                "state": .string(delivered.contains(target) ? state(pause) : "no-system"),
                "waiting": .number(JSONNumber(waiting[target] ?? 0)),
                "cause": (pause?.cause.json).map(JSONValue.object) ?? .null,
                "since": (pause?.since).map(JSONValue.time) ?? .null,
                "until": (pause?.until ?? nil).map(JSONValue.time) ?? .null,
            ])
        }
        return Response(json: ["targets": .array(targets)])
    }

    @Sendable private func pause(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        let target = try target(context)
        let order = try await desk.order(request, allows: ["reason"])
        let known = KnownCause.pausedByOperator
        let cause = Cause(class: known.causeClass, code: known.rawValue, message: order.reason ?? known.words)
        try await desk.delivery.pause(target, cause: cause)
        return try await list(request, context)
    }

    @Sendable private func resume(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        try await desk.delivery.resume(try target(context))
        return try await list(request, context)
    }

    /// A pause whose end has come lasts until a lead gets through.
    private func state(_ pause: TargetPause?) -> String {
        guard let pause else { return "open" }
        return pause.until.map { $0 <= desk.clock.now() } == true ? "probing" : "paused"
    }

    private func target(_ context: BasicRequestContext) throws -> Target {
        let name = try context.parameters.require("target")
        let target = Target(rawValue: name)
        guard desk.delivery.targets.contains(target) else {
            let known = desk.delivery.targets.map(\.rawValue).joined(separator: ", ")
            throw Refusal(.notFound, "there is no target '\(name)'; there are: \(known)")
        }
        return target
    }
}
