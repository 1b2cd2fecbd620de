import JSON
import Leads
import Logging
import Moments
import NIOHTTP1
import Problems
import Telemetry

/// `GET /leads/{id}`: where a lead is, for its own sender. Whoever else asks, and whatever else he asks for, gets the one
/// 404: that a lead exists is nobody else's business.
extension IntakeApplication {
    func lead(_ request: IntakeRequest, _ text: String) -> Reply {
        .later {
            var lead: Lead?
            if let id = LeadID(text) {
                do throws(StoreError) {
                    lead = try await self.store.lead(id)
                } catch {
                    self.logger.record(.leadUnreadable, [.error: "\(error)"])
                    if case .corrupt = error {
                        return Problem.leadDamaged.response("It is held back until somebody has looked at it here.")
                    }
                    return Problem.storeUnavailable.response("Ask again in a minute.", headers: [("retry-after", "60")])
                }
            }
            guard let lead, let ready = self.ready(lead.source),
                ready.verifier.mayAsk(request, self.presented(request, nil))
            else {
                _ = self.refusalWork.spend(on: request, codes: 1)
                return Problem.notFound.response("There is no such lead for this credential.")
            }
            return self.decorate(
                .json(.ok, self.json(lead)).noting(RequestNote(source: lead.source, leadID: lead.id)),
                request,
                ready.source
            )
        }
    }

    private func json(_ lead: Lead) -> JSONValue {
        var object: JSONObject = [
            "id": .string(lead.id.rawValue), "state": .string(lead.state.rawValue),
            "receivedAt": .string(Timestamp.text(lead.receivedAt)),
            "updatedAt": .string(Timestamp.text(lead.updatedAt)),
        ]
        if lead.state == .waiting { object["waitsFor"] = (lead.lack?.rawValue).map(JSONValue.string) }
        if let number = lead.vorgangsnummer { object["vorgangsnummer"] = .string(number) }
        // The class and code only: messages and violations are for the operator.
        if let cause = lead.cause {
            object["cause"] = ["class": .string(cause.class.rawValue), "code": .string(cause.code)]
        }
        let links = Receipt.links(lead, id: lead.id.rawValue, casePage).map { ($0.name, JSONValue.string($0.address)) }
        object["links"] = .object(JSONObject(links))
        return .object(object)
    }
}
