import Delivery
import Hummingbird
import Leads
import Mapping

extension OperatorsDesk {
    /// The lead named in the request's path.
    func lead(_ context: BasicRequestContext) async throws -> Lead {
        let text = try context.parameters.require("id")
        guard let id = LeadID(text) else {
            throw Problem.badRequest("'\(text)' is not a lead id; it looks like 0197f3c2-7b1e-7cc3-9e5a-3c1d0b7f4a21")
        }
        guard let lead = try await store.lead(id) else { throw Problem.notFound("lead \(id)") }
        return lead
    }

    /// The document of a lead as it would be sent now.
    func document(of lead: Lead) async throws -> LeadDocument {
        do throws(DocumentUnavailable) {
            return try await documents.document(of: lead)
        } catch {
            throw Problem(.unprocessableContent, "no document", error.cause.message)
        }
    }

    /// Puts a dead letter back into the queue.
    func replay(_ lead: Lead, reason: String?) async throws -> Lead {
        switch lead.state {
        case .dead:
            break
        case .delivered:
            throw Problem.conflict(
                "lead \(lead.id) is delivered as \(lead.vorgangsnummer ?? "?"); it is not sent twice"
            )
        case .uncertain:
            guard let reason, !reason.isEmpty else {
                throw Problem.conflict(
                    """
                    lead \(lead.id) may exist at the target: look there for '\(lead.reference)', then POST \
                    /admin/api/leads/\(lead.id)/resolve with what you found; to send it again all the same, say why: \
                    {"reason": "…"}
                    """
                )
            }
        case .queued, .sending:
            throw Problem.conflict("lead \(lead.id) is on its way already")
        case .discarded, .erased:
            throw Problem.conflict("lead \(lead.id) was \(lead.state.rawValue)")
        }
        let event = LeadEvent.replayed(by: Order.operatorName, reason: reason)
        let changed = try await store.record(event, for: lead.id, version: lead.version, at: now())
        delivery.wake(changed.target)
        return changed
    }
}
