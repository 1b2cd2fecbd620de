import Leads
import Names

/// What was seen of a target's queue and is not on its way.
///
/// Of each source as many leads are read as may leave one after another, and as many fresh ones, which overtake those that waited
/// longer. Others may stand behind them unseen: they are read when those before them have left.
struct SeenQueue {
    private(set) var leads: [QueuedLead] = []
    /// The sources of which there may be more than was seen.
    private var overflowing: Set<SourceName> = []
    /// Those of them of which there may be more fresh leads.
    private var overflowingFresh: Set<SourceName> = []

    var sources: Set<SourceName> { Set(leads.map(\.source)) }

    /// Sources of which enough is known: what comes behind that changes nothing.
    var known: Set<SourceName> { overflowing.intersection(sources) }

    /// Whether all that was seen of a source has left, or all that was fresh, while there may be more.
    var mustBeRead: Bool {
        !overflowing.isSubset(of: sources)
            || !overflowingFresh.isSubset(of: leads.filter(\.isFresh).map(\.source))
    }

    /// Takes in what was found, at most `window` leads and as many fresh ones of each source, in place of all but what is `known`.
    mutating func replace(with found: [QueuedLead], keeping known: Set<SourceName>, window: Int) {
        func full(_ leads: [QueuedLead]) -> [SourceName] {
            Dictionary(grouping: leads, by: \.source).filter { $0.value.count >= window }.map(\.key)
        }
        leads.removeAll { !known.contains($0.source) }
        leads += found
        overflowing = known.union(full(found))
        overflowingFresh = overflowingFresh.intersection(known).union(full(found.filter(\.isFresh)))
    }

    /// Puts a fresh lead that has come behind those of its source, or leaves it unseen where `window` of them are known.
    mutating func append(_ lead: QueuedLead, window: Int) {
        let own = leads.filter { $0.source == lead.source }
        guard !own.contains(where: { $0.id == lead.id }) else { return }
        if overflowingFresh.contains(lead.source) || own.count(where: \.isFresh) >= window {
            overflowing.insert(lead.source)
            overflowingFresh.insert(lead.source)
        } else {
            leads.append(lead)
        }
    }

    /// Takes out those that leave, in their order.
    mutating func remove(_ ids: [LeadID]) -> [QueuedLead] {
        let leaving = ids.compactMap { id in leads.first { $0.id == id } }
        leads.removeAll { ids.contains($0.id) }
        return leaving
    }

    /// Lets go of leads that are on their way.
    mutating func removeAll(where isOnItsWay: (LeadID) -> Bool) { leads.removeAll { isOnItsWay($0.id) } }
}
