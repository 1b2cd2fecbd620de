import Delivery
import Foundation
import Hummingbird
import HummingbirdCore
import JSON
import Leads
import Mapping
import Moments
import SourceFiles

/// `/admin/api/jobs`: orders over many leads, their progress, and what can be told to them.
struct JobRoutes: Sendable {
    let desk: OperatorsDesk

    func add(to api: RoleRoutes) {
        api.viewers.get("/jobs", use: list)
        api.operators.post("/jobs", use: begin)
        api.viewers.get("/jobs/:id", use: show)
        for turn in Job.Turn.allCases {
            api.operators.post("/jobs/:id/\(turn.rawValue)") { request, context in
                let id = try Self.id(context)
                _ = try await desk.order(request, allows: [])
                let job = try await desk.store.turn(id, turn, by: context.name, at: desk.clock.now())
                desk.jobs.ring()
                return Response(json: .object(try await desk.json(job)))
            }
        }
    }

    /// The job of an address.
    private static func id(_ context: OperatorContext) throws -> String {
        let id = try context.parameters.require("id")
        return id.removingPercentEncoding ?? id
    }

    @Sendable private func list(_ request: Request, _ context: OperatorContext) async throws -> Response {
        let query = try PageQuery(request.uri.queryParameters)
        let jobs = try await desk.store.jobs(after: query.cursor, limit: query.limit + 1)
        let page = jobs.prefix(query.limit)
        let next = jobs.count > page.count ? page.last.map { query.link("/admin/api/jobs", cursor: $0.order.id) } : nil
        return Response(json: ["jobs": .array(page.map { .object($0.json) }), "next": .optional(next)])
    }

    @Sendable private func show(_ request: Request, _ context: OperatorContext) async throws -> Response {
        let id = try Self.id(context)
        guard let job = try await desk.store.job(id) else { throw StoreError.noJob(id) }
        return Response(json: .object(try await desk.json(job)))
    }

    /// Orders a job: `{"action": "replay", "source": "trisalis", "reason": "…", "rate": 20}`. With `"preview": true` it only
    /// says what would happen.
    @Sendable private func begin(_ request: Request, _ context: OperatorContext) async throws -> Response {
        let order = try await desk.order(
            request,
            allows: LeadQuery.filterNames + [
                "action", "reason", "rate", "preview", "operation", "mapping", "override",
            ],
            limit: PreviewRoutes.limit
        )
        guard let action = order["action"]?.stringValue.flatMap(Job.Action.init(rawValue:)) else {
            let known = Job.Action.allCases.map(\.rawValue).joined(separator: "' or '")
            throw Refusal.badRequest("say what to do: {\"action\": '\(known)', …}")
        }
        guard action == .resolve || !order.isOverride else {
            throw Refusal.badRequest("'override' is for {\"action\": \"resolve\"} only")
        }
        if order.isPreview { return Response(json: .object(try await desk.preview(action, order))) }
        let settling = try await desk.settling(action, order)
        var json = try await desk.json(try await desk.begin(action, order, by: context.name))
        settling?.add(to: &json)
        return Response(json: .object(json), status: .accepted)
    }
}

extension OperatorsDesk {
    /// The filter of a bulk order over leads that the action can move.
    func filter(_ action: Job.Action, _ order: Order) async throws -> LeadFilter {
        var filter = try LeadQuery(order: order, among: targets).filter
        if filter.states.isEmpty {
            switch action {
            case .replay, .discard: filter.states = [.dead]
            case .release: filter.states = [.waiting]
            case .resolve: filter.states = [.uncertain]
            }
        }
        guard filter.states.isSubset(of: action.states) else {
            let allowed = action.states.map(\.rawValue).sorted().joined(separator: ", ")
            throw Refusal.badRequest(
                "state cannot be that here: a job can \(action.rawValue) leads that are \(allowed); others one by one"
            )
        }
        if action == .release { try await refuseRelease(&filter) }
        guard action == .resolve else { return filter }
        if let operation = order.operation, let known = try await store.job(operation) {
            filter.sentBefore = known.order.filter.sentBefore
        } else {
            let all = filter
            filter.sentBefore = try await settledBefore(filter, override: order.isOverride)
            try await refuseIfAllSettle(all, filter)
        }
        return filter
    }

    /// Leads are released source by source, to mappings that are in force: whatever is wrong with those is said before anything
    /// is moved.
    private func refuseRelease(_ filter: inout LeadFilter) async throws {
        filter.lack = .mapping
        if let id = filter.idPrefix.flatMap({ LeadID($0) }) { filter.source = try await store.lead(id)?.source }
        guard let name = filter.source else {
            throw Refusal.badRequest("say whose leads, by 'source', or which one, by its whole 'id'")
        }
        guard let source = library.value.source(name) else {
            throw Refusal.conflict("source '\(name)' is not in force; 'leadgate check' says what is wrong with it")
        }
        let missing = source.mappings.first { library.value.mapping($0) == nil }
        guard missing == nil, !source.mappings.isEmpty else {
            throw Refusal.conflict(
                missing.map { "the mapping '\($0)' of source '\(name)' is not in force; 'leadgate check' says why" }
                    ?? "source '\(name)' has no mapping yet: write one, name it in sources/\(name).json, and check it "
                    + "with 'leadgate check'"
            )
        }
    }

    /// Leads that match an order to resolve, but were sent a moment ago.
    struct Settling {
        let leads: Int
        /// When the last of them may be resolved.
        let until: Int64

        /// As the answer to the order has it.
        func add(to json: inout JSONObject) {
            json["settling"] = .number(JSONNumber(leads))
            json["settled"] = .time(until)
        }
    }

    /// What an order to resolve leaves out, because the target may still be at work on it; `nil` where nothing is.
    func settling(_ action: Job.Action, _ order: Order) async throws -> Settling? {
        guard action == .resolve, !order.isOverride else { return nil }
        if let operation = order.operation, try await store.job(operation) != nil { return nil }
        let filter = try await filter(action, order)
        var all = filter
        all.sentBefore = nil
        return try await settling(all, filter)
    }

    private func settling(_ all: LeadFilter, _ settled: LeadFilter) async throws -> Settling? {
        let now = clock.now()
        let left = try await store.count(matching: all) - store.count(matching: settled)
        guard left > 0 else { return nil }
        // The newest were sent last.
        var until = now
        for lead in try await store.leads(matching: all, after: nil, limit: 500).leads {
            if let wait = await delivery.settles(lead) { until = max(until, now + wait) }
        }
        return until > now ? Settling(leads: left, until: until) : nil
    }

    /// An order that would move nothing says why.
    private func refuseIfAllSettle(_ all: LeadFilter, _ settled: LeadFilter) async throws {
        guard try await store.count(matching: settled) == 0, let settling = try await settling(all, settled) else {
            return
        }
        throw Refusal.conflict(
            """
            \(settling.leads) leads match, but they were sent a moment ago: the target may still be at work on them, or its list \
            be behind. They can be resolved from \(JSONValue.time(settling.until).stringValue ?? "") on; to take the risk of a \
            second Vorgang now: {"override": true} (`--override`)
            """
        )
    }

    /// Before which moment leads must have been sent so that the target is no longer at work on any of them: the others stay
    /// uncertain, unless somebody takes the risk; and so does what is sent after the order.
    private func settledBefore(_ filter: LeadFilter, override: Bool) async throws -> Int64 {
        var bound = clock.now() + 1
        guard !override else { return bound }
        var cursor: String?
        repeat {
            let page = try await store.leads(matching: filter, after: cursor, limit: 500)
            for lead in page.leads {
                guard let start = lead.intent?.startedAt, start < bound else { continue }
                if await delivery.settles(lead) != nil { bound = start }
            }
            cursor = page.next
        } while cursor != nil
        return bound
    }

    /// Starts the job, or finds the one of the same operation id.
    func begin(_ action: Job.Action, _ order: Order, by name: String) async throws -> Job {
        let reason = [.replay, .release].contains(action) ? order.reason : try order.requiredReason
        let job = try await store.begin(
            Job.Order(
                id: order.operation ?? UUID().uuidString.lowercased(),
                action: action,
                filter: try await filter(action, order),
                by: name,
                reason: reason,
                rate: try order.rate
            ),
            at: clock.now()
        )
        jobs.ring()
        return job
    }

    /// The job for whoever asks after it; once it rests with what its leads became: a replay makes some uncertain, which the
    /// target may have.
    func json(_ job: Job) async throws -> JSONObject {
        var json = job.json
        guard !job.state.isActive, job.changed > 0 else { return json }
        let became = try await store.became(job.order.id).sorted { $0.key.rawValue < $1.key.rawValue }
        json["became"] = .object(JSONObject(became.map { ($0.key.rawValue, .number(JSONNumber($0.value))) }))
        return json
    }

    /// The job as far as it comes in some seconds: most end in them. Whoever else does steps of it meanwhile is welcome.
    func hurried(_ job: Job) async throws -> Job {
        var job = job
        let deadline = clock.uptime() + 5_000
        while job.order.rate == nil, job.state.isActive, clock.uptime() < deadline { job = try await jobs.step(job) }
        return job
    }
}

extension Job {
    /// The job as lists show it.
    var json: JSONObject {
        var json: JSONObject = [
            "id": .string(order.id),
            "action": .string(order.action.rawValue),
            "filter": .object(order.filter.shown),
            "by": .string(order.by),
            "state": .string(state.rawValue),
            "matched": .number(JSONNumber(matched)),
            "changed": .number(JSONNumber(changed)),
            "skipped": .number(JSONNumber(skipped)),
            "createdAt": .time(createdAt),
            "updatedAt": .time(updatedAt),
            "links": .object(["self": .string("/admin/api/jobs/\(order.id)")]),
        ]
        if let reason = order.reason { json["reason"] = .string(reason) }
        if let rate = order.rate { json["rate"] = .number(JSONNumber(rate)) }
        if state == .undoing || state == .undone { json["undone"] = .number(JSONNumber(undone)) }
        return json
    }
}

extension LeadFilter {
    /// The filter with its times as people read them.
    fileprivate var shown: JSONObject {
        var json = json
        if let from { json["from"] = .time(from) }
        if let to { json["to"] = .time(to) }
        if let sentBefore { json["sentBefore"] = .time(sentBefore) }
        return json
    }
}
