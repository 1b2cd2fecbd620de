import Drift
import Hummingbird
import JSON
import Leads
import Mapping
import Moments
import Names
import Problems

/// `/admin/api/notices`: where senders' forms are not any more what their mappings were written for.
struct NoticeRoutes: Sendable {
    let desk: OperatorsDesk

    func add(to api: RoleRoutes) {
        api.viewers.get("/notices", use: list)
        api.viewers.get("/notices/:id", use: show)
        api.operators.post("/notices/:id/acknowledge", use: acknowledge)
        api.operators.get("/sources/:name/drift", use: drift)
    }

    /// Newest first; without `state` those that are not over.
    @Sendable private func list(_ request: Request, _ context: OperatorContext) async throws -> Response {
        let query = try NoticeQuery(request.uri.queryParameters)
        var rest = await desk.drift.notices
        if let cursor = query.cursor {
            guard let position = rest.firstIndex(where: { $0.id == cursor }) else {
                throw Refusal.badRequest(
                    "the cursor '\(cursor)' is not valid any more; start again from the first page"
                )
            }
            rest.removeFirst(position + 1)
        }
        rest = rest.filter(query.includes)
        let page = rest.prefix(query.limit)
        let next = page.count < rest.count ? page.last.map { query.link(cursor: $0.id) } : nil
        return Response(json: ["notices": .array(page.map(\.json)), "next": .optional(next)])
    }

    @Sendable private func show(_ request: Request, _ context: OperatorContext) async throws -> Response {
        let id = try context.parameters.require("id")
        guard let notice = await desk.drift.notice(id) else { throw Refusal.notFound("notice '\(id)'") }
        return Response(json: notice.json)
    }

    /// Says that somebody has seen it: it stays until its cause ends, and alarms nobody any more.
    @Sendable private func acknowledge(_ request: Request, _ context: OperatorContext) async throws -> Response {
        let id = try context.parameters.require("id")
        let order = try await desk.order(request, allows: ["reason"])
        guard let known = await desk.drift.notice(id) else { throw Refusal.notFound("notice '\(id)'") }
        let act = OperatorAct(by: try context.name, .noticeAcknowledged, id, reason: order.reason)
        try await desk.store.audit(act, at: desk.clock.now())
        guard let notice = await desk.drift.acknowledge(id, reason: order.reason) else {
            throw Refusal.conflict("the cause of notice '\(known.id)' has ended; there is nothing to acknowledge")
        }
        return Response(json: notice.json)
    }

    /// What is known of a source's form: its fields, and how often each rule of its mapping yields something.
    @Sendable private func drift(_ request: Request, _ context: OperatorContext) async throws -> Response {
        let name = SourceName(try context.parameters.require("name"))
        guard let (ledger, rules) = await desk.drift.ledger(of: name) else {
            guard desk.library.value.source(name) != nil else { throw Refusal.notFound("source '\(name)'") }
            throw Refusal(.notFound, "source '\(name)' has had no lead yet")
        }
        return Response(json: ledger.json(rules: rules))
    }
}
