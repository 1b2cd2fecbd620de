import HTTPTypes
import JSON
import TargetSchemas
import Targets

/// `POST /vorgang` and `/kreditsmart/kex/vorgang`: the KreditSmart import, at its new and its old address (fact sheet 1.4).
///
/// The opposite of Kundenangaben: wrong formats are dropped, and said so in `messages` of a 201.
struct KEXEndpoint: Sendable {
    let configuration: SandboxConfiguration
    let memory: SandboxMemory

    func answer(_ request: SandboxRequest) async -> SandboxAnswer {
        guard let grant = await memory.grant(request.bearer) else {
            return Problems.unauthorised().assuming("the body of KEX errors")
        }
        guard request.path == "/vorgang" || request.path == "/kreditsmart/kex/vorgang" else {
            return Problems.kex(.notFound, "Not Found")
        }
        guard request.method == .post else { return Problems.kex(.methodNotAllowed, "Method Not Allowed") }
        guard grant.scopes.contains(SandboxScope.writeLoan) else { return Problems.kex(.forbidden, "Forbidden") }
        guard request.mediaType == "application/json" else {
            return Problems.kex(.unsupportedMediaType, "Unsupported Media Type")
        }
        guard let document = try? JSONValue.parse(request.body, limits: .sandbox), document.objectValue != nil else {
            return Problems.kex(.badRequest, "The request is not readable")
        }
        let reading = TargetSchema.shipped(.kexVorgang)?.tolerantRead(document)
        let kept = reading?.kept ?? document
        guard let adviser = kept["kundenbetreuer"]?["partnerId"]?.stringValue,
            Partner.exists(adviser, configuration)
        else {
            return Problems.kex(.unprocessableContent, "A valid Kundenbetreuer-Partner-ID is missing")
        }
        return await create(document, kept, reading?.dropped ?? [], adviser, environment: request.query["environment"])
    }

    private func create(
        _ document: JSONValue,
        _ kept: JSONValue,
        _ lost: [TolerantReading.DroppedMember],
        _ adviser: String,
        environment: String?
    ) async -> SandboxAnswer {
        let stored = await memory.store { number, now in
            StoredCase(
                api: Target.kexVorgang.rawValue,
                number: number,
                reference: kept["eigeneVorgangsnummer"]?.stringValue,
                // The default is the test environment, the opposite of Kundenangaben (fact sheet 0.7).
                context: environment == "PRODUCTION" ? "ECHT_GESCHAEFT" : "TEST_MODUS",
                createdAt: now,
                adviser: adviser,
                document: document,
                kept: kept,
                dropped: lost.map { DroppedMember(pointer: $0.pointer.description, reason: $0.reason) }
            )
        }
        var messages: [JSONValue] = []
        var isAssumed = false
        for member in lost {
            if member.code == .unknownMember {
                isAssumed = true
                guard configuration.reportsUnknownMembers else { continue }
            }
            messages.append(.string("\(Self.dotted(member.pointer)): Wert wurde nicht übernommen (\(member.reason))"))
        }
        var body: JSONObject = ["vorgangsnummer": .string(stored.number), "messages": .array(messages)]
        body["antragsteller1"] = ["id": .string(await memory.identifier())]
        if kept["antragsteller2"]?.objectValue != nil {
            body["antragsteller2"] = ["id": .string(await memory.identifier())]
        }
        var answer = SandboxAnswer(.created, .object(body))
        answer.stored = stored
        answer = answer.assuming(messages.isEmpty ? nil : "the texts of messages")
        answer = answer.assuming(isAssumed ? "whether messages name unknown members" : nil)
        return answer.assuming(
            environment == nil || environment == "PRODUCTION" ? nil : "an environment other than PRODUCTION is a test"
        )
    }

    /// `haushalt.kinder[0].name`: for messages to people.
    private static func dotted(_ pointer: JSONPointer) -> String {
        pointer.tokens.reduce(into: "") { path, token in
            let isIndex = JSONPointer.index(of: token) != nil
            path += isIndex ? "[\(token)]" : path.isEmpty ? token : ".\(token)"
        }
    }
}
