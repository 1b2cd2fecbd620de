import HTTPTypes
import JSON
import Moments

/// `POST /kreditsmart/kex/vorgaenge`: the one query `vorgang(vorgangsnummer)` of the KEX-Vorgang-Export, as far as a sender
/// needs it to read back what it sent (fact sheet 1.7).
struct KEXExportEndpoint: Endpoint {
    func answer(_ call: Call, _ world: inout World) -> SandboxAnswer {
        guard call.request.parts.filter({ !$0.isEmpty }) == ["kreditsmart", "kex", "vorgaenge"] else {
            return call.error(.notFound)
        }
        guard call.request.method == .post else { return call.error(.methodNotAllowed) }
        guard call.may(SandboxScope.readLoan) else { return call.error(.forbidden) }
        if let refusal = call.refuse(unless: "application/json") { return refusal }
        do throws(GraphQLError) {
            return try query(try GraphQLRequest(call.request.body), call, world).assuming(.exportFields)
        } catch {
            return SandboxAnswer(.ok, ["errors": [error.json]]).assuming(.graphQLErrors)
        }
    }

    private func query(
        _ request: GraphQLRequest,
        _ call: Call,
        _ world: World
    ) throws(GraphQLError) -> SandboxAnswer {
        guard request.operation.kind == .query, let root = Self.types[Self.types.query] else {
            throw .validation("OperationNotSupported", "Schema has queries only", request.operation.location)
        }
        let introspection = GraphQLIntrospection(schema: Self.types, request: request)
        if let answer = try introspection.answer() { return answer }
        try GraphQLSelectionCheck(schema: Self.types, request: request).check(request.operation.selections, on: root)
        var data: JSONObject = [:]
        var errors: [JSONValue] = []
        for field in try request.fields(request.operation.selections) {
            guard !GraphQLIntrospection.isOwn(field) else {
                data[field.responseKey] = try introspection.answer(field)
                continue
            }
            guard let number = text("vorgangsnummer", of: field, request) else {
                throw .validation(
                    "MissingFieldArgument",
                    "Missing field argument vorgangsnummer",
                    field.location,
                    path: [field.responseKey]
                )
            }
            switch find(number, call, world) {
            case .success(let found):
                data[field.responseKey] = try project(export(found, world), field, .named("Vorgang"), request)
            case .failure(let failure):
                // The published errors leave `data` empty.
                var error: JSONObject = [
                    "message": .string(failure.message), "status": .number(JSONNumber(failure.status)),
                ]
                if failure.status == 410 { error["vorgangsnummer"] = .string(number) }
                errors.append(.object(error))
            }
        }
        var body: JSONObject = ["data": .object(data)]
        if !errors.isEmpty { body["errors"] = .array(errors) }
        let answer = SandboxAnswer(.ok, .object(body))
        return errors.isEmpty ? answer : answer.assuming(.graphQLErrors)
    }

    private static let types = GraphQLSchema.kexExport

    private func find(_ number: String, _ call: Call, _ world: World) -> Result<StoredCase, KEXMutation.Failure> {
        guard let found = world.cases.find(number, in: .kreditSmart) else {
            return .failure(KEXMutation.Failure(status: 404, message: "Vorgang \(number) not found"))
        }
        guard found.status != .geloescht else {
            return .failure(KEXMutation.Failure(status: 410, message: "Vorgang deleted"))
        }
        guard call.grant?.contexts.contains(found.context) ?? false,
            found.isVisible(to: call.subject, world.settings.partners)
        else { return .failure(KEXMutation.Failure(status: 403, message: "Insufficient access rights")) }
        return .success(found)
    }

    /// The case with all its fields; times have no zone.
    private func export(_ found: StoredCase, _ world: World) -> JSONValue {
        var body = KEXDocument(found.kept).exported.objectValue ?? [:]
        body["vorgangsnummer"] = .string(found.number)
        body["eigeneVorgangsnummer"] = found.reference.map { .string($0) }
        body["kundenbetreuer"] = ["partnerId": .string(found.adviser)]
        body["bearbeiter"] = found.editor.map { ["partnerId": .string($0)] }
        body["datenkontext"] = found.context == "TEST_MODUS" ? "TESTUMGEBUNG" : "ECHTGESCHAEFT"
        body["erstelltAm"] = Self.local(found.createdAt)
        body["letzteAenderungAm"] = Self.local(found.changedAt)
        body["letztesEreignisAm"] = Self.local(found.changedAt)
        body["prioritaet"] = "NEUTRAL"
        body["vorgangsstatus"] = ["status": .string(found.status.rawValue)]
        body["aufbewahrung"] = ["grund": "LEAD"]
        body["antraege"] = .array(
            world.applications.values.filter { $0.number.hasPrefix("\(found.number)/") }
                .sorted { $0.number < $1.number }
                .map { application in
                    [
                        "antragsnummer": .string(application.number),
                        "teilantragsnummer": .string(application.number),
                        "produktanbieterstatus": application.lenderStatus.map { ["status": .string($0)] } ?? .null,
                        "antragstellerstatus": application.applicantStatus.map { ["status": .string($0)] } ?? .null,
                    ]
                }
        )
        return .object(body)
    }

    private static func local(_ time: Int64) -> JSONValue { .string(String(Timestamp.text(time).dropLast())) }

    /// What the selection wants of a value; what is not there is null.
    private func project(
        _ value: JSONValue,
        _ field: GraphQLField,
        _ type: GraphQLType,
        _ request: GraphQLRequest
    ) throws(GraphQLError) -> JSONValue {
        guard !field.selections.isEmpty else { return value }
        switch value {
        case .array(let elements):
            var wanted = elements
            if field.name == "antraege", let number = text("antragsnummer", of: field, request) {
                wanted = elements.filter { $0["antragsnummer"]?.stringValue == number }
            }
            var projected: [JSONValue] = []
            for element in wanted { projected.append(try project(element, field, type, request)) }
            return .array(projected)
        case .object(let object):
            var projected: JSONObject = [:]
            for inner in try request.fields(field.selections) {
                let member = Self.types[type.innermost].flatMap { Self.types.field(inner.name, of: $0) }
                projected[inner.responseKey] =
                    if let member {
                        try project(object[inner.name] ?? .null, inner, member.type, request)
                    } else {
                        .string(type.innermost)
                    }
            }
            return .object(projected)
        default: return .null
        }
    }

    private func text(_ name: String, of field: GraphQLField, _ request: GraphQLRequest) -> String? {
        field.arguments.first { $0.name == name }.flatMap {
            GraphQLInput.plain($0.value, request.variables)?.stringValue
        }
    }
}
