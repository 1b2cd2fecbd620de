import HTTPTypes
import JSON
import TargetSchemas
import Targets

/// `POST /vorgang` and `/kreditsmart/kex/vorgang`: the KreditSmart import, at its new and its old address (fact sheet 1.4).
///
/// The opposite of Kundenangaben: wrong formats are dropped, and said so in `messages` of a 201. In case of an error
/// nothing is imported.
struct KEXImportEndpoint: Endpoint {
    func answer(_ call: Call, _ world: inout World) -> SandboxAnswer {
        let parts = call.request.parts
        // The old host tolerates a trailing slash, the new one does not (fact sheet 1.0).
        guard parts == ["vorgang"] || parts.filter({ !$0.isEmpty }) == ["kreditsmart", "kex", "vorgang"] else {
            return call.error(.notFound)
        }
        guard call.request.method == .post else { return call.error(.methodNotAllowed) }
        guard call.may(SandboxScope.writeLoan) else { return call.error(.forbidden) }
        if let refusal = call.refuse(unless: "application/json") { return refusal }
        guard let body = utf8(call.request) else {
            return call.error(.unsupportedMediaType).assuming(.kexCharset)
        }
        guard let document = try? JSONValue.parse(body, limits: .sandbox), document.objectValue != nil else {
            return call.error(.badRequest, "The request is not readable")
        }
        let reading = TargetSchema.kexVorgang.tolerantRead(document)
        let kept = reading.kept
        guard let adviser = kept["kundenbetreuer"]?["partnerId"]?.stringValue,
            world.settings.partners.exists(adviser)
        else { return call.error(.unprocessableContent) }
        return create(document, kept, reading.dropped, adviser, call, &world)
    }

    private func create(
        _ document: JSONValue,
        _ kept: JSONValue,
        _ lost: [TolerantReading.DroppedMember],
        _ adviser: String,
        _ call: Call,
        _ world: inout World
    ) -> SandboxAnswer {
        let behaviour = world.settings.behaviour
        let environment = call.request.query["environment"]
        let content = KEXDocument(imported: kept, world.identifiers)
        let editor = kept["bearbeiter"]?["partnerId"]?.stringValue
        let stored = StoredCase(
            system: .kreditSmart,
            number: world.caseNumber(),
            reference: kept["eigeneVorgangsnummer"]?.stringValue,
            // The default is the test environment, the opposite of Kundenangaben (fact sheet 0.7).
            context: environment == "PRODUCTION" ? "ECHT_GESCHAEFT" : "TEST_MODUS",
            createdAt: world.now,
            changedAt: world.now,
            adviser: adviser,
            editor: editor ?? (behaviour.kexEditor == .kundenbetreuer ? adviser : nil),
            document: document,
            kept: content.value,
            dropped: lost.map { DroppedMember(pointer: $0.pointer.description, reason: $0.reason) }
        )
        world.cases.put(stored)

        let unknown = lost.contains { $0.code == .unknownMember }
        let messages = lost.filter { $0.code != .unknownMember || behaviour.kexUnknownMembers == .reported }
            .map { JSONValue.string("\(Self.dotted($0.pointer)): Wert wurde nicht übernommen (\($0.reason))") }
        var body: JSONObject = ["vorgangsnummer": .string(stored.number), "messages": .array(messages)]
        for name in KEXDocument.applicants {
            if let id = content.value[name]?["id"] { body[name] = ["id": id] }
        }
        var answer = SandboxAnswer(.created, .object(body))
        answer.stored = stored
        return answer.assuming(messages.isEmpty ? nil : .kexMessages)
            .assuming(unknown ? .kexUnknownMembers : nil)
            .assuming(environment == nil || environment == "PRODUCTION" ? nil : .kexEnvironment)
            .assuming(editor == nil ? .kexEditor : nil)
    }

    /// The body in UTF-8: "the encoding, if it is not UTF-8" belongs into the Content-Type (seed of the import).
    private func utf8(_ request: SandboxRequest) -> [UInt8]? {
        switch request.charset {
        case nil, "utf-8", "utf8", "us-ascii": request.body
        case "iso-8859-1", "latin1":
            Array(String(String.UnicodeScalarView(request.body.map { Unicode.Scalar($0) })).utf8)
        default: nil
        }
    }

    /// `haushalt.kinder[0].name`: for messages to people.
    private static func dotted(_ pointer: JSONPointer) -> String {
        pointer.tokens.reduce(into: "") { path, token in
            let isIndex = JSONPointer.index(of: token) != nil
            path += isIndex ? "[\(token)]" : path.isEmpty ? token : ".\(token)"
        }
    }
}
