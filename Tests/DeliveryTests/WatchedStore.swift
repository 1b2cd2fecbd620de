import Leads
import Names
import Targets

/// The real store with a window: tests wait for what is recorded instead of sleeping, and let writes fail by plan.
struct WatchedStore: LeadStoring {
    let store: any LeadStoring
    let watch = Watch()
    let failures = Failures()
    /// How often the queue was read.
    let claims = Counter()
    /// What happens when the queue is read next, before whoever reads it has it.
    let interlude = Interlude()

    func follow(_ take: @escaping @Sendable (StoreChange) -> Bool, closed: @escaping @Sendable () -> Void) {
        store.follow(take, closed: closed)
    }
    func lease(to owner: String, until end: Int64, at now: Int64) async throws(StoreError) -> Lease {
        try await store.lease(to: owner, until: end, at: now)
    }

    func record(_ event: LeadEvent, for id: LeadID, version: Int?, at now: Int64, answer: [UInt8]?, act: OperatorAct?)
        async throws(StoreError) -> Lead
    {
        if let error = await failures.next(event.kind) { throw error }
        let lead = try await store.record(event, for: id, version: version, at: now, answer: answer, act: act)
        await watch.saw(.recorded(event, lead))
        return lead
    }

    func pause(_ target: Target, cause: Cause, at now: Int64, until: Int64?, act: OperatorAct?)
        async throws(StoreError) -> Bool
    {
        let isNew = try await store.pause(target, cause: cause, at: now, until: until, act: act)
        await watch.saw(.paused(target, until: until))
        return isNew
    }

    func resume(_ target: Target, at now: Int64, act: OperatorAct?) async throws(StoreError) -> Bool {
        let wasPaused = try await store.resume(target, at: now, act: act)
        await watch.saw(.resumed(target))
        return wasPaused
    }

    func submission(_ id: LeadID) async throws(StoreError) -> Submission? {
        if let error = await failures.nextRead() {
            await watch.saw(.unreadable(id))
            throw error
        }
        return try await store.submission(id)
    }

    func split(_ id: LeadID, version: Int, part: Range<Int>?, adding others: [NewLead], at now: Int64)
        async throws(StoreError) -> [Lead]
    {
        try await store.split(id, version: version, part: part, adding: others, at: now)
    }
    func waiting(for lack: Lead.Lack, of source: SourceName?, at now: Int64, limit: Int, excluding: Set<LeadID>)
        async throws(StoreError) -> [Lead]
    {
        try await store.waiting(for: lack, of: source, at: now, limit: limit, excluding: excluding)
    }
    func waitingLengths() async throws(StoreError) -> [WaitingLength] { try await store.waitingLengths() }
    func hastenData(of source: SourceName, at now: Int64) async throws(StoreError) -> Int {
        try await store.hastenData(of: source, at: now)
    }
    func keepData(_ data: FetchedData, for id: LeadID, version: Int, isHeld: Bool, at now: Int64)
        async throws(StoreError) -> Lead
    {
        try await store.keepData(data, for: id, version: version, isHeld: isHeld, at: now)
    }
    func build(_ id: LeadID, version: Int, as first: NewLead, adding others: [NewLead], at now: Int64)
        async throws(StoreError) -> [Lead]
    {
        try await store.build(id, version: version, as: first, adding: others, at: now)
    }
    func caseStanding(of id: LeadID) async throws(StoreError) -> CaseStanding? { try await store.caseStanding(of: id) }
    func accept(_ leads: [NewLead]) async throws(StoreError) -> [Acceptance] { try await store.accept(leads) }
    func lead(_ id: LeadID) async throws(StoreError) -> Lead? { try await store.lead(id) }
    func timeline(_ id: LeadID) async throws(StoreError) -> [TimelineEntry] { try await store.timeline(id) }
    func claim(_ request: QueueRequest, under lease: Lease) async throws(StoreError) -> [QueuedLead] {
        _ = claims.next()
        let found = try await store.claim(request, under: lease)
        await interlude.happen()
        return found
    }
    func firstDue(for target: Target, after moment: Int64) async throws(StoreError) -> Int64? {
        let due = try await store.firstDue(for: target, after: moment)
        if due == nil { await watch.saw(.nothingBecomesDue(target)) }
        return due
    }
    func queueLengths() async throws(StoreError) -> [QueueLength] { try await store.queueLengths() }
    func uncertainLengths() async throws(StoreError) -> [QueueLength] { try await store.uncertainLengths() }
    func hasten(_ target: Target, source: SourceName?, at now: Int64) async throws(StoreError) -> Int {
        try await store.hasten(target, source: source, at: now)
    }
    func reanchor(by shift: Int64?, at now: Int64, longest: Int64) async throws(StoreError) {
        try await store.reanchor(by: shift, at: now, longest: longest)
    }
    func dueForLookup(target: Target, now: Int64, limit: Int, excluding: Set<LeadID>)
        async throws(StoreError) -> [Lead]
    {
        try await store.dueForLookup(target: target, now: now, limit: limit, excluding: excluding)
    }
    func nextLookup(target: Target) async throws(StoreError) -> Int64? { try await store.nextLookup(target: target) }
    func leads(matching filter: LeadFilter, after cursor: String?, limit: Int) async throws(StoreError) -> LeadPage {
        try await store.leads(matching: filter, after: cursor, limit: limit)
    }
    func count(matching filter: LeadFilter) async throws(StoreError) -> Int { try await store.count(matching: filter) }
    func causes() async throws(StoreError) -> [CauseGroup] { try await store.causes() }
    func books() async throws(StoreError) -> Books { try await store.books() }
    func pauses() async throws(StoreError) -> [TargetPause] { try await store.pauses() }
    func recover(now: Int64) async throws(StoreError) -> [LeadID] { try await store.recover(now: now) }
    func verify() async throws(StoreError) -> StoreVerification { try await store.verify() }
    func health() -> StoreHealth { store.health() }
    func close() async { await store.close() }
}

/// What a store did, for whoever waits for it.
actor Watch {
    enum Sight: Sendable {
        case recorded(LeadEvent, Lead)
        case paused(Target, until: Int64?)
        case resumed(Target)
        case unreadable(LeadID)
        /// Time alone brings nothing more.
        case nothingBecomesDue(Target)
    }

    private(set) var sights: [Sight] = []
    private var waiting: [Int: (test: @Sendable (Sight) -> Bool, continuation: CheckedContinuation<Sight?, Never>)] =
        [:]
    private var lastToken = 0

    func saw(_ sight: Sight) {
        sights.append(sight)
        for (token, entry) in waiting where entry.test(sight) {
            waiting[token] = nil
            entry.continuation.resume(returning: sight)
        }
    }

    /// The first sight that passes the test, past or future; nil when the test's time is up.
    @discardableResult
    func first(where test: @escaping @Sendable (Sight) -> Bool) async -> Sight? {
        if let seen = sights.first(where: test) { return seen }
        lastToken += 1
        let token = lastToken
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if Task.isCancelled {
                    continuation.resume(returning: nil)
                } else {
                    waiting[token] = (test, continuation)
                }
            }
        } onCancel: {
            Task { await self.giveUp(token) }
        }
    }

    private func giveUp(_ token: Int) {
        waiting.removeValue(forKey: token)?.continuation.resume(returning: nil)
    }

    /// Waits until the lead has been through this event.
    @discardableResult
    func event(_ kind: LeadEvent.Kind, of id: LeadID, times: Int = 1) async -> Lead? {
        let counter = Counter()
        let sight = await first { sight in
            guard case .recorded(let event, let lead) = sight, event.kind == kind, lead.id == id else { return false }
            return counter.next() >= times
        }
        guard case .recorded(_, let lead) = sight else { return nil }
        return lead
    }

    /// All events of a lead so far.
    func events(of id: LeadID) -> [LeadEvent.Kind] {
        sights.compactMap { sight in
            guard case .recorded(let event, let lead) = sight, lead.id == id else { return nil }
            return event.kind
        }
    }
}

/// Something that happens once, in the middle of something else.
actor Interlude {
    private var work: (@Sendable () async -> Void)?

    func plan(_ work: @escaping @Sendable () async -> Void) { self.work = work }

    func happen() async {
        let planned = work
        work = nil
        await planned?()
    }
}

/// Which writes and reads fail, and how.
actor Failures {
    private var events: [LeadEvent.Kind: [StoreError]] = [:]
    private var reads: [StoreError] = []

    func plan(_ kind: LeadEvent.Kind, _ errors: [StoreError]) { events[kind] = errors }
    func planReads(_ errors: [StoreError]) { reads = errors }

    func next(_ kind: LeadEvent.Kind) -> StoreError? {
        guard let error = events[kind]?.first else { return nil }
        events[kind]?.removeFirst()
        return error
    }

    func nextRead() -> StoreError? { reads.isEmpty ? nil : reads.removeFirst() }
}
