/// How many requests a client may have sent within the last minute, as a pure value.
///
/// The published limit is 2 000 requests a minute per client id (fact sheet 1.3). We do not know how the target counts, so
/// the promise is the strictest reading: in no stretch of 60 seconds, wherever it begins, do more leave. A request takes its
/// slot before its first byte and gives it back a window after its *end*: its bytes were on the way somewhere between, so
/// two requests of which the later one took the slot of the earlier are a full window apart on the wire, too.
package struct RateWindow: Sendable {
    /// How many requests fit.
    package let limit: Int
    /// How long a slot stays taken after its request ended, in milliseconds.
    package let length: Int64
    /// Whether a `Retry-After` makes the whole client wait.
    package let heedsRetryAfter: Bool
    private(set) var inFlight = 0
    private var ended: [Int64] = []
    private var restingUntil: Int64?
    /// How many were allowed after the target said for the last time that it was too much, and when.
    private var slowed: (allowed: Int, at: Int64)?

    /// An empty window.
    package init(limit: Int = 2_000, length: Int64 = 60_000, heedsRetryAfter: Bool = true) {
        self.limit = max(1, limit)
        self.length = length
        self.heedsRetryAfter = heedsRetryAfter
    }

    /// How many slots are taken at `now`, in milliseconds of uptime.
    package func taken(at now: Int64) -> Int { inFlight + ended.count(where: { $0 + length > now }) }

    /// Until when the target asked us to wait, if that is not over.
    package func resting(at now: Int64) -> Int64? { restingUntil.flatMap { $0 > now ? $0 : nil } }

    /// How many may be taken at `now`: all, less a fifth for a backlog, and fewer for a while after the target said without
    /// a time that it was too much.
    package func allowed(at now: Int64, isBacklog: Bool = false) -> Int {
        let share = isBacklog ? max(1, limit * 4 / 5) : limit
        guard let slowed else { return share }
        let regained = max(1, limit / 60) * Int((now - slowed.at) / 1_000)
        return min(share, slowed.allowed + regained)
    }

    /// Takes a slot, or says when there may be one.
    package mutating func take(at now: Int64, isBacklog: Bool = false) -> Turn {
        if let until = resting(at: now) { return .wait(until: until) }
        free(at: now)
        let allowed = allowed(at: now, isBacklog: isBacklog)
        guard inFlight + ended.count >= allowed else {
            inFlight += 1
            return .taken
        }
        if allowed < limit { return .wait(until: now + 1_000) }
        // With all slots in flight only the end of one can tell.
        return .wait(until: ended.first.map { $0 + length })
    }

    /// A request that had a slot has ended, however it ended.
    package mutating func end(at now: Int64) {
        guard inFlight > 0 else { return }
        inFlight -= 1
        ended.append(now)
    }

    /// A slot was taken for nothing: no request was made.
    package mutating func giveBack() { inFlight = max(0, inFlight - 1) }

    /// The target asked us to wait (`Retry-After`); the longest such word counts.
    package mutating func rest(until: Int64) {
        guard heedsRetryAfter else { return }
        restingUntil = max(restingUntil ?? until, until)
    }

    /// The target said that it was too much (429), not for how long: half of what was taken is allowed now, and more again
    /// with each second. Answers that come together are one.
    package mutating func slowDown(at now: Int64) {
        if let slowed, now - slowed.at < 1_000 { return }
        slowed = (max(1, min(taken(at: now), allowed(at: now)) / 2), now)
    }

    /// An operator says that the target is to be asked again at once.
    package mutating func waitNoLonger() {
        restingUntil = nil
        slowed = nil
    }

    private mutating func free(at now: Int64) {
        let still = ended.firstIndex { $0 + length > now } ?? ended.count
        ended.removeFirst(still)
    }

    /// What a request for a slot got.
    package enum Turn: Sendable, Hashable {
        case taken
        /// Not yet: there may be one from then on, in milliseconds of uptime; `nil` once a request in flight has ended.
        case wait(until: Int64?)
    }
}
