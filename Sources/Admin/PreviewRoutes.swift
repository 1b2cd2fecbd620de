import Delivery
import Hummingbird
import JSON
import LeadBuilding
import Leads
import Mapping
import MappingDesk
import MappingLanguage
import Names
import Problems

/// `POST /admin/api/leads/{id}/preview`: a lead's document as it was and as it would be. Nothing is stored or sent.
///
/// "As it was" is what the version makes of it that the lead was mapped with last; "as it would be" is the mapping in
/// force, another version (`"version": HASH`) or a candidate (`"mapping": {…}`), of the lead as it is or as edits make it
/// (`"patch": […]`, a JSON Patch). What the source attaches is today's in
/// both, so that the difference is the mapping's alone. What a customer typed is shown for a `"reason"`, which stands in the
/// audit log; without one the answer has the verdicts and the places.
struct PreviewRoutes: Sendable {
    /// Bytes of a candidate mapping at most.
    static let limit = 1 << 20

    let desk: OperatorsDesk

    func add(to api: RoleRoutes) {
        api.operators.post("/leads/:id/preview", use: preview)
        api.viewers.get("/mappings/versions/:hash", use: version)
    }

    @Sendable private func preview(_ request: Request, _ context: OperatorContext) async throws -> Response {
        let lead = try await desk.lead(context)
        let order = try await desk.order(request, allows: ["mapping", "version", "patch", "reason"], limit: Self.limit)
        let mapping = try desk.candidate(order, lead)
        let patch = order["patch"]
        let reason = try order.reason.map(OperatorContext.checked)
        if let reason { try await desk.note(.previewed, of: lead, reason: reason, by: context) }
        let shows = reason != nil
        var json: JSONObject = ["lead": .string(lead.id.rawValue), "was": .null, "masked": .bool(!shows)]
        if let patch {
            let payload = try await desk.payload(of: lead, editedBy: patch)
            if shows { json["payload"] = payload }
        }
        let wouldBe = try await desk.built(lead, through: mapping, editedBy: patch)
        json["changes"] = .array([])
        if let hash = lead.mappingHash {
            if let old = desk.archive.mapping(hash: hash, name: lead.source.rawValue) {
                let was = try await desk.built(lead, through: old)
                json["was"] = was.lead.preview(withValues: shows)
                let changes = Difference.between(was.document.value, wouldBe.document.value)
                json["changes"] = .array(changes.map { $0.change(withValues: shows) })
            } else {
                json["note"] = .string("the version that the lead was mapped with (\(hash)) is not kept here")
            }
        } else {
            json["note"] = "the lead was never mapped"
        }
        if try await desk.isAskedFirst(lead) {
            json["doubt"] =
                "the target may have the lead: a replay makes it uncertain, and nothing is sent before that is clear"
        }
        json["wouldBe"] = wouldBe.lead.preview(withValues: shows)
        return Response(json: .object(json))
    }

    /// A version that was in force once, as its file was with all it extended.
    @Sendable private func version(_ request: Request, _ context: OperatorContext) async throws -> Response {
        let hash = MappingHash(rawValue: try context.parameters.require("hash"))
        guard let file = desk.archive.file(hash: hash) else { throw Refusal.notFound("version '\(hash)' of a mapping") }
        return Response(json: file)
    }
}

extension OperatorsDesk {
    /// The mapping that the order asks for; nil: the one in force.
    fileprivate func candidate(_ order: Order, _ lead: Lead) throws -> Mapping? {
        switch (order["mapping"], order["version"]) {
        case (nil, nil): return nil
        case (let file?, nil): return try mapping(file)
        case (nil, .string(let hash)?):
            guard let mapping = archive.mapping(hash: MappingHash(rawValue: hash), name: lead.source.rawValue) else {
                throw Refusal.notFound("version '\(hash)' of a mapping")
            }
            return mapping
        default:
            throw Refusal.badRequest("name one of 'mapping' (a mapping file as JSON) and 'version' (a hash)")
        }
    }

    /// A candidate, as its file is written.
    /// - Throws: `Refusal` with the findings that keep it from being one.
    func mapping(_ file: JSONValue) throws -> Mapping {
        let loaded = archive.candidate(file, among: library.value)
        if let mapping = loaded.mapping { return mapping }
        let findings = loaded.findings.filter { $0.severity == .error }.map { finding in
            let place = finding.pointer.description
            return "\(place.isEmpty ? "" : place + ": ")\(finding.message)"
        }
        throw Refusal(.mappingInError, findings.joined(separator: " "))
    }
}

extension BuiltLead {
    /// The document with the verdict on it; without values only the verdict, and where every value would go.
    fileprivate func preview(withValues: Bool) -> JSONValue {
        var json: JSONObject = ["mappingHash": .string(mapping.hash.rawValue), "verdict": .string(verdict.name)]
        if let cause = verdict.cause { json["cause"] = .object(cause.json) }
        if let document {
            if withValues { json["document"] = document.value }
            json["problems"] = .array(document.problems.map(\.json))
            json["fates"] = document.report().json(withValues: withValues)
        }
        return .object(json)
    }
}

extension Difference {
    /// One place that changes; `null` where there is nothing.
    fileprivate func change(withValues: Bool) -> JSONValue {
        var json: JSONObject = ["place": .string(place.description), "kind": .string(kind)]
        if withValues {
            json["was"] = expected ?? .null
            json["wouldBe"] = actual ?? .null
        }
        return .object(json)
    }
}
