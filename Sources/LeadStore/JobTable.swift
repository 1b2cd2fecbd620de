import Foundation
import GRDB
import JSON
package import Leads

/// The tables of jobs: the order, how far it is, and which leads it has moved.
struct JobRow {
    let sequence: Int64
    /// The leads before this place in the order of acceptance are still to be looked at, newest first; while a job is
    /// undone, those that it has moved after this place.
    var place: Int64
    var job: Job

    private static let columns = """
        sequence, id, action, filter, ordered_by, reason, rate, state, place, matched, changed, skipped, undone, \
        created_at, updated_at
        """

    /// Rows that a condition means.
    static func all(
        _ condition: String,
        _ arguments: StatementArguments = [],
        in db: Database
    ) throws -> [JobRow] {
        try Row.fetchAll(db, sql: "SELECT \(columns) FROM job WHERE \(condition)", arguments: arguments).compactMap(
            JobRow.init
        )
    }

    /// The row of a job.
    static func one(_ id: String, in db: Database) throws -> JobRow? { try all("id = ?", [id], in: db).first }

    /// `nil` for a row that holds what no job can hold.
    private init?(_ row: Row) {
        guard let action = Job.Action(rawValue: row[2]), let state = Job.State(rawValue: row[7]),
            let json = (try? JSONValue.parse(row[3] as String))?.objectValue, let filter = LeadFilter(json: json)
        else { return nil }
        sequence = row[0]
        place = row[8]
        job = Job(
            order: Job.Order(
                id: row[1],
                action: action,
                filter: filter,
                by: row[4],
                reason: row[5],
                rate: row[6]
            ),
            state: state,
            matched: row[9],
            changed: row[10],
            skipped: row[11],
            undone: row[12],
            createdAt: row[13],
            updatedAt: row[14]
        )
    }

    static func insert(_ order: Job.Order, matched: Int, place: Int64, at now: Int64, in db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO job (id, action, filter, ordered_by, reason, rate, state, place, matched, changed, skipped, \
                undone, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, 'running', ?, ?, 0, 0, 0, ?, ?)
                """,
            arguments: [
                order.id, order.action.rawValue, JSONValue.object(order.filter.json).text(), order.by, order.reason,
                order.rate, place, matched, now, now,
            ]
        )
    }

    func update(in db: Database) throws {
        try db.cachedStatement(
            sql: """
                UPDATE job SET state = ?, place = ?, changed = ?, skipped = ?, undone = ?, updated_at = ? \
                WHERE sequence = ?
                """
        )
        .execute(
            arguments: [
                job.state.rawValue, place, job.changed, job.skipped, job.undone, job.updatedAt, sequence,
            ]
        )
    }
}

extension SQLiteLeadStore: JobStoring {
    package func begin(_ order: Job.Order, at now: Int64) async throws(StoreError) -> Job {
        guard let condition = FilterCondition(order.filter) else {
            throw .unexpected("no lead can match the job's filter")
        }
        return try await commits.write(mayUseReserve: true) { transaction in
            let db = transaction.db
            if let known = try JobRow.one(order.id, in: db)?.job {
                guard known.order == order else { throw StoreError.operationReused(order.id) }
                return known
            }
            let newest = try Int64.fetchOne(db, sql: "SELECT max(sequence) FROM lead") ?? 0
            let matched = try Int.fetchOne(
                db,
                sql: "SELECT count(*) FROM lead WHERE true \(condition.sql)",
                arguments: StatementArguments(condition.arguments)
            )
            try JobRow.insert(order, matched: matched ?? 0, place: newest + 1, at: now, in: db)
            transaction.countPages(of: 512)
            return Job(order: order, state: .running, matched: matched ?? 0, createdAt: now, updatedAt: now)
        }
    }

    package func job(_ id: String) async throws(StoreError) -> Job? {
        try await read { db, _ in try JobRow.one(id, in: db)?.job }
    }

    package func jobs(after cursor: String?, limit: Int) async throws(StoreError) -> [Job] {
        try await read { db, _ in
            let start = try cursor.map { cursor in
                guard let row = try JobRow.one(cursor, in: db) else { throw StoreError.invalidCursor }
                return row.sequence
            }
            return try JobRow.all(
                "sequence < ? ORDER BY sequence DESC LIMIT ?",
                [start ?? .max, max(1, min(limit, 1_000))],
                in: db
            )
            .map(\.job)
        }
    }

    package func activeJobs() async throws(StoreError) -> [Job] {
        try await read { db, _ in
            try JobRow.all("state IN ('running', 'undoing') ORDER BY sequence", in: db).map(\.job)
        }
    }

    package func advance(_ id: String, limit: Int, at now: Int64) async throws(StoreError) -> JobStep {
        let write = AdvanceJob(id: id, limit: max(1, min(limit, 500)), at: now)
        return try await commits.write(mayUseReserve: true) { try write.perform(in: $0) }
    }

    package func turn(_ id: String, _ turn: Job.Turn, at now: Int64) async throws(StoreError) -> Job {
        try await commits.write(mayUseReserve: true) { transaction in
            guard var row = try JobRow.one(id, in: transaction.db) else { throw StoreError.noJob(id) }
            guard let state = turn.state(from: row.job.state, action: row.job.order.action) else {
                throw StoreError.jobState(row.job.state)
            }
            if state == .undoing, row.job.state != .undoing { row.place = 0 }
            row.job.state = state
            row.job.updatedAt = now
            try row.update(in: transaction.db)
            return row.job
        }
    }
}
