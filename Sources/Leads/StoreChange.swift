package import Targets

/// What one commit of a store has changed.
package struct StoreChange: Sendable, Hashable {
    /// Counts the changes that whoever follows wanted to hear of. Where one is missing, he has been too slow: he looks at the
    /// store itself.
    package let number: Int
    /// The leads that were stored or moved, as they are after it.
    package let leads: [Lead]
    /// Targets for which something waits that did not before.
    package let queues: Set<Target>
    /// For targets of which this is all that is new: the leads that were stored just now, that are due and that no other lead
    /// holds up. Nobody has to read their queue to know of them.
    package let arrivals: [Target: [Lead]]
    /// Whether there is something new to tell senders.
    package let hasCallbacks: Bool

    /// A change of its parts.
    package init(
        number: Int,
        leads: [Lead],
        queues: Set<Target>,
        arrivals: [Target: [Lead]] = [:],
        hasCallbacks: Bool
    ) {
        self.number = number
        self.leads = leads
        self.queues = queues
        self.arrivals = arrivals
        self.hasCallbacks = hasCallbacks
    }
}

/// A store that says what it has committed: the one way to hear of it, whoever made the change.
package protocol ChangeReporting: Sendable {
    /// The changes from now on that somebody wants to hear of, in their order, each after it is durable. Ends when the store is
    /// closed.
    ///
    /// - Parameter isWanted: asked by the one who writes: nobody is woken for what is none of his business.
    func changes(where isWanted: @escaping @Sendable (StoreChange) -> Bool) -> AsyncStream<StoreChange>
}

extension ChangeReporting {
    /// All changes from now on.
    package func changes() -> AsyncStream<StoreChange> { changes { _ in true } }
}
