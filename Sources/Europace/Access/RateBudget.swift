import Leads
import Moments

/// Keeps all requests of one OAuth2 client, whatever their target, within Europace's rate limit.
///
/// Look-ups, read-backs and requests for tokens count. Who came first goes first, and a backlog leaves a fifth to others;
/// whoever would have to wait too long is told so instead, and a `Retry-After` holds for the whole client, since the limit does.
actor RateBudget {
    private var window: RateWindow
    private let clock: any Clock
    /// Those who wait, in the order in which they came.
    private var queue: [(ticket: Int, isBacklog: Bool, wake: AsyncStream<Void>.Continuation?)] = []
    private var tickets = 0

    init(window: RateWindow, clock: any Clock) {
        self.window = window
        self.clock = clock
    }

    /// Waits for a slot, at most `patience` milliseconds. Whoever got one ends it with ``end()``.
    func take(patience: Int64) async throws(RateRefusal) {
        let start = clock.uptime()
        let deadline = start + patience
        let ticket = tickets
        tickets += 1
        let isBacklog = Urgency.isBacklog
        queue.append((ticket, isBacklog, nil))
        defer {
            queue.removeAll { $0.ticket == ticket }
            wakeNext()
        }
        while true {
            if Task.isCancelled { throw .cancelled }
            let now = clock.uptime()
            var until: Int64?
            if next == ticket {
                switch window.take(at: now, isBacklog: isBacklog) {
                case .taken: return
                case .wait(let next): until = next
                }
            } else {
                until = window.resting(at: now)
            }
            if let until, until > deadline { throw .full(retryAfterMilliseconds: until - now) }
            if now >= deadline { throw .full(retryAfterMilliseconds: window.length) }
            await pause(ticket, min(until ?? deadline, deadline) - now)
        }
    }

    /// The request that took a slot has ended.
    func end() {
        window.end(at: clock.uptime())
        wakeNext()
    }

    /// A slot that was taken is not needed: nothing was sent.
    func giveBack() {
        window.giveBack()
        wakeNext()
    }

    /// Whose turn it is: who came first, of those who do not wait for a backlog if there are any.
    private var next: Int? { (queue.first { !$0.isBacklog } ?? queue.first)?.ticket }

    private func wakeNext() {
        queue.first { $0.ticket == next }?.wake?.yield()
    }

    /// The target said that it was too much, and not for how long.
    func slowDown() { window.slowDown(at: clock.uptime()) }

    /// An operator says that the target is to be asked again at once.
    func waitNoLonger() {
        window.waitNoLonger()
        for waiting in queue { waiting.wake?.yield() }
    }

    /// The target asked the client to wait.
    func rest(milliseconds: Int64) {
        window.rest(until: clock.uptime() + milliseconds)
        for waiting in queue { waiting.wake?.yield() }
    }

    /// How much of its budget the client has used.
    func use(by clientID: String) -> RateUse {
        let now = clock.uptime()
        return RateUse(
            clientID: clientID,
            taken: window.taken(at: now),
            limit: window.limit,
            waiting: queue.count,
            restingMilliseconds: window.resting(at: now).map { $0 - now } ?? 0
        )
    }

    /// Until the time is over, somebody wakes the holder of this ticket, or the task is cancelled.
    ///
    /// Each pause has a stream of its own: a stream ends for good when whoever listens to it is cancelled, and that is how a
    /// pause ends whose time is over.
    private func pause(_ ticket: Int, _ milliseconds: Int64) async {
        let clock = clock
        let (wakings, wake) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        guard let place = queue.firstIndex(where: { $0.ticket == ticket }) else { return }
        queue[place].wake = wake
        await withTaskGroup(of: Void.self) { group in
            group.addTask { try? await clock.sleep(max(1, milliseconds)) }
            group.addTask { for await _ in wakings { return } }
            await group.next()
            group.cancelAll()
        }
    }
}

/// Why a request got no slot.
enum RateRefusal: Error, Sendable, Hashable {
    /// There is none soon enough; there may be one then.
    case full(retryAfterMilliseconds: Int64)
    case cancelled

    var retryAfterMilliseconds: Int64? {
        if case .full(let milliseconds) = self { min(milliseconds, RetryAfter.cap) } else { nil }
    }
}
