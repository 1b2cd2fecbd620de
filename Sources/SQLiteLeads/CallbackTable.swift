import Foundation
import GRDB
import LeadKeeping
package import Leads
package import Names

/// The table of what senders are told: one row for each state change that is, from the change on.
///
/// A row (``CallbackRow``) is written by the transaction that changes the lead. Rows stay when they are told, as a lead's record.
enum CallbackTable {
    /// The callback with its tag, then what is told of its lead.
    private static let columns = """
        \(StoredTable.callback.selection), lead.id, lead.target, lead.mode, lead.sealed_outcome, content.wrapped_key
        """

    private static let tables = """
        callback JOIN lead ON lead.sequence = callback.lead LEFT JOIN content ON content.lead = callback.lead
        """

    /// Writes down that a change is to be told, if it is; a later one is not due before an earlier one of the lead.
    static func insert(
        _ lead: Lead,
        row sequence: Int64,
        after event: LeadEvent.Kind,
        from old: LeadState,
        in transaction: WriterTransaction
    ) throws {
        guard event.isTold(from: old, to: lead.state), transaction.isTold(lead.source) else { return }
        let earlier =
            try Int64.fetchOne(
                transaction.db.cachedStatement(
                    sql: "SELECT max(due_at) FROM callback WHERE lead = ? AND status = 'pending'"
                ),
                arguments: [sequence]
            ) ?? 0
        try transaction.db.store(
            CallbackRow.values(of: lead, at: sequence, due: max(lead.updatedAt, earlier)),
            in: .callback,
            tags: transaction.sealer.tags
        )
        transaction.countCallback()
    }

    /// Keeps what came of an attempt. What of the lead waits behind it waits as long.
    static func update(_ callback: LeadCallback, in transaction: WriterTransaction) throws {
        let rows = try transaction.db.rows(
            of: .callback,
            "WHERE lead = (SELECT sequence FROM lead WHERE id = ?) AND version >= ?",
            [Data(callback.lead.bytes), callback.version]
        )
        for row in rows {
            guard row.isProven(of: .callback, by: transaction.sealer.tags) else {
                transaction.damage.note(StoredTable.callback.damage(row, of: callback.lead))
                continue
            }
            guard let values = try CallbackRow.values(row, after: callback) else { continue }
            try transaction.db.store(values, in: .callback, replacing: true, tags: transaction.sealer.tags)
        }
    }

    /// When the next callback of each source is due; looks at one row for each source.
    static func next(_ db: Database) throws -> [SourceName: Int64] {
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    WITH RECURSIVE waiting (source) AS (
                        SELECT min(source) FROM callback WHERE status = 'pending'
                        UNION ALL
                        SELECT (SELECT min(source) FROM callback WHERE status = 'pending' AND source > waiting.source)
                        FROM waiting WHERE waiting.source IS NOT NULL
                    )
                    SELECT source, (
                        SELECT min(due_at) FROM callback WHERE status = 'pending' AND source = waiting.source
                    ) FROM waiting WHERE source IS NOT NULL
                    """
            )
        )
        let next = try rows.map { StoredRow($0) }.map { (try $0[0] as SourceName, try $0[1] as Int64) }
        return Dictionary(next, uniquingKeysWith: { first, _ in first })
    }

    static func queues(_ db: Database) throws -> [CallbackQueue] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT source, count(*), min(changed_at) FROM callback WHERE status = 'pending' GROUP BY source
                """
        )
        .map { StoredRow($0) }.map { CallbackQueue(source: try $0[0], pending: try $0[1], oldest: try $0[2]) }
    }

    static func due(
        _ source: SourceName,
        now: Int64,
        limit: Int,
        excluding: Set<LeadID>,
        _ db: Database,
        _ sealer: Sealer,
        _ damage: DamageBoard
    ) throws -> [LeadCallback] {
        let rows = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT \(columns) FROM \(tables)
                    WHERE callback.status = 'pending' AND callback.source = ? AND callback.due_at <= ?
                        AND NOT EXISTS (
                            SELECT 1 FROM callback AS earlier WHERE earlier.lead = callback.lead
                                AND earlier.version < callback.version AND earlier.status = 'pending'
                        )
                    ORDER BY callback.due_at, callback.lead
                    """
            ),
            arguments: [source, now]
        )
        var callbacks: [LeadCallback] = []
        while callbacks.count < limit, let row = try rows.next() {
            guard let callback = callback(row, sealer, damage), !excluding.contains(callback.lead) else { continue }
            callbacks.append(callback)
        }
        return callbacks
    }

    static func all(of lead: LeadID, _ db: Database, _ sealer: Sealer, _ damage: DamageBoard) throws -> [LeadCallback] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: "SELECT \(columns) FROM \(tables) WHERE lead.id = ? ORDER BY callback.version"
            ),
            arguments: [Data(lead.bytes)]
        )
        .compactMap { callback($0, sealer, damage) }
    }

    /// The callback of a row; `nil` when it is not as it was written, and then it is on the board.
    private static func callback(_ row: Row, _ sealer: Sealer, _ damage: DamageBoard) -> LeadCallback? {
        let row = StoredRow(row)
        let id = (try? row[CallbackRow.leadColumn] as Data).flatMap { LeadID(bytes: $0) }
        guard let callback = CallbackRow.callback(row, of: id, sealer: sealer) else {
            damage.note(StoredTable.callback.damage(row, of: id))
            return nil
        }
        return callback
    }
}

extension SQLiteLeadStore: CallbackStoring {
    package func callbackQueues() async throws(StoreError) -> [CallbackQueue] {
        try await read { db, _ in try CallbackTable.queues(db) }
    }

    package func nextCallbacks() async throws(StoreError) -> [SourceName: Int64] {
        try await read { db, _ in try CallbackTable.next(db) }
    }

    package func dueCallbacks(of source: SourceName, now: Int64, limit: Int, excluding: Set<LeadID>)
        async throws(StoreError) -> [LeadCallback]
    {
        try await read { [damage] db, sealer in
            try CallbackTable.due(source, now: now, limit: limit, excluding: excluding, db, sealer, damage)
        }
    }

    package func keepCallback(_ callback: LeadCallback) async throws(StoreError) {
        try await commits.write(mayUseReserve: true) { transaction in
            try CallbackTable.update(callback, in: transaction)
            transaction.countPages(of: 256)
        }
    }

    package func callbacks(of lead: LeadID) async throws(StoreError) -> [LeadCallback] {
        try await read { [damage] db, sealer in try CallbackTable.all(of: lead, db, sealer, damage) }
    }
}
