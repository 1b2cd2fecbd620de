import HTTPTypes
import JSON

/// `PUT /kundenangaben/{vorgangsnummer}`: replaces everything, what is not sent is deleted (fact sheet 2.4).
enum KundenangabenReplacement {
    static func answer(_ number: String, _ call: Call, _ world: inout World) throws(Refused) -> SandboxAnswer {
        try call.require(SandboxScope.writeCase)
        var found = try call.find(number, in: .baufiSmart, world)
        let parsed = try KundenangabenExamination.parse(call)
        let body = parsed.root.value
        guard body["updateMetadaten"]?.objectValue != nil else {
            let violations = [(field: "updateMetadaten", message: "must not be null")]
            throw Refused(Problems.violations(violations, trace: call.request.trace).assuming(.brokenConstraint))
        }
        try checkEditor(found, call, world.settings.behaviour)

        // The same body as a POST would have, so that one schema judges both.
        var metadata: JSONObject = ["datenkontext": .string(found.context)]
        metadata["tippgeber"] = body["updateMetadaten"]?["tippgeber"]
        var document: JSONObject = ["importMetadaten": .object(metadata)]
        document["kundenangaben"] = body["kundenangaben"]
        let examined = try KundenangabenExamination(
            .object(document),
            of: parsed,
            metadata: "updateMetadaten",
            assigned: StoredKundenangaben.ids(in: found.kept),
            call,
            world
        )
        if let tippgeber = examined.kept["importMetadaten"]?["tippgeber"] { found.metadata["tippgeber"] = tippgeber }
        found.kept = StoredKundenangaben(identifiers: world.identifiers, isTrusted: call.grant?.isTrusted ?? false)
            .replaced(found.kept, by: examined.kept["kundenangaben"] ?? .object([:]))
        found.dropped = examined.dropped
        found.changedAt = world.now
        world.cases.put(found)
        var answer = SandboxAnswer(.noContent)
        answer.stored = found
        return answer.assuming(examined.assumptions)
            .assuming(metadata["tippgeber"] == nil ? .replaceTippgeber : nil)
            .assuming(found.status == .archiviert ? .replaceArchived : nil)
    }

    /// Only the Bearbeiter replaces. Without one the API was seen to answer a 400 that speaks of something else (api-quickstart
    /// PR 31, I#111).
    private static func checkEditor(
        _ found: StoredCase,
        _ call: Call,
        _ behaviour: SandboxBehaviour
    ) throws(Refused) {
        guard found.editor != call.subject else { return }
        guard behaviour.replaceWithoutEditor == .badRequest else {
            throw Refused(call.error(.forbidden).assuming(.replaceWithoutEditor))
        }
        let detail = "Cannot deserialize into 'bearbeiter' at line: 1, column: 223"
        throw Refused(call.error(.badRequest, detail).assuming(found.editor == nil ? nil : .replaceWithoutEditor))
    }
}
