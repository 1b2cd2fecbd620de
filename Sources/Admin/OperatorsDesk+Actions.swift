import Delivery
import Hummingbird
import JSON
import LeadBuilding
import Leads
import Logging
import Mapping
import Moments
import Problems

extension OperatorsDesk {
    /// The lead named in the request's path.
    func lead(_ context: OperatorContext) async throws -> Lead {
        let id = try id(context)
        guard let lead = try await store.lead(id) else { throw Refusal.notFound("lead \(id)") }
        return lead
    }

    /// The lead's id that the address names.
    func id(_ context: OperatorContext) throws -> LeadID {
        let text = try context.parameters.require("id")
        guard let id = LeadID(text) else {
            throw Refusal.badRequest("'\(text)' is not a lead id; it looks like 0197f3c2-7b1e-7cc3-9e5a-3c1d0b7f4a21")
        }
        return id
    }

    /// What was sent for a lead.
    func submission(of lead: Lead) async throws -> Submission {
        guard let submission = try await store.submission(lead.id) else {
            throw Refusal(.gone, "the payload of lead \(lead.id) was erased")
        }
        return submission
    }

    /// A lead as it would be sent now, with the verdict on it.
    ///
    /// - Parameters:
    ///   - candidate: a mapping to use instead of the one in force.
    ///   - patch: edits to use instead of those that are kept.
    func built(_ lead: Lead, through candidate: Mapping? = nil, editedBy patch: JSONValue? = nil) async throws -> (
        lead: BuiltLead, document: LeadDocument
    ) {
        let judgement = try await leads.judgement(of: lead, through: candidate, editedBy: patch)
        guard let built = judgement.first, let document = built.document else {
            throw Refusal(.noDocument, judgement.cause?.message ?? "")
        }
        return (built, document)
    }

    /// The body of a request.
    /// - Parameter limit: how many bytes it may have.
    func order(_ request: Request, allows names: [String], limit: Int = Order.limit) async throws -> Order {
        try await Order(request, allows: names, limit: limit)
    }

    /// Puts a dead letter back into the queue; an uncertain lead only after a look at the target, and with a reason. One that
    /// may be at the target although it was put aside becomes uncertain.
    func replay(_ lead: Lead, by name: String, reason: String?, override: Bool = false) async throws -> Lead {
        switch lead.state {
        case .dead, .discarded:
            return try await replayed(lead, by: name, reason)
        case .delivered:
            throw Refusal.conflict(
                "lead \(lead.id) is delivered as \(lead.vorgangsnummer ?? "?"); it is not sent twice"
            )
        case .uncertain:
            guard let reason, !reason.allSatisfy(\.isWhitespace) else {
                throw Refusal.conflict(
                    """
                    lead \(lead.id) may exist at the target: look there for '\(lead.reference)', then POST \
                    /admin/api/leads/\(lead.id)/resolve with what you found; to send it again all the same, say why: \
                    {"reason": "…"}
                    """
                )
            }
            return try await replayUncertain(lead, by: name, reason, override: override)
        case .waiting where lead.lack == .mapping:
            throw Refusal.conflict(
                "lead \(lead.id) waits for a mapping: POST /admin/api/jobs {\"action\": \"release\", \"id\": \"\(lead.id)\"}"
            )
        case .waiting, .sending:
            throw Refusal.conflict("lead \(lead.id) is on its way already")
        case .queued:
            throw Refusal.conflict("lead \(lead.id) is queued already: \(lead.turn(at: clock.now()))")
        case .erased:
            throw Refusal.conflict("lead \(lead.id) was erased; there is nothing left to send")
        }
    }

    private func replayUncertain(
        _ lead: Lead,
        by name: String,
        _ reason: String,
        override: Bool
    ) async throws -> Lead {
        switch try await delivery.lookUp(lead) {
        case .found(let vorgangsnummer):
            let act = OperatorAct(by: name, .resolved, lead.id.rawValue, reason: reason)
            let testimony = Testimony(by: name, reason: reason)
            return try await record(
                .found(vorgangsnummer: vorgangsnummer, testimony: testimony),
                for: lead,
                act: act
            )
        case .failed(let fault):
            throw Refusal.conflict(
                """
                lead \(lead.id) may exist at the target, and the target cannot be asked now (\(fault.code)); try again \
                later, or look there yourself and POST /admin/api/leads/\(lead.id)/resolve
                """
            )
        case .mayBeSentAgain: return try await replayed(lead, by: name, reason)
        case .notFound, nil:
            try await refuseWhileSettling(lead, override: override)
            return try await replayed(lead, by: name, reason)
        }
    }

    private func replayed(_ lead: Lead, by name: String, _ reason: String?) async throws -> Lead {
        let act = OperatorAct(by: name, .replayed, lead.id.rawValue, reason: reason)
        return try await record(.replayed(by: name, reason: reason), for: lead, act: act)
    }

    /// Notes in the audit log that somebody looks at what a customer typed, before it is shown.
    func note(_ kind: OperatorAct.Kind, of lead: Lead, reason: String, by context: OperatorContext) async throws {
        try await store.audit(OperatorAct(by: context.name, kind, lead.id.rawValue, reason: reason), at: clock.now())
    }

    /// One step with the lead as the operator saw it, with its entry in the audit log.
    func record(_ event: LeadEvent, for lead: Lead, act: OperatorAct) async throws -> Lead {
        let changed = try await store.record(
            event,
            for: lead.id,
            version: lead.version,
            at: clock.now(),
            answer: nil,
            act: act
        )
        // A replay of what the target may have is a question first.
        if event.kind == .replayed, case .uncertain(let intent, let cause, _) = changed.standing {
            LeadLog.write(.fenced(intent, cause), changed, to: logger)
        } else {
            LeadLog.write(event, changed, to: logger)
        }
        return changed
    }
}

extension Lead {
    /// When a queued lead goes out, and how it does so at once.
    fileprivate func turn(at now: Int64) -> String {
        guard dueAt > now else { return "it goes out as soon as its turn comes (`leadgate targets`)" }
        return """
            it is tried again at \(JSONValue.time(dueAt).stringValue ?? ""); at once: POST \
            /admin/api/targets/\(target)/resume {"source": "\(source)"} (`leadgate targets resume \(target) --source \(source)`)
            """
    }
}
