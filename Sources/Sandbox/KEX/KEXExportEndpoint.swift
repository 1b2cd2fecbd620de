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
        guard request.operation.kind == .query else {
            throw .validation("OperationNotSupported", "Schema has queries only", request.operation.location)
        }
        var data: JSONObject = [:]
        var errors: [JSONValue] = []
        for field in try request.fields(request.operation.selections) {
            guard field.name == "vorgang" else {
                throw .validation(
                    "FieldUndefined",
                    "Field '\(field.name)' in type 'Query' is undefined",
                    field.location,
                    path: [field.responseKey]
                )
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
                data[field.responseKey] = try project(export(found, field, request, world), field, request)
            case .failure(let failure):
                data[field.responseKey] = .null
                errors.append(["message": .string(failure.message), "status": .number(JSONNumber(failure.status))])
            }
        }
        var body: JSONObject = ["data": .object(data)]
        if !errors.isEmpty { body["errors"] = .array(errors) }
        let answer = SandboxAnswer(.ok, .object(body))
        return errors.isEmpty ? answer : answer.assuming(.graphQLErrors)
    }

    private func find(_ number: String, _ call: Call, _ world: World) -> Result<StoredCase, KEXMutation.Failure> {
        guard let found = world.cases.find(number, in: .kreditSmart) else {
            return .failure(KEXMutation.Failure(status: 404, message: "Vorgang \(number) not found"))
        }
        guard found.status != .geloescht else {
            return .failure(KEXMutation.Failure(status: 410, message: "Vorgang \(number) was deleted"))
        }
        guard call.grant?.contexts.contains(found.context) ?? false,
            found.isVisible(to: call.subject, world.settings.partners)
        else { return .failure(KEXMutation.Failure(status: 403, message: "The user may not see the Vorgang")) }
        return .success(found)
    }

    /// The case with all its fields; times have no zone.
    private func export(
        _ found: StoredCase,
        _ field: GraphQLField,
        _ request: GraphQLRequest,
        _ world: World
    ) -> JSONValue {
        var body = found.kept.objectValue ?? [:]
        body["vorgangsnummer"] = .string(found.number)
        body["eigeneVorgangsnummer"] = found.reference.map { .string($0) }
        body["kundenbetreuer"] = ["partnerId": .string(found.adviser)]
        body["bearbeiter"] = found.editor.map { ["partnerId": .string($0)] }
        body["datenkontext"] = found.context == "TEST_MODUS" ? "TESTUMGEBUNG" : "ECHTGESCHAEFT"
        body["erstelltAm"] = .string(String(Timestamp.text(found.createdAt).dropLast()))
        body["letzteAenderungAm"] = .string(String(Timestamp.text(found.changedAt).dropLast()))
        body["vorgangsstatus"] = ["status": .string(found.status.rawValue)]
        body["aufbewahrung"] = ["grund": "LEAD"]
        body["antraege"] = .array(
            world.applications.values.filter { $0.number.hasPrefix("\(found.number)/") }
                .sorted { $0.number < $1.number }
                .map { application in
                    [
                        "antragsnummer": .string(application.number),
                        "produktanbieterstatus": ["status": application.lenderStatus.map { .string($0) } ?? .null],
                        "antragstellerstatus": ["status": application.applicantStatus.map { .string($0) } ?? .null],
                    ]
                }
        )
        return .object(body)
    }

    /// What the selection wants of a value; what is not there is null.
    private func project(
        _ value: JSONValue,
        _ field: GraphQLField,
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
            for element in wanted { projected.append(try project(element, field, request)) }
            return .array(projected)
        case .object(let object):
            var projected: JSONObject = [:]
            for inner in try request.fields(field.selections) {
                projected[inner.responseKey] = try project(object[inner.name] ?? .null, inner, request)
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
