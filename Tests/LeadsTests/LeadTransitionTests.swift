import Leads
import Names
import Targets
import Testing

@Suite("The life of a lead")
struct LeadTransitionTests {
    @Test("an event happens exactly where the table of states allows it", arguments: LeadState.allCases)
    func table(state: LeadState) throws {
        let lead = try lead(in: state)
        #expect(lead.state == state)
        // Only a replay can be recalled, and only what lacks its data be fetched: they have tests of their own.
        for kind in LeadEvent.Kind.allCases where kind != .recalled && kind != .fetched {
            if state.allowedEvents.contains(kind) {
                let next = try LeadTransition.step(lead, event(kind, for: lead), at: 4_000)
                #expect(next.version == lead.version + 1)
                #expect(next.updatedAt == 4_000)
            } else {
                let expected = TransitionError(state: state, event: kind, problem: .notAllowed)
                #expect(throws: expected) { try LeadTransition.step(lead, event(kind, for: lead), at: 4_000) }
            }
        }
    }

    private static func waiting(_ lack: Lead.Lack) -> Lead {
        let first = newLead()
        return Lead(id: first.id, source: first.source, mode: .test, lack: lack, receivedAt: 1_000)
    }

    @Test("what lacks its data is fetched, then built, and goes from there as if it had just been accepted")
    func lacking() throws {
        let lead = Self.waiting(.data)
        #expect(lead.state == .waiting && lead.target == .undecided && lead.dueAt == 1_000)
        let built = LeadEvent.built(Destination(of: newLead()))
        #expect(throws: TransitionError(state: .waiting, event: .built, problem: .lacksData)) {
            try LeadTransition.step(lead, built, at: 2_000)
        }
        let tried = try LeadTransition.step(lead, .deferred(transientFault, retryAt: 9_000), at: 2_000)
        #expect(tried.dueAt == 9_000 && tried.attemptsThisRound == 1 && tried.attempts == 0)
        let fetched = try LeadTransition.step(tried, .fetched(bytes: 20, isHeld: false), at: 9_100)
        #expect(fetched.lack == .mapping && fetched.dueAt == 1_000 && fetched.attemptsThisRound == 0)
        let ready = try LeadTransition.step(fetched, built, at: 9_200)
        #expect(ready.state == .queued && ready.target == .kundenangaben && ready.lack == nil && ready.isFresh)
        #expect(ready.standing == .queued(dueAt: 1_000, after: nil))
    }

    @Test("what waits for a mapping is not due before a person releases it, once; then it is no fresh lead")
    func released() throws {
        let lead = Self.waiting(.mapping)
        #expect(lead.dueAt == Lead.never)
        let released = try LeadTransition.step(lead, .released(by: "anna", reason: nil), at: 5_000)
        #expect(released.dueAt == 1_000, "in the order in which it came")
        #expect(throws: TransitionError(state: .waiting, event: .released, problem: .notAllowed)) {
            try LeadTransition.step(released, .released(by: "anna", reason: nil), at: 6_000)
        }
        let held = try LeadTransition.step(released, .deferred(dataFault, retryAt: Lead.never), at: 6_000)
        #expect(held.cause == dataFault && held.dueAt == Lead.never)
        let again = try LeadTransition.step(held, .released(by: "anna", reason: nil), at: 7_000)
        let built = try LeadTransition.step(again, .built(Destination(of: newLead())), at: 8_000)
        #expect(!built.isFresh)
    }

    @Test(
        "what died or was discarded before it was built waits again once it is replayed",
        arguments: Lead.Lack.allCases
    )
    func replayedUnbuilt(lack: Lead.Lack) throws {
        for event in [LeadEvent.refused(dataFault), .discarded(by: "anna", reason: nil)] {
            let aside = try LeadTransition.step(Self.waiting(lack), event, at: 2_000)
            let lead = try LeadTransition.step(aside, .replayed(by: "anna", reason: nil), at: 3_000)
            #expect(lead.state == .waiting && lead.lack == lack && lead.dueAt == 3_000)
        }
    }

    @Test("what a restored file still had waiting is looked up once it is built")
    func fencedWaiting() throws {
        let lead = Self.waiting(.mapping)
        let fenced = try LeadTransition.step(lead, .fenced(intent(for: lead, at: 1_500), unknownFault), at: 3_000)
        #expect(fenced.state == .waiting)
        let built = try LeadTransition.step(fenced, .built(Destination(of: newLead())), at: 4_000)
        #expect(built.state == .uncertain && built.intent?.startedAt == 1_500 && built.dueAt == 4_000)
        #expect(built.cause?.known == .restored)
    }

    @Test(
        "what a restored file had put aside before it was built waits again, and is looked up once it is built",
        arguments: Lead.Lack.allCases
    )
    func fencedUnbuilt(lack: Lead.Lack) throws {
        for event in [LeadEvent.refused(dataFault), .discarded(by: "anna", reason: nil)] {
            let aside = try LeadTransition.step(Self.waiting(lack), event, at: 2_000)
            let fenced = LeadEvent.fenced(intent(for: aside, at: 1_500), unknownFault)
            let lead = try LeadTransition.step(aside, fenced, at: 3_000)
            #expect(lead.state == .waiting && lead.lack == lack && lead.dueAt == 3_000 && lead.fencedAt == 1_500)
        }
    }

    @Test("a refused event says what is possible instead")
    func advice() throws {
        let error = TransitionError(state: .delivered, event: .replayed, problem: .notAllowed)
        #expect(
            error.description
                == "A lead that is delivered cannot take \"replayed\". Possible now: resend-ordered, "
                + "repeated-differently, erased."
        )
    }

    @Test("an intent counts the attempt and remembers mapping and reference")
    func intentCounts() throws {
        let lead = try lead(in: .sending)
        #expect(lead.attempts == 1)
        #expect(lead.attemptsThisRound == 1)
        #expect(lead.mappingHash == "c0ffee")
        #expect(lead.intent?.attempt == 1)
        #expect(!lead.isFresh)
    }

    @Test("an intent of another attempt, target or mode is refused")
    func wrongIntent() throws {
        let lead = newLead()
        #expect(throws: TransitionError(state: .queued, event: .sendingStarted, problem: .wrongAttempt(expected: 1))) {
            try LeadTransition.step(lead, .sendingStarted(intent(for: lead, attempt: 2)), at: 1)
        }
        #expect(throws: TransitionError(state: .queued, event: .sendingStarted, problem: .wrongDestination)) {
            try LeadTransition.step(lead, .sendingStarted(intent(for: lead, target: .kexVorgang)), at: 1)
        }
    }

    @Test("a connection fault leaves the lead as fresh as it was")
    func pausedDoesNotCount() throws {
        let lead = try LeadTransition.step(try lead(in: .sending), .paused(connectionFault), at: 4_000)
        #expect(lead.state == .queued)
        #expect(lead.isFresh)
        #expect(lead.intent == nil)
        #expect(lead.cause == connectionFault)
        #expect(lead.dueAt == 1_000)
    }

    @Test("a transient fault counts and waits for its time")
    func deferred() throws {
        let lead = try LeadTransition.step(try lead(in: .sending), .deferred(transientFault, retryAt: 9_000), at: 4_000)
        #expect(lead.state == .queued)
        #expect(lead.dueAt == 9_000)
        #expect(lead.attempts == 1)
        #expect(lead.intent == nil)
    }

    @Test("a replay starts a new round of attempts but does not pass for fresh")
    func replay() throws {
        let dead = try LeadTransition.step(try lead(in: .sending), .exhausted(transientFault), at: 4_000)
        #expect(dead.dueAt == Lead.never)
        let lead = try LeadTransition.step(dead, .replayed(by: "anna", reason: nil), at: 5_000)
        #expect(lead.state == .queued)
        #expect(lead.attempts == 1)
        #expect(lead.attemptsThisRound == 0)
        #expect(lead.replays == 1)
        #expect(lead.cause == transientFault, "why it was dead")
        #expect(lead.dueAt == 5_000)
        #expect(!lead.isFresh)
    }

    @Test("a replay is taken back as long as nothing was tried; the lead is dead again with its cause")
    func recalled() throws {
        let refused = TransitionError(state: .queued, event: .recalled, problem: .notAllowed)
        #expect(throws: refused) { try LeadTransition.step(newLead(), .recalled(by: "anna"), at: 1) }
        let dead = try lead(in: .dead)
        let replayed = try LeadTransition.step(dead, .replayed(by: "anna", reason: nil), at: 5_000)
        let recalled = try LeadTransition.step(replayed, .recalled(by: "anna"), at: 6_000)
        #expect(recalled.standing == dead.standing)
        let tried = try [
            LeadEvent.sendingStarted(intent(for: replayed)), .deferred(transientFault, retryAt: 9_000),
        ]
        .reduce(replayed) { try LeadTransition.step($0, $1, at: 7_000) }
        #expect(throws: refused) { try LeadTransition.step(tried, .recalled(by: "anna"), at: 8_000) }
    }

    @Test("a replay of what was given up out of the queue is taken back, too: it is discarded again")
    func recalledWithoutCause() throws {
        let discarded = try LeadTransition.step(newLead(), .discarded(by: "anna", reason: "test"), at: 4_000)
        let replayed = try LeadTransition.step(discarded, .replayed(by: "anna", reason: nil), at: 5_000)
        #expect(replayed.state == .queued && replayed.cause == nil)
        let recalled = try LeadTransition.step(replayed, .recalled(by: "anna"), at: 6_000)
        #expect(recalled.standing == discarded.standing)
    }

    @Test("a release is taken back as long as nothing was built; the lead waits as it did, and can be released again")
    func releaseRecalled() throws {
        let waiting = Lead(id: LeadID.make(now: 1_000), source: "s", mode: .test, lack: .mapping, receivedAt: 1_000)
        let refused = TransitionError(state: .waiting, event: .recalled, problem: .notAllowed)
        #expect(throws: refused) { try LeadTransition.step(waiting, .recalled(by: "anna"), at: 2_000) }
        let released = try LeadTransition.step(waiting, .released(by: "anna", reason: nil), at: 2_000)
        let recalled = try LeadTransition.step(released, .recalled(by: "anna"), at: 3_000)
        #expect(recalled.standing == waiting.standing)
        let again = try LeadTransition.step(recalled, .released(by: "anna", reason: nil), at: 4_000)
        #expect(again.dueAt == 1_000)
        // What came to rest while it waited was replayed, not released.
        let replayed = try [LeadEvent.refused(transientFault), .replayed(by: "anna", reason: nil)]
            .reduce(released) { try LeadTransition.step($0, $1, at: 5_000) }
        #expect(throws: refused) { try LeadTransition.step(replayed, .recalled(by: "anna"), at: 6_000) }
    }

    @Test("what may be at the target never becomes a dead letter by a recall")
    func uncertainIsNotRecalled() throws {
        let replayed = try LeadTransition.step(try lead(in: .uncertain), .replayed(by: "anna", reason: "looked"), at: 5)
        #expect(throws: TransitionError(state: .queued, event: .recalled, problem: .notAllowed)) {
            try LeadTransition.step(replayed, .recalled(by: "anna"), at: 6)
        }
    }

    @Test("a delivery without a Vorgangsnummer is none")
    func withoutNumber() throws {
        let lead = try lead(in: .sending)
        #expect(throws: TransitionError(state: .sending, event: .delivered, problem: .withoutNumber)) {
            try LeadTransition.step(lead, .delivered(Confirmation(vorgangsnummer: "")), at: 1)
        }
    }

    @Test("what may be at the target goes out again only with a reason", arguments: [nil, "", "  "])
    func reason(reason: String?) throws {
        let uncertain = try lead(in: .uncertain)
        #expect(throws: TransitionError(state: .uncertain, event: .replayed, problem: .withoutReason)) {
            try LeadTransition.step(uncertain, .replayed(by: "anna", reason: reason), at: 1)
        }
        let delivered = try lead(in: .delivered)
        #expect(throws: TransitionError(state: .delivered, event: .resendOrdered, problem: .withoutReason)) {
            try LeadTransition.step(delivered, .resendOrdered(by: "anna", reason: reason ?? ""), at: 1)
        }
    }

    @Test("an uncertain lead keeps its intent, so that one knows what to look for")
    func uncertainKeepsIntent() throws {
        let uncertain = try lead(in: .uncertain)
        #expect(uncertain.intent?.attempt == 1)
        #expect(uncertain.dueAt == 3_000)
        let waiting = try LeadTransition.step(uncertain, .stillUncertain(unknownFault, lookAgainAt: nil), at: 4_000)
        #expect(waiting.intent == uncertain.intent)
        #expect(waiting.dueAt == Lead.never)
        let found = try LeadTransition.step(waiting, .found(vorgangsnummer: "AB1234"), at: 5_000)
        #expect(found.state == .delivered)
        #expect(found.vorgangsnummer == "AB1234")
        #expect(found.intent == nil)
    }

    @Test("an erased lead keeps its id, its times and the case number, and nothing else")
    func erased() throws {
        let lead = try lead(in: .delivered)
        let erased = try LeadTransition.step(lead, .erased(by: "anna", reason: nil), at: 9_000)
        #expect(erased.id == lead.id)
        #expect(erased.receivedAt == lead.receivedAt)
        #expect(erased.vorgangsnummer == "AB1234")
        #expect(erased.standing == .erased(vorgangsnummer: "AB1234"))
        #expect(erased.cause == nil)
        #expect(erased.reference == lead.id.rawValue)
        #expect(erased.dueAt == Lead.never)
    }

    @Test("what was put aside while nobody knew whether the target has it is asked about again, never just sent")
    func doubtful() throws {
        let discarded = try LeadTransition.step(lead(in: .uncertain), .discarded(by: "anna", reason: nil), at: 5_000)
        #expect(discarded.isDoubtful)
        let replayed = try LeadTransition.step(discarded, .replayed(by: "anna", reason: "again"), at: 6_000)
        #expect(replayed.state == .uncertain && replayed.cause?.class == .unknown && replayed.dueAt == 6_000)
        #expect(replayed.intent?.startedAt == discarded.receivedAt && replayed.attemptsThisRound == 0)
        let released = discarded.decided(.dead(Cause(.releasedDamaged)), version: 9, at: 7_000)
        #expect(try LeadTransition.step(released, .replayed(by: "anna", reason: nil), at: 8_000).state == .uncertain)
        let ordinary = try LeadTransition.step(lead(in: .dead), .discarded(by: "anna", reason: nil), at: 5_000)
        #expect(!ordinary.isDoubtful)
        #expect(try LeadTransition.step(ordinary, .replayed(by: "anna", reason: nil), at: 6_000).state == .queued)
    }
}
