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
        query.filter = try deadOnly(query.filter)
        let page = try await desk.store.leads(matching: query.filter, after: query.cursor, limit: query.limit)
        return Response(json: page.json(path: "/admin/api/dead-letters", query: query))
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
    @Sendable private func causes(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        Response(json: ["causes": .array(try await desk.store.causes().map(\.json))])
    }

    /// Replays all dead letters that match the filter in the body. With `"preview": true` it only counts.
    ///
    /// With an operation id (`Idempotency-Key` or the member `operation`) a repeat gets the first answer and replays
    /// nothing; ids are kept in memory, see `Operations`.
    @Sendable private func replayMany(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        let order = try await desk.order(request, allows: LeadQuery.filterNames + ["reason", "preview", "operation"])
        let filter = try deadOnly(try LeadQuery(order: order).filter)
        if order.isPreview {
            let matched = try await desk.store.count(matching: filter)
            return Response(json: Replayed(matched: matched, isPreview: true).json)
        }
        let answer = try await desk.operations.once(order.operation, order: order.meaning) { [reason = order.reason] in
            try await replay(filter, reason: reason).json
        }
        return Response(json: answer, status: .accepted)
    }

    private func replay(_ filter: LeadFilter, reason: String?) async throws -> Replayed {
        var result = Replayed()
        var cursor: String?
        repeat {
            let page = try await desk.store.leads(matching: filter, after: cursor, limit: 500)
            for lead in page.leads {
                result.matched += 1
                do {
                    _ = try await desk.replay(lead, reason: reason)
                    result.replayed += 1
                } catch StoreError.conflict, StoreError.transition, StoreError.notFound, StoreError.taken {
                    result.skipped += 1  // somebody else moved it meanwhile, or has what it claims
                }
            }
            cursor = page.next
        } while cursor != nil && result.matched < Self.replayLimit
        result.hasMore = cursor != nil
        return result
    }
}

/// What became of an order to replay.
private struct Replayed {
    var matched = 0
    var replayed = 0
    /// Moved by somebody else in the meantime.
    var skipped = 0
    var isPreview = false
    /// Whether the limit of one order was reached before the end.
    var hasMore = false

    var json: JSONValue {
        .object([
            "matched": .number(JSONNumber(matched)),
            "replayed": .number(JSONNumber(replayed)),
            "skipped": .number(JSONNumber(skipped)),
            "preview": .bool(isPreview),
            "more": .bool(hasMore),
        ])
    }
}
