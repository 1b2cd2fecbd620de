package import Leads
import Synchronization
package import Targets

/// Hands the changes of a store to everybody who follows them. One writer publishes.
package final class ChangeFeed: Sendable {
    private struct Reader {
        let isWanted: @Sendable (StoreChange) -> Bool
        let continuation: AsyncStream<StoreChange>.Continuation
        /// Changes that it was told of.
        var told = 0
    }

    private struct State {
        var lastReader = 0
        var readers: [Int: Reader] = [:]
        var isClosed = false
    }

    /// Changes that wait for a slow reader; older ones go, and leave a gap in the numbers.
    private static let buffer = 256

    private let state = Mutex(State())

    package init() {}

    /// The changes from now on that somebody wants to hear of.
    package func changes(where isWanted: @escaping @Sendable (StoreChange) -> Bool) -> AsyncStream<StoreChange> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: StoreChange.self,
            bufferingPolicy: .bufferingNewest(Self.buffer)
        )
        let reader: Int? = state.withLock { state in
            guard !state.isClosed else { return nil }
            state.lastReader += 1
            state.readers[state.lastReader] = Reader(isWanted: isWanted, continuation: continuation)
            return state.lastReader
        }
        guard let reader else {
            continuation.finish()
            return stream
        }
        continuation.onTermination = { [weak self] _ in self?.state.withLock { $0.readers[reader] = nil } }
        return stream
    }

    /// Says what was committed; nothing where nothing of it concerns anybody.
    ///
    /// - Parameters:
    ///   - queues: targets of which leads have become due without a step.
    ///   - arrivals: those of the leads that were stored, are due and are held up by no other.
    package func publish(_ leads: [Lead], queues: Set<Target>, arrivals: [Lead] = [], hasCallbacks: Bool) {
        guard !leads.isEmpty || !queues.isEmpty || hasCallbacks else { return }
        let readers = state.withLock(\.readers)
        if readers.isEmpty { return }
        var due: [Target: Int] = [:]
        for lead in leads {
            // Of no target: what is to be fetched or built.
            let isDue = lead.state == .queued || lead.state == .waiting && lead.dueAt != Lead.never
            if isDue { due[lead.target, default: 0] += 1 }
        }
        let alone = Dictionary(grouping: arrivals, by: \.target).filter { target, arrivals in
            !queues.contains(target) && due[target] == arrivals.count
        }
        let queues = queues.union(due.keys)
        for (place, reader) in readers {
            let change = StoreChange(
                number: reader.told + 1,
                leads: leads,
                queues: queues,
                arrivals: alone,
                hasCallbacks: hasCallbacks
            )
            guard reader.isWanted(change) else { continue }
            state.withLock { $0.readers[place]?.told += 1 }
            reader.continuation.yield(change)
        }
    }

    /// Ends all sequences.
    package func close() {
        let readers = state.withLock { state in
            state.isClosed = true
            defer { state.readers = [:] }
            return Array(state.readers.values)
        }
        for reader in readers { reader.continuation.finish() }
    }
}
