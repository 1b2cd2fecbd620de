/// The books: every accepted lead in exactly one state.
package struct Books: Sendable, Hashable {
    /// All leads that ever got a receipt of their own.
    package let accepted: Int
    /// How many are in each state; a state without leads may be missing.
    package let counts: [LeadState: Int]

    /// Books of counted leads.
    package init(accepted: Int, counts: [LeadState: Int]) {
        self.accepted = accepted
        self.counts = counts
    }

    /// How many leads are in `state`.
    package subscript(state: LeadState) -> Int { counts[state] ?? 0 }

    /// Leads that wait for a delivery or are in one: the *queued* of the books.
    package var queued: Int { self[.queued] + self[.sending] }

    /// Whether `accepted = waiting + queued + delivered + dead + uncertain + discarded + erased`.
    package var balanced: Bool { accepted == counts.values.reduce(0, +) && counts.values.allSatisfy { $0 >= 0 } }
}
