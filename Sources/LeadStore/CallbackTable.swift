import Foundation
import GRDB
package import Leads
package import Names
import Targets

/// The table of what senders are told: one row for each state change that is, from the change on.
///
/// A row is written by the transaction that changes the lead. Nothing in it is personal: the sender's own id is read from
/// the lead's sealed words, and goes with them. Rows stay when they are told, as a lead's record.
enum CallbackTable {
    private static let columns = """
        lead.id, callback.version, callback.source, lead.target, lead.mode, callback.state, callback.changed_at, \
        callback.vorgangsnummer, callback.cause_class, callback.cause_code, callback.status, callback.attempts, \
        callback.due_at, callback.tried_at, callback.answer, lead.sealed_outcome, content.wrapped_key
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
        let insert = try transaction.db.cachedStatement(
            sql: """
                INSERT INTO callback (lead, version, source, state, changed_at, vorgangsnummer, cause_class, cause_code, \
                status, attempts, due_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'pending', 0, max(?, (
                    SELECT ifnull(max(due_at), 0) FROM callback WHERE lead = ? AND status = 'pending'
                )))
                """
        )
        try insert.execute(
            arguments: [
                sequence, lead.version, lead.source, lead.state.rawValue, lead.updatedAt, lead.vorgangsnummer,
                lead.cause?.class.rawValue, lead.cause?.code, lead.updatedAt, sequence,
            ]
        )
        transaction.countCallback()
    }

    /// Keeps what came of an attempt. What of the lead waits behind it waits as long.
    static func update(_ callback: LeadCallback, in db: Database) throws {
        let id = Data(callback.lead.bytes)
        let update = try db.cachedStatement(
            sql: """
                UPDATE callback SET status = ?, attempts = ?, due_at = ?, tried_at = ?, answer = ?
                WHERE lead = (SELECT sequence FROM lead WHERE id = ?) AND version = ?
                """
        )
        try update.execute(
            arguments: [
                callback.status.rawValue, callback.attempts, callback.dueAt, callback.triedAt, callback.answer, id,
                callback.version,
            ]
        )
        guard callback.status == .pending else { return }
        let later = try db.cachedStatement(
            sql: """
                UPDATE callback SET due_at = max(due_at, ?)
                WHERE lead = (SELECT sequence FROM lead WHERE id = ?) AND version > ? AND status = 'pending'
                """
        )
        try later.execute(arguments: [callback.dueAt, id, callback.version])
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
        return Dictionary(rows.map { ($0[0], $0[1]) }, uniquingKeysWith: { first, _ in first })
    }

    static func queues(_ db: Database) throws -> [CallbackQueue] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT source, count(*), min(changed_at) FROM callback WHERE status = 'pending' GROUP BY source
                """
        )
        .map { CallbackQueue(source: $0[0], pending: $0[1], oldest: $0[2]) }
    }

    static func due(
        _ source: SourceName,
        now: Int64,
        limit: Int,
        excluding: Set<LeadID>,
        _ db: Database,
        _ sealer: Sealer
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
            guard let callback = callback(row, sealer), !excluding.contains(callback.lead) else { continue }
            callbacks.append(callback)
        }
        return callbacks
    }

    static func all(of lead: LeadID, _ db: Database, _ sealer: Sealer) throws -> [LeadCallback] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: "SELECT \(columns) FROM \(tables) WHERE lead.id = ? ORDER BY callback.version"
            ),
            arguments: [Data(lead.bytes)]
        )
        .compactMap { callback($0, sealer) }
    }

    /// The callback of a row; `nil` when it holds what none can hold. `verify` names such rows.
    private static func callback(_ row: Row, _ sealer: Sealer) -> LeadCallback? {
        guard let id = LeadID(bytes: row[0]), let mode = DeliveryMode(rawValue: row[4]),
            let state = LeadState(rawValue: row[5]), let status = LeadCallback.Status(rawValue: row[10])
        else { return nil }
        var cause: LeadCallback.CauseName?
        if let name = row[8] as String?, let `class` = CauseClass(rawValue: name), let code = row[9] as String? {
            cause = LeadCallback.CauseName(class: `class`, code: code)
        }
        var words: LeadWords?
        if let sealed = row[15] as Data?, let wrapped = row[16] as Data? {
            words = LeadWords(sealed, wrappedKey: wrapped, of: id, sealer: sealer)
        }
        return LeadCallback(
            lead: id,
            version: row[1],
            source: row[2],
            target: Target(rawValue: row[3]),
            mode: mode,
            state: state,
            changedAt: row[6],
            vorgangsnummer: row[7],
            cause: cause,
            senderID: words?.senderID,
            status: status,
            attempts: row[11],
            dueAt: row[12],
            triedAt: row[13],
            answer: row[14]
        )
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
        try await read { db, sealer in
            try CallbackTable.due(source, now: now, limit: limit, excluding: excluding, db, sealer)
        }
    }

    package func keepCallback(_ callback: LeadCallback) async throws(StoreError) {
        try await commits.write(mayUseReserve: true) { transaction in
            try CallbackTable.update(callback, in: transaction.db)
            transaction.countPages(of: 256)
        }
    }

    package func callbacks(of lead: LeadID) async throws(StoreError) -> [LeadCallback] {
        try await read { db, sealer in try CallbackTable.all(of: lead, db, sealer) }
    }
}
