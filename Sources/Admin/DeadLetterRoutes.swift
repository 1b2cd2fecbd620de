import Hummingbird
import HummingbirdCore
import JSON
import Leads

/// `/admin/api/dead-letters`: what could not be delivered, by lead and by cause, and the way back.
struct DeadLetterRoutes: Sendable {
    /// How many dead letters one replay order moves at most; say it again for the next ones.
    static let replayLimit = 10_000

    let desk: OperatorsDesk

    func add(to api: RouterGroup<BasicRequestContext>) {
        api.get("/dead-letters", use: list)
        api.get("/dead-letters/causes", use: causes)
        api.post("/dead-letters/replay", use: replayMany)
        let leads = LeadRoutes(desk: desk)
        leads.addDeadLetter(to: api)
    }

    @Sendable private func list(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        var query = try LeadQuery(request.uri.queryParameters)
        query.filter.states = [.dead]
        let page = try await desk.store.leads(matching: query.filter, after: query.cursor, limit: query.limit)
        return Response(json: page.json(path: "/admin/api/dead-letters", query: query))
    }

    /// Dead letters and uncertain leads grouped by cause: one cause is mended once, whatever number of leads it holds.
    @Sendable private func causes(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        Response(json: ["causes": .array(try await desk.store.causes().map(\.json))])
    }

    /// Replays all dead letters that match the filter in the body. With `"preview": true` it only counts.
    @Sendable private func replayMany(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        let order = try await Order(request)
        var filter = try LeadQuery(order: order).filter
        filter.states = [.dead]
        let preview = order["preview"]?.boolValue ?? false
        var matched = 0
        var replayed = 0
        var cursor: String?
        repeat {
            let page = try await desk.store.leads(matching: filter, after: cursor, limit: 500)
            for lead in page.leads {
                matched += 1
                if !preview, (try? await desk.replay(lead, reason: order.reason)) != nil { replayed += 1 }
            }
            cursor = page.next
        } while cursor != nil && matched < Self.replayLimit
        return Response(
            json: [
                "matched": .number(JSONNumber(matched)),
                "replayed": .number(JSONNumber(replayed)),
                "preview": .bool(preview),
                "more": .bool(cursor != nil),
            ],
            status: preview ? .ok : .accepted
        )
    }
}
