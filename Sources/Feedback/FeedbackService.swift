package import Leads
package import Logging
package import Moments
package import Names
import ServiceLifecycle
import Synchronization
import Telemetry

/// Tells senders of their leads' state changes, by callbacks that the store keeps until they are taken.
///
/// - Of each lead in the order of the changes: a later one waits for an earlier one.
/// - To each source a few at a time; a receiver that is slow or down holds up its own source only.
/// - At least once: a crash between the receiver's answer and its record sends the same message, by the same id, again.
package final class FeedbackService: Service, Sendable {
    private struct State {
        /// Leads that are being told of, by source.
        var underWay: [SourceName: Set<LeadID>] = [:]
        /// When somebody sleeps until the next attempt is due.
        var alarm: Int64?
        var isStopping = false
        var graceIsOver = false
        /// Whether the last look at the store failed; said once.
        var storeFailed = false
    }

    private let store: any CallbackStoring & ChangeReporting
    private let receivers: @Sendable (SourceName) throws(ReceiverFault) -> CallbackReceiver
    private let client: CallbackClient
    private let bell = CallbackBell()
    private let retry: CallbackRetry
    private let atOnce: Int
    private let grace: Int64
    private let logger: Logger
    private let clock: any Clock
    private let metrics = FeedbackMetrics()
    private let state = Mutex(State())

    /// How long to wait when the store could not be read.
    private static let rest: Int64 = 5_000

    /// - Parameters:
    ///   - receivers: who is told of a source's leads, as the file in force says.
    ///   - atOnce: attempts for one source at a time.
    ///   - grace: milliseconds that attempts may still take once the gateway stops; what is cut off is sent again later.
    package init(
        store: any CallbackStoring & ChangeReporting,
        receivers: @escaping @Sendable (SourceName) throws(ReceiverFault) -> CallbackReceiver,
        client: CallbackClient,
        retry: CallbackRetry = .standard,
        atOnce: Int = 4,
        grace: Int64,
        logger: Logger,
        clock: any Clock
    ) {
        self.store = store
        self.receivers = receivers
        self.client = client
        self.retry = retry
        self.atOnce = atOnce
        self.grace = grace
        self.logger = logger
        self.clock = clock
    }

    package func run() async throws {
        let changes = store.changes(where: \.hasCallbacks)
        await withDiscardingTaskGroup { group in
            group.addTask { for await _ in changes { self.bell.ring() } }
            group.addTask {
                do { try await gracefulShutdown() } catch { return }
                self.state.withLock { $0.isStopping = true }
                self.bell.ring()
                try? await self.clock.sleep(self.grace)
                self.state.withLock { $0.graceIsOver = true }
                self.bell.ring()
            }
            bell.ring()
            for await _ in bell.rings {
                let state = state.withLock { ($0.isStopping, $0.graceIsOver, $0.underWay.isEmpty) }
                if state.0 {
                    if state.1 || state.2 { break }
                } else {
                    await look(&group)
                }
            }
            group.cancelAll()
        }
        await client.shutdown()
    }

    /// Sets the gauges of what waits; for whoever reads the metrics.
    package func countPending() async {
        guard let queues = try? await store.callbackQueues() else { return }
        metrics.queues(queues, now: clock.now())
    }

    // MARK: Looking

    /// Starts what is due and sleeps until more is.
    private func look(_ group: inout DiscardingTaskGroup) async {
        let now = clock.now()
        var next: Int64?
        do throws(StoreError) {
            for (source, due) in try await store.nextCallbacks() {
                guard due <= now else {
                    next = min(next ?? due, due)
                    continue
                }
                let busy = state.withLock { $0.underWay[source] ?? [] }
                guard busy.count < atOnce else { continue }
                let callbacks = try await store.dueCallbacks(
                    of: source,
                    now: now,
                    limit: atOnce - busy.count,
                    excluding: busy
                )
                for callback in callbacks { start(callback, &group) }
                // Those that wait for a later time, behind those that are due.
                guard callbacks.isEmpty, busy.isEmpty else { continue }
                next = min(next ?? .max, now + Self.rest)
            }
            state.withLock { $0.storeFailed = false }
        } catch {
            let isKnown = state.withLock { state in
                defer { state.storeFailed = true }
                return state.storeFailed
            }
            logger.record(.callbacksUnreadable, [.error: "\(error)"], level: isKnown ? .debug : nil)
            next = now + Self.rest
        }
        if let next { sleep(until: next, now, &group) }
    }

    private func start(_ callback: LeadCallback, _ group: inout DiscardingTaskGroup) {
        state.withLock { _ = $0.underWay[callback.source, default: []].insert(callback.lead) }
        group.addTask {
            guard await self.tell(callback) else { return }
            self.state.withLock { state in
                state.underWay[callback.source]?.remove(callback.lead)
                if state.underWay[callback.source]?.isEmpty == true { state.underWay[callback.source] = nil }
            }
            self.bell.ring()
        }
    }

    private func sleep(until moment: Int64, _ now: Int64, _ group: inout DiscardingTaskGroup) {
        let isFirst = state.withLock { state in
            guard state.alarm.map({ moment < $0 }) ?? true else { return false }
            state.alarm = moment
            return true
        }
        guard isFirst else { return }
        group.addTask {
            try? await self.clock.sleep(moment - now)
            self.state.withLock { if $0.alarm == moment { $0.alarm = nil } }
            self.bell.ring()
        }
    }

    // MARK: Telling

    /// Tells once and keeps what came of it. Returns false when that could not be kept: then it is left alone, or it would
    /// be sent for ever.
    private func tell(_ callback: LeadCallback) async -> Bool {
        let triedAt = clock.now()
        let answer = await attempt(callback, at: triedAt)
        // Cut off by the end of the process: it is as if it had not been tried.
        if case .failed("cancelled") = answer, Task.isCancelled { return true }
        var kept = callback
        kept.attempts += 1
        kept.triedAt = triedAt
        kept.answer = answer.word
        settle(&kept, answer)
        do throws(StoreError) {
            try await store.keepCallback(kept)
        } catch {
            logger.record(.callbackUnkept, [.lead: "\(kept.lead)", .error: "\(error)"])
            return false
        }
        report(kept)
        return true
    }

    private func attempt(_ callback: LeadCallback, at now: Int64) async -> CallbackAnswer {
        let receiver: CallbackReceiver
        do throws(ReceiverFault) { receiver = try receivers(callback.source) } catch {
            logger.record(
                .callbackWithoutReceiver,
                [.lead: "\(callback.lead)", .source: "\(callback.source)", .advice: "\(error.advice)"]
            )
            return .failed(error.word)
        }
        let message = CallbackMessage(callback)
        return await client.post(
            message.body,
            headers: receiver.signature.headers(id: message.id, timestamp: now / 1_000, body: message.body),
            to: receiver.target
        )
    }

    private func settle(_ callback: inout LeadCallback, _ answer: CallbackAnswer) {
        var asked: Int64?
        if case .answered(let status, let retryAfter) = answer {
            if (200..<300).contains(status) {
                callback.status = .told
                return
            }
            // The receiver says that nobody is there any more, and that asking again is of no use (RFC 9110 §15.5.11).
            if status == 410 {
                callback.status = .ended
                return
            }
            asked = retryAfter
        }
        let next = retry.next(
            after: callback.attempts,
            changedAt: callback.changedAt,
            now: clock.now(),
            asked: asked,
            jitter: .random(in: 0..<1)
        )
        if let next { callback.dueAt = next } else { callback.status = .ended }
    }

    private func report(_ callback: LeadCallback) {
        metrics.tried(callback)
        let event: Event =
            switch callback.status {
            case .told: .callbackTold
            case .pending: .callbackRetried
            case .ended: .callbackEnded
            }
        logger.record(
            event,
            [
                .lead: "\(callback.lead)", .source: "\(callback.source)", .state: "\(callback.state.rawValue)",
                .attempt: "\(callback.attempts)", .answer: "\(callback.answer ?? "-")",
            ]
        )
    }
}
