package import Leads
package import Moments
package import Names
import ServiceLifecycle
import Synchronization

/// What has been posted lately, source by source: for whoever connects a sender and wants to see his posts come.
///
/// In memory only, some hundred entries a source, from what the store says it has committed and what intake says it turned
/// away. Nothing of a post is in it but its lead; who reads too slowly is told that he missed something, and the store has all.
/// What nobody asks for is not kept: a source is watched from the first question on, until nobody has asked for a while.
package final class PostWatch: Service {
    /// A post of a source that made no new lead.
    package enum Fruitless: Sendable, Hashable {
        /// It was turned away; why, as a stable word.
        case refused(reason: String)
        /// It was there before, and got the receipt of this lead.
        case repeated(LeadID)
        /// Its key was there before with other content, which is kept beside this lead.
        case repeatedDifferently(LeadID)
        /// It has no lead in it, as its vendor or source says.
        case ignored
    }

    /// Something that happened at a source.
    struct Entry: Sendable {
        enum What: Sendable {
            case lead(Lead, isNew: Bool)
            /// - count: how many posts, those that nothing was said of among them.
            case fruitless(Fruitless, count: Int)
        }

        let sequence: Int
        let at: Int64
        let what: What
    }

    /// What is behind a place, and the place to go on from.
    struct Page: Sendable {
        var entries: [Entry] = []
        var next: Int
        /// Whether entries behind the place are gone already.
        var isGapped = false
    }

    private struct Line {
        private(set) var entries: [Entry] = []
        private(set) var last: Int
        /// The leads that entries speak of.
        private(set) var leads: Set<LeadID> = []
        /// Refusals for one reason that came too fast to be entries of their own.
        var untold: [Fruitless: (at: Int64, count: Int)] = [:]
        var waiting: [Int: AsyncStream<Void>.Continuation] = [:]
        /// When somebody asked last; nil where nobody looks on.
        var askedAt: Int64?

        init(last: Int = 0) { self.last = last }

        mutating func add(_ what: Entry.What, at time: Int64) {
            last += 1
            let entry = Entry(sequence: last, at: time, what: what)
            entries.append(entry)
            if let lead = entry.lead { leads.insert(lead) }
            // In blocks, so that not every entry moves all others.
            guard entries.count >= 2 * PostWatch.kept else { return }
            entries.removeFirst(entries.count - PostWatch.kept)
            leads = Set(entries.compactMap(\.lead))
        }

        /// Whether somebody looks on; what nobody has asked for lately is let go, and leaves a gap for whoever asks later.
        mutating func isWatched(at now: Int64) -> Bool {
            if !waiting.isEmpty { return true }
            guard let askedAt else { return false }
            if now - askedAt < PostWatch.patience { return true }
            self = Line(last: last + 1)
            return false
        }
    }

    private struct State {
        var lines: [SourceName: Line] = [:]
        var lastWaiter = 0
        var isOver = false
    }

    /// Entries that are kept of a source.
    static let kept = 512
    /// Milliseconds in which posts that are turned away for one reason are one entry.
    private static let silence: Int64 = 200
    /// Milliseconds without a question after which nobody looks on.
    static let patience: Int64 = 15 * 60_000

    private let state = Mutex(State())
    private let (ends, hasEnded) = AsyncStream.makeStream(of: Never.self)
    private let clock: any Clock
    /// When this one began: a place of another process means nothing here.
    let epoch: Int64

    /// - Parameter store: whose commits are followed, from now on.
    package init(store: any ChangeReporting, clock: any Clock) {
        self.clock = clock
        epoch = clock.now()
        store.follow { [weak self] change in
            guard let self else { return false }
            if state.withLock(\.lines.isEmpty) { return true }
            for lead in change.leads where lead.state != .sending { note(lead) }
            return true
        } closed: { [hasEnded] in
            hasEnded.finish()
        }
    }

    /// Waits until the store closes or the process is asked to stop; then nobody waits any more.
    package func run() async throws {
        await cancelWhenGracefulShutdown {
            for await _ in self.ends {}
        }
        end()
    }

    /// Notes that a post came and made no lead. Whoever floods a source does not flood whoever looks on.
    package func note(_ fruitless: Fruitless, of source: SourceName) {
        let now = clock.now()
        change(source) { line in
            if let untold = line.untold[fruitless], now - untold.at < Self.silence, now >= untold.at {
                line.untold[fruitless] = (untold.at, untold.count + 1)
                return false
            }
            let count = (line.untold[fruitless]?.count ?? 0) + 1
            if case .refused = fruitless { line.untold[fruitless] = (now, 0) }
            line.add(.fruitless(fruitless, count: count), at: now)
            return true
        }
    }

    private func note(_ lead: Lead) {
        change(lead.source) { line in
            let isNew = lead.attempts == 0 && lead.replays == 0 && !line.leads.contains(lead.id)
            line.add(.lead(lead, isNew: isNew), at: lead.updatedAt)
            return true
        }
    }

    /// The place behind all that has happened.
    func end(of source: SourceName) -> Int { ask(for: source).last }

    /// Somebody asks: from now on what happens is kept for him.
    private func ask(for source: SourceName) -> Line {
        let now = clock.now()
        return state.withLock { state in
            var line = state.lines[source] ?? Line()
            _ = line.isWatched(at: now)
            line.askedAt = now
            state.lines[source] = line
            return line
        }
    }

    /// What is behind a place, the oldest first.
    func page(of source: SourceName, after place: Int, limit: Int) -> Page {
        let line = ask(for: source)
        let behind = line.entries.drop { $0.sequence <= place }
        let entries = Array(behind.prefix(limit))
        let isGapped = (line.entries.first?.sequence ?? line.last + 1) > place + 1
        return Page(entries: entries, next: entries.last?.sequence ?? max(place, line.last), isGapped: isGapped)
    }

    /// Waits until something happens behind a place, or the time is over.
    func wait(for source: SourceName, after place: Int, milliseconds: Int64) async {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let waiter: Int? = state.withLock { state in
            guard !state.isOver, state.lines[source]?.last ?? 0 <= place else { return nil }
            state.lastWaiter += 1
            state.lines[source, default: Line()].waiting[state.lastWaiter] = continuation
            return state.lastWaiter
        }
        guard let waiter else { return }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { for await _ in stream { return } }
            group.addTask { [clock] in try? await clock.sleep(milliseconds) }
            await group.next()
            group.cancelAll()
        }
        state.withLock { $0.lines[source]?.waiting[waiter] = nil }
    }

    private func change(_ source: SourceName, _ body: (inout Line) -> Bool) {
        let now = clock.now()
        let waiting = state.withLock { state -> [AsyncStream<Void>.Continuation] in
            guard state.lines[source]?.isWatched(at: now) == true, body(&state.lines[source, default: Line()]) else {
                return []
            }
            return state.lines[source].map { Array($0.waiting.values) } ?? []
        }
        for waiter in waiting { waiter.yield() }
    }

    private func end() {
        let waiting = state.withLock { state in
            state.isOver = true
            return state.lines.values.flatMap { $0.waiting.values }
        }
        for waiter in waiting { waiter.finish() }
    }
}

extension PostWatch.Entry {
    /// The lead it speaks of.
    fileprivate var lead: LeadID? {
        if case .lead(let lead, _) = what { lead.id } else { nil }
    }
}
