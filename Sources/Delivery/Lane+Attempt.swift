import DeliveryRules
import LeadBuilding
import Leads
import Logging
import Mapping
import ServiceLifecycle
import Targets
import Telemetry

/// One attempt: from the verdict over the intent to what became of it.
extension Lane {
    /// What an attempt leaves behind.
    enum Attempt {
        /// What became of the lead is recorded.
        case recorded
        /// It did not leave, or somebody else was faster: it may be queued still.
        case stayed
        /// The store did not take what there was to record.
        case unkept
    }

    func deliver(_ lead: Lead) async {
        let end = await attempt(lead)
        stay(lead.id)
        switch end {
        // Its place is free.
        case .recorded: alarm.yield()
        case .stayed: wake()
        // The pulse sets the pace.
        case .unkept: pulse.request()
        }
    }

    /// Whatever became of a lead that was picked up, it is not on its way any more.
    func stay(_ id: LeadID) { _ = step(.stayed(id)) }

    private func attempt(_ lead: Lead) async -> Attempt {
        if let document = context.leads.ready(lead) { return await attempt(lead, document) }
        let judgement: Judgement
        do throws(StoreError) { judgement = try await context.leads.judgement(of: lead) } catch {
            say(.payloadUnreadable, error, lead: lead.id)
            return .unkept
        }
        switch judgement {
        case .dead(let cause):
            return await keep(.refused(cause), of: lead)
        case .several(let leads):
            return await split(lead, into: leads)
        case .one(let built):
            if let cause = built.verdict.cause { return await keep(.refused(cause), of: lead) }
            guard let document = ReadyDocument(built) else {
                // Its case is not open: the store holds such a lead back while it is to come, so it does not.
                return await keep(.refused(Cause(.caseUnknown)), of: lead)
            }
            return await attempt(lead, document)
        }
    }

    /// The post of a lead holds several: it becomes the first of them, and all go their way.
    private func split(_ lead: Lead, into leads: [BuiltLead]) async -> Attempt {
        do throws(StoreError) {
            guard let post = try await context.store.submission(lead.id) else { return .stayed }
            let others = leads.dropFirst().map { $0.new(post, source: lead.source, receivedAt: lead.receivedAt) }
            _ = try await context.store.split(
                lead.id,
                version: lead.version,
                part: leads.first?.part,
                adding: others,
                at: context.now()
            )
            return .recorded
        } catch {
            switch error {
            case .conflict, .transition, .notFound: return .stayed  // a person was faster
            default:
                say(.splitUnkept, error, lead: lead.id)
                return .unkept
            }
        }
    }

    private func attempt(_ lead: Lead, _ document: ReadyDocument) async -> Attempt {
        guard mayLeave(lead) else { return .stayed }
        let isBacklog = !lead.isFresh || context.now() - lead.receivedAt > context.policy.freshFor
        return await Urgency.$isBacklog.withValue(isBacklog) {
            let admission = await system.admit(document.context(of: lead))
            let end = await attempt(lead, document, admission)
            if case .granted(let place?) = admission { await place.giveBack() }
            return end
        }
    }

    /// Whoever closed the gate meanwhile, or asked to stop, means this lead too: it stays queued.
    private func mayLeave(_ lead: Lead) -> Bool {
        state.mayLeave(lead.id) && !Task.isShuttingDownGracefully && !Task.isCancelled
    }

    private func attempt(_ lead: Lead, _ document: ReadyDocument, _ admission: Admission) async -> Attempt {
        guard mayLeave(lead) else { return .stayed }
        let lease: Lease
        do throws(StoreError) { lease = try await context.lease.lease(at: context.now()) } catch {
            say(.intentUnkept, error, lead: lead.id)
            return .unkept
        }
        let intent = Intent(
            attempt: lead.attempts + 1,
            startedAt: context.now(),
            target: target,
            mode: lead.mode,
            mappingHash: document.mappingHash,
            reference: document.reference,
            epoch: lease.epoch,
            mayRepeat: document.mayRepeat
        )
        let sending: Lead
        do throws(StoreError) {
            sending = try await record(.sendingStarted(intent), for: lead)
        } catch {
            switch error {
            case .conflict, .transition, .notFound:
                return .stayed  // a person was faster
            case .caseBusy:
                return .stayed  // another lead of its case was
            case .taken(let known, let owner):
                return await keep(.refused(Cause(known, about: "Lead \(owner) is the other one.")), of: lead)
            default:
                say(.intentUnkept, error, lead: lead.id)
                return .unkept
            }
        }
        await reconciler?.left(sending)
        let outcome =
            switch admission {
            case .granted(let place): await Admission.$place.withValue(place) { await send(document, of: sending) }
            case .refused(let outcome): outcome
            }
        await reconciler?.ended(document.document, document.context(of: sending), outcome)
        metrics.took(context.now() - intent.startedAt)
        metrics.answered(outcome)
        return await settle(outcome, of: sending)
    }

    /// Sends once. A success without the proof that the target's profile asks for is nothing to hold on to.
    private func send(_ document: ReadyDocument, of lead: Lead) async -> Outcome {
        let sent = document.context(of: lead, done: lead.progress?.results ?? [])
        let outcome = await system.send(document.document, sent)
        guard case .confirmed(let confirmation) = outcome, !confirmation.brings(document.proof) else {
            return outcome
        }
        return .unknown(
            Fault(
                code: KnownCause.answerUnreadable.rawValue,
                message: KnownCause.answerUnreadable.words,
                body: confirmation.answer
            )
        )
    }

    private func settle(_ outcome: Outcome, of lead: Lead) async -> Attempt {
        if case .partial(let confirmation, let rest) = outcome {
            // What was done is on disk before anything else is said of the lead.
            guard let progressed = await kept(.progressed(confirmation), of: lead, answer: confirmation.answer) else {
                return .unkept
            }
            return await settle(rest, of: progressed)
        }
        let retryFor = context.leads.building.retryFor(lead.source)
        let effects = step(.ended(lead, outcome, jitter: context.jitter(), retryFor: retryFor))
        var end = Attempt.recorded
        for case .record(var event) in effects {
            if case .lostSight(let cause) = event, reconciler == nil {
                event = .lostSight(cause.forPerson(lead, at: system.profile))
            }
            metrics.ended(event)
            end = await keep(event, of: lead, answer: outcome.fault?.body ?? outcome.confirmation?.answer)
        }
        await perform(effects)
        return end
    }

    private func keep(_ event: LeadEvent, of lead: Lead, answer: [UInt8]? = nil) async -> Attempt {
        await kept(event, of: lead, answer: answer) == nil ? .unkept : .recorded
    }

    /// Records what became of a lead, and does not let go of it while the store may still take it: what is not
    /// recorded stays an intent, and that is only found by the next start, as uncertain.
    ///
    /// - Returns: the lead as it is then; `nil` when the store does not take it any more.
    private func kept(_ event: LeadEvent, of lead: Lead, answer: [UInt8]? = nil) async -> Lead? {
        var event = event
        repeat {
            do throws(StoreError) {
                return try await recordNow(event, for: lead, answer: answer)
            } catch {
                say(.outcomeUnkept, error, lead: lead.id)
                switch error {
                case .busy, .full, .cancelled, .unexpected:
                    try? await Task.sleep(for: .milliseconds(context.heartbeat))
                case .transition(let refused) where event.kind != .lostSight && lead.state == .sending:
                    // Such as a delivery without a number: what happened is not known then.
                    event = .lostSight(Cause(.outcomeUnusable, about: refused.description))
                case .conflict, .transition, .notFound, .taken, .caseBusy, .keyReused, .operationReused, .jobState,
                    .nameTaken,
                    .noJob, .noErasure:
                    return lead
                case .unavailable, .corrupt, .leased, .leaseLost, .invalidCursor, .unusable:
                    return nil
                }
            }
        } while !Task.isCancelled
        return nil
    }

    /// Records what became of an attempt, also when the lead came again meanwhile with other content: that stands beside it
    /// and changes nothing about the attempt.
    private func recordNow(_ event: LeadEvent, for lead: Lead, answer: [UInt8]?) async throws(StoreError) -> Lead {
        do throws(StoreError) {
            return try await record(event, for: lead, answer: answer)
        } catch {
            guard case .conflict = error, let now = try await context.store.lead(lead.id), now.version > lead.version,
                now.state == .sending, now.intent == lead.intent
            else { throw error }
            return try await recordNow(event, for: now, answer: answer)
        }
    }

    @discardableResult
    private func record(
        _ event: LeadEvent,
        for lead: Lead,
        answer: [UInt8]? = nil
    ) async throws(StoreError) -> Lead {
        let changed = try await context.store.record(
            event,
            for: lead.id,
            version: lead.version,
            at: context.now(),
            answer: answer
        )
        storeAnswered()
        LeadLog.write(event, changed, to: context.logger)
        return changed
    }
}

extension Cause {
    /// The cause of a lost answer at a target that nobody but a person can ask: what to look for, and what to do then.
    fileprivate func forPerson(_ lead: Lead, at profile: TargetProfile) -> Cause {
        let words = """
            \(profile.title) cannot be asked by the gateway. Look there for the reference \(lead.reference). If it is there: \
            `leadgate leads resolve \(lead.id) --found NUMBER`. If it is not, 15 minutes after it was sent: `leadgate leads \
            resolve \(lead.id) --not-there`, which sends it again.
            """
        return Cause(class: `class`, code: code, message: "\(message). \(words)", violations: violations)
    }
}
