package import Leads
import Synchronization
package import Targets

/// Tells everybody who follows a store of its changes. One writer publishes.
package final class ChangeFeed: Sendable {
    private struct Follower {
        let take: @Sendable (StoreChange) -> Bool
        let closed: @Sendable () -> Void
    }

    private struct State {
        var lastFollower = 0
        var followers: [Int: Follower] = [:]
        var isClosed = false
    }

    private let state = Mutex(State())

    package init() {}

    /// As ``ChangeReporting/follow(_:closed:)``.
    package func follow(_ take: @escaping @Sendable (StoreChange) -> Bool, closed: @escaping @Sendable () -> Void) {
        let isOpen = state.withLock { state in
            guard !state.isClosed else { return false }
            state.lastFollower += 1
            state.followers[state.lastFollower] = Follower(take: take, closed: closed)
            return true
        }
        if !isOpen { closed() }
    }

    /// Says what was committed; nothing where nothing of it concerns anybody.
    ///
    /// - Parameters:
    ///   - queues: targets of which leads have become due without a step.
    ///   - arrivals: those of the leads that were stored, are due and are held up by no other.
    package func publish(_ leads: [Lead], queues: Set<Target>, arrivals: [Lead] = [], hasCallbacks: Bool) {
        guard !leads.isEmpty || !queues.isEmpty || hasCallbacks else { return }
        let followers = state.withLock(\.followers)
        if followers.isEmpty { return }
        var due: [Target: Int] = [:]
        for lead in leads {
            // Of no target: what is to be fetched or built.
            let isDue = lead.state == .queued || lead.state == .waiting && lead.dueAt != Lead.never
            if isDue { due[lead.target, default: 0] += 1 }
        }
        let change = StoreChange(
            leads: leads,
            queues: queues.union(due.keys),
            arrivals: Dictionary(grouping: arrivals, by: \.target).filter { target, arrivals in
                !queues.contains(target) && due[target] == arrivals.count
            },
            hasCallbacks: hasCallbacks
        )
        for (place, follower) in followers where !follower.take(change) {
            state.withLock { $0.followers[place] = nil }
        }
    }

    /// There will be no more changes.
    package func close() {
        let followers = state.withLock { state in
            state.isClosed = true
            defer { state.followers = [:] }
            return Array(state.followers.values)
        }
        for follower in followers { follower.closed() }
    }
}
