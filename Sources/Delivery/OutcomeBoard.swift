package import Leads
import ServiceLifecycle

/// Where somebody waits for a lead to be settled, and where the lanes say that it is.
///
/// A sender that asks with `Prefer: wait` gets the case number in its receipt if it comes in time; nobody polls.
package actor OutcomeBoard {
    private var waiters: [LeadID: [Int: AsyncStream<Lead>.Continuation]] = [:]
    private var lastToken = 0
    private var isClosed = false

    package init() {}

    /// How many wait now.
    package var waiting: Int { waiters.values.reduce(0) { $0 + $1.count } }

    /// Tells everybody who waits for this lead how it stands.
    package func publish(_ lead: Lead) {
        guard lead.isSettled, let waiting = waiters[lead.id] else { return }
        for continuation in waiting.values {
            continuation.yield(lead)
        }
    }

    /// Waits until a lane says that the lead is settled, or the time is up.
    /// - Parameters:
    ///   - current: how the lead stands now; asked once after the waiter is in place, so that nothing is missed.
    ///   - milliseconds: how long to wait at most.
    /// - Returns: the lead in a settled state, or nil if it was not settled in time.
    package func settled(
        _ id: LeadID,
        within milliseconds: Int64,
        current: @Sendable () async -> Lead?
    ) async -> Lead? {
        let (stream, continuation) = AsyncStream.makeStream(of: Lead.self, bufferingPolicy: .bufferingNewest(1))
        lastToken += 1
        let token = lastToken
        waiters[id, default: [:]][token] = continuation
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
            for continuation in waiting.values { continuation.finish() }
        }
    }

    private func remove(_ id: LeadID, _ token: Int) {
        waiters[id]?[token] = nil
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
    package var isSettled: Bool { state != .queued && state != .sending }
}
