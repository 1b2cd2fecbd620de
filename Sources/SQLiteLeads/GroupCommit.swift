import Dispatch
import GRDB
import LeadKeeping
import Leads
import Logging
import Synchronization
import Telemetry

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The one writer. Writes that arrive while a commit runs are collected and make the next one together: one flush of
/// the disk for all of them, which gives both throughput and latency.
///
/// - Every waiting caller is answered exactly once, and only after the commit that holds its write.
/// - A write that is refused (a conflict, a forbidden step) refuses itself alone, before it has written anything. A
///   write that fails in the middle undoes its group; then each of the group is written in a transaction of its own.
/// - A failed read, write or flush of the disk is final: after a failed `fsync` the kernel may call the lost pages
///   clean, and the next one lies (failure model T-7). Every later write is refused, reading goes on; a restart
///   recovers what is on the disk.
/// - A data file that is not where it was opened is as final: nobody finds again what is written to it.
final class GroupCommit: Sendable {
    /// One write: what to do inside the transaction, and how to answer.
    struct Write: Sendable {
        /// Whether it moves on what has been accepted: it may use the reserved space, and always gets in.
        let mayUseReserve: Bool
        /// Does it; the result answers the caller once the commit is durable.
        let perform: @Sendable (WriterTransaction) throws -> @Sendable () -> Void
        /// Answers the caller with a failure.
        let fail: @Sendable (StoreError) -> Void
    }

    struct State {
        var waiting: [Write] = []
        var isDraining = false
        var failure: StoreError?
        var freeBytes: UInt64?
        var commits = 0
        var writes = 0
        /// About how many pages the write-ahead log has that are not written back.
        var pages = 0
        /// How many pages its file has had since it was truncated: written back, it begins anew and stays as large.
        var pagesOfFile = 0
        var mustTruncate = false
        var isCheckpointScheduled = false
        var lease: Lease?
        /// As the last commit has left them; `nil` before the first one.
        var books: RunningBooks?
    }

    let pool: DatabasePool
    private let path: String
    private let directory: String
    private let sealer: Sealer
    let epoch: Int64
    private let changes: ChangeFeed
    private let damage: DamageBoard
    private let witness: Witness?
    private let place: FilePlace
    let options: StoreOptions
    let logger: Logger
    let state = Mutex(State())

    init(
        pool: DatabasePool,
        path: String,
        sealer: Sealer,
        epoch: Int64,
        changes: ChangeFeed,
        damage: DamageBoard,
        witness: Witness?,
        options: StoreOptions,
        logger: Logger
    ) {
        self.pool = pool
        self.path = path
        directory = LeadKeeping.directory(of: path)
        self.sealer = sealer
        self.epoch = epoch
        self.changes = changes
        self.damage = damage
        self.witness = witness
        place = FilePlace(of: path)
        self.options = options
        self.logger = logger
    }

    // MARK: Callers

    /// Writes, and returns what `body` made once it is durable.
    func write<Value: Sendable>(
        mayUseReserve: Bool,
        _ body: @escaping @Sendable (WriterTransaction) throws -> Value
    ) async throws(StoreError) -> Value {
        let result: Result<Value, StoreError> = await withCheckedContinuation { continuation in
            submit(
                Write(
                    mayUseReserve: mayUseReserve,
                    perform: { transaction in
                        let value = try body(transaction)
                        return { continuation.resume(returning: .success(value)) }
                    },
                    fail: { continuation.resume(returning: .failure($0)) }
                )
            )
        }
        return try result.get()
    }

    /// How it is going.
    func health() -> StoreHealth {
        // Somebody may have taken the file away while nothing was written.
        if state.withLock({ $0.failure }) == nil, !place.isKept { give(up: .gone(path)) }
        return state.withLock { state in
            let problem = state.failure ?? spaceProblem(state.freeBytes)
            return StoreHealth(
                isAccepting: problem == nil,
                problem: problem,
                freeBytes: state.freeBytes,
                waiting: state.waiting.count,
                commits: state.commits,
                writes: state.writes
            )
        }
    }

    /// Refuses everything from now on; what waits is still written.
    func refuse(with failure: StoreError) {
        state.withLock { $0.failure = $0.failure ?? failure }
    }

    private func submit(_ write: Write) {
        enum Verdict { case start, wait, refuse(StoreError) }
        let verdict: Verdict = state.withLock { state in
            if let failure = state.failure { return .refuse(failure) }
            // What moves accepted leads on always gets in.
            if !write.mayUseReserve, state.waiting.count >= options.waitingLimit { return .refuse(.busy) }
            state.waiting.append(write)
            if state.isDraining { return .wait }
            state.isDraining = true
            return .start
        }
        switch verdict {
        case .start: pool.asyncWriteWithoutTransaction { self.drain($0) }
        case .wait: break
        case .refuse(let error): write.fail(error)
        }
    }

    // MARK: The writer's thread

    private func drain(_ db: Database) {
        while true {
            // Whoever is about to hand over a write comes first where processors are scarce: he is in this group then, and a flush
            // the fewer is needed.
            sched_yield()
            guard let group = nextGroup() else { break }
            commit(group, db)
            if mustWriteBack { checkpoint(db, .passive) }
        }
        let mustSchedule = state.withLock { state in
            let isLarge = max(state.pages, state.pagesOfFile) >= options.idleCheckpointPages
            guard state.mustTruncate || isLarge, !state.isCheckpointScheduled, state.failure == nil else {
                return false
            }
            state.isCheckpointScheduled = true
            return true
        }
        if mustSchedule { checkpointWhenIdle(after: state.withLock { $0.commits }) }
    }

    private func nextGroup() -> [Write]? {
        state.withLock { state in
            if state.waiting.isEmpty {
                state.isDraining = false
                return nil
            }
            if state.waiting.count <= options.groupLimit {
                let group = state.waiting
                state.waiting.removeAll(keepingCapacity: true)
                return group
            }
            let group = Array(state.waiting.prefix(options.groupLimit))
            state.waiting.removeFirst(options.groupLimit)
            return group
        }
    }

    private func commit(_ group: [Write], _ db: Database) {
        var admitted = group
        let free = options.freeBytes(directory)
        let (failure, wasFull) = state.withLock { state in
            defer { state.freeBytes = free }
            return (state.failure, spaceProblem(state.freeBytes) != nil)
        }
        // A closing store still writes what waited; a failed one does not.
        if let failure, failure != .closed { return group.forEach { $0.fail(failure) } }
        if let full = spaceProblem(free) {
            if !wasFull { logger.record(.diskFull, [.detail: "\(full)"]) }
            admitted.removeAll { write in
                guard !write.mayUseReserve else { return false }
                write.fail(full)
                return true
            }
        }
        guard !admitted.isEmpty else { return }

        do {
            let answers = try transactOnWholeIndexes(admitted, db)
            for answer in answers { answer() }
        } catch {
            let failure = StoreError(writing: error)
            if case .unavailable = failure {
                give(up: failure)
                admitted.forEach { $0.fail(failure) }
            } else if admitted.count == 1 {
                admitted[0].fail(failure)
            } else {
                // What moves leads on goes first: it may still fit where a new lead does not.
                for write in admitted.filter(\.mayUseReserve) + admitted.filter({ !$0.mayUseReserve }) {
                    commitAlone(write, db)
                }
            }
        }
    }

    private func commitAlone(_ write: Write, _ db: Database) {
        if let failure = state.withLock({ $0.failure }), failure != .closed { return write.fail(failure) }
        do {
            for answer in try transactOnWholeIndexes([write], db) { answer() }
        } catch {
            let failure = StoreError(writing: error)
            if case .unavailable = failure { give(up: failure) }
            write.fail(failure)
        }
    }

    /// One transaction with one flush. Returns the answers that may be given because it is durable, and behind them the news.
    func transact(_ group: [Write], _ db: Database) throws -> [() -> Void] {
        var answers: [() -> Void] = []
        answers.reserveCapacity(group.count + 1)
        let (books, lease) = state.withLock { ($0.books, $0.lease) }
        let transaction = try WriterTransaction(
            db: db,
            sealer: sealer,
            books: books,
            lease: lease,
            damage: damage,
            isTold: options.isTold
        )
        try db.commit {
            for write in group {
                let before = db.totalChangesCount
                do { answers.append(try write.perform(transaction)) } catch let refusal as StoreError
                    where db.totalChangesCount == before
                {
                    answers.append { write.fail(refusal) }
                }
            }
            try transaction.settleBooks()
        }
        // After the commit and before its answers: none promises what no start will find.
        guard place.isKept else { throw StoreError.gone(path) }
        witness?.write(.init(epoch: transaction.newLease?.epoch ?? currentEpoch, commits: transaction.books.commits))
        state.withLock { state in
            state.commits += 1
            state.writes += group.count
            state.pages += transaction.pages
            state.books = transaction.books
            if transaction.hasErased { state.mustTruncate = true }
            if let lease = transaction.newLease { state.lease = lease }
        }
        answers.append {
            self.changes.publish(
                transaction.leads,
                queues: transaction.queues,
                arrivals: transaction.arrivals,
                hasCallbacks: transaction.hasCallbacks
            )
        }
        return answers
    }

    func give(up failure: StoreError) {
        logger.record(.storeFailed, [.error: "\(failure)"])
        state.withLock { $0.failure = $0.failure ?? failure }
    }

    private func spaceProblem(_ free: UInt64?) -> StoreError? {
        guard let free, free < options.reservedBytes else { return nil }
        return .full(
            "\(free >> 20) MiB are free beside \(path), \(options.reservedBytes >> 20) MiB are kept for deliveries."
        )
    }
}
