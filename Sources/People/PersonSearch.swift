package import Delivery
import JSON
import LeadBuilding
package import Leads

/// Finds all leads of a person: those that the index knows, and those that it does not know yet, which are looked into.
/// So a search is complete at any moment, or it is refused.
package struct PersonSearch: Sendable {
    /// Leads that are looked into at most: above it the index has to come further first.
    package static let most = 20_000
    /// Leads at a time.
    static let part = 200

    private let store: any PersonKeeping & LeadStoring
    private let leads: StoredLeads

    /// - Parameter leads: builds leads anew, to see whom they are about.
    package init(store: any PersonKeeping & LeadStoring, leads: StoredLeads) {
        self.store = store
        self.leads = leads
    }

    /// The leads that are meant, newest first, with the kinds of values by which each was found.
    /// - Throws: ``NotIndexed`` while too many are not indexed.
    package func matches(_ query: PersonQuery) async throws -> [PersonMatch] {
        let unindexed = try await store.unindexedCount()
        guard unindexed <= Self.most else { throw NotIndexed(leads: unindexed) }
        // Those that are not indexed first: what the walk adds meanwhile is found by the index.
        var found: [Int64: PersonMatch] = [:]
        var place: UnindexedPlace?
        while true {
            let part = try await store.unindexed(after: place, limit: Self.part)
            for element in part.leads {
                let traits = try await traits(of: element).intersection(query.traits)
                if traits.isEmpty { continue }
                let kinds = Set(traits.map(\.kind))
                found[element.sequence] = PersonMatch(sequence: element.sequence, id: element.lead.id, kinds: kinds)
            }
            if part.isEnd { break }
            place = part.next
        }
        for match in try await store.leads(having: query.traits) {
            found[match.sequence, default: match].kinds.formUnion(match.kinds)
        }
        return found.values.compactMap { match in
            query.kinds(in: match.kinds).map { PersonMatch(sequence: match.sequence, id: match.id, kinds: $0) }
        }.sorted { $0.sequence > $1.sequence }
    }

    /// Whom a lead is about.
    func traits(of element: UnindexedLeads.Element) async throws(StoreError) -> Set<PersonTrait> {
        let judgement = try await leads.judgement(of: element.lead)
        var submission: Submission?
        if case .dead = judgement {
            submission = try await readable { () async throws(StoreError) in try await store.submission(element.lead.id)
            }
        }
        var more: [[UInt8]] = []
        if element.hasMore {
            let timeline =
                try await readable { () async throws(StoreError) in try await store.timeline(element.lead.id) } ?? []
            more = timeline.filter { LeadEvent.Kind(rawValue: $0.event)?.bringsContent == true }
                .compactMap { $0.evidence?.answer }
        }
        var traits = PersonTraits.of(element.lead, judgement, submission, more: more)
        if element.isEdited {
            // What came is kept as it came, whatever was mended of it.
            let came = try await leads.judgement(of: element.lead, editedBy: .array([]))
            if case .dead = came, submission == nil {
                submission = try await readable { () async throws(StoreError) in
                    try await store.submission(element.lead.id)
                }
            }
            traits.formUnion(PersonTraits.of(element.lead, came, submission))
        }
        return traits
    }

    /// What is damaged is about nobody that can be told.
    private func readable<Value>(_ read: () async throws(StoreError) -> Value?) async throws(StoreError) -> Value? {
        do throws(StoreError) { return try await read() } catch {
            guard case .corrupt = error else { throw error }
            return nil
        }
    }
}

/// Too many leads are not indexed yet to be looked into.
package struct NotIndexed: Error, Sendable, CustomStringConvertible {
    /// How many.
    package let leads: Int

    package var description: String {
        "\(leads) leads are still being indexed by person; a search would not be complete. Try again in a moment"
    }
}
