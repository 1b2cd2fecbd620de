import Delivery
import Foundation
import Hummingbird
import JSON
import Leads
import Mapping
import Names

/// `/admin/api/leads`: every lead, its timeline, what came and what it becomes.
struct LeadRoutes: Sendable {
    let desk: OperatorsDesk

    func add(to api: RouterGroup<BasicRequestContext>) {
        api.get("/leads", use: list)
        api.get("/leads/:id", use: show)
        api.get("/leads/:id/payload", use: payload)
        api.get("/leads/:id/submission", use: submission)
        api.get("/leads/:id/document", use: document)
        api.get("/leads/:id/report", use: report)
        api.get("/leads/:id/answers", use: answers)
        api.post("/leads/:id/replay", use: replay)
        api.post("/leads/:id/discard", use: discard)
        api.post("/leads/:id/erase", use: erase)
        api.post("/leads/:id/resolve", use: resolve)
        api.post("/leads/resolve", use: resolveMany)
        api.get("/books", use: books)
    }

    @Sendable private func list(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        let query = try LeadQuery(request.uri.queryParameters, among: desk.targets)
        let page = try await desk.store.leads(matching: query.filter, after: query.cursor, limit: query.limit)
        return Response(json: page.json(path: "/admin/api/leads", query: query))
    }

    @Sendable fileprivate func show(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        let lead = try await desk.lead(context)
        var json = lead.json
        if let page = desk.casePage(lead) { json["casePage"] = .string(page) }
        let timeline = try await desk.store.timeline(lead.id)
        json["timeline"] = .array(timeline.map(\.json))
        let callbacks = try await desk.store.callbacks(of: lead.id)
        if !callbacks.isEmpty { json["callbacks"] = .array(callbacks.map(\.json)) }
        if let standing = try await desk.store.caseStanding(of: lead.id) { json["case"] = .object(standing.json) }
        json["links"] = .object([
            "payload": .string("/admin/api/leads/\(lead.id)/payload"),
            "submission": .string("/admin/api/leads/\(lead.id)/submission"),
            "document": .string("/admin/api/leads/\(lead.id)/document"),
            "report": .string("/admin/api/leads/\(lead.id)/report"),
            "answers": .string("/admin/api/leads/\(lead.id)/answers"),
        ])
        return Response(json: .object(json))
    }

    /// What came, as it came: the raw body is kept untouched.
    @Sendable private func payload(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        let submission: Submission
        do { submission = try await desk.submission(of: desk.lead(context)) } catch StoreError.corrupt(let id, _) {
            // What was sent may be whole where the lead's own row is not: then a person can still read it.
            guard let whole = try await desk.store.submission(id) else { throw Refusal.notFound("lead \(id)") }
            submission = whole
        }
        return Response(
            status: .ok,
            headers: [
                .contentType: submission.contentType ?? "application/octet-stream",
                // A sender's bytes are never a page of this origin.
                .contentDisposition: "attachment",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: submission.body))
        )
    }

    /// What came and how it came: all that a mapping may read of the lead. The body is in Base64.
    @Sendable private func submission(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        let lead = try await desk.lead(context)
        let submission = try await desk.submission(of: lead)
        return Response(json: [
            "source": .string(lead.source.rawValue),
            "mapping": .optional(lead.mapping),
            "receivedAt": .time(lead.receivedAt),
            "contentType": .optional(submission.contentType),
            "query": .object(submission.query),
            "headers": .object(submission.headers),
            "item": submission.item.map { .number(JSONNumber($0)) } ?? .null,
            "body": .string(Data(submission.body).base64EncodedString()),
        ])
    }

    /// The document as it would be sent now, with the mapping in force.
    @Sendable private func document(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        let lead = try await desk.lead(context)
        let document = try await desk.built(lead).document
        return Response(
            status: .ok,
            headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: document.document))
        )
    }

    /// Where every value the customer typed went.
    @Sendable private func report(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        let lead = try await desk.lead(context)
        return Response(json: try await desk.built(lead).document.json(withValues: true))
    }

    /// The target's own words about each attempt; they can repeat what the customer typed.
    @Sendable private func answers(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        let lead = try await desk.lead(context)
        let timeline = try await desk.store.timeline(lead.id)
        return Response(json: ["answers": .array(timeline.compactMap(\.answerJSON))])
    }

    @Sendable fileprivate func replay(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        let lead = try await desk.lead(context)
        let order = try await desk.order(request, allows: ["reason", "override"])
        let changed = try await desk.replay(lead, reason: order.reason, override: order.isOverride)
        return Response(json: .object(changed.json), status: changed.state == .queued ? .accepted : .ok)
    }

    @Sendable fileprivate func discard(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        let lead = try await desk.lead(context)
        let reason = try await desk.order(request, allows: ["reason"]).requiredReason
        let changed = try await desk.record(.discarded(by: Order.operatorName, reason: reason), for: lead)
        return Response(json: .object(changed.json))
    }

    /// Destroys what the customer typed; the books keep the lead. The reason stays readable: it must not name anybody.
    @Sendable private func erase(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        let lead = try await desk.lead(context)
        let reason = try await desk.order(request, allows: ["reason"]).requiredReason
        let changed = try await desk.record(.erased(by: Order.operatorName, reason: reason), for: lead)
        return Response(json: .object(changed.json))
    }

    /// Ends the doubt about an uncertain lead with what a person found at the target.
    @Sendable private func resolve(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        let lead = try await desk.lead(context)
        let order = try await desk.order(request, allows: ["outcome", "vorgangsnummer", "override"])
        let number = order["vorgangsnummer"]?.stringValue
        let resolution = try Resolution(outcome: order["outcome"]?.stringValue, vorgangsnummer: number)
        let changed = try await desk.resolve(lead, resolution, override: order.isOverride)
        return Response(json: .object(changed.json))
    }

    /// The same for many: named one by one, or by a filter.
    @Sendable private func resolveMany(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        let names = LeadQuery.filterNames + ["leads", "outcome", "override", "preview"]
        return Response(json: try await desk.resolveMany(desk.order(request, allows: names, limit: 4 << 20)))
    }

    @Sendable private func books(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        Response(json: try await desk.store.books().json)
    }
}

extension LeadRoutes {
    /// A dead letter is a lead: the same answers under the dead letters' own path.
    func addDeadLetter(to api: RouterGroup<BasicRequestContext>) {
        api.get("/dead-letters/:id", use: show)
        api.post("/dead-letters/:id/replay", use: replay)
        api.post("/dead-letters/:id/discard", use: discard)
    }
}
