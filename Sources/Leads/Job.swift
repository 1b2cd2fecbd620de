/// One order of an operator over many leads, done step by step in the background.
///
/// Each step moves some leads and notes how far the job is, in one transaction: a job that is cut off by a crash goes on where
/// it was, and no lead is moved twice by it.
package struct Job: Sendable, Hashable {
    /// What is done to each lead.
    package enum Action: String, Sendable, Hashable, CaseIterable {
        /// Back into the queue.
        case replay
        /// Decided not to be delivered.
        case discard
        /// Leads that wait for a mapping are built with the one that their source has now.
        case release
        /// Somebody has looked for uncertain leads at the target, and none of them is there: sent again.
        case resolve

        /// The states in which a lead can be meant. Uncertain leads are never replayed by the dozen: somebody has to look at
        /// the target first.
        package var states: Set<LeadState> {
            switch self {
            case .replay: [.dead, .discarded]
            case .discard: [.waiting, .queued, .dead, .uncertain]
            case .release: [.waiting]
            case .resolve: [.uncertain]
            }
        }

        /// Whether it can be taken back of a lead, as long as nothing came of it.
        package var canBeUndone: Bool { self == .replay || self == .release }

        /// Whether leads are moved in the order in which they came; the others' newest ones come first, as they are most worth.
        package var isOldestFirst: Bool { self == .release }
    }

    /// How far it is.
    package enum State: String, Sendable, Hashable, CaseIterable {
        /// Moves leads.
        case running
        /// Rests until somebody lets it go on.
        case paused
        /// Has looked at every lead that it means.
        case done
        /// Ended by a person before that.
        case cancelled
        /// Takes back what has not gone out yet.
        case undoing
        /// Has taken back what it could.
        case undone

        /// Whether the runner has something to do.
        package var isActive: Bool { self == .running || self == .undoing }
    }

    /// What a person tells a job that is there.
    package enum Turn: String, Sendable, Hashable, CaseIterable {
        case pause, `continue`, cancel, undo

        /// Its word in the audit log.
        package var act: OperatorAct.Kind {
            switch self {
            case .pause: .jobPaused
            case .continue: .jobContinued
            case .cancel: .jobCancelled
            case .undo: .jobUndone
            }
        }

        /// The state it leads to; `nil` where it makes no sense.
        package func state(from state: State, action: Action) -> State? {
            switch (self, state) {
            case (.pause, .running), (.pause, .paused): .paused
            case (.continue, .paused), (.continue, .running): .running
            case (.cancel, .running), (.cancel, .paused), (.cancel, .cancelled): .cancelled
            case (.undo, .running), (.undo, .paused), (.undo, .done), (.undo, .cancelled), (.undo, .undoing):
                action.canBeUndone ? .undoing : nil
            default: nil
            }
        }
    }

    /// What was ordered.
    package struct Order: Sendable, Hashable {
        /// The operation's id, from whoever orders: the same id is the same job.
        package let id: String
        package let action: Action
        /// Which leads; those that were accepted before the order.
        package let filter: LeadFilter
        /// Who ordered it.
        package let by: String
        /// Why, in the operator's words; it is kept with every lead, and must not name a customer.
        package let reason: String?
        /// Leads a second at most; `nil` for as many as the store takes.
        package let rate: Int?

        /// An order of its parts.
        package init(id: String, action: Action, filter: LeadFilter, by: String, reason: String?, rate: Int?) {
            self.id = id
            self.action = action
            self.filter = filter
            self.by = by
            self.reason = reason
            self.rate = rate
        }
    }

    package let order: Order
    package var state: State
    /// How many leads matched when it was ordered.
    package let matched: Int
    /// How many it has moved.
    package var changed: Int
    /// How many it had to leave: moved by somebody else meanwhile, or what they claim belongs to another lead.
    package var skipped: Int
    /// How many it has taken back.
    package var undone: Int
    /// Times in milliseconds since 1970 UTC.
    package let createdAt: Int64
    package var updatedAt: Int64

    /// A job of its parts.
    package init(
        order: Order,
        state: State,
        matched: Int,
        changed: Int = 0,
        skipped: Int = 0,
        undone: Int = 0,
        createdAt: Int64,
        updatedAt: Int64
    ) {
        self.order = order
        self.state = state
        self.matched = matched
        self.changed = changed
        self.skipped = skipped
        self.undone = undone
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }
}
