import HTTPTypes
import JSON

/// `PATCH /v3/vorgaenge/{vorgangsNummer}`: a JSON Patch (RFC 6902) on five paths and no others (fact sheet 5).
enum VorgangPatch {
    static func answer(_ number: String, _ call: Call, _ world: inout World) throws(Refused) -> SandboxAnswer {
        try call.require(SandboxScope.writeCase)
        if let refusal = call.refuse(unless: "application/json-patch+json") { return refusal }
        var found = try call.find(number, in: .baufiSmart, world)
        guard let operations = (try? JSONValue.parse(call.request.body, limits: .sandbox))?.arrayValue else {
            throw Refused(call.error(.badRequest, "The body is no JSON Patch: an array of operations (RFC 6902)"))
        }
        for operation in operations { try apply(operation, to: &found, call, world) }
        found.changedAt = world.now
        world.cases.put(found)
        var answer = SandboxAnswer(.ok, VorgangResource.vorgang(found, call))
        answer.stored = found
        let isPlain = operations.count == 1 && operations.allSatisfy { $0["op"] == "replace" }
        return answer.assuming(.shortVorgang).assuming(isPlain ? nil : .patchOperations)
    }

    private static func apply(
        _ operation: JSONValue,
        to found: inout StoredCase,
        _ call: Call,
        _ world: World
    ) throws(Refused) {
        func refuse(_ message: String) -> Refused { Refused(call.error(.badRequest, message)) }
        guard let path = operation["path"]?.stringValue, let name = operation["op"]?.stringValue else {
            throw refuse("An operation needs \"op\" and \"path\"")
        }
        guard ["add", "remove", "replace", "move", "copy", "test"].contains(name) else {
            throw refuse("\"\(name)\" is no operation of RFC 6902")
        }
        guard ["replace", "add", "test"].contains(name) else {
            throw Refused(call.error(.badRequest, "\"\(name)\" is not supported").assuming(.patchOperations))
        }
        if path.hasPrefix("/antraege/"), path.hasSuffix("/status"), path.split(separator: "/").count == 5 {
            try apply(name, operation["value"], toAntrag: path, of: &found, call)
            return
        }
        guard ["/status", "/externeVorgangsNummer"].contains(path) || PartnerRole(path: path) != nil else {
            throw refuse("The path \(path) cannot be changed")
        }
        guard let value = operation["value"].flatMap({ $0.stringValue ?? $0.numberValue?.text }) else {
            throw refuse("\"value\" is a text here")
        }
        if name == "test" {
            guard current(path, found) == value else { throw refuse("The test of \(path) failed") }
            return
        }
        switch path {
        case "/status":
            guard let status = StoredCase.Status(rawValue: value), status != .geloescht else {
                throw refuse("status is AKTIV or ARCHIVIERT")
            }
            found.status = status
        case "/externeVorgangsNummer": found.reference = value
        default: try PartnerRole(path: path)?.set(value, of: &found, call, world.settings.partners)
        }
    }

    /// The status of an application: `/antraege/{vorgangsnummer}/{antragnummer}/{teilantragnummer}/status`.
    private static func apply(
        _ name: String,
        _ value: JSONValue?,
        toAntrag path: String,
        of found: inout StoredCase,
        _ call: Call
    ) throws(Refused) {
        let parts = path.split(separator: "/")
        let number = "\(parts[2])/\(parts[3])"
        guard parts[1] == found.number, let index = found.antraege.firstIndex(where: { $0.number == number }) else {
            throw Refused(call.error(.notFound, "The Vorgang has no such Antrag").assuming(.applications))
        }
        if name == "test" {
            guard value?.isEquivalent(to: found.antraege[index].status) ?? false else {
                throw Refused(call.error(.badRequest, "The test of \(path) failed"))
            }
            return
        }
        guard found.antraege[index].set(value, needsBoth: false) else {
            throw Refused(call.error(.badRequest, "\"value\" has a status of antragsteller or produktAnbieter"))
        }
    }

    private static func current(_ path: String, _ found: StoredCase) -> String? {
        switch path {
        case "/status": found.status.rawValue
        case "/externeVorgangsNummer": found.reference
        default: PartnerRole(path: path)?.partner(of: found)
        }
    }
}
