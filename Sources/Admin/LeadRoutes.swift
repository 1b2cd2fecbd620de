import Delivery
import Foundation
import Hummingbird
import JSON
import Leads
import Mapping
import Moments
import Names

/// `/admin/api/leads`: every lead, its timeline, what came and what it becomes.
struct LeadRoutes: Sendable {
    let desk: OperatorsDesk

    func add(to api: RoleRoutes) {
        api.viewers.get("/leads", use: list)
        api.viewers.get("/leads/:id", use: show)
        api.operators.get("/leads/:id/payload", use: payload)
        api.operators.get("/leads/:id/submission", use: submission)
        api.operators.get("/leads/:id/document", use: document)
        api.viewers.get("/leads/:id/report", use: report)
        api.operators.get("/leads/:id/answers", use: answers)
        api.operators.post("/leads/:id/replay", use: replay)
        api.operators.post("/leads/:id/discard", use: discard)
        api.admins.post("/leads/:id/erase", use: erase)
        api.operators.post("/leads/:id/resolve", use: resolve)
        api.operators.post("/leads/resolve", use: resolveMany)
        api.viewers.get("/books", use: books)
    }

    @Sendable private func list(_ request: Request, _ context: OperatorContext) async throws -> Response {
        let query = try LeadQuery(request.uri.queryParameters, among: desk.targets)
        let page = try await desk.store.leads(matching: query.filter, after: query.cursor, limit: query.limit)
        return Response(json: page.json(path: "/admin/api/leads", query: query, seesWords: context.seesWords))
    }

    @Sendable fileprivate func show(_ request: Request, _ context: OperatorContext) async throws -> Response {
        let lead = try await desk.lead(context)
        var json = lead.json(seesWords: context.seesWords)
        json["version"] = .number(JSONNumber(lead.version))
        if let page = desk.casePage(lead) { json["casePage"] = .string(page) }
        let timeline = try await desk.store.timeline(lead.id)
        if timeline.isEdited { json["edited"] = true }
        json["timeline"] = .array(timeline.map { $0.json(seesWords: context.seesWords) })
        let callbacks = try await desk.store.callbacks(of: lead.id)
        if !callbacks.isEmpty { json["callbacks"] = .array(callbacks.map(\.json)) }
        if let standing = try await desk.store.caseStanding(of: lead.id) { json["case"] = .object(standing.json) }
        json["links"] = .object([
            "payload": .string("/admin/api/leads/\(lead.id)/payload"),
            "submission": .string("/admin/api/leads/\(lead.id)/submission"),
            "edits": .string("/admin/api/leads/\(lead.id)/edits"),
            "document": .string("/admin/api/leads/\(lead.id)/document"),
            "report": .string("/admin/api/leads/\(lead.id)/report"),
            "answers": .string("/admin/api/leads/\(lead.id)/answers"),
        ])
        return Response(json: .object(json))
    }

    /// What came, as it came: the raw body is kept untouched.
    @Sendable private func payload(_ request: Request, _ context: OperatorContext) async throws -> Response {
        var submission: Submission
        do {
            let lead = try await desk.lead(context)
            let reason = try context.requiredReason(request)
            try await desk.note(.payloadViewed, of: lead, reason: reason, by: context)
            submission = try await desk.submission(of: lead)
        } catch StoreError.corrupt(let id, _) {
            // What was sent may be whole where the lead's own row is not: then a person can still read it.
            let reason = try context.requiredReason(request)
            let act = OperatorAct(by: try context.name, .payloadViewed, id.rawValue, reason: reason)
            try await desk.store.audit(act, at: desk.clock.now())
            guard let whole = try await desk.store.submission(id) else { throw Refusal.notFound("lead \(id)") }
            submission = whole
        }
        // What was fetched for it, where the post brought its id only.
        submission = submission.readable
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

    /// What came and how it came: all that a mapping may read of the lead. The body is in Base64; where it was fetched, the
    /// post that brought the lead's id stands beside it.
    @Sendable private func submission(_ request: Request, _ context: OperatorContext) async throws -> Response {
        let lead = try await desk.lead(context)
        let reason = try context.requiredReason(request)
        try await desk.note(.submissionViewed, of: lead, reason: reason, by: context)
        let post = try await desk.submission(of: lead)
        let submission = post.readable
        var json: JSONObject = [
            "source": .string(lead.source.rawValue),
            "mapping": .optional(lead.mapping),
            "receivedAt": .time(lead.receivedAt),
            "contentType": .optional(submission.contentType),
            "query": .object(submission.query),
            "headers": .object(submission.headers),
            "item": submission.item.map { .number(JSONNumber($0)) } ?? .null,
            "body": .string(Data(submission.body).base64EncodedString()),
        ]
        if post.data != nil { json["post"] = .string(Data(post.body).base64EncodedString()) }
        return Response(json: .object(json))
    }

    /// The document as it would be sent now, with the mapping in force.
    @Sendable private func document(_ request: Request, _ context: OperatorContext) async throws -> Response {
        let lead = try await desk.lead(context)
        let reason = try context.requiredReason(request)
        try await desk.note(.documentViewed, of: lead, reason: reason, by: context)
        let document = try await desk.built(lead).document
        return Response(
            status: .ok,
            headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: document.document))
        )
    }

    /// Where every value the customer typed went; without the values where no reason is given to see them.
    @Sendable private func report(_ request: Request, _ context: OperatorContext) async throws -> Response {
        let lead = try await desk.lead(context)
        let reason = try context.reason(request)
        if let reason { try await desk.note(.reportViewed, of: lead, reason: reason, by: context) }
        return Response(json: try await desk.built(lead).document.json(withValues: reason != nil))
    }

    /// The target's own words about each attempt; they can repeat what the customer typed.
    @Sendable private func answers(_ request: Request, _ context: OperatorContext) async throws -> Response {
        let lead = try await desk.lead(context)
        let reason = try context.requiredReason(request)
        try await desk.note(.answersViewed, of: lead, reason: reason, by: context)
        let timeline = try await desk.store.timeline(lead.id)
        return Response(json: ["answers": .array(timeline.compactMap(\.answerJSON))])
    }

    @Sendable fileprivate func replay(_ request: Request, _ context: OperatorContext) async throws -> Response {
        let lead = try await desk.lead(context)
        let order = try await desk.order(request, allows: ["reason", "override"])
        let changed = try await desk.replay(
            lead,
            by: context.name,
            reason: order.reason,
            override: order.isOverride
        )
        return Response(
            json: .object(changed.json(seesWords: context.seesWords)),
            status: changed.state == .queued ? .accepted : .ok
        )
    }

    @Sendable fileprivate func discard(_ request: Request, _ context: OperatorContext) async throws -> Response {
        let lead = try await desk.lead(context)
        let reason = try await desk.order(request, allows: ["reason"]).requiredReason
        let act = OperatorAct(by: try context.name, .discarded, lead.id.rawValue, reason: reason)
        let changed = try await desk.record(.discarded(by: act.by, reason: reason), for: lead, act: act)
        return Response(json: .object(changed.json(seesWords: context.seesWords)))
    }

    /// Destroys what the customer typed; the books keep the lead. The reason stays readable: it must not name anybody.
    @Sendable private func erase(_ request: Request, _ context: OperatorContext) async throws -> Response {
        let lead = try await desk.lead(context)
        let reason = try await desk.order(request, allows: ["reason"]).requiredReason
        let act = OperatorAct(by: try context.name, .erased, lead.id.rawValue, reason: reason)
        let changed = try await desk.record(.erased(by: act.by, reason: reason), for: lead, act: act)
        return Response(json: .object(changed.json(seesWords: context.seesWords)))
    }

    /// Ends the doubt about an uncertain lead with what a person found at the target.
    @Sendable private func resolve(_ request: Request, _ context: OperatorContext) async throws -> Response {
        let lead = try await desk.lead(context)
        let order = try await desk.order(request, allows: ["outcome", "vorgangsnummer", "reason", "override"])
        let name = try context.name
        let resolution = try Resolution(
            outcome: order["outcome"]?.stringValue,
            vorgangsnummer: order["vorgangsnummer"]?.stringValue,
            Testimony(by: name, reason: order.reason)
        )
        let changed = try await desk.resolve(lead, resolution, by: name, override: order.isOverride)
        return Response(json: .object(changed.json(seesWords: context.seesWords)))
    }

    /// The same for many, named one by one.
    @Sendable private func resolveMany(_ request: Request, _ context: OperatorContext) async throws -> Response {
        let order = try await desk.order(request, allows: ["leads", "reason", "override"], limit: 4 << 20)
        return Response(json: try await desk.resolveMany(order, by: context.name))
    }

    @Sendable private func books(_ request: Request, _ context: OperatorContext) async throws -> Response {
        Response(json: try await desk.store.books().json)
    }
}

extension LeadRoutes {
    /// A dead letter is a lead: the same answers under the dead letters' own path.
    func addDeadLetter(to api: RoleRoutes) {
        api.viewers.get("/dead-letters/:id", use: show)
        api.operators.post("/dead-letters/:id/replay", use: replay)
        api.operators.post("/dead-letters/:id/discard", use: discard)
    }
}
