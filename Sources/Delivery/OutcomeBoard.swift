package import Leads
import ServiceLifecycle
import Synchronization

/// Where somebody waits for a lead to be settled; it follows the changes of the store.
///
/// A sender that asks with `Prefer: wait` gets the case number in its receipt if it comes in time; nobody polls.
package actor OutcomeBoard {
    private struct Waiter {
        let continuation: AsyncStream<Lead>.Continuation
        let current: @Sendable () async -> Lead?
    }

    private var waiters: [LeadID: [Int: Waiter]] = [:]
    private var lastToken = 0
    private var isClosed = false
    private let count = Atomic(0)

    package init() {}

    /// How many wait now.
    package var waiting: Int { waiters.values.reduce(0) { $0 + $1.count } }

    /// Whether anybody waits; whoever begins to looks at the store after this is so.
    nonisolated var isAwaited: Bool { count.load(ordering: .sequentiallyConsistent) > 0 }

    /// Tells everybody who waits for this lead how it stands.
    package func publish(_ lead: Lead) {
        guard lead.isSettled, let waiting = waiters[lead.id] else { return }
        for waiter in waiting.values { waiter.continuation.yield(lead) }
    }

    /// Takes in what the store has committed. Where some of it was missed, everybody who waits looks again.
    func follow(_ change: StoreChange, hasMissed: Bool) async {
        for lead in change.leads { publish(lead) }
        guard hasMissed else { return }
        for waiter in waiters.values.flatMap(\.values) {
            if let lead = await waiter.current() { publish(lead) }
        }
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
        lastToken += 1
        let token = lastToken
        waiters[id, default: [:]][token] = Waiter(continuation: continuation, current: current)
        count.add(1, ordering: .sequentiallyConsistent)
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
        isClosed = true
        for waiting in waiters.values {
            for waiter in waiting.values { waiter.continuation.finish() }
        }
    }

    private func remove(_ id: LeadID, _ token: Int) {
        waiters[id]?[token] = nil
        count.subtract(1, ordering: .sequentiallyConsistent)
        if waiters[id]?.isEmpty == true { waiters[id] = nil }
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
