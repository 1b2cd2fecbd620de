/// A lead cannot do what was asked of it, and what it can do instead.
package struct TransitionError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is in the way.
    package enum Problem: Sendable, Hashable {
        /// The event has no meaning in this state.
        case notAllowed
        /// The intent has the number of another attempt: somebody else moved the lead.
        case wrongAttempt(expected: Int)
        /// The intent names another target or mode than the lead.
        case wrongDestination
        /// A delivery without a Vorgangsnummer is not one.
        case withoutNumber
        /// What the vendor has of it must be fetched first.
        case lacksData
        /// This needs a person's reason.
        case withoutReason
    }

    /// Where the lead is.
    package let state: LeadState
    /// What should have happened.
    package let event: LeadEvent.Kind
    /// Why it did not.
    package let problem: Problem

    /// An error of its parts.
    package init(state: LeadState, event: LeadEvent.Kind, problem: Problem) {
        self.state = state
        self.event = event
        self.problem = problem
    }

    /// What may happen to the lead where it is.
    package var allowed: [LeadEvent.Kind] { state.allowedEvents }

    package var description: String {
        let what = "A lead that is \(state.rawValue) cannot take \"\(event.rawValue)\""
        switch problem {
        case .notAllowed:
            let possible = allowed.map(\.rawValue).joined(separator: ", ")
            return "\(what). Possible now: \(possible.isEmpty ? "nothing" : possible)."
        case .wrongAttempt(let expected): return "\(what): its next attempt is number \(expected). Read it again."
        case .wrongDestination: return "\(what): the intent names another target or mode than the lead."
        case .withoutNumber: return "\(what) without a Vorgangsnummer. Record it as uncertain instead."
        case .lacksData: return "\(what) before its data has been fetched."
        case .withoutReason: return "\(what) without a reason, because it may exist at the target already. Give one."
        }
    }
}
