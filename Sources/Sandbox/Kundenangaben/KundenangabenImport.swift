import HTTPTypes
import JSON

/// `POST /kundenangaben` creates a case, `POST /kundenangaben/body-validation` only looks at the body (fact sheet 1.2).
enum KundenangabenImport {
    static func create(_ call: Call, _ world: inout World) throws(Refused) -> SandboxAnswer {
        let document: JSONValue
        let examined: KundenangabenExamination
        (document, examined) = try examine(call, world)
        let metadata = examined.kept["importMetadaten"]?.objectValue ?? [:]
        let storing = StoredKundenangaben(identifiers: world.identifiers, isTrusted: call.grant?.isTrusted ?? false)
        let stored = StoredCase(
            system: .baufiSmart,
            number: world.caseNumber(),
            reference: metadata["externeVorgangsId"]?.stringValue,
            context: metadata["datenkontext"]?.stringValue ?? "ECHT_GESCHAEFT",
            createdAt: world.now,
            changedAt: world.now,
            // Without betreuung the token's subject looks after the case; the actor is not used (fact sheet 1.1).
            adviser: metadata["betreuung"]?["kundenbetreuer"]?.stringValue ?? call.subject,
            editor: metadata["betreuung"]?["bearbeiter"]?.stringValue,
            metadata: metadata,
            document: document,
            kept: storing.created(examined.kept["kundenangaben"] ?? .object([:])),
            dropped: examined.dropped
        )
        world.cases.put(stored)
        var answer = SandboxAnswer(.created, ["vorgangsnummer": .string(stored.number)])
        answer.stored = stored
        return answer.assuming(examined.assumptions)
    }

    static func validate(_ call: Call, _ world: World) throws(Refused) -> SandboxAnswer {
        let examined = try examine(call, world).1
        return SandboxAnswer(.ok, .object([:])).assuming(.bodyValidation).assuming(examined.assumptions)
    }

    private static func examine(_ call: Call, _ world: World) throws(Refused) -> (JSONValue, KundenangabenExamination) {
        try call.require(SandboxScope.writeCase)
        let parsed = try KundenangabenExamination.parse(call)
        let document = parsed.root.value
        let examined = try KundenangabenExamination(document, of: parsed, call, world)
        let metadata = examined.kept["importMetadaten"]
        guard call.mayUse(metadata?["datenkontext"]?.stringValue ?? "") else { throw Refused(call.error(.forbidden)) }
        try checkCare(metadata?["betreuung"], call, world.settings.partners)
        return (document, examined)
    }

    /// 409 means "cannot be set: rights or Plakette are missing", never a duplicate.
    private static func checkCare(_ care: JSONValue?, _ call: Call, _ partners: Partners) throws(Refused) {
        for role in ["kundenbetreuer", "bearbeiter"] {
            guard let partner = care?[role]?.stringValue else { continue }
            let exists = partners.exists(partner)
            guard exists, partners.mayTakeOver(call.subject, from: partner) else {
                let refusal = call.error(.conflict, "importMetadaten.betreuung.\(role) is not allowed")
                throw Refused(refusal.assuming(exists ? .partnerTree : nil))
            }
        }
    }
}
