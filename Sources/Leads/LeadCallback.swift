package import Names
package import Targets

/// A state change of a lead that its sender is told of, and how far the telling is.
///
/// Written in the transaction that makes the change, so that no crash loses one; told at least once, in the order of the
/// lead's versions.
package struct LeadCallback: Sendable, Hashable {
    /// How far the telling is.
    package enum Status: String, Sendable, Hashable, CaseIterable {
        /// It is to be told, from ``LeadCallback/dueAt`` on.
        case pending
        /// The receiver took it.
        case told
        /// It is not tried any more: the budget is used up, or the receiver said that it is gone.
        case ended
    }

    /// Why the lead is where it is, as far as it is told.
    package struct CauseName: Sendable, Hashable {
        /// Whose fault it is.
        package let `class`: CauseClass
        /// What it is, as a stable word.
        package let code: String

        /// A name of its parts.
        package init(class: CauseClass, code: String) {
            self.class = `class`
            self.code = code
        }
    }

    /// The lead.
    package let lead: LeadID
    /// The version that the change made of it.
    package let version: Int
    /// Who is told.
    package let source: SourceName
    /// Where the lead goes.
    package let target: Target
    /// Real business or trial.
    package let mode: DeliveryMode
    /// Where the change has brought the lead.
    package let state: LeadState
    /// When, in milliseconds since 1970 UTC.
    package let changedAt: Int64
    /// The number of its case, as far as it has one.
    package let vorgangsnummer: String?
    /// Why it is there.
    package let cause: CauseName?
    /// The sender's own id of the lead, as it was sent; `nil` once the lead is erased.
    package let senderID: String?
    /// How far the telling is.
    package var status: Status
    /// How often it was tried.
    package var attempts: Int
    /// When it is tried next, in milliseconds since 1970 UTC.
    package var dueAt: Int64
    /// When it was tried last.
    package var triedAt: Int64?
    /// What came of that: the status of the answer, or what went wrong, as a stable word.
    package var answer: String?

    /// A callback of its parts.
    package init(
        lead: LeadID,
        version: Int,
        source: SourceName,
        target: Target,
        mode: DeliveryMode,
        state: LeadState,
        changedAt: Int64,
        vorgangsnummer: String? = nil,
        cause: CauseName? = nil,
        senderID: String? = nil,
        status: Status = .pending,
        attempts: Int = 0,
        dueAt: Int64,
        triedAt: Int64? = nil,
        answer: String? = nil
    ) {
        self.lead = lead
        self.version = version
        self.source = source
        self.target = target
        self.mode = mode
        self.state = state
        self.changedAt = changedAt
        self.vorgangsnummer = vorgangsnummer
        self.cause = cause
        self.senderID = senderID
        self.status = status
        self.attempts = attempts
        self.dueAt = dueAt
        self.triedAt = triedAt
        self.answer = answer
    }
}

extension LeadEvent.Kind {
    /// Whether a sender is told that the lead came from one state to another by it: of every end, of doubt, and of a
    /// return to the queue that a person ordered.
    package func isTold(from old: LeadState, to new: LeadState) -> Bool {
        switch new {
        case .delivered, .dead, .uncertain, .discarded, .erased: old != new
        case .queued: self == .replayed || self == .resendOrdered
        case .waiting, .sending: false
        }
    }
}
