import Hummingbird
import HummingbirdCore
import JSON
import Leads
import Moments

/// `/admin/api/audit`: who did what, newest first.
struct AuditRoutes: Sendable {
    let desk: OperatorsDesk

    func add(to api: RoleRoutes) {
        api.admins.get("/audit", use: list)
    }

    @Sendable private func list(_ request: Request, _ context: OperatorContext) async throws -> Response {
        let query = try AuditQuery(request.uri.queryParameters)
        let limit = query.limit
        let entries = try await desk.store.auditEntries(
            matching: query.filter,
            before: query.before,
            limit: limit + 1
        )
        let page = entries.prefix(limit)
        let next = entries.count > limit ? page.last.map { query.link("/admin/api/audit", before: $0.sequence) } : nil
        return Response(json: ["entries": .array(page.map(\.json)), "next": .optional(next)])
    }
}

/// Which entries of the audit log are asked for: `by`, `subject`, `act`, `limit`, `cursor`.
struct AuditQuery {
    let filter: AuditFilter
    let before: Int?
    let limit: Int

    /// - Throws: `Refusal` that names the parameter, what it was and what is allowed.
    init(_ parameters: FlatDictionary<Substring, Substring>) throws {
        let names = ["by", "subject", "act", "limit", "cursor"]
        for (key, _) in parameters where !names.contains(String(key)) {
            throw Refusal.badRequest("unknown parameter '\(key)'; there are: \(names.joined(separator: ", "))")
        }
        var filter = AuditFilter(
            by: parameters["by"].map(String.init),
            subject: parameters["subject"].map(String.init)
        )
        if let word = parameters["act"] {
            guard let kind = OperatorAct.Kind(rawValue: String(word)) else {
                let known = OperatorAct.Kind.allCases.map(\.rawValue).joined(separator: ", ")
                throw Refusal.badRequest("act is '\(word)'; there are: \(known)")
            }
            filter.kind = kind
        }
        self.filter = filter
        if let cursor = parameters["cursor"] {
            guard let place = Int(cursor), place > 0 else {
                throw Refusal.badRequest("the cursor '\(cursor)' is not one of this list; start from the first page")
            }
            before = place
        } else {
            before = nil
        }
        limit = try PageQuery.limit(parameters["limit"])
    }

    /// The path of the page before the place `before`.
    func link(_ path: String, before: Int) -> String {
        path.addingQuery([
            ("cursor", "\(before)"), ("limit", "\(limit)"), ("by", filter.by), ("subject", filter.subject),
            ("act", filter.kind?.rawValue),
        ])
    }
}

extension AuditEntry {
    /// The entry as the operators' API shows it.
    fileprivate var json: JSONValue {
        [
            "sequence": .number(JSONNumber(sequence)),
            "at": .time(at),
            "by": .string(act.by),
            "act": .string(act.kind.rawValue),
            "subject": .string(act.subject),
            "reason": .optional(act.reason),
        ]
    }
}
