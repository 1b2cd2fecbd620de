import HTTPTypes
import JSON
import TargetSchemas

/// A body that Kundenangaben takes: what is kept of it and what was lost.
struct KundenangabenExamination {
    /// What a tolerant reader keeps; ids and validation states are still as they were sent.
    let kept: JSONValue
    let dropped: [DroppedMember]
    let assumptions: [Assumption]

    /// Examines `document`, which is written like a body of POST and stands in for `body`, whose places the errors name.
    ///
    /// - Parameters:
    ///   - metadata: the member of `body` that stands as `importMetadaten` in `document`.
    ///   - assigned: ids that the case has given: sent again they name its objects, and are not lost.
    init(
        _ document: JSONValue,
        of body: JSONDocument,
        metadata name: String = "importMetadaten",
        assigned: Set<String> = [],
        _ call: Call,
        _ world: World
    ) throws(Refused) {
        let reading = TargetSchema.kundenangaben.tolerantRead(document, keepsAssigned: true)
        var kept = reading.kept
        let lost = reading.dropped.filter { member in
            member.code != .serverAssignedMember
                || !assigned.contains(document[pointer: member.pointer]?.stringValue ?? "")
        }
        if let refusal = reading.refusal, refusal.kind == .deserialization {
            var tokens = refusal.pointer.tokens
            if tokens.first == "importMetadaten" { tokens[0] = name }
            let place = body.root[pointer: JSONPointer(tokens)]?.location
            let position = place.map { " at line: \($0.line), column: \($0.column)" } ?? ""
            let detail = refusal.detail.replacing("'importMetadaten", with: "'\(name)")
            throw Refused(
                call.error(.badRequest, detail + position).assuming(refusal.isAssumption ? .wrongType : nil)
            )
        }
        try Self.checkConstraints(reading.refusal, &kept, call, world)
        self.kept = kept
        dropped = lost.map { DroppedMember(pointer: $0.pointer.description, reason: $0.reason) }
        var assumptions: [Assumption] = lost.contains(where: \.isAssumption) ? [.droppedMembers] : []
        if reading.isTakenByAssumption { assumptions.append(.keptMembers) }
        if DateRules(now: world.now).areBroken(in: kept) { assumptions.append(.dateRules) }
        self.assumptions = assumptions
    }

    private static func checkConstraints(
        _ refusal: Refusal?,
        _ kept: inout JSONValue,
        _ call: Call,
        _ world: World
    ) throws(Refused) {
        var violations = (refusal?.violations ?? []).map { (field: $0.field, message: $0.message) }
        var assumption: Assumption? = refusal?.isAssumption ?? false ? .brokenConstraint : nil
        // The schema names `datenkontext` required and gives it a default; an unknown value counts as none.
        let metadata = kept["importMetadaten"]
        let context = metadata?["datenkontext"]?.stringValue
        if metadata?.objectValue != nil, context != "TEST_MODUS", context != "ECHT_GESCHAEFT" {
            let field = "importMetadaten.datenkontext"
            if world.settings.behaviour.missingDatenkontext == .defaulted {
                kept.set("ECHT_GESCHAEFT", at: JSONPointer(["importMetadaten", "datenkontext"]))
                violations.removeAll { $0.field == field }
            } else {
                if !violations.contains(where: { $0.field == field }) { violations.append((field, "must not be null")) }
                assumption = .missingDatenkontext
            }
        }
        for member in ["importMetadaten", "kundenangaben"] where kept[member]?.objectValue == nil {
            if !violations.contains(where: { $0.field == member }) { violations.append((member, "must not be null")) }
        }
        guard violations.isEmpty else {
            throw Refused(Problems.violations(violations, trace: call.request.trace).assuming(assumption))
        }
    }

    /// The body as JSON, with its places.
    static func parse(_ call: Call) throws(Refused) -> JSONDocument {
        if let refusal = call.refuse(unless: "application/json") { throw Refused(refusal) }
        guard let parsed = try? JSONDocument(parsing: call.request.body, limits: .sandbox), parsed.root.kind == .object
        else { throw Refused(call.error(.badRequest, "The request is not readable")) }
        return parsed
    }
}
