import HTTPTypes
import JSON
import Moments

/// `POST /kreditsmart/kex/antraege/status`: what a lender says of an application (fact sheet 1.6, 5).
///
/// Nothing is ever deduplicated: the same status again still adds its comment.
struct AntragsstatusEndpoint: Endpoint {
    func answer(_ call: Call, _ world: inout World) -> SandboxAnswer {
        guard call.request.parts.filter({ !$0.isEmpty }) == ["kreditsmart", "kex", "antraege", "status"] else {
            return call.error(.notFound)
        }
        guard call.request.method == .post else { return call.error(.methodNotAllowed) }
        guard call.may(SandboxScope.writeApplication) else { return call.error(.forbidden) }
        if let refusal = call.refuse(unless: "application/json") { return refusal }
        guard let body = call.request.object else { return refuse("The request is not readable", call) }
        if let what = fault(in: body, world.settings.behaviour.antragsstatus) { return refuse(what, call) }
        guard let number = Self.numbers.compactMap({ body[$0]?.stringValue }).first else {
            return refuse("antragsnummer or produktanbieterantragsnummer is missing", call)
        }
        guard !world.settings.unknownApplications.contains(number) else {
            return call.error(.notFound, "There is no application \(number)").assuming(.statusKnown)
        }
        record(body, number, &world)
        return SandboxAnswer(.ok).assuming(.statusBody).assuming(.statusKnown)
    }

    private static let numbers = ["antragsnummer", "produktanbieterantragsnummer"]
    private static let statuses = [
        "produktanbieterstatus": ["NICHT_BEARBEITET", "UNTERSCHRIEBEN", "ABGELEHNT", "ZURUECKGESTELLT"],
        "antragstellerstatus": ["BEANTRAGT", "UNTERSCHRIEBEN", "NICHT_ANGENOMMEN", "WIDERRUFEN"],
    ]

    private func refuse(_ what: String, _ call: Call) -> SandboxAnswer {
        call.error(.badRequest, what).assuming(.statusRefusal)
    }

    /// What breaks the rules, in words; unknown members never do.
    private func fault(in body: JSONObject, _ rules: SandboxBehaviour.StatusRules) -> String? {
        for name in Self.numbers + ["kommentar"] + Self.statuses.keys.sorted() {
            if let value = body[name], !value.isNull, value.stringValue == nil { return "\(name) is a text" }
        }
        for (name, allowed) in Self.statuses {
            guard let status = body[name]?.stringValue, !allowed.contains(status) else { continue }
            return "\(name) is one of \(allowed.joined(separator: ", "))"
        }
        if let hints = body["hinweise"], !hints.isNull, hints.arrayValue?.allSatisfy({ $0.stringValue != nil }) != true
        {
            return "hinweise is a list of texts"
        }
        if rules == .seed, Self.statuses.keys.allSatisfy({ body[$0]?.stringValue == nil }) {
            return "produktanbieterstatus or antragstellerstatus is missing"
        }
        return nil
    }

    private func record(_ body: JSONObject, _ number: String, _ world: inout World) {
        var application = world.applications[number] ?? KEXApplication(number: number)
        if let status = body["produktanbieterstatus"]?.stringValue { application.lenderStatus = status }
        if let status = body["antragstellerstatus"]?.stringValue { application.applicantStatus = status }
        if let comment = body["kommentar"]?.stringValue, !comment.isEmpty { application.comments.append(comment) }
        application.hints += body["hinweise"]?.arrayValue?.compactMap(\.stringValue) ?? []
        application.events.append(["am": .string(Timestamp.text(world.now)), "ereignis": .object(body)])
        world.applications[number] = application
    }
}
