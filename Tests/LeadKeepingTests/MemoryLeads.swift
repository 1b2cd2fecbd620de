import Foundation
import LeadKeeping
import Leads
import Logging
import Names
import Targets

/// A second store on what `LeadKeeping` says: rows in dictionaries instead of a database. It keeps what the contract promises,
/// with nothing of SQLite; what it holds is gone with it.
actor MemoryLeads: LeadStoring {
    private let sealer = Sealer(key: MasterKey(bytes: [UInt8](repeating: 7, count: 32)))
    private let feed = ChangeFeed()
    /// Rows with their tags, by the table and the columns that tell them apart.
    private var tables: [StoredTable: [[StoredValue]: StoredRow]] = [:]
    private var places: [LeadID: Int64] = [:]
    private var paused: [Target: TargetPause] = [:]
    private var accepted = 0
    private var lease: Lease?
    private var isClosed = false

    // MARK: Rows

    private func store(_ values: [StoredValue], in table: StoredTable) {
        let key = Array(values.prefix(table.keyColumns.count))
        tables[table, default: [:]][key] = StoredRow(values + [sealer.tags.tag(of: table, values).stored])
    }

    private func row(_ table: StoredTable, _ key: StoredValue...) -> StoredRow? { tables[table]?[key] }

    private func remove(_ table: StoredTable, _ key: StoredValue...) { tables[table]?[key] = nil }

    private func timeline(at place: Int64) -> [StoredRow] {
        (tables[.timeline] ?? [:]).filter { $0.key[0] == place.stored }.values
            .sorted { ((try? $0[1] as Int) ?? 0) < ((try? $1[1] as Int) ?? 0) }
    }

    private func lead(at place: Int64) throws(StoreError) -> LeadRow {
        guard let lead = row(.lead, place.stored) else { throw .unexpected("no lead at \(place)") }
        let wrapped = row(.content, place.stored)?.values[1] ?? .null
        do { return try LeadRow(StoredRow(lead.values + [wrapped]), sealer: sealer) } catch {
            throw .unexpected("the lead at \(place) is damaged")
        }
    }

    private func known(_ id: LeadID) throws(StoreError) -> LeadRow? {
        if isClosed { throw .unavailable("it is closed.") }
        guard let place = places[id] else { return nil }
        return try lead(at: place)
    }

    /// All leads in the order of acceptance.
    private func all() throws(StoreError) -> [LeadRow] {
        if isClosed { throw .unavailable("it is closed.") }
        var rows: [LeadRow] = []
        for place in places.values.sorted() { rows.append(try lead(at: place)) }
        return rows
    }

    /// Does what a plan says; its refusals are a store's.
    private func performing<Value>(_ body: () throws -> Value) throws(StoreError) -> Value {
        do { return try body() } catch let error as StoreError { throw error } catch {
            throw .unexpected("\(type(of: error))")
        }
    }

    private func write(_ lead: Lead, over row: LeadRow) {
        var values = LeadRow.values(of: lead, sequence: row.sequence, caseKey: row.caseKey, outcome: nil)
        let sealed = LeadColumn.sealedOutcome.rawValue
        values[sealed] = self.row(.lead, row.sequence.stored)?.values[sealed] ?? .null
        store(values, in: .lead)
    }

    // MARK: Accepting

    func accept(_ leads: [NewLead]) async throws(StoreError) -> [Acceptance] {
        if isClosed { throw .unavailable("it is closed.") }
        let plan = try AcceptPlan(leads, sealer: sealer)
        let acceptances = try performing {
            let fates = try plan.fates { duplicate, lead in
                guard let row = row(.duplicate, duplicate.key.stored),
                    let known = try duplicate.known(by: row, at: lead.receivedAt, sealer: sealer)
                else { return nil }
                return AcceptPlan.Known(lead: try self.lead(at: known.lead).lead, likeness: known.likeness)
            }
            var post: Int64?
            return try zip(plan.leads, fates).compactMap { new, fate -> Acceptance? in
                switch fate {
                case .new: .accepted(try keep(new, of: plan, post: &post))
                case .beside(let cause): .accepted(try keep(new.beside(cause), of: plan, post: &post))
                case .repeated(let first): first
                case .leftOut: nil
                }
            }
        }
        feed.publish(acceptances.map(\.lead), queues: [], hasCallbacks: false)
        return acceptances
    }

    private func keep(_ new: AcceptPlan.Sealed, of plan: AcceptPlan, post: inout Int64?) throws -> Lead {
        accepted += 1
        let place = Int64(accepted)
        if let shared = plan.post, post == nil {
            store(shared.values(at: place), in: .post)
            post = place
        }
        var refusal = new.refusal
        if refusal == nil, let taken = try taken(Claims(of: new.lead, caseKey: new.caseKey), from: nil) {
            refusal = Cause(taken.cause, about: "Lead \(taken.owner) is the other one.")
        }
        if refusal == nil, new.needsOpener, try opener(new.caseKey) == nil { refusal = Cause(.caseUnknown) }
        let rows = try new.rows(at: place, post: post, refusal: refusal, sealer: sealer)
        store(rows.values, in: .lead)
        store(rows.content, in: .content)
        for duplicate in new.duplicates { store(duplicate.values(lead: place), in: .duplicate) }
        if let refused = rows.refused { store(refused, in: .timeline) }
        places[rows.lead.id] = place
        return rows.lead
    }

    nonisolated func health() -> StoreHealth {
        StoreHealth(isAccepting: true, problem: nil, freeBytes: nil, waiting: 0, commits: 0, writes: 0)
    }

    nonisolated func follow(_ take: @escaping @Sendable (StoreChange) -> Bool, closed: @escaping @Sendable () -> Void) {
        feed.follow(take, closed: closed)
    }

    // MARK: Claims and cases

    private func taken(_ claims: Claims, from place: Int64?) throws -> (cause: KnownCause, owner: LeadID)? {
        for other in try all() where other.sequence != place {
            let held = Claims(of: other.lead, caseKey: other.caseKey)
            let isSame = other.lead.target == claims.target && other.lead.mode == claims.mode
            if let reference = claims.reference {
                if isSame && held.reference == reference || other.lead.id.rawValue == reference {
                    return (.referenceTaken, other.lead.id)
                }
            }
            if let key = claims.caseKey, held.caseKey == key { return (.caseTaken, other.lead.id) }
        }
        return nil
    }

    private func opener(_ key: Data?) throws -> LeadRow? {
        guard let key else { return nil }
        return try all().first {
            $0.caseKey == key && $0.lead.caseRole == .opens && ![.discarded, .erased].contains($0.lead.state)
        }
    }

    /// A lead of the case that has to come to its end first.
    private func blocker(of row: LeadRow) throws(StoreError) -> LeadID? {
        guard let key = row.caseKey else { return nil }
        let others = try all().filter { $0.caseKey == key && $0.sequence != row.sequence }
        let isOpen = others.contains { $0.lead.claimsCase && $0.lead.state == .delivered }
        return others.first { other in
            switch other.lead.state {
            case .sending: true
            case .queued, .uncertain:
                other.sequence < row.sequence
                    || other.lead.caseRole == .opens && row.lead.caseRole != .opens && !isOpen
            case .dead: other.lead.caseRole == .opens && row.lead.caseRole != .opens && !isOpen
            case .waiting, .delivered, .discarded, .erased: false
            }
        }?.lead.id
    }

    // MARK: The register

    func lead(_ id: LeadID) async throws(StoreError) -> Lead? { try known(id)?.lead }

    func submission(_ id: LeadID) async throws(StoreError) -> Submission? {
        guard let lead = try known(id), let content = row(.content, lead.sequence.stored) else { return nil }
        return try performing {
            try sealer.submission(SealedContent(content) { row(.post, $0.stored) }, of: id)
        }
    }

    func timeline(_ id: LeadID) async throws(StoreError) -> [TimelineEntry] {
        guard let lead = try known(id) else { return [] }
        return try performing {
            let key = try lead.wrappedKey.map { try sealer.unwrap($0, of: id) }
            return TimelineRow.all(
                of: lead.lead,
                timeline(at: lead.sequence).compactMap { TimelineRow.entry($0, key: key, of: id, sealer: sealer) }
            )
        }
    }

    func record(_ event: LeadEvent, for id: LeadID, version: Int?, at now: Int64, answer: [UInt8]?, act: OperatorAct?)
        async throws(StoreError) -> Lead
    {
        let lead = try perform(RecordPlan(event: event, id: id, version: version, at: now, answer: answer))
        feed.publish([lead], queues: [], hasCallbacks: false)
        return lead
    }

    private func perform(_ plan: RecordPlan) throws(StoreError) -> Lead {
        guard let row = try known(plan.id) else { throw .notFound(plan.id) }
        return try performing {
            let step = try plan.step(from: row, under: lease, sealer: sealer)
            if let claims = step.claims, let taken = try taken(claims, from: row.sequence) {
                throw StoreError.taken(taken.cause, by: taken.owner)
            }
            if step.sendsFor != nil, let other = try blocker(of: row) { throw StoreError.caseBusy(other) }
            store(step.values, in: .lead)
            if step.destroysContent { try destroy(row.sequence, of: plan.id) }
            store(step.entry, in: .timeline)
            return step.lead
        }
    }

    private func destroy(_ place: Int64, of id: LeadID) throws {
        guard let content = row(.content, place.stored) else { return }
        remove(.content, place.stored)
        for entry in timeline(at: place) { store(Array(entry.values.prefix(6)) + [.null], in: .timeline) }
        for row in (tables[.duplicate] ?? [:]).values where row.values[1] == place.stored {
            store([row.values[0], place.stored, Data().stored, row.values[3]], in: .duplicate)
        }
        guard let post: Int64 = try content[4] else { return }
        let others = (tables[.content] ?? [:]).values.filter { $0.values[4] == post.stored }
        if others.isEmpty { return remove(.post, post.stored) }
        guard case .bytes(let part) = sealer.ownPart(content, of: id), let shared = row(.post, post.stored) else {
            return
        }
        let isNeeded = try others.contains { other in
            guard let start: Int = try other[5], let end: Int = try other[6] else { return true }
            return start < part.upperBound && end > part.lowerBound
        }
        if !isNeeded { store(try SealedPost(shared).destroying(part, sealer: sealer).values(at: post), in: .post) }
    }

    func split(_ id: LeadID, version: Int, part: Range<Int>?, adding others: [NewLead], at now: Int64)
        async throws(StoreError) -> [Lead]
    {
        let plan = try SplitPlan(id: id, version: version, part: part, others: others, at: now, sealer: sealer)
        guard let row = try known(id), let content = self.row(.content, row.sequence.stored) else {
            throw .notFound(id)
        }
        let leads = try performing {
            let first = try perform(plan.first)
            var post: Int64?
            let others = try plan.others.leads.map { try keep($0, of: plan.others, post: &post) }
            store(try plan.content(content, of: nil, post: post, sealer: sealer), in: .content)
            return [first] + others
        }
        feed.publish(leads, queues: [], hasCallbacks: false)
        return leads
    }

    func caseStanding(of id: LeadID) async throws(StoreError) -> CaseStanding? {
        guard let row = try known(id), row.caseKey != nil else { return nil }
        let opener: LeadRow? = row.lead.caseRole == .opens ? row : try performing { try self.opener(row.caseKey) }
        return CaseStanding(
            opener: opener?.lead.id,
            case: opener.flatMap { CaseReference(openedBy: $0.lead) },
            waitsFor: try blocker(of: row)
        )
    }

    func leads(matching filter: LeadFilter, after cursor: String?, limit: Int) async throws(StoreError) -> LeadPage {
        var before = Int64.max
        if let cursor {
            guard let place = Int64(cursor) else { throw .invalidCursor }
            before = place
        }
        let rows = try all().reversed().filter { $0.sequence < before && filter.means($0.lead) }
        let next = rows.count > limit ? rows[limit - 1].sequence : nil
        return LeadPage(leads: rows.prefix(limit).map(\.lead), next: next.map { "\($0)" })
    }

    func count(matching filter: LeadFilter) async throws(StoreError) -> Int {
        try all().count { filter.means($0.lead) }
    }

    func causes() async throws(StoreError) -> [CauseGroup] {
        let aside = try all().map(\.lead).filter { $0.cause != nil && [.dead, .uncertain].contains($0.state) }
        return Dictionary(grouping: aside) { [$0.cause?.fingerprint ?? "", $0.state.rawValue] }.values
            .compactMap { leads -> CauseGroup? in
                guard let newest = leads.last, let cause = newest.cause else { return nil }
                let moments = leads.map(\.updatedAt)
                return CauseGroup(
                    fingerprint: cause.fingerprint,
                    cause: cause,
                    state: newest.state,
                    count: leads.count,
                    first: moments.min() ?? 0,
                    last: moments.max() ?? 0,
                    sources: Set(leads.map(\.source)).sorted()
                )
            }
            .sorted { ($0.count, $0.last) > ($1.count, $1.last) }
    }

    func books() async throws(StoreError) -> Books {
        Books(accepted: accepted, counts: Dictionary(grouping: try all(), by: \.lead.state).mapValues(\.count))
    }

    // MARK: What lacks something

    func waiting(for lack: Lead.Lack, of source: SourceName?, at now: Int64, limit: Int, excluding: Set<LeadID>)
        async throws(StoreError) -> [Lead]
    {
        try all()
            .filter {
                $0.lead.state == .waiting && $0.lead.lack == lack && (source == nil || $0.lead.source == source)
                    && $0.lead.dueAt <= min(now, Lead.never - 1) && !excluding.contains($0.lead.id)
            }
            .sorted { ($0.lead.dueAt, $0.sequence) < ($1.lead.dueAt, $1.sequence) }.prefix(limit).map(\.lead)
    }

    func waitingLengths() async throws(StoreError) -> [WaitingLength] {
        Dictionary(grouping: try all().map(\.lead).filter { $0.state == .waiting }) {
            [$0.source.rawValue, $0.lack?.rawValue ?? ""]
        }
        .values.compactMap { leads in
            guard let first = leads.first, let lack = first.lack else { return nil }
            return WaitingLength(
                source: first.source,
                lack: lack,
                count: leads.count,
                due: leads.count { $0.dueAt < Lead.never },
                oldest: leads.map(\.receivedAt).min() ?? 0
            )
        }
        .sorted { ($0.source, $0.lack.rawValue) < ($1.source, $1.lack.rawValue) }
    }

    func hastenData(of source: SourceName, at now: Int64) async throws(StoreError) -> Int {
        let late = try all().filter {
            $0.lead.state == .waiting && $0.lead.lack == .data && $0.lead.source == source && $0.lead.dueAt > now
        }
        for row in late { move(row, to: now) }
        if !late.isEmpty { feed.publish([], queues: [.undecided], hasCallbacks: false) }
        return late.count
    }

    func keepData(_ data: FetchedData, for id: LeadID, version: Int, isHeld: Bool, at now: Int64)
        async throws(StoreError) -> Lead
    {
        let plan = DataPlan(id: id, data: data, version: version, isHeld: isHeld, at: now)
        guard let row = try known(id) else { throw .notFound(id) }
        let values = try plan.values(of: self.row(.content, row.sequence.stored), row, sealer: sealer)
        let lead = try perform(plan.step)
        store(values, in: .content)
        feed.publish([lead], queues: [], hasCallbacks: false)
        return lead
    }

    func build(_ id: LeadID, version: Int, as first: NewLead, adding others: [NewLead], at now: Int64)
        async throws(StoreError) -> [Lead]
    {
        let plan = try BuildPlan(id: id, version: version, first: first, others: others, at: now, sealer: sealer)
        guard let row = try known(id), let content = self.row(.content, row.sequence.stored) else {
            throw .notFound(id)
        }
        if row.lead.version != version { throw .conflict(version: row.lead.version) }
        let leads = try performing {
            var obstacle: BuildPlan.Obstacle?
            for duplicate in plan.duplicates where obstacle == nil {
                guard let known = self.row(.duplicate, duplicate.key.stored),
                    let first = try duplicate.known(by: known, at: row.lead.receivedAt, sealer: sealer),
                    first.lead != row.sequence
                else { continue }
                obstacle = .repeats(
                    AcceptPlan.Known(lead: try lead(at: first.lead).lead, likeness: first.likeness)
                )
            }
            if obstacle == nil, let taken = try taken(plan.claims, from: row.sequence) {
                obstacle = .refused(Cause(taken.cause, about: "Lead \(taken.owner) is the other one."))
            }
            if obstacle == nil, plan.needsOpener, try opener(plan.caseKey) == nil {
                obstacle = .refused(Cause(.caseUnknown))
            }
            let steps = try plan.steps(from: row, obstacle, sealer: sealer)
            guard let last = steps.last else { return [Lead]() }
            store(last.values, in: .lead)
            for step in steps { store(step.entry, in: .timeline) }
            var keeps = true
            if case .repeats = obstacle { keeps = false }
            for duplicate in keeps ? plan.duplicates : [] {
                store(duplicate.values(lead: row.sequence), in: .duplicate)
            }
            var post: Int64?
            var leads = [last.lead]
            let fates = try plan.others.fates { duplicate, lead in
                guard let row = self.row(.duplicate, duplicate.key.stored),
                    let known = try duplicate.known(by: row, at: lead.receivedAt, sealer: sealer)
                else { return nil }
                return AcceptPlan.Known(lead: try self.lead(at: known.lead).lead, likeness: known.likeness)
            }
            for (new, fate) in zip(plan.others.leads, fates) {
                switch fate.kept {
                case .new: leads.append(try keep(new, of: plan.others, post: &post))
                case .beside(let cause): leads.append(try keep(new.beside(cause), of: plan.others, post: &post))
                case .repeated, .leftOut: continue
                }
            }
            store(try plan.content(content, of: nil, post: post, sealer: sealer), in: .content)
            return leads
        }
        feed.publish(leads, queues: [], hasCallbacks: false)
        return leads
    }

    // MARK: The queue

    func lease(to owner: String, until end: Int64, at now: Int64) async throws(StoreError) -> Lease {
        let new = try lease?.passed(to: owner, until: end, at: now) ?? Lease(epoch: 1, owner: owner, end: end)
        lease = new
        return new
    }

    func claim(_ request: QueueRequest, under lease: Lease) async throws(StoreError) -> [QueuedLead] {
        guard let current = self.lease, current.owner == lease.owner else { throw .leaseLost }
        try current.check(lease.epoch, at: request.now)
        var turns: Set<QueuedLead> = []
        let due = try all().filter {
            $0.lead.state == .queued && $0.lead.target == request.target && $0.lead.dueAt <= request.now
                && !request.without.contains($0.lead.source)
        }
        for rows in Dictionary(grouping: due, by: \.lead.source).values {
            var free: [QueuedLead] = []
            for row in rows.sorted(by: { ($0.lead.dueAt, $0.sequence) < ($1.lead.dueAt, $1.sequence) })
            where try blocker(of: row) == nil {
                let isFresh = row.lead.lane == 0 && row.lead.dueAt > request.freshSince
                free.append(
                    QueuedLead(id: row.lead.id, source: row.lead.source, dueAt: row.lead.dueAt, isFresh: isFresh)
                )
            }
            turns.formUnion(free.prefix(request.perSource))
            guard free.count >= request.perSource else { continue }
            turns.formUnion(free.filter(\.isFresh).prefix(request.perSource))
            if let newest = free.last, request.newestOf.contains(newest.source) { turns.insert(newest) }
        }
        return turns.sorted { ($0.dueAt, $0.id) < ($1.dueAt, $1.id) }
    }

    func recover(now: Int64) async throws(StoreError) -> [LeadID] {
        var found: [LeadID] = []
        for row in try all() where row.lead.state == .sending && row.lead.intent?.epoch ?? 0 < lease?.epoch ?? 1 {
            found.append(
                try perform(
                    RecordPlan(
                        event: .foundUnanswered(Cause(.stoppedWhileSending)),
                        id: row.lead.id,
                        version: nil,
                        at: now
                    )
                ).id
            )
        }
        return found
    }

    func queueLengths() async throws(StoreError) -> [QueueLength] { try lengths(.queued) }

    func uncertainLengths() async throws(StoreError) -> [QueueLength] { try lengths(.uncertain) }

    private func lengths(_ state: LeadState) throws(StoreError) -> [QueueLength] {
        Dictionary(grouping: try all().map(\.lead).filter { $0.state == state }) {
            [$0.target.rawValue, $0.source.rawValue]
        }
        .values.compactMap { leads in
            leads.first.map {
                QueueLength(target: $0.target, source: $0.source, count: leads.count, oldest: $0.receivedAt)
            }
        }
        .sorted { ($0.target, $0.source) < ($1.target, $1.source) }
    }

    func hasten(_ target: Target, source: SourceName?, at now: Int64) async throws(StoreError) -> Int {
        let late = try all().filter {
            $0.lead.state == .queued && $0.lead.target == target && $0.lead.dueAt > now
                && (source == nil || $0.lead.source == source)
        }
        for row in late { move(row, to: now) }
        if !late.isEmpty { feed.publish([], queues: [target], hasCallbacks: false) }
        return late.count
    }

    func reanchor(by shift: Int64?, at now: Int64, longest: Int64) async throws(StoreError) {
        let before = now - (shift ?? 0)
        for row in try all() where [.queued, .uncertain].contains(row.lead.state) || row.lead.lack == .data {
            let lead = row.lead
            guard lead.dueAt < Lead.never, lead.dueAt > min(now, before) else { continue }
            let isDue = lead.dueAt <= before || lead.lane == 0 && lead.attempts == 0 && lead.state == .queued
            move(row, to: isDue ? min(lead.dueAt, now) : max(now, min(lead.dueAt + (shift ?? 0), now + longest)))
        }
    }

    private func move(_ row: LeadRow, to time: Int64) {
        let lead = row.lead
        let moved: Standing
        switch lead.standing {
        case .waiting(let cause, _): moved = .waiting(cause, dueAt: time)
        case .queued(_, let cause): moved = .queued(dueAt: time, after: cause)
        case .uncertain(let intent, let cause, _): moved = .uncertain(intent, cause, lookAgainAt: time)
        default: return
        }
        write(lead.decided(moved, version: lead.version, at: lead.updatedAt), over: row)
    }

    func dueForLookup(target: Target, now: Int64, limit: Int, excluding: Set<LeadID>)
        async throws(StoreError) -> [Lead]
    {
        try all().map(\.lead)
            .filter {
                $0.state == .uncertain && $0.target == target && $0.dueAt <= min(now, Lead.never - 1)
                    && !excluding.contains($0.id)
            }
            .sorted { $0.dueAt < $1.dueAt }.prefix(limit).map { $0 }
    }

    func nextLookup(target: Target) async throws(StoreError) -> Int64? {
        try all().map(\.lead).filter { $0.state == .uncertain && $0.target == target && $0.dueAt < Lead.never }
            .map(\.dueAt).min()
    }

    func pauses() async throws(StoreError) -> [TargetPause] { paused.values.sorted { $0.since < $1.since } }

    func pause(_ target: Target, cause: Cause, at now: Int64, until: Int64?, act: OperatorAct?)
        async throws(StoreError) -> Bool
    {
        let pause = TargetPause(target: target, cause: cause, since: now, until: until)
        let (values, wasRunning) = PauseRow.values(of: pause, over: paused[target], at: now)
        guard let values else { return wasRunning }
        paused[target] = try performing { try PauseRow.pause(StoredRow(values), isProven: true) }
        return wasRunning
    }

    func resume(_ target: Target, at now: Int64, act: OperatorAct?) async throws(StoreError) -> Bool {
        paused.removeValue(forKey: target) != nil
    }

    // MARK: Care

    func verify() async throws(StoreError) -> StoreVerification {
        let rows = try all()
        return try performing {
            var verifier = StoreVerifier(sealer: sealer)
            for row in rows {
                let values = (self.row(.lead, row.sequence.stored)?.values ?? []) + [row.wrappedKey.stored]
                try verifier.check(
                    lead: StoredRow(values),
                    content: { self.row(.content, $0.stored) },
                    post: { self.row(.post, $0.stored) },
                    timeline: { timeline(at: $0) }
                )
            }
            var counters = Dictionary(grouping: rows, by: \.lead.state.rawValue).mapValues(\.count)
            counters[BooksCounter.accepted] = accepted
            return verifier.result(counters: counters)
        }
    }

    func close() async {
        isClosed = true
        feed.close()
    }
}

extension LeadFilter {
    fileprivate func means(_ lead: Lead) -> Bool {
        let range = idPrefix.flatMap { LeadID.range(prefix: $0) }
        return (states.isEmpty || states.contains(lead.state)) && (lack == nil || lack == lead.lack)
            && (source == nil || source == lead.source) && (target == nil || target == lead.target)
            && (causeClass == nil || causeClass == lead.cause?.class)
            && (causeFingerprint == nil || causeFingerprint == lead.cause?.fingerprint)
            && (from.map { lead.receivedAt >= $0 } ?? true) && (to.map { lead.receivedAt < $0 } ?? true)
            && (sentBefore.map { lead.intent?.startedAt ?? .max < $0 } ?? true)
            && (idPrefix == nil || range?.contains(lead.id) == true)
    }
}
