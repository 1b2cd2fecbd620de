import Hummingbird
import JSON
import Leads
import Moments
import People

/// `/admin/api/people`: what is kept of one person is found, given out and erased.
///
/// Who is meant stands in the body and nowhere else: no address, no log and no audit entry has it.
struct PeopleRoutes: Sendable {
    let desk: OperatorsDesk

    func add(to api: RoleRoutes) {
        api.operators.post("/people/find", use: find)
        api.admins.post("/people/export", use: export)
        api.admins.post("/people/erase", use: erase)
        api.admins.get("/people/erasures/:id", use: erasure)
        api.admins.post("/people/reindex", use: reindex)
    }

    private static let members = PersonQuery.names + ["match"]

    /// The leads of a person, newest first.
    @Sendable private func find(_ request: Request, _ context: OperatorContext) async throws -> Response {
        let order = try await desk.order(request, allows: Self.members + ["limit", "cursor", "reason"])
        let query = try desk.person(order)
        let limit = try PageQuery.limit(order["limit"].map { $0.text()[...] })
        let matches = try await desk.matches(query)
        try await desk.note(.personSearched, query, reason: order.reason, by: context)
        let start = try order["cursor"].map { try Self.place($0) } ?? .max
        let rest = matches.filter { $0.sequence < start }
        var leads: [JSONValue] = []
        for match in rest.prefix(limit) {
            guard let lead = try await desk.store.lead(match.id) else { continue }
            var json = lead.json(seesWords: context.seesWords)
            json["foundBy"] = match.kindsJSON
            leads.append(.object(json))
        }
        let next = rest.count > limit ? rest.prefix(limit).last.map { String($0.sequence) } : nil
        return Response(json: [
            "matched": .number(JSONNumber(matches.count)), "leads": .array(leads), "next": .optional(next),
        ])
    }

    private static func place(_ cursor: JSONValue) throws -> Int64 {
        guard let place = cursor.stringValue.flatMap({ Int64($0) }), place > 0 else {
            throw Refusal.badRequest("the cursor is not one of this list; start from the first page")
        }
        return place
    }

    /// All that is kept of a person, as one document (GDPR Art. 15).
    @Sendable private func export(_ request: Request, _ context: OperatorContext) async throws -> Response {
        let order = try await desk.order(request, allows: Self.members + ["reason"])
        let reason = try order.requiredReason
        let query = try desk.person(order)
        let matches = try await desk.matches(query)
        try await desk.note(.personExported, query, reason: reason, by: context)
        let name = try context.name
        let head: JSONObject = [
            "exportedAt": .time(desk.clock.now()), "by": .string(name), "reason": .string(reason),
            "foundBy": .array(query.kinds.map { .string($0.rawValue) }),
            "matched": .number(JSONNumber(matches.count)),
        ]
        let desk = desk
        return Response(
            status: .ok,
            headers: [.contentType: "application/json", .contentDisposition: "attachment; filename=\"person.json\""],
            body: ResponseBody { writer in
                // Lead by lead, so that a person of a thousand leads needs no more memory than one of one.
                try await writer.write(ByteBuffer(string: JSONValue.object(head).text().dropLast() + ",\"leads\":["))
                for (place, match) in matches.enumerated() {
                    let act = OperatorAct(by: name, .personExported, match.id.rawValue, reason: reason)
                    try await desk.store.audit(act, at: desk.clock.now())
                    let json = try await desk.exported(match)
                    try await writer.write(ByteBuffer(string: (place == 0 ? "" : ",") + json.text()))
                }
                try await writer.write(ByteBuffer(string: "]}\n"))
                try await writer.finish(nil)
            }
        )
    }

    /// What would be erased; with `confirm` as that says, its erasure.
    @Sendable private func erase(_ request: Request, _ context: OperatorContext) async throws -> Response {
        let order = try await desk.order(request, allows: Self.members + ["reason", "preview", "confirm"])
        let query = try desk.person(order)
        if order.isPreview {
            let matches = try await desk.matches(query)
            try await desk.note(.personSearched, query, reason: order.reason, by: context)
            return Response(json: try await desk.erasurePreview(matches))
        }
        let reason = try order.requiredReason
        guard let confirm = order["confirm"]?.stringValue else {
            throw Refusal.badRequest("look first: {\"preview\": true}; then send what it says as \"confirm\"")
        }
        let erasure: Erasure
        if let known = try await desk.store.erasure(confirm) {
            erasure = known
        } else {
            let matches = try await desk.matches(query)
            guard !matches.isEmpty, confirm == matches.confirmation else {
                throw Refusal.conflict("these are not the leads that were looked at: look again, then confirm those")
            }
            let order = Erasure.Order(
                id: confirm,
                leads: matches.map(\.id),
                by: try context.name,
                reason: reason,
                kinds: query.kinds
            )
            erasure = try await desk.store.begin(order, at: desk.clock.now())
        }
        let done = try await PersonErasing(store: desk.store, clock: desk.clock, logger: desk.logger).run(erasure)
        return Response(json: try await desk.certificate(done), status: done.endedAt == nil ? .accepted : .ok)
    }

    /// How far an erasure is: its proof, once it has ended.
    @Sendable private func erasure(_ request: Request, _ context: OperatorContext) async throws -> Response {
        let id = try context.parameters.require("id")
        guard let erasure = try await desk.store.erasure(id) else { throw StoreError.noErasure(id) }
        return Response(json: try await desk.certificate(erasure))
    }

    /// Has all leads looked at anew, with the mappings of today.
    @Sendable private func reindex(_ request: Request, _ context: OperatorContext) async throws -> Response {
        let order = try await desk.order(request, allows: ["reason"])
        let act = OperatorAct(by: try context.name, .personsIndexedAnew, "people", reason: order.reason)
        try await desk.store.indexAnew(act: act, at: desk.clock.now())
        let leads = try await desk.store.unindexedCount()
        return Response(json: ["unindexed": .number(JSONNumber(leads))], status: .accepted)
    }
}
