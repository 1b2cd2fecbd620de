package import Leads

/// The names of the counters in the books; the others have the names of states and of tables.
package enum BooksCounter {
    /// Of all leads.
    package static let accepted = "accepted"
    /// Of all commits.
    package static let commits = "commits"
}

extension Books {
    /// The books of counters.
    package init(counters: [String: Int]) {
        self.init(
            accepted: counters[BooksCounter.accepted] ?? 0,
            counts: counters.reduce(into: [:]) { counts, counter in
                if let state = LeadState(rawValue: counter.key), counter.value != 0 { counts[state] = counter.value }
            }
        )
    }
}
