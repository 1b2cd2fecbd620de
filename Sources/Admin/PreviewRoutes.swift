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
/// both, so that the difference is the mapping's alone.
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
        let order = try await desk.order(request, allows: ["mapping", "version", "patch"], limit: Self.limit)
        let mapping = try desk.candidate(order, lead)
        let patch = order["patch"]
        try await desk.note(.previewed, of: lead, by: context)
        var payload: JSONValue?
        if let patch { payload = try await desk.payload(of: lead, editedBy: patch) }
        let wouldBe = try await desk.built(lead, through: mapping, editedBy: patch)
        var json: JSONObject = ["lead": .string(lead.id.rawValue), "was": .null]
        if let payload { json["payload"] = payload }
        if let hash = lead.mappingHash {
            if let old = desk.archive.mapping(hash: hash, name: lead.source.rawValue) {
                let was = try await desk.built(lead, through: old)
                json["was"] = was.lead.preview
                json["wouldBe"] = wouldBe.lead.preview
                json["changes"] = .array(Difference.between(was.document.value, wouldBe.document.value).map(\.change))
                return Response(json: .object(json))
            }
            json["note"] = .string("the version that the lead was mapped with (\(hash)) is not kept here")
        } else {
            json["note"] = "the lead was never mapped"
        }
        json["wouldBe"] = wouldBe.lead.preview
        json["changes"] = .array([])
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
    /// The document with the verdict on it.
    fileprivate var preview: JSONValue {
        var json: JSONObject = ["mappingHash": .string(mapping.hash.rawValue), "verdict": .string(verdict.name)]
        if let cause = verdict.cause { json["cause"] = .object(cause.json) }
        if let document {
            json["document"] = document.value
            json["problems"] = .array(document.problems.map(\.json))
            json["fates"] = document.report().json(withValues: true)
        }
        return .object(json)
    }
}

extension Difference {
    /// One place that changes; `null` where there is nothing.
    fileprivate var change: JSONValue {
        .object([
            "place": .string(place.description), "was": expected ?? .null, "wouldBe": actual ?? .null,
        ])
    }
}
