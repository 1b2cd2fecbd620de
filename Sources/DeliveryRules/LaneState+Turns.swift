package import Leads
import Moments
package import Names

/// Whose turn it is.
///
/// Fresh leads go before those that waited longer, so that a backlog delays nobody who comes now; among equals the source
/// with the fewest requests on their way comes first, so that no sender's batch holds up another's.
extension LaneState {
    /// How many leads of any source are worth knowing of.
    package var window: Int { limit + inFlight.count }

    /// Sources of which nothing can leave now.
    package var closedSources: Set<SourceName> {
        Set(sources.filter { $0.value.gate.isResting }.keys)
    }

    /// Sources whose last probe failed: the next one is better made with a lead from the other end of their queue.
    package var doubtfulSources: Set<SourceName> {
        Set(sources.filter { $0.value.gate.position == .probing && $0.value.gate.faults > 1 }.keys)
    }

    /// Whether anything may leave at all.
    package var isClosed: Bool { target.isResting && isStrict || inFlight.count >= total }

    /// Whether a lane that is closed opens by time alone; any other does when an operator says so, or a request has ended.
    package var opensByItself: Bool { target.restsUntil != nil }

    /// Whether no gate is closed: then time alone opens none.
    package var isOpen: Bool {
        target.position == .open && sources.values.allSatisfy { $0.gate.position == .open }
    }

    /// Whether a lead was picked up and its attempt has not ended.
    package func isOnItsWay(_ id: LeadID) -> Bool { inFlight[id] != nil }

    /// Half as many more than one source may have, so that there is always room for another.
    private var total: Int { limit + limit / 2 }

    /// A backlog leaves some room to leads that come now: it may have to wait for its share of the target's rate.
    private func leavesRoom(_ backlog: [SourceName: Int], for source: SourceName) -> Bool {
        backlog.values.reduce(0, +) < total - limit / 4 && (backlog[source] ?? 0) < limit - limit / 4
    }

    func choose(from queue: [QueuedLead], held: Set<SourceName>) -> [QueuedLead] {
        guard !isClosed else { return [] }
        var lines = Dictionary(grouping: queue.filter { inFlight[$0.id] == nil }, by: \.source)
        var busy = Dictionary(grouping: inFlight.values, by: \.source).mapValues(\.count)
        var backlog = Dictionary(grouping: inFlight.values.filter { !$0.isFresh }, by: \.source).mapValues(\.count)
        for (source, line) in lines {
            lines[source] = held.contains(source) ? nil : sorted(line, of: source)
        }
        var chosen: [QueuedLead] = []
        while inFlight.count + chosen.count < total {
            let next = lines.filter { hasRoom($0.key, busy: busy, chosen: chosen.count) }
                .compactMap { source, line in line.first.map { (turn($0, busy: busy[source] ?? 0), $0) } }
                .filter { $0.1.isFresh || leavesRoom(backlog, for: $0.1.source) }
                .min { $0.0 < $1.0 }?.1
            guard let next else { break }
            chosen.append(next)
            lines[next.source]?.removeFirst()
            busy[next.source, default: 0] += 1
            if !next.isFresh { backlog[next.source, default: 0] += 1 }
        }
        return chosen
    }

    private func hasRoom(_ source: SourceName, busy: [SourceName: Int], chosen: Int) -> Bool {
        let record = sources[source] ?? SourceRecord()
        let own = busy[source] ?? 0
        if target.position != .open {
            // What rests is what failed. Each source shows with one lead at a time whether that is the target or others;
            // after a pause that nobody here has seen a reason for, one of all shows it first.
            if isStrict { return inFlight.isEmpty && chosen == 0 && !record.gate.isResting }
            return own == 0 && !record.gate.isResting
        }
        switch record.gate.position {
        case .open: return own < limit
        case .resting: return false
        case .probing: return own == 0
        }
    }

    /// The turn of a lead among the first of each source. While the target rests, who failed longest ago comes first.
    private func turn(_ lead: QueuedLead, busy: Int) -> Turn {
        Turn(
            failedAt: target.position == .open ? .min : sources[lead.source]?.failedAt ?? .min,
            class: lead.isFresh ? 0 : 1,
            busy: busy,
            dueAt: lead.dueAt,
            id: lead.id
        )
    }

    private struct Turn: Comparable {
        let failedAt: Int64
        let `class`: Int
        let busy: Int
        let dueAt: Int64
        let id: LeadID

        static func < (one: Turn, other: Turn) -> Bool {
            (one.failedAt, one.class, one.busy, one.dueAt, one.id)
                < (other.failedAt, other.class, other.busy, other.dueAt, other.id)
        }
    }

    /// The leads of a source in their order; a probe is made with one that has not failed before, if there is one, and with
    /// the newest once a probe has failed.
    private func sorted(_ line: [QueuedLead], of source: SourceName) -> [QueuedLead] {
        let isProbe = target.position != .open || sources[source].map { $0.gate.position != .open } ?? false
        let isDoubtful = doubtfulSources.contains(source)
        func order(_ one: QueuedLead, _ other: QueuedLead) -> Bool {
            if isProbe {
                let failed = (leads[one.id] != nil, leads[other.id] != nil)
                if failed.0 != failed.1 { return failed.1 }
                if isDoubtful { return (one.dueAt, one.id) > (other.dueAt, other.id) }
            }
            if one.isFresh != other.isFresh { return one.isFresh }
            return (one.dueAt, one.id) < (other.dueAt, other.id)
        }
        return line.sorted(by: order)
    }
}
