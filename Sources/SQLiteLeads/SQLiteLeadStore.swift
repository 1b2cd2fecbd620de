import Dispatch
import Foundation
import GRDB
package import LeadKeeping
package import Leads
package import Logging
import Names
import Synchronization
package import Targets

/// Leads in one SQLite file: durable before the answer, sealed, one process at a time.
///
///     let store = try SQLiteLeadStore(path: "leadgate-data/leads.sqlite", logger: logger)
///     let stranded = try await store.recover(now: now)
///     …
///     await store.close()
///
/// What it guarantees:
/// - A write returns after the write-ahead log is flushed (`synchronous=FULL`, asserted on opening). GRDB's pool sets
///   `NORMAL` on its writer while it opens; `FULL` is set after that, or a power cut would lose acknowledged leads.
/// - Leads that arrive together share one flush (``GroupCommit``).
/// - What is personal is sealed per lead (``Sealer``); everything in the clear is an id, a state, a time or a code.
/// - The file belongs to one process (``DataFileLock``), and each opening has leases of its own (``epoch``).
/// - An erasure (``Leads/LeadEvent/erased(by:reason:)``) destroys the lead's data key and everything sealed with it in one
///   transaction; id, state, times, case number and the reason stay, so the books still balance. The pages are
///   overwritten, and ``scrub()`` or the next idle checkpoint truncates the log that still had them.
package final class SQLiteLeadStore: LeadStoring {
    /// Counts the openings of this file; the first lease of an opening has this number.
    package let epoch: Int64
    let pool: DatabasePool
    let sealer: Sealer
    let commits: GroupCommit
    let damage: DamageBoard
    private let feed = ChangeFeed()
    /// Whether ``recover(now:)`` has to make queued leads uncertain.
    private let mustFence: Bool
    /// Why, in words for an operator.
    private let fence: String
    private let isReadOnly: Bool
    private let lock: Mutex<DataFileLock?>

    /// Opens the file, making it and its key at the first start. Throws ``StoreError/unusable(_:)`` with words for an
    /// operator when another process has it, the key does not fit, or the file is not ours.
    ///
    /// Does blocking input and output; for the start of a process.
    package convenience init(
        path: String,
        masterKey: MasterKeySource = .besideDataFile,
        options: StoreOptions = StoreOptions(),
        logger: Logger = Logger(label: "leadgate.store")
    ) throws(StoreError) {
        try self.init(path: path, masterKey: masterKey, options: options, logger: logger, isReadOnly: false)
    }

    /// Opens the file of a stopped gateway without changing it, for ``verify()`` and for looking. Every write is
    /// refused.
    package convenience init(
        readingOnly path: String,
        masterKey: MasterKeySource = .besideDataFile,
        logger: Logger = Logger(label: "leadgate.store")
    ) throws(StoreError) {
        guard fileExists(path) else { throw .unusable("There is no data file \(path).") }
        try self.init(path: path, masterKey: masterKey, options: StoreOptions(), logger: logger, isReadOnly: true)
    }

    private init(
        path: String,
        masterKey: MasterKeySource,
        options: StoreOptions,
        logger: Logger,
        isReadOnly: Bool
    ) throws(StoreError) {
        let isNew = !isReadOnly && fileSize(path) == 0
        if isNew, MasterKey.exists(masterKey, dataFile: path) { throw .lost(path) }
        let lock = try DataFileLock.take(path, mayCreate: isNew)
        let keys = try MasterKey.load(from: masterKey, dataFile: path, mayCreate: isNew)
        let file = try DataFile.open(
            path,
            keys: keys,
            options: options,
            access: .init(isReadOnly: isReadOnly, mayBeEmpty: isNew || keys.origin != .kept),
            logger: logger
        )
        if !isReadOnly {
            if keys.origin == .draft { try MasterKey.publish(masterKey, dataFile: path) }
            // A change of the key was cut off between its commit and this.
            if file.key.checkValue == keys.next?.checkValue { try MasterKey.replace(masterKey, dataFile: path) }
        }
        self.lock = Mutex(lock)
        self.isReadOnly = isReadOnly
        pool = file.pool
        epoch = file.epoch
        mustFence = file.isFencing
        fence = file.fence?.words ?? "a backup was put back"
        sealer = Sealer(key: file.key)
        damage = DamageBoard(logger: logger)
        commits = GroupCommit(
            pool: pool,
            path: path,
            sealer: sealer,
            epoch: epoch,
            changes: feed,
            damage: damage,
            witness: file.witness,
            options: options,
            logger: logger
        )
        if isReadOnly { commits.refuse(with: .unavailable("it was opened for reading only.")) }
        if !isReadOnly, fileSize(path) > options.startCheckBytes { lookFirst() }
    }

    /// Leads that a start looks at of a file that is too long to be looked through, so that it is ready at once: each that can be
    /// sent is proven once more when it is read, and the patrol looks at all of them.
    private static let firstLook = 1_000

    private func lookFirst() {
        var verifier = StoreVerifier(sealer: sealer)
        do { try pool.read { verifier.checkFirst($0, limit: Self.firstLook) } } catch {
            damage.note(.init(code: .fileDamaged, message: "The file cannot be read. Restore it."))
        }
        verifier.findings.forEach(damage.note)
    }

    // MARK: Writing

    package func accept(_ leads: [NewLead]) async throws(StoreError) -> [Acceptance] {
        let plan = try AcceptPlan(leads, sealer: sealer)
        return try await commits.write(mayUseReserve: false) { try plan.perform(in: $0) }
    }

    package func split(_ id: LeadID, version: Int, part: Range<Int>?, adding others: [NewLead], at now: Int64)
        async throws(StoreError) -> [Lead]
    {
        let plan = try SplitPlan(
            id: id,
            version: version,
            part: part,
            others: others,
            at: now,
            sealer: sealer
        )
        return try await commits.write(mayUseReserve: true) { try plan.perform(in: $0) }
    }

    @discardableResult
    package func record(
        _ event: LeadEvent,
        for id: LeadID,
        version: Int?,
        at now: Int64,
        answer: [UInt8]?,
        act: OperatorAct?
    ) async throws(StoreError) -> Lead {
        let plan = RecordPlan(event: event, id: id, version: version, at: now, answer: answer)
        return try await commits.write(mayUseReserve: true) { transaction in
            let lead = try plan.perform(in: transaction)
            if let act { try AuditTable.insert(act, at: now, in: transaction) }
            return lead
        }
    }

    package func recover(now: Int64) async throws(StoreError) -> [LeadID] {
        let recovery = try await recovery(now: now)
        return recovery.unanswered + recovery.fenced
    }

    /// What a start finds of the time before it.
    package struct Recovery: Sendable {
        /// Leads whose last intent has no answer; they are uncertain now.
        package var unanswered: [LeadID] = []
        /// Why the file was fenced; `nil` for one that is as far as it was.
        package var fence: String?
        /// Leads that were queued in an older file; they are uncertain now.
        package var fenced: [LeadID] = []
        /// Jobs that were under way in it and no longer go on by themselves.
        package var heldJobs = 0
    }

    /// ``recover(now:)``, with what it was.
    package func recovery(now: Int64) async throws(StoreError) -> Recovery {
        let unanswered = try await move(
            "lead INDEXED BY lead_sending WHERE state = 'sending' AND intent_epoch < \(commits.currentEpoch)",
            at: now
        ) { _ in
            .foundUnanswered(Cause(.stoppedWhileSending))
        }
        guard mustFence else { return Recovery(unanswered: unanswered) }
        // What the file knows of a lead is older than what may have been sent of it.
        let fenced = try await move("lead NOT INDEXED WHERE state IN ('queued', 'waiting')", at: now) {
            [epoch = commits.currentEpoch] lead in
            .fenced(lead.presumedIntent(since: lead.updatedAt, epoch: epoch), Cause(.restored))
        }
        let jobs = try await commits.write(mayUseReserve: true) { try Fencing.close(at: now, in: $0) }
        return Recovery(unanswered: unanswered, fence: fence, fenced: fenced, heldJobs: jobs)
    }

    /// Takes one step with each lead that `source` (table and condition) means, in the order of acceptance, some in one transaction.
    private func move(_ source: String, at now: Int64, by event: @escaping @Sendable (Lead) -> LeadEvent)
        async throws(StoreError) -> [LeadID]
    {
        var moved: [LeadID] = []
        var last: Int64? = 0
        while let from = last {
            let some = try await commits.write(mayUseReserve: true) { transaction in
                let sql = "SELECT sequence FROM \(source) AND sequence > ? ORDER BY sequence LIMIT 500"
                let places = try Int64.fetchAll(transaction.db, sql: sql, arguments: [from])
                let ids: [LeadID] = try places.compactMap { place in
                    // A row that cannot be read stays as it is and is on the board; it must not stop the others.
                    do {
                        let lead = try transaction.row(at: place).lead
                        return try RecordPlan(event: event(lead), id: lead.id, version: nil, at: now)
                            .perform(in: transaction).id
                    } catch StoreError.corrupt { return nil } catch StoreError.unexpected { return nil }
                }
                return (ids: ids, last: places.last)
            }
            moved += some.ids
            last = some.last
        }
        return moved
    }

    @discardableResult
    package func pause(_ target: Target, cause: Cause, at now: Int64, until: Int64?, act: OperatorAct?)
        async throws(StoreError) -> Bool
    {
        let pause = TargetPause(target: target, cause: cause, since: now, until: until)
        return try await commits.write(mayUseReserve: true) { transaction in
            if let act { try AuditTable.insert(act, at: now, in: transaction) }
            return try PauseTable.insert(pause, at: now, in: transaction)
        }
    }

    @discardableResult
    package func resume(_ target: Target, at now: Int64, act: OperatorAct?) async throws(StoreError) -> Bool {
        try await commits.write(mayUseReserve: true) { transaction in
            if let act { try AuditTable.insert(act, at: now, in: transaction) }
            return try PauseTable.delete(target, in: transaction)
        }
    }

    // MARK: The file

    package func health() -> StoreHealth { commits.health() }

    package func follow(_ take: @escaping @Sendable (StoreChange) -> Bool, closed: @escaping @Sendable () -> Void) {
        feed.follow(take, closed: closed)
    }

    /// Writes the log back and truncates it, so that nothing of an erased lead is left in the files. An erasure does
    /// this by itself soon after; this waits for it. Returns whether no reader was in the way.
    package func scrub() async -> Bool {
        await withCheckedContinuation { continuation in
            pool.asyncWriteWithoutTransaction { db in
                continuation.resume(returning: self.commits.checkpoint(db, .truncate))
            }
        }
    }

    package func close() async {
        let held = lock.withLock { lock in
            defer { lock = nil }
            return lock
        }
        guard let held else { return }
        commits.refuse(with: .closed)
        defer { feed.close() }
        await withCheckedContinuation { continuation in
            pool.asyncWriteWithoutTransaction { db in
                if !self.isReadOnly { self.commits.checkpoint(db, .truncate) }
                // Closing waits for readers; not on the writer's thread, which it has to close.
                DispatchQueue.global().async {
                    try? self.pool.close()
                    held.release()
                    continuation.resume()
                }
            }
        }
    }
}
