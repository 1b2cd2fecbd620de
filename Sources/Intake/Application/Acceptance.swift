import Leads
import Logging
import Mapping
import Moments
import NIOHTTP1
import Problems
import SourceFiles
import TargetSchemas
import Targets

/// The last steps of a post: made durable, answered; and after a wait with its outcome, if somebody asked for it.
extension IntakeApplication {
    func accept(
        _ request: IntakeRequest,
        _ ready: ReadySource,
        _ prepared: Result<PreparedLeads, LeadPreparation.Refusal>
    ) async -> IntakeResponse {
        let source = ready.source
        switch prepared {
        case .failure(let refusal):
            return decorate(refusal.response, request, source)
        case .success(let prepared):
            let acceptances: [Acceptance]
            do throws(StoreError) {
                acceptances = try await store.accept(prepared.items.map(\.new))
            } catch {
                logger.error("A lead could not be stored: \(error)", metadata: ["source": .string(source.name)])
                return decorate(Self.refusal(error, source), request, source)
            }
            return await answer(request, source, prepared, acceptances)
        }
    }

    private func answer(
        _ request: IntakeRequest,
        _ source: Source,
        _ prepared: PreparedLeads,
        _ acceptances: [Acceptance]
    ) async -> IntakeResponse {
        for (item, acceptance) in zip(prepared.items, acceptances) {
            if case .repeated(let first, let sameBody) = acceptance, !sameBody, item.key?.bindsBody == true {
                let response = Problem.duplicateConflict.response(
                    "This key belongs to another post (lead \(first.id)). Use a new key for a new lead.",
                    source: source.name
                )
                return decorate(response, request, source)
            }
        }
        var leads = await park(prepared, acceptances)
        var targets: Set<String> = []
        for (item, (acceptance, lead)) in zip(prepared.items, zip(acceptances, leads)) {
            switch acceptance {
            case .accepted:
                if let document = item.document { onMapped(lead, document, request.body.count) }
                metrics.leads(source: source.name, result: Self.result(lead))
                if lead.state == .queued, targets.insert(lead.target.rawValue).inserted { onAccepted(lead.target) }
            case .repeated:
                metrics.leads(source: source.name, result: "repeated")
            }
        }
        let preferred = Preference.wait(request.headers.prefer)
        let wait = min(
            Int64(max(preferred ?? 0, source.respond.waitSeconds)) * 1_000,
            configuration.limits.longestWaitMilliseconds
        )
        if wait > 0, let outcomes { leads = await settled(leads, outcomes, within: wait) }
        var response = Receipt.response(leads, prepared, request.headers)
        if preferred != nil, wait > 0, outcomes != nil {
            response.headers.append(("preference-applied", "wait=\(wait / 1_000)"))
        }
        response.note = RequestNote(source: source.name, leadID: leads.first?.id.rawValue, leads: leads.count)
        return decorate(response, request, source)
    }

    /// Makes dead letters of the new leads that cannot go out, and hands back all leads as they are then.
    ///
    /// They are durable before: if this fails, a lead stays queued, and delivery maps it again and comes to the same end.
    private func park(_ prepared: PreparedLeads, _ acceptances: [Acceptance]) async -> [Lead] {
        var leads = acceptances.map(\.lead)
        for (index, item) in prepared.items.enumerated() where item.cause != nil {
            guard case .accepted(let lead) = acceptances[index], let cause = item.cause else { continue }
            do throws(StoreError) {
                leads[index] = try await store.record(
                    .refused(cause),
                    for: lead.id,
                    version: lead.version,
                    at: clock.now()
                )
            } catch {
                logger.warning(
                    "A lead could not be parked yet: \(error)",
                    metadata: ["lead": .string(lead.id.rawValue)]
                )
            }
        }
        return leads
    }

    /// The leads with their outcomes, as far as they come in time.
    private func settled(_ leads: [Lead], _ outcomes: any OutcomeWaiting, within milliseconds: Int64) async -> [Lead] {
        await withTaskGroup(of: (Int, Lead?).self) { group in
            for (index, lead) in leads.enumerated() where lead.state == .queued || lead.state == .sending {
                group.addTask { (index, await outcomes.settled(lead.id, within: milliseconds)) }
            }
            var settled = leads
            for await (index, lead) in group {
                if let lead { settled[index] = lead }
            }
            return settled
        }
    }

    private static func result(_ lead: Lead) -> String {
        guard lead.state == .dead else { return lead.state.rawValue }
        return lead.cause?.class == .person ? "held" : "dead"
    }

    private static func refusal(_ error: StoreError, _ source: Source) -> IntakeResponse {
        switch error {
        case .full:
            Problem.storeFull.response(
                "Send the lead again in some minutes.",
                headers: [("retry-after", "120")],
                source: source.name
            )
        case .busy:
            Problem.overloaded.response(
                "Send the lead again in a moment.",
                headers: [("retry-after", "2")],
                source: source.name
            )
        default:
            Problem.storeUnavailable.response(
                "Send the lead again in a minute.",
                headers: [("retry-after", "60")],
                source: source.name
            )
        }
    }
}
