package import Names

/// Leads that lack something: which they are, and what came for them.
///
/// Times are milliseconds since 1970 UTC. Whatever returns has been made durable before it returned.
package protocol LeadPreparing: Sendable {
    /// Leads that lack this and are due, in the order in which they came to be: of one source, or of all.
    func waiting(for lack: Lead.Lack, of source: SourceName?, at now: Int64, limit: Int, excluding: Set<LeadID>)
        async throws(StoreError) -> [Lead]

    /// How many lack what, by source, due or not.
    func waitingLengths() async throws(StoreError) -> [WaitingLength]

    /// Makes every lead of a source that lacks its data due, whatever it waits for. Returns how many waited.
    @discardableResult
    func hastenData(of source: SourceName, at now: Int64) async throws(StoreError) -> Int

    /// Keeps what was fetched for a lead beside its post, sealed, with the step ``LeadEvent/fetched(bytes:isHeld:beside:)``.
    ///
    /// Only if the lead still has this version (``StoreError/conflict(version:)``).
    func keepData(_ data: FetchedData, for id: LeadID, version: Int, isHeld: Bool, at now: Int64)
        async throws(StoreError) -> Lead

    /// Makes the leads of one that lacked only its mapping, in one transaction: it becomes the first of them, the others are
    /// stored beside it.
    ///
    /// What shares its key with another lead is not sent a second time: the lead is discarded where the content is the same,
    /// else dead for a person to compare (``KnownCause/repeatsDifferently``). What another live lead has alone, and a case
    /// that nobody opened, make it dead as they do at ``LeadAccepting/accept(_:)-([NewLead])``.
    ///
    /// - Parameter first: what the lead has become, under its id; its submission says which part of the post is its own.
    func build(_ id: LeadID, version: Int, as first: NewLead, adding others: [NewLead], at now: Int64)
        async throws(StoreError) -> [Lead]
}

/// What a vendor has said of a lead.
package struct FetchedData: Sendable, Hashable {
    /// The lead as JSON: what mappings read.
    package let lead: [UInt8]
    /// What the answer holds around it, as JSON: kept sealed in the timeline, so that it can be found there; `nil` where it
    /// holds nothing.
    package let beside: [UInt8]?

    /// What was said, of its parts.
    package init(lead: [UInt8], beside: [UInt8]? = nil) {
        self.lead = lead
        self.beside = beside
    }

    /// What has happened to the lead with it.
    package func event(isHeld: Bool) -> LeadEvent {
        .fetched(bytes: lead.count, isHeld: isHeld, beside: beside?.count ?? 0)
    }
}

/// How many leads of a source lack the same.
package struct WaitingLength: Sendable, Hashable {
    /// The source.
    package let source: SourceName
    /// What they lack.
    package let lack: Lead.Lack
    /// How many.
    package let count: Int
    /// How many of them are to be built or fetched without anybody's word.
    package let due: Int
    /// When the first of them was accepted.
    package let oldest: Int64

    /// A length of its parts.
    package init(source: SourceName, lack: Lead.Lack, count: Int, due: Int, oldest: Int64) {
        self.source = source
        self.lack = lack
        self.count = count
        self.due = due
        self.oldest = oldest
    }
}
