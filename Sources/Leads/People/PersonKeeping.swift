/// A store that knows by keyed hashes which leads are about whom, and erases what it has of one person.
///
/// What a lead is about takes its mapping to tell, so it is told to the store with the lead (``NewLead/traits``). Where it was
/// not, or has changed since, whoever walks over ``unindexed(after:limit:)`` tells it; until then the lead has to be looked
/// into by whoever searches.
package protocol PersonKeeping: Sendable {
    /// Leads that the index does not know, or no longer: those that were changed since, then those that an earlier version has
    /// not come to or that shall be looked at anew, oldest first, at most `limit`. Erased ones are none.
    ///
    /// - Parameter place: where the part before ended (``UnindexedLeads/next``); `nil` for the first one.
    func unindexed(after place: UnindexedPlace?, limit: Int) async throws(StoreError) -> UnindexedLeads

    /// Says what leads of a part are about, each in place of what was said before; up to its end all are known then. A lead
    /// that was erased meanwhile stays unknown, one that was changed stays to be looked at.
    func index(_ entries: [PersonEntry], upTo place: UnindexedPlace?) async throws(StoreError)

    /// How many leads the index does not know.
    func unindexedCount() async throws(StoreError) -> Int

    /// Has all leads looked at anew; until that is done a search looks into them.
    func indexAnew(act: OperatorAct, at now: Int64) async throws(StoreError)

    /// The indexed leads that have one of these traits, with the kinds of those they have, newest first.
    func leads(having traits: Set<PersonTrait>) async throws(StoreError) -> [PersonMatch]

    /// Keeps the order to erase these leads, or finds the one of the same id.
    func begin(_ order: Erasure.Order, at now: Int64) async throws(StoreError) -> Erasure

    /// Erases up to `limit` of an erasure's leads, from the place `first` among them on, each with its entries in timeline
    /// and audit log, in one transaction.
    func advance(erasure id: String, from first: Int, limit: Int, at now: Int64) async throws(StoreError) -> ErasureStep

    /// Ends an erasure whose leads are all erased, with its entry in the audit log; one that has some left stays as it is.
    func finish(erasure id: String, at now: Int64) async throws(StoreError) -> Erasure

    /// An erasure; `nil` where there is none.
    func erasure(_ id: String) async throws(StoreError) -> Erasure?

    /// Erasures that have leads left, oldest first.
    func openErasures() async throws(StoreError) -> [Erasure]

    /// Writes the log of the database back, so that nothing of what was erased is left in the files. Returns whether no
    /// reader was in the way.
    func scrub() async -> Bool
}

/// How far a walk over leads that the index does not know has come.
package struct UnindexedPlace: Sendable, Hashable {
    /// Whether it is still among the changed ones.
    package let isAmongChanged: Bool
    /// The last lead that was looked at, in the order of acceptance.
    package let sequence: Int64

    /// A place of its parts.
    package init(isAmongChanged: Bool, sequence: Int64) {
        self.isAmongChanged = isAmongChanged
        self.sequence = sequence
    }
}

/// A part of the leads that the index does not know.
package struct UnindexedLeads: Sendable {
    /// One of them.
    package struct Element: Sendable {
        package let sequence: Int64
        package let lead: Lead
        /// Whether its timeline may keep more of what came: other content under its key, or what a vendor's answer held around
        /// it.
        package let hasMore: Bool
        /// Whether a person has mended it: what came is kept beside that.
        package let isEdited: Bool

        package init(sequence: Int64, lead: Lead, hasMore: Bool, isEdited: Bool) {
            self.sequence = sequence
            self.lead = lead
            self.hasMore = hasMore
            self.isEdited = isEdited
        }
    }

    /// They, as far as they can be read.
    package let leads: [Element]
    /// Where the next part goes on; `nil` where there was nothing.
    package let next: UnindexedPlace?
    /// Whether this was the last part.
    package let isEnd: Bool

    package init(leads: [Element], next: UnindexedPlace?, isEnd: Bool) {
        self.leads = leads
        self.next = next
        self.isEnd = isEnd
    }
}

/// What one lead is about.
package struct PersonEntry: Sendable {
    package let sequence: Int64
    /// The lead's version when that was found out.
    package let version: Int
    package let traits: Set<PersonTrait>

    package init(sequence: Int64, version: Int, traits: Set<PersonTrait>) {
        self.sequence = sequence
        self.version = version
        self.traits = traits
    }
}

/// A lead that has some of the traits that were asked for.
package struct PersonMatch: Sendable, Hashable {
    package let sequence: Int64
    package let id: LeadID
    /// By what it was found.
    package var kinds: Set<PersonTrait.Kind>

    package init(sequence: Int64, id: LeadID, kinds: Set<PersonTrait.Kind>) {
        self.sequence = sequence
        self.id = id
        self.kinds = kinds
    }
}
