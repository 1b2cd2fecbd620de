/// Where leads are kept. Whatever returns has been made durable before it returned.
///
/// All times are milliseconds since 1970 UTC and come from the caller: a store has no clock of its own. Whoever needs one
/// face of a store asks for that alone.
package protocol LeadStoring: LeadAccepting, LeadRegister, LeadPreparing, LeadQueue, LeadCare {}

/// Where new leads go.
package protocol LeadAccepting: Sendable {
    /// Stores the leads of one post with the verdicts on them, all of them or none, and returns what became of them, in
    /// their order. What shares its key with an earlier lead is not stored; leads that the first post did not have are left
    /// out then.
    ///
    /// A lead whose reference or case belongs to another live one, or whose case is unknown, is stored dead with that
    /// cause. Throws ``StoreError/keyReused(_:)`` for a post under a used key with another body.
    ///
    /// Returns only after the disk has them: an answer to a sender may follow. Throws ``StoreError/full(_:)``,
    /// ``StoreError/busy`` or ``StoreError/unavailable(_:)`` when it could not; then nothing of them is stored.
    func accept(_ leads: [NewLead]) async throws(StoreError) -> [Acceptance]

    /// How the store is, without asking the disk.
    func health() -> StoreHealth
}

/// What is known of leads, and what happens to them.
package protocol LeadRegister: ChangeReporting {
    /// The lead, or `nil` when there is none.
    func lead(_ id: LeadID) async throws(StoreError) -> Lead?

    /// What was sent, or `nil` when there is no such lead or it is erased.
    func submission(_ id: LeadID) async throws(StoreError) -> Submission?

    /// What happened to the lead, oldest first; empty when there is none.
    func timeline(_ id: LeadID) async throws(StoreError) -> [TimelineEntry]

    /// Takes one step with the lead and writes its timeline entry, in one transaction.
    ///
    /// With `version` only if the lead still has it (``StoreError/conflict(version:)``). `answer` is the body of the
    /// target's answer, kept sealed. An erasure destroys the content. `act` is what an operator did with it, for the audit
    /// log. An intent is taken under the lease in force alone (``StoreError/leaseLost``).
    @discardableResult
    func record(_ event: LeadEvent, for id: LeadID, version: Int?, at now: Int64, answer: [UInt8]?, act: OperatorAct?)
        async throws(StoreError) -> Lead

    /// Makes several leads of one queued lead whose post turned out to hold several: it becomes the first of them, the
    /// others are stored beside it, in one transaction. Returns all of them. `part` is what of the body is the first one's
    /// alone.
    func split(_ id: LeadID, version: Int, part: Range<Int>?, adding others: [NewLead], at now: Int64)
        async throws(StoreError) -> [Lead]

    /// How the lead stands to others of its case; `nil` when it belongs to none.
    func caseStanding(of id: LeadID) async throws(StoreError) -> CaseStanding?

    /// Leads, newest first, at most `limit`, from `cursor` on (``LeadPage/next`` of the page before).
    func leads(matching filter: LeadFilter, after cursor: String?, limit: Int) async throws(StoreError) -> LeadPage

    /// How many leads a filter means.
    func count(matching filter: LeadFilter) async throws(StoreError) -> Int

    /// Dead and uncertain leads by what they have in common, largest group first.
    func causes() async throws(StoreError) -> [CauseGroup]

    /// The books, from running counters.
    func books() async throws(StoreError) -> Books
}

/// What a store needs so that it stays whole.
package protocol LeadCare: Sendable {
    /// A full look: counts, decrypts and compares everything.
    func verify() async throws(StoreError) -> StoreVerification

    /// Ends waiting writes and closes. Everything after it throws ``StoreError/unavailable(_:)``.
    func close() async
}

extension LeadRegister {
    /// Takes one step by itself: no operator is behind it.
    @discardableResult
    package func record(
        _ event: LeadEvent,
        for id: LeadID,
        version: Int? = nil,
        at now: Int64,
        answer: [UInt8]? = nil
    ) async throws(StoreError) -> Lead {
        try await record(event, for: id, version: version, at: now, answer: answer, act: nil)
    }
}

extension LeadAccepting {
    /// Stores one lead.
    package func accept(_ lead: NewLead) async throws(StoreError) -> Acceptance {
        let acceptances = try await accept([lead])
        guard let acceptance = acceptances.first else { throw .unexpected("one lead went in, no answer came out") }
        return acceptance
    }
}
