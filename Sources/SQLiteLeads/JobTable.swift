import GRDB
import LeadKeeping
package import Leads

/// The tables of jobs: the order, how far it is, and which leads it has moved.
extension JobRow {
    /// Rows that a condition means. One that is not as it was written is left out, so that nothing is done by it, and is on
    /// the board.
    static func all(
        _ condition: String,
        _ arguments: [any Storable] = [],
        in db: Database,
        _ sealer: Sealer,
        _ damage: DamageBoard
    ) throws -> [JobRow] {
        try db.rows(of: .job, "WHERE \(condition)", arguments).compactMap { row in
            guard row.isProven(of: .job, by: sealer.tags), let job = try? JobRow(row) else {
                damage.note(StoredTable.job.damage(row))
                return nil
            }
            return job
        }
    }

    /// The row of a job.
    static func one(_ id: String, in db: Database, _ sealer: Sealer, _ damage: DamageBoard) throws -> JobRow? {
        try all("id = ?", [id], in: db, sealer, damage).first
    }

    /// The row of a job.
    static func one(_ id: String, in transaction: WriterTransaction) throws -> JobRow? {
        try one(id, in: transaction.db, transaction.sealer, transaction.damage)
    }

    /// Writes the row, in the place of the one that was there.
    func store(in transaction: WriterTransaction) throws {
        try transaction.db.store(values, in: .job, replacing: true, tags: transaction.sealer.tags)
    }
}

extension SQLiteLeadStore: JobStoring {
    package func begin(_ order: Job.Order, at now: Int64) async throws(StoreError) -> Job {
        guard let condition = FilterCondition(order.filter) else {
            throw .unexpected("no lead can match the job's filter")
        }
        return try await commits.write(mayUseReserve: true) { transaction in
            let db = transaction.db
            if let known = try JobRow.one(order.id, in: transaction)?.job {
                guard known.order == order else { throw StoreError.operationReused(order.id) }
                return known
            }
            let newest = try Int64.fetchOne(db, sql: "SELECT max(sequence) FROM lead") ?? 0
            let matched = try Int.fetchOne(
                db,
                sql: "SELECT count(*) FROM lead WHERE true \(condition.sql)",
                arguments: StatementArguments(condition.arguments)
            )
            let last = try Int64.fetchOne(db, sql: "SELECT max(sequence) FROM job") ?? 0
            let job = Job(order: order, state: .running, matched: matched ?? 0, createdAt: now, updatedAt: now)
            let place = order.action.isOldestFirst ? 0 : newest + 1
            try JobRow(sequence: last + 1, place: place, job: job).store(in: transaction)
            let act = OperatorAct(by: order.by, .jobOrdered, order.id, reason: order.reason)
            try AuditTable.insert(act, at: now, in: transaction)
            transaction.count(.job)
            transaction.countPages(of: 512)
            return job
        }
    }

    package func job(_ id: String) async throws(StoreError) -> Job? {
        try await read { [damage] db, sealer in try JobRow.one(id, in: db, sealer, damage)?.job }
    }

    package func jobs(after cursor: String?, limit: Int) async throws(StoreError) -> [Job] {
        try await read { [damage] db, sealer in
            let start = try cursor.map { cursor in
                guard let row = try JobRow.one(cursor, in: db, sealer, damage) else { throw StoreError.invalidCursor }
                return row.sequence
            }
            return try JobRow.all(
                "sequence < ? ORDER BY sequence DESC LIMIT ?",
                [start ?? .max, max(1, min(limit, 1_000))],
                in: db,
                sealer,
                damage
            )
            .map(\.job)
        }
    }

    package func became(_ id: String) async throws(StoreError) -> [LeadState: Int] {
        try await read { [damage] db, sealer in
            guard let row = try JobRow.one(id, in: db, sealer, damage) else { throw StoreError.noJob(id) }
            let counts = try Row.fetchAll(
                db,
                sql: """
                    SELECT timeline.state, count(*) FROM job_lead
                    JOIN timeline ON timeline.lead = job_lead.lead AND timeline.sequence = job_lead.version
                    WHERE job_lead.job = ? GROUP BY timeline.state
                    """,
                arguments: [row.sequence]
            )
            var became: [LeadState: Int] = [:]
            for count in counts.map({ StoredRow($0) }) {
                if let state = LeadState(rawValue: try count[0]) { became[state] = try count[1] }
            }
            return became
        }
    }

    package func activeJobs() async throws(StoreError) -> [Job] {
        try await read { [damage] db, sealer in
            try JobRow.all("state IN ('running', 'undoing') ORDER BY sequence", in: db, sealer, damage).map(\.job)
        }
    }

    package func advance(_ id: String, limit: Int, at now: Int64) async throws(StoreError) -> Job {
        let write = AdvanceJob(id: id, limit: max(1, min(limit, 500)), at: now)
        return try await commits.write(mayUseReserve: true) { try write.perform(in: $0) }
    }

    package func turn(_ id: String, _ turn: Job.Turn, by: String, at now: Int64) async throws(StoreError) -> Job {
        try await commits.write(mayUseReserve: true) { transaction in
            guard var row = try JobRow.one(id, in: transaction) else { throw StoreError.noJob(id) }
            guard let state = turn.state(from: row.job.state, action: row.job.order.action) else {
                throw StoreError.jobState(row.job.state)
            }
            if state == .undoing, row.job.state != .undoing { row.place = 0 }
            row.job.state = state
            row.job.updatedAt = now
            try row.store(in: transaction)
            try AuditTable.insert(OperatorAct(by: by, turn.act, id), at: now, in: transaction)
            return row.job
        }
    }
}
