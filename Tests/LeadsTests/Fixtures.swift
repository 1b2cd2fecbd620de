import Leads
import Names
import SeededRandom
import Targets
import TestSupport

let dataFault = Cause(class: .data, code: "target-422", message: "The target refused the document.")
let transientFault = Cause(class: .exhausted, code: "target-503", message: "The target was not there.")
let connectionFault = Cause(class: .connection, code: "token-401", message: "The client secret is wrong.")
let unknownFault = Cause(class: .unknown, code: "timeout", message: "No answer came.")

func newLead(at now: Int64 = 1_000, seed: UInt64 = 1) -> Lead {
    var random = SeededRandom(seed: seed)
    let id = LeadID.make(now: now, using: &random)
    return Lead(id: id, source: "trisalis", target: .kundenangaben, mode: .test, receivedAt: now)
}

func intent(
    for lead: Lead,
    at now: Int64 = 2_000,
    attempt: Int? = nil,
    target: Target? = nil,
    mayRepeat: Bool = false
) -> Intent {
    Intent(
        attempt: attempt ?? lead.attempts + 1,
        startedAt: now,
        target: target ?? lead.target,
        mode: lead.mode,
        mappingHash: "c0ffee",
        reference: lead.reference,
        epoch: 1,
        mayRepeat: mayRepeat
    )
}

/// A lead brought to `state` by events only.
func lead(in state: LeadState) throws -> Lead {
    let events: [LeadEvent] =
        switch state {
        case .waiting, .queued: []
        case .sending: [.sendingStarted(intent(for: newLead()))]
        case .delivered:
            [
                .sendingStarted(intent(for: newLead())),
                .delivered(Confirmation(vorgangsnummer: "AB1234", messages: ["taken"])),
            ]
        case .dead: [.refused(dataFault)]
        case .uncertain: [.sendingStarted(intent(for: newLead())), .lostSight(unknownFault)]
        case .discarded: [.discarded(by: "anna", reason: nil)]
        case .erased: [.erased(by: "anna", reason: nil)]
        }
    let first = newLead()
    let start =
        state == .waiting
        ? Lead(id: first.id, source: first.source, mode: first.mode, lack: .mapping, receivedAt: first.receivedAt)
        : first
    return try events.reduce(start) { try LeadTransition.step($0, $1, at: 3_000) }
}

/// One well-formed event of each kind for this lead.
func event(_ kind: LeadEvent.Kind, for lead: Lead, now: Int64 = 4_000) -> LeadEvent {
    switch kind {
    case .released: .released(by: "anna", reason: "the mapping is there")
    case .fetched: .fetched(bytes: 20, isHeld: false)
    case .built: .built(Destination(of: newLead()))
    case .sendingStarted: .sendingStarted(intent(for: lead, at: now))
    case .progressed: .progressed(Confirmation(results: [OperationResult(index: 0, name: "addKind")]))
    case .delivered: .delivered(Confirmation(vorgangsnummer: "AB1234", messages: []))
    case .refused: .refused(dataFault)
    case .deferred: .deferred(transientFault, retryAt: now + 1_000)
    case .paused: .paused(connectionFault)
    case .exhausted: .exhausted(transientFault)
    case .lostSight: .lostSight(unknownFault)
    case .foundUnanswered: .foundUnanswered(unknownFault)
    case .fenced: .fenced(intent(for: lead, at: now), unknownFault)
    case .stillUncertain: .stillUncertain(unknownFault, lookAgainAt: now + 1_000)
    case .found: .found(vorgangsnummer: "AB1234")
    case .notThere: .notThere(witness: nil)
    case .split: .split(into: 3)
    case .repeatedDifferently: .repeatedDifferently
    case .edited: .edited(by: "anna", reason: "a typing error", operations: 1)
    case .replayed: .replayed(by: "anna", reason: "fixed the mapping")
    case .recalled: .recalled(by: "anna")
    case .resendOrdered: .resendOrdered(by: "anna", reason: "the adviser deleted the case")
    case .discarded: .discarded(by: "anna", reason: "a test")
    case .erased: .erased(by: "anna", reason: "on request")
    }
}
