package import Targets

/// What one commit of a store has changed.
package struct StoreChange: Sendable, Hashable {
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
    package init(leads: [Lead], queues: Set<Target>, arrivals: [Target: [Lead]] = [:], hasCallbacks: Bool) {
        self.leads = leads
        self.queues = queues
        self.arrivals = arrivals
        self.hasCallbacks = hasCallbacks
    }
}

/// A store that says what it has committed: the one way to hear of it, whoever made the change.
package protocol ChangeReporting: Sendable {
    /// Tells of every change from now on, in their order, each after it is durable and its writer has his answer.
    ///
    /// - Parameters:
    ///   - take: called by the one thread that writes, which waits for it: it must be short and never wait, nor ask the store.
    ///     Whoever is asleep is woken by it only if the change is something to him. Returns whether it wants to hear more.
    ///   - closed: called once, when there will be no more changes.
    func follow(_ take: @escaping @Sendable (StoreChange) -> Bool, closed: @escaping @Sendable () -> Void)
}

extension ChangeReporting {
    /// Yields whenever there was a change that somebody wants to hear of, once for all of them that he has not come to. Ends when
    /// the store is closed.
    package func changes(where isWanted: @escaping @Sendable (StoreChange) -> Bool) -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        follow { change in
            guard isWanted(change) else { return true }
            if case .terminated = continuation.yield() { return false }
            return true
        } closed: {
            continuation.finish()
        }
        return stream
    }
}
