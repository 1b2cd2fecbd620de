import HTTPTypes
import JSON
import TargetSchemas
import Targets

/// `/kundenangaben`: import, read-back and validation (fact sheet 1.2, 2.2).
///
/// The trap this API is: a wrong *name* or *enumeration value* vanishes behind a 201, a wrong *type* is a 400 for all.
struct KundenangabenEndpoint: Sendable {
    let configuration: SandboxConfiguration
    let memory: SandboxMemory

    func answer(_ request: SandboxRequest) async -> SandboxAnswer {
        guard let grant = await memory.grant(request.bearer) else { return Problems.unauthorised() }
        let parts = request.path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        switch (request.method, parts.count, parts.dropFirst().first) {
        case (.post, 1, _): return await create(request, grant)
        case (.post, 2, "body-validation"): return validate(request, grant)
        case (.get, 2, let number?) where !number.isEmpty && number != "body-validation":
            return await read(String(number), request, grant)
        case (.put, 2, let number?) where !number.isEmpty:
            return Problems.kundenangaben(.methodNotAllowed, trace: request.trace)
                .assuming("replacing Kundenangaben is not part of this sandbox")
        case (_, 1, _), (_, 2, "body-validation"):
            return Problems.kundenangaben(.methodNotAllowed, trace: request.trace)
        default:
            // The new host answers 404 to a trailing slash (fact sheet 1.0).
            return Problems.kundenangaben(.notFound, trace: request.trace)
        }
    }

    private func create(_ request: SandboxRequest, _ grant: SandboxMemory.Grant) async -> SandboxAnswer {
        let examined: Examined
        switch examine(request, grant) {
        case .refused(let answer): return answer
        case .accepted(let accepted): examined = accepted
        }
        let metadata = examined.kept["importMetadaten"]
        // Without betreuung the token's subject looks after the case; the actor is not used (fact sheet 1.1).
        let adviser = metadata?["betreuung"]?["kundenbetreuer"]?.stringValue ?? grant.subject
        let kept = await identified(examined.kept["kundenangaben"] ?? .object([:]))
        let stored = await memory.store { number, now in
            StoredCase(
                api: Target.kundenangaben.rawValue,
                number: number,
                reference: metadata?["externeVorgangsId"]?.stringValue,
                context: examined.context,
                createdAt: now,
                adviser: adviser,
                document: examined.document,
                kept: kept,
                dropped: examined.dropped
            )
        }
        var answer = SandboxAnswer(.created, ["vorgangsnummer": .string(stored.number)])
        answer.stored = stored
        return answer.assuming(examined.assumption)
    }

    private func validate(_ request: SandboxRequest, _ grant: SandboxMemory.Grant) -> SandboxAnswer {
        switch examine(request, grant) {
        case .refused(let answer): answer
        case .accepted(let examined):
            SandboxAnswer(.ok, .object([:]))
                .assuming("what body-validation answers; it creates nothing and reports no drops")
                .assuming(examined.assumption)
        }
    }

    private func read(_ number: String, _ request: SandboxRequest, _ grant: SandboxMemory.Grant) async -> SandboxAnswer
    {
        guard grant.scopes.contains(SandboxScope.readCase) else {
            return Problems.kundenangaben(.forbidden, trace: request.trace)
        }
        guard let found = await memory.find(number), found.api == Target.kundenangaben.rawValue else {
            return Problems.kundenangaben(.notFound, trace: request.trace)
        }
        guard found.context == "TEST_MODUS" || grant.scopes.contains(SandboxScope.realBusiness) else {
            return Problems.kundenangaben(.forbidden, trace: request.trace)
        }
        return SandboxAnswer(.ok, found.kept)
    }

    // MARK: Examination

    /// A document that would be imported.
    private struct Examined {
        var document: JSONValue
        /// What a tolerant reader keeps of it.
        var kept: JSONValue
        var dropped: [DroppedMember]
        var context: String
        var assumption: String?
    }

    private enum Verdict {
        case accepted(Examined)
        case refused(SandboxAnswer)
    }

    private func examine(_ request: SandboxRequest, _ grant: SandboxMemory.Grant) -> Verdict {
        let trace = request.trace
        guard grant.scopes.contains(SandboxScope.writeCase) else {
            return .refused(Problems.kundenangaben(.forbidden, trace: trace))
        }
        guard request.mediaType == "application/json" else {
            return .refused(
                Problems.kundenangaben(.unsupportedMediaType, trace: trace).assuming("415 for other media types")
            )
        }
        guard let parsed = try? JSONDocument(parsing: request.body, limits: .sandbox), parsed.root.kind == .object
        else {
            return .refused(
                Problems.kundenangaben(.badRequest, detail: "The request is not readable", trace: trace)
            )
        }
        let document = parsed.root.value
        let reading = TargetSchema.shipped(.kundenangaben)?.tolerantRead(document)
        let kept = reading?.kept ?? document
        if let refusal = refusal(reading, kept, parsed, trace: trace) { return .refused(refusal) }
        let context = kept["importMetadaten"]?["datenkontext"]?.stringValue ?? ""
        guard context == "TEST_MODUS" || grant.scopes.contains(SandboxScope.realBusiness) else {
            return .refused(Problems.kundenangaben(.forbidden, trace: trace))
        }
        if let refusal = conflict(kept["importMetadaten"]?["betreuung"], trace: trace) { return .refused(refusal) }
        let lost = reading?.dropped ?? []
        return .accepted(
            Examined(
                document: document,
                kept: kept,
                dropped: lost.map { DroppedMember(pointer: $0.pointer.description, reason: $0.reason) },
                context: context,
                assumption: lost.contains(where: \.isAssumption) ? "whether all that is listed as dropped is" : nil
            )
        )
    }

    /// The 400 that a document gets, if it gets one: first what cannot be read, then constraints.
    private func refusal(
        _ reading: TolerantReading?,
        _ kept: JSONValue,
        _ parsed: JSONDocument,
        trace: String
    ) -> SandboxAnswer? {
        if let refusal = reading?.refusal, refusal.kind == .deserialization {
            let place = parsed.root[pointer: refusal.pointer]?.location
            let position = place.map { " at line: \($0.line), column: \($0.column)" } ?? ""
            return Problems.kundenangaben(.badRequest, detail: refusal.detail + position, trace: trace)
                .assuming(refusal.isAssumption ? "a value of this wrong type is refused" : nil)
        }
        var violations = (reading?.refusal?.violations ?? []).map { (field: $0.field, message: $0.message) }
        var assumption = reading?.refusal?.isAssumption ?? false ? "a broken constraint of this kind is refused" : nil
        // The schema names `datenkontext` required and gives it a default; an unknown value counts as none.
        let metadata = kept["importMetadaten"]
        let context = metadata?["datenkontext"]?.stringValue
        if let metadata, metadata.objectValue != nil, context != "TEST_MODUS", context != "ECHT_GESCHAEFT" {
            let field = "importMetadaten.datenkontext"
            if !violations.contains(where: { $0.field == field }) { violations.append((field, "must not be null")) }
            assumption = "a missing datenkontext is refused; the schema names both 'required' and a default"
        }
        for member in ["importMetadaten", "kundenangaben"] where kept[member]?.objectValue == nil {
            if !violations.contains(where: { $0.field == member }) { violations.append((member, "must not be null")) }
        }
        guard !violations.isEmpty else { return nil }
        return Problems.violations(violations, trace: trace).assuming(assumption)
    }

    /// 409 means "cannot be set: rights or Plakette are missing", never a duplicate.
    private func conflict(_ care: JSONValue?, trace: String) -> SandboxAnswer? {
        for role in ["kundenbetreuer", "bearbeiter"] {
            guard let partner = care?[role]?.stringValue, !Partner.exists(partner, configuration) else { continue }
            let detail = "importMetadaten.betreuung.\(role) is not allowed"
            return Problems.kundenangaben(.conflict, detail: detail, trace: trace)
        }
        return nil
    }

    /// The document as GET gives it back: objects that Europace numbers get an id of 24 hexadecimal digits.
    private func identified(_ document: JSONValue) async -> JSONValue {
        var document = document
        for pointer in CaseIdentifiers.places(in: document) {
            document.set(.string(await memory.identifier()), at: pointer.appending("id"))
        }
        return document
    }
}

extension JSONLimits {
    /// The sandbox takes what the APIs take; nothing is known of their limits.
    static let sandbox = JSONLimits(bytes: 64 * 1024 * 1024)
}
