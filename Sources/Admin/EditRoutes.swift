import Delivery
import HTTPTypes
import Hummingbird
import JSON
import LeadBuilding
import Leads
import Moments
import Problems

/// `/admin/api/leads/{id}/edits`: what a person has mended of a lead, as a JSON Patch (RFC 6902) of its decoded body.
///
/// What came stays as it came. Whoever edits says which version of the lead he has seen, so that nobody overwrites what
/// somebody else has mended meanwhile; a patch is kept only if it fits, and counts in everything that is built of the lead.
struct EditRoutes: Sendable {
    /// Bytes of a patch at most.
    static let limit = 1 << 20

    let desk: OperatorsDesk

    func add(to api: RoleRoutes) {
        api.operators.get("/leads/:id/edits", use: show)
        api.operators.put("/leads/:id/edits", use: edit)
    }

    /// The patch, and the body as it counts with it.
    @Sendable private func show(_ request: Request, _ context: OperatorContext) async throws -> Response {
        let lead = try await desk.lead(context)
        let reason = try context.requiredReason(request)
        try await desk.note(.editsViewed, of: lead, reason: reason, by: context)
        let patch = try await desk.submission(of: lead).edits ?? .array([])
        let shown = Response(json: [
            "lead": .string(lead.id.rawValue), "version": .number(JSONNumber(lead.version)), "patch": patch,
            "payload": try await desk.payload(of: lead, editedBy: patch),
        ])
        return shown.of(version: lead.version)
    }

    /// `{"patch": [{"op": "move", "from": "/telefn", "path": "/telefon"}], "reason": …}` with `If-Match: "VERSION"`.
    @Sendable private func edit(_ request: Request, _ context: OperatorContext) async throws -> Response {
        let lead = try await desk.lead(context)
        let order = try await desk.order(request, allows: ["patch", "reason", "version"], limit: Self.limit)
        guard let patch = order["patch"], patch.arrayValue != nil else {
            throw Refusal.badRequest(
                "say what to mend: {\"patch\": [{\"op\": \"replace\", \"path\": \"/telefon\", …}]}"
            )
        }
        let version = try Self.version(request, order)
        _ = try await desk.payload(of: lead, editedBy: patch)
        let changed = try await desk.store.edit(
            lead.id,
            by: patch,
            version: version,
            at: desk.clock.now(),
            act: OperatorAct(by: context.name, .edited, lead.id.rawValue, reason: order.reason)
        )
        var json = changed.json(seesWords: context.seesWords)
        json["version"] = .number(JSONNumber(changed.version))
        json["edited"] = .bool(patch.arrayValue?.isEmpty == false)
        return Response(json: .object(json)).of(version: changed.version)
    }

    private static func version(_ request: Request, _ order: Order) throws -> Int {
        let header = request.headers[.ifMatch]?.filter { $0 != "\"" }
        guard let version = header.flatMap({ Int($0) }) ?? order["version"]?.numberValue?.int else {
            throw Refusal.badRequest(
                "say which version of the lead you have seen: If-Match: \"3\", or \"version\": 3 (GET …/edits has it)"
            )
        }
        return version
    }
}

extension Response {
    /// The answer with the version of the lead that it shows, as `If-Match` wants it back (RFC 9110 §8.8.3).
    fileprivate func of(version: Int) -> Response {
        var response = self
        response.headers[.eTag] = "\"\(version)\""
        return response
    }
}

extension OperatorsDesk {
    /// The body of a lead as mappings read it, with these edits.
    /// - Throws: `Refusal` for edits that do not fit it.
    func payload(of lead: Lead, editedBy patch: JSONValue) async throws -> JSONValue {
        let submission = try await submission(of: lead).edited(by: patch)
        do throws(PostError) {
            return try leads.building.payload(of: submission, from: lead.source) ?? .null
        } catch { throw Refusal(.editsUnfit, error.description) }
    }
}

extension [TimelineEntry] {
    /// Whether a person has mended what came: the last edits of it are some.
    var isEdited: Bool {
        let last = last { $0.event == LeadEvent.Kind.edited.rawValue }
        return last?.detail["operations"]?.numberValue?.int ?? 0 > 0
    }
}
