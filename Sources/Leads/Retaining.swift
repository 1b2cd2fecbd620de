package import Names

/// A store that destroys the content of leads that have been kept long enough.
package protocol Retaining: Sendable {
    /// Erases some of the leads that have rested since before their cutoff, each with its timeline entry, and removes
    /// senders' keys that have expired. Looks from `place` on.
    func expire(_ cutoffs: RetentionCutoffs, from place: RetentionPlace, at now: Int64)
        async throws(StoreError) -> RetentionStep

    /// How many leads of a state and source have rested since before `cutoff`.
    func resting(_ state: LeadState, of source: SourceName, since cutoff: Int64) async throws(StoreError) -> Int

    /// Gives pages of the file that hold nothing any more back to the disk.
    func giveSpaceBack() async throws(StoreError)
}

/// Before which moment a lead's last change must lie for its content to go, by source and state.
package struct RetentionCutoffs: Sendable, Hashable {
    private let sources: [SourceName: [LeadState: Int64]]
    private let others: [LeadState: Int64]

    /// - Parameters:
    ///   - sources: of sources that there are, in milliseconds since 1970 UTC; a state without a cutoff is kept.
    ///   - others: of leads whose source is gone.
    package init(sources: [SourceName: [LeadState: Int64]], others: [LeadState: Int64]) {
        self.sources = sources
        self.others = others
    }

    /// Before when a lead of this source and state must have come to rest; `nil`: it is kept.
    package func cutoff(_ source: SourceName, _ state: LeadState) -> Int64? {
        guard let own = sources[source] else { return others[state] }
        return own[state]
    }

    /// The states that any source lets go.
    package var states: Set<LeadState> { Set(sources.values.flatMap(\.keys)).union(others.keys) }

    /// The latest of all cutoffs: nothing that came later is due.
    package var latest: Int64 { (sources.values.flatMap(\.values) + others.values).max() ?? 0 }
}

/// How far one look over all leads and keys has come.
package struct RetentionPlace: Sendable, Hashable {
    /// The place of the last lead that was looked at, in the order of acceptance; `nil` once all were.
    package let lead: Int64?
    /// The last key that was looked at; `nil` once all were.
    package let key: [UInt8]?

    /// A place of its parts; `nil` for the end of both.
    package init?(lead: Int64?, key: [UInt8]?) {
        if lead == nil, key == nil { return nil }
        self.lead = lead
        self.key = key
    }

    private init(start lead: Int64) {
        self.lead = lead
        key = []
    }

    /// Before the first.
    package static let start = RetentionPlace(start: 0)
}

/// What one step of a look did.
package struct RetentionStep: Sendable, Hashable {
    /// The leads whose content was destroyed, by source and the state that they had.
    package let erased: [RetentionGroup: Int]
    /// How many expired keys were removed.
    package let keys: Int
    /// Where the next step goes on; `nil` at the end.
    package let next: RetentionPlace?

    /// A step of its parts.
    package init(erased: [RetentionGroup: Int], keys: Int, next: RetentionPlace?) {
        self.erased = erased
        self.keys = keys
        self.next = next
    }
}

/// Leads that are kept equally long.
package struct RetentionGroup: Sendable, Hashable {
    package let source: SourceName
    package let state: LeadState

    /// A group of its parts.
    package init(source: SourceName, state: LeadState) {
        self.source = source
        self.state = state
    }
}
