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
            let taken: TakenPost
            do throws(StoreError) {
                let leads = prepared.leads
                // Before they are stored: whoever delivers hears of them at once.
                building.ready.keep(prepared.built.leads, of: sender.library)
                let first = TakenPost(acceptances: try await store.accept(leads), built: prepared.built.leads)
                taken = try await settle(first, leads, request, sender)
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
            return await answer(request, source, prepared, taken)
        }
    }

    private func answer(
        _ request: IntakeRequest,
        _ source: Source,
        _ prepared: PreparedPost,
        _ taken: TakenPost
    ) async -> IntakeResponse {
        announce(prepared, taken)
        var leads = taken.acceptances.map(\.lead)
        let preferred = Preference.wait(request.headers.prefer)
        let wait = min(
            Int64(max(preferred ?? 0, source.respond.waitSeconds)) * 1_000,
            configuration.limits.longestWaitMilliseconds
        )
        if wait > 0, let outcomes { leads = await settled(leads, outcomes, within: wait) }
        let differing = taken.acceptances.indices.filter { taken.acceptances[$0].differs }
        var response = Receipt.response(
            leads,
            differing: Set(differing),
            prepared,
            request.headers,
            casePage: casePage
        )
        if preferred != nil, wait > 0, outcomes != nil {
            response.headers.append(("preference-applied", "wait=\(wait / 1_000)"))
        }
        response.note = RequestNote(source: source.name, leadID: leads.first?.id, leads: leads.count)
        return decorate(response, request, source)
    }

    /// Tells whoever delivers, counts and watches what is new.
    private func announce(_ prepared: PreparedPost, _ taken: TakenPost) {
        let places = Dictionary(zip(taken.built.map(\.id), taken.built.indices)) { first, _ in first }
        let source = prepared.source.name
        for acceptance in taken.acceptances {
            switch acceptance {
            case .accepted(let lead):
                // A sender's form is watched through the first of its mappings.
                if lead.mapping == nil, let place = places[lead.id], let document = taken.built[place].document {
                    onMapped(lead, document, prepared.post.body.count)
                }
                metrics.leads(source: source, result: Self.result(lead))
            case .repeated(let lead):
                metrics.leads(source: source, result: "repeated")
                onFruitless(source, .repeated(lead.id))
            case .repeatedDifferently(let lead, _):
                metrics.leads(source: source, result: "repeated-differently")
                onFruitless(source, .repeatedDifferently(lead.id))
            }
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

extension Acceptance {
    /// Whether it came again with other content, which is no lead.
    var differs: Bool {
        if case .repeatedDifferently = self { true } else { false }
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
