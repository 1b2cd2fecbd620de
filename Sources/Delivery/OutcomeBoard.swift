package import Leads
import ServiceLifecycle
import Synchronization

/// Where somebody waits for a lead to be settled; it is told of the changes of the store.
///
/// A sender that asks with `Prefer: wait` gets the case number in its receipt if it comes in time; nobody polls.
package final class OutcomeBoard: Sendable {
    private struct State {
        var waiters: [LeadID: [Int: AsyncStream<Lead>.Continuation]] = [:]
        var lastToken = 0
        var isClosed = false
    }

    private let state = Mutex(State())

    package init() {}

    /// How many wait now.
    package var waiting: Int { state.withLock { $0.waiters.values.reduce(0) { $0 + $1.count } } }

    /// Tells everybody who waits for one of these leads how it stands.
    func take(_ change: StoreChange) {
        if state.withLock(\.waiters.isEmpty) { return }
        for lead in change.leads { publish(lead) }
    }

    /// Tells everybody who waits for this lead how it stands.
    package func publish(_ lead: Lead) {
        guard lead.isSettled, let waiting = state.withLock({ $0.waiters[lead.id] }) else { return }
        for waiter in waiting.values { waiter.yield(lead) }
    }

    /// Waits until the lead is settled, or the time is up.
    /// - Parameters:
    ///   - current: how the lead stands now; asked once after the waiter is in place, so that nothing is missed.
    ///   - milliseconds: how long to wait at most.
    /// - Returns: the lead in a settled state, or nil if it was not settled in time.
    package func settled(
        _ id: LeadID,
        within milliseconds: Int64,
        current: @escaping @Sendable () async -> Lead?
    ) async -> Lead? {
        let (stream, continuation) = AsyncStream.makeStream(of: Lead.self, bufferingPolicy: .bufferingNewest(1))
        let (token, isClosed) = state.withLock { state in
            state.lastToken += 1
            state.waiters[id, default: [:]][state.lastToken] = continuation
            return (state.lastToken, state.isClosed)
        }
        defer { remove(id, token) }
        if isClosed { continuation.finish() }
        if let lead = await current(), lead.isSettled { return lead }
        return await withTaskGroup(of: Lead?.self) { group in
            group.addTask {
                for await lead in stream { return lead }
                return nil
            }
            group.addTask {
                try? await Task.sleep(for: .milliseconds(milliseconds))
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            return first
        }
    }

    /// Keeps nobody waiting any more: whoever waits gets the lead as it is, now and from now on.
    package func close() {
        let waiting = state.withLock { state in
            state.isClosed = true
            return state.waiters.values.flatMap(\.values)
        }
        for waiter in waiting { waiter.finish() }
    }

    private func remove(_ id: LeadID, _ token: Int) {
        state.withLock { state in
            state.waiters[id]?[token] = nil
            if state.waiters[id]?.isEmpty == true { state.waiters[id] = nil }
        }
    }
}

extension OutcomeBoard: Service {
    /// Closes when the gateway is to stop: a receipt must not wait for an outcome that this process will not see.
    package func run() async throws {
        try? await gracefulShutdown()
        close()
    }
}

extension Lead {
    /// Whether nothing further happens by itself: delivered, dead, uncertain, or ended by a person.
    package var isSettled: Bool { state != .queued && state != .sending && (state != .waiting || dueAt == Lead.never) }
}
