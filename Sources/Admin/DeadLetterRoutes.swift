import Hummingbird
import HummingbirdCore
import JSON
import Leads

/// `/admin/api/dead-letters`: what could not be delivered, by lead and by cause, and the way back.
struct DeadLetterRoutes: Sendable {
    let desk: OperatorsDesk

    func add(to api: RoleRoutes) {
        api.viewers.get("/dead-letters", use: list)
        api.viewers.get("/dead-letters/causes", use: causes)
        api.operators.post("/dead-letters/replay", use: replayMany)
        let leads = LeadRoutes(desk: desk)
        leads.addDeadLetter(to: api)
    }

    @Sendable private func list(_ request: Request, _ context: OperatorContext) async throws -> Response {
        var query = try LeadQuery(request.uri.queryParameters, among: desk.targets)
        query.filter = try deadOnly(query.filter)
        let page = try await desk.store.leads(matching: query.filter, after: query.cursor, limit: query.limit)
        return Response(json: page.json(path: "/admin/api/dead-letters", query: query, seesWords: context.seesWords))
    }

    private func deadOnly(_ filter: LeadFilter) throws -> LeadFilter {
        guard filter.states.isEmpty || filter.states == [.dead] else {
            throw Refusal.badRequest("state is always dead here; other leads are at /admin/api/leads")
        }
        var filter = filter
        filter.states = [.dead]
        return filter
    }

    /// Dead letters and uncertain leads grouped by cause: one cause is mended once, whatever number of leads it holds.
    @Sendable private func causes(_ request: Request, _ context: OperatorContext) async throws -> Response {
        let causes = try await desk.store.causes().map { $0.json(seesWords: context.seesWords) }
        return Response(json: ["causes": .array(causes)])
    }

    /// Replays all dead letters that match the filter in the body: a job like those of `/admin/api/jobs`, whose end this waits
    /// for a while. With `"preview": true` it only says what would happen.
    @Sendable private func replayMany(_ request: Request, _ context: OperatorContext) async throws -> Response {
        let order = try await desk.order(
            request,
            allows: LeadQuery.filterNames + ["reason", "rate", "preview", "operation"]
        )
        _ = try deadOnly(try LeadQuery(order: order, among: desk.targets).filter)
        if order.isPreview { return Response(json: .object(try await desk.preview(.replay, order))) }
        let job = try await desk.hurried(try await desk.begin(.replay, order, by: context.name))
        var json = try await desk.json(job)
        json["replayed"] = .number(JSONNumber(job.changed))
        return Response(json: .object(json), status: .accepted)
    }
}
