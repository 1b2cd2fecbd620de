import HTTPEdge
import JSON
import LeadBuilding
import Leads
import Logging
import Mapping
import Moments
import NIOHTTP1
import Problems
import SourceFiles
import Telemetry

/// The last steps of a post: made durable, answered; and after a wait with its outcome, if somebody asked for it.
extension IntakeApplication {
    func accept(
        _ request: IntakeRequest,
        _ sender: Authorized,
        _ prepared: Result<PreparedPost, Refusal>
    ) async -> IntakeResponse {
        let source = sender.ready.source
        switch prepared {
        case .failure(let refusal):
            guard let kept = refusal.kept else { return decorate(refusal.response, request, source) }
            do throws(StoreError) {
                let lead = try await store.accept(kept.lead).lead
                metrics.leads(source: source.name, result: "dead")
                return decorate(kept.answer(lead.id), request, source)
            } catch {
                logger.record(.postUnkept, [.source: "\(source.name)", .error: "\(error)"])
                return decorate(Self.refusal(error, source), request, source)
            }
        case .success(let prepared):
            if prepared.built.isIgnored {
                metrics.leads(source: source.name, result: "ignored")
                onFruitless(source.name, .ignored)
                let response = IntakeResponse.json(.ok, ["status": "ignored"]).noting(RequestNote(source: source.name))
                return decorate(response, request, source)
            }
            let acceptances: [Acceptance]
            do throws(StoreError) {
                let first = try await store.accept(prepared.leads)
                if let different = try await self.different(prepared, first, request, sender) {
                    return await accept(request, sender, different)
                }
                acceptances = first
            } catch {
                if case .keyReused(let first) = error {
                    let response = Problem.duplicateConflict.response(
                        "This key belongs to another post (lead \(first)). Use a new key for a new lead.",
                        source: source.name
                    )
                    return decorate(response, request, source)
                }
                logger.record(.postUnkept, [.source: "\(source.name)", .error: "\(error)"])
                return decorate(Self.refusal(error, source), request, source)
            }
            return await answer(request, source, prepared, acceptances)
        }
    }

    /// What a post becomes that came under a key of the source's own with other content than the first, where the source
    /// says that it is more than a repeat: leads through its mapping for follow-ups, or new ones.
    ///
    /// Their key is the sender's with the body's hash, so a repeat of *this* post is one again. Nothing of it is stored
    /// yet; if the process ends here, the sender has no receipt and comes again.
    private func different(
        _ prepared: PreparedPost,
        _ acceptances: [Acceptance],
        _ request: IntakeRequest,
        _ sender: Authorized
    ) async throws(StoreError) -> Result<PreparedPost, Refusal>? {
        guard prepared.mark.isEmpty, let rule = sender.ready.source.duplicates, sender.ready.source.fetch == nil
        else { return nil }
        let known = acceptances.compactMap { acceptance -> Lead? in
            if case .repeated(let lead, sameBody: false) = acceptance { lead } else { nil }
        }
        guard let first = known.first else { return nil }
        // What a follow-up is only a mapping can say.
        let isUnbuilt = sender.ready.source.lack != nil
        switch rule.differs {
        case .followUp where isUnbuilt:
            try await keepBeside(first, request)
            return nil
        case .followUp, .new: break
        case .supersede:
            // What is at the target, or may be, is for a person.
            guard try await giveWay(known) else {
                try await keepBeside(first, request)
                return nil
            }
        case .keep:
            try await keepBeside(first, request)
            return nil
        }
        let library = library.value
        let names = rule.differs == .followUp ? rule.mapping.map { [$0] } ?? [] : sender.ready.source.mappings
        let mappings = names.compactMap { library.mapping($0) }
        guard !mappings.isEmpty || isUnbuilt else { return nil }
        return prepare(request, sender, mappings, mark: "@\(Self.fingerprint(request.body))")
    }

    /// Keeps what came under a key again and differs, sealed in the timeline of the lead that is there.
    private func keepBeside(_ lead: Lead, _ request: IntakeRequest) async throws(StoreError) {
        guard lead.state != .erased else { return }
        try await store.record(
            .repeatedDifferently,
            for: lead.id,
            version: nil,
            at: clock.now(),
            answer: request.body
        )
        metrics.leads(source: lead.source, result: "repeated-differently")
        logger.record(.leadRepeatedDifferently, [.source: "\(lead.source)", .lead: .string(lead.id.rawValue)])
    }

    /// Discards leads that are not at the target yet; false if one of them is, or may be.
    private func giveWay(_ leads: [Lead]) async throws(StoreError) -> Bool {
        guard leads.allSatisfy({ [.waiting, .queued, .dead, .discarded].contains($0.state) && !$0.isDoubtful }) else {
            return false
        }
        for lead in leads where lead.state != .discarded {
            do {
                try await store.record(
                    .discarded(by: "source:\(lead.source)", reason: "superseded by what came under the same key"),
                    for: lead.id,
                    version: lead.version,
                    at: clock.now()
                )
            } catch {
                switch error {
                // It has moved since: it may be on its way.
                case .conflict, .transition: return false
                default: throw error
                }
            }
        }
        return true
    }

    private func answer(
        _ request: IntakeRequest,
        _ source: Source,
        _ prepared: PreparedPost,
        _ acceptances: [Acceptance]
    ) async -> IntakeResponse {
        announce(prepared, acceptances)
        var leads = acceptances.map(\.lead)
        let preferred = Preference.wait(request.headers.prefer)
        let wait = min(
            Int64(max(preferred ?? 0, source.respond.waitSeconds)) * 1_000,
            configuration.limits.longestWaitMilliseconds
        )
        if wait > 0, let outcomes { leads = await settled(leads, outcomes, within: wait) }
        var response = Receipt.response(leads, prepared, request.headers, casePage: casePage)
        if preferred != nil, wait > 0, outcomes != nil {
            response.headers.append(("preference-applied", "wait=\(wait / 1_000)"))
        }
        response.note = RequestNote(source: source.name, leadID: leads.first?.id.rawValue, leads: leads.count)
        return decorate(response, request, source)
    }

    /// Tells whoever delivers, counts and watches what is new.
    private func announce(_ prepared: PreparedPost, _ acceptances: [Acceptance]) {
        // What was accepted comes in the order in which it was built.
        var built = prepared.built.leads[...]
        for acceptance in acceptances {
            guard case .accepted(let lead) = acceptance else {
                metrics.leads(source: prepared.source.name, result: "repeated")
                onFruitless(prepared.source.name, .repeated(acceptance.lead.id))
                continue
            }
            // A sender's form is watched through the first of its mappings.
            built = built.drop { $0.id != lead.id }
            if lead.mapping == nil, let document = built.first?.document {
                onMapped(lead, document, prepared.post.body.count)
            }
            metrics.leads(source: prepared.source.name, result: Self.result(lead))
        }
    }

    /// The leads with their outcomes, as far as they come in time.
    private func settled(_ leads: [Lead], _ outcomes: any OutcomeWaiting, within milliseconds: Int64) async -> [Lead] {
        await withTaskGroup(of: (Int, Lead?).self) { group in
            for (index, lead) in leads.enumerated() where lead.comesByItself {
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

extension Lead {
    /// Whether it comes to an outcome without anybody's help, if all goes well.
    fileprivate var comesByItself: Bool {
        switch state {
        case .queued, .sending: true
        case .waiting: dueAt != Lead.never
        case .delivered, .dead, .uncertain, .discarded, .erased: false
        }
    }
}
