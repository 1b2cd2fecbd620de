package import Targets

/// Where leads are kept. Whatever returns has been made durable before it returned.
///
/// All times are milliseconds since 1970 UTC and come from the caller: a store has no clock of its own.
package protocol LeadStoring: LeadQueue {
    /// Counts the openings of the store; every ``Intent`` carries it.
    var epoch: Int64 { get }

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
    /// log.
    @discardableResult
    func record(_ event: LeadEvent, for id: LeadID, version: Int?, at now: Int64, answer: [UInt8]?, act: OperatorAct?)
        async throws(StoreError) -> Lead

    /// Makes several leads of one queued lead whose post turned out to hold several: it becomes the first of them, the
    /// others are stored beside it, in one transaction. Returns all of them.
    func split(_ id: LeadID, version: Int, adding others: [NewLead], at now: Int64) async throws(StoreError) -> [Lead]

    /// How the lead stands to others of its case; `nil` when it belongs to none.
    func caseStanding(of id: LeadID) async throws(StoreError) -> CaseStanding?

    /// Uncertain leads of a target whose next lookup is due, oldest due first.
    func dueForLookup(target: Target, now: Int64, limit: Int, excluding: Set<LeadID>)
        async throws(StoreError) -> [Lead]

    /// When the next lookup of an uncertain lead of a target is due; `nil` when none waits.
    func nextLookup(target: Target) async throws(StoreError) -> Int64?

    /// Leads, newest first, at most `limit`, from `cursor` on (``LeadPage/next`` of the page before).
    func leads(matching filter: LeadFilter, after cursor: String?, limit: Int) async throws(StoreError) -> LeadPage

    /// How many leads a filter means.
    func count(matching filter: LeadFilter) async throws(StoreError) -> Int

    /// Dead and uncertain leads by what they have in common, largest group first.
    func causes() async throws(StoreError) -> [CauseGroup]

    /// The books, from running counters.
    func books() async throws(StoreError) -> Books

    /// Targets that get nothing for now.
    func pauses() async throws(StoreError) -> [TargetPause]

    /// Pauses a target. Returns whether it was running until now: one alarm per pause. A longer or endless pause
    /// replaces a shorter one. `act` is the order of the operator who pauses it, for the audit log.
    @discardableResult
    func pause(_ target: Target, cause: Cause, at now: Int64, until: Int64?, act: OperatorAct?)
        async throws(StoreError) -> Bool

    /// Ends a pause. Returns whether there was one. `act` is the order of the operator who ends it, for the audit log.
    @discardableResult
    func resume(_ target: Target, at now: Int64, act: OperatorAct?) async throws(StoreError) -> Bool

    /// Turns every lead whose intent of an earlier epoch has no answer into an uncertain one, and returns them.
    ///
    /// To be called once at start-up, before the first delivery.
    func recover(now: Int64) async throws(StoreError) -> [LeadID]

    /// A full look: counts, decrypts and compares everything.
    func verify() async throws(StoreError) -> StoreVerification

    /// How the store is, without asking the disk.
    func health() -> StoreHealth

    /// Ends waiting writes and closes. Everything after it throws ``StoreError/unavailable(_:)``.
    func close() async
}

extension LeadStoring {
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

    /// Pauses a target by itself: no operator is behind it.
    @discardableResult
    package func pause(_ target: Target, cause: Cause, at now: Int64, until: Int64?) async throws(StoreError) -> Bool {
        try await pause(target, cause: cause, at: now, until: until, act: nil)
    }

    /// Ends a pause by itself: no operator is behind it.
    @discardableResult
    package func resume(_ target: Target, at now: Int64) async throws(StoreError) -> Bool {
        try await resume(target, at: now, act: nil)
    }

    /// Stores one lead.
    package func accept(_ lead: NewLead) async throws(StoreError) -> Acceptance {
        let acceptances = try await accept([lead])
        guard let acceptance = acceptances.first else { throw .unexpected("one lead went in, no answer came out") }
        return acceptance
    }
}
