import Foundation
import GRDB
import LeadKeeping
package import Leads
package import Names
package import Targets

/// The queue of a store: turns are taken by source, so that no sender's backlog stands before another's leads.
extension SQLiteLeadStore {
    package func lease(to owner: String, until end: Int64, at now: Int64) async throws(StoreError) -> Lease {
        if let lease = try commits.prolong(for: owner, until: end, at: now) { return lease }
        return try await commits.write(mayUseReserve: true) { transaction in
            guard let lease = try transaction.lease?.passed(to: owner, until: end, at: now) else {
                throw StoreError.leaseLost
            }
            try transaction.pass(to: lease)
            return lease
        }
    }

    package func claim(_ request: QueueRequest, under lease: Lease) async throws(StoreError) -> [QueuedLead] {
        try commits.check(lease, at: request.now)
        return try await read { [damage] db, sealer in
            var leads: Set<QueuedLead> = []
            for source in try Self.waitingSources(request.target, db) where !request.without.contains(source) {
                let oldest = try Self.turn(request, of: source, db, sealer, damage)
                leads.formUnion(oldest)
                guard oldest.count == request.perSource else { continue }
                if !oldest.allSatisfy(\.isFresh) {
                    leads.formUnion(try Self.turn(request, of: source, onlyFresh: true, db, sealer, damage))
                }
                if request.newestOf.contains(source) {
                    leads.formUnion(try Self.turn(request, of: source, newest: true, db, sealer, damage))
                }
            }
            return leads.sorted { ($0.dueAt, $0.id) < ($1.dueAt, $1.id) }
        }
    }

    package func firstDue(for target: Target, after moment: Int64) async throws(StoreError) -> Int64? {
        try await read { db, _ in
            let sql = """
                SELECT min(due_at) FROM lead INDEXED BY lead_queue
                WHERE state = 'queued' AND target = ? AND source = ? AND due_at > ?
                """
            return try Self.waitingSources(target, db).compactMap { source in
                try Int64.fetchOne(
                    db.cachedStatement(sql: sql),
                    arguments: [target.rawValue, source.rawValue, moment]
                )
            }.min()
        }
    }

    package func queueLengths() async throws(StoreError) -> [QueueLength] {
        try await lengths("lead INDEXED BY lead_queue", state: .queued)
    }

    package func uncertainLengths() async throws(StoreError) -> [QueueLength] {
        try await lengths("lead INDEXED BY lead_lookup", state: .uncertain)
    }

    @discardableResult
    package func hasten(_ target: Target, source: SourceName?, at now: Int64) async throws(StoreError) -> Int {
        try await commits.write(mayUseReserve: true) { transaction in
            try transaction.db.execute(
                sql: Self.moveDueTimes(
                    to: "?1",
                    where: "state = 'queued' AND target = ?2 AND (?3 IS NULL OR source = ?3) AND due_at > ?1"
                ),
                arguments: [now, target.rawValue, source?.rawValue]
            )
            let count = transaction.db.changesCount
            if count > 0 { transaction.queues.insert(target) }
            return count
        }
    }

    package func reanchor(by shift: Int64?, at now: Int64, longest: Int64) async throws(StoreError) {
        // By the old clock it was `before`; at a start only leads that waited for nothing are known to be due.
        let before = now - (shift ?? 0)
        let time = """
            CASE
                WHEN due_at <= ?2 OR lane = 0 AND attempts = 0 AND state = 'queued' THEN min(due_at, ?1)
                ELSE max(?1, min(due_at + ?3, ?1 + ?4)) END
            """
        let waits = "due_at < ?5 AND due_at > min(?1, ?2) AND target = ?6"
        try await commits.write(mayUseReserve: true) { transaction in
            let db = transaction.db
            let times: [DatabaseValue] = [now, before, shift ?? 0, longest, Lead.never].map(\.databaseValue)
            func move(_ condition: String, _ names: String...) throws {
                try db.execute(
                    sql: Self.moveDueTimes(to: time, where: "\(condition) AND \(waits)"),
                    arguments: StatementArguments(times + names.map(\.databaseValue))
                )
            }
            // Source by source, so that only what waits is looked at, however much is due.
            for target in try Self.targets(of: .queued, by: "lead_queue", db) {
                for source in try Self.waitingSources(Target(rawValue: target), db) {
                    try move("state = 'queued' AND source = ?7", target, source.rawValue)
                }
            }
            for target in try Self.targets(of: .uncertain, by: "lead_lookup", db) {
                try move("state = 'uncertain'", target)
            }
            try move("state = 'waiting' AND lack = 'data'", Target.undecided.rawValue)
        }
    }

    // MARK: Inside

    /// Changes when leads are due, in one statement for all of them. Only a row that bears its tag gets the new one.
    static func moveDueTimes(to time: String, where condition: String) -> String {
        let columns = LeadColumn.allCases.map { "lead.\($0.name)" }
        let moved = LeadColumn.allCases.map { $0 == .dueAt ? "moved.due" : "lead.\($0.name)" }
        return """
            UPDATE lead SET due_at = moved.due, tag = row_tag('lead', \(moved.joined(separator: ", ")))
            FROM (SELECT sequence AS place, \(time) AS due FROM lead WHERE \(condition)) AS moved
            WHERE lead.sequence = moved.place AND lead.tag = row_tag('lead', \(columns.joined(separator: ", ")))
            """
    }

    /// The targets of leads in a state, by skipping from one to the next in an index that begins with them.
    private static func targets(of state: LeadState, by index: String, _ db: Database) throws -> [String] {
        let next = "SELECT min(target) FROM lead INDEXED BY \(index) WHERE state = '\(state.rawValue)'"
        var targets: [String] = []
        while let target = try String.fetchOne(
            db.cachedStatement(sql: "\(next) AND target > ?"),
            arguments: [targets.last ?? ""]
        ) {
            targets.append(target)
        }
        return targets
    }

    /// The sources with queued leads, by skipping from one to the next in the index.
    private static func waitingSources(_ target: Target, _ db: Database) throws -> [SourceName] {
        let next = "SELECT min(source) FROM lead INDEXED BY lead_queue WHERE state = 'queued' AND target = ?1"
        return try String.fetchAll(
            db.cachedStatement(
                sql: """
                    WITH RECURSIVE waiting(source) AS (
                        \(next)
                        UNION ALL
                        SELECT (\(next) AND source > waiting.source) FROM waiting WHERE source IS NOT NULL
                    )
                    SELECT source FROM waiting WHERE source IS NOT NULL
                    """
            ),
            arguments: [target.rawValue]
        ).map { SourceName($0) }
    }

    private static func turn(
        _ request: QueueRequest,
        of source: SourceName,
        onlyFresh: Bool = false,
        newest: Bool = false,
        _ db: Database,
        _ sealer: Sealer,
        _ damage: DamageBoard
    ) throws -> [QueuedLead] {
        let sql = """
            SELECT \(LeadRow.columns) FROM \(LeadRow.tables(index: "lead_queue"))
            WHERE lead.state = 'queued' AND lead.target = ? AND lead.source = ? AND lead.due_at <= ? \
            \(onlyFresh ? "AND lead.due_at > ? AND lead.lane = 0" : "AND lead.due_at > ?")
                AND \(CaseTable.isFree)
            ORDER BY lead.due_at \(newest ? "DESC" : "ASC") LIMIT ?
            """
        // Rows that are known to be unreadable take no other's place.
        let limit = (newest ? 1 : request.perSource) + damage.findings.count
        let rows = try db.cachedStatement(sql: sql).rows([
            request.target.rawValue, source.rawValue, request.now, onlyFresh ? request.freshSince : Int64.min, limit,
        ])
        var leads: [QueuedLead] = []
        for row in rows where leads.count < (newest ? 1 : request.perSource) {
            // A row that cannot be read is passed over, so that it stops no other, and is put on the board.
            do throws(LeadRow.Unreadable) {
                let lead = damage.lead(of: try LeadRow(row, sealer: sealer))
                let isFresh = lead.lane == 0 && lead.dueAt > request.freshSince
                leads.append(
                    QueuedLead(id: lead.id, source: source, dueAt: lead.dueAt, isFresh: isFresh, lead: lead)
                )
            } catch { damage.note(error.finding) }
        }
        return leads
    }

    private func lengths(_ table: String, state: LeadState) async throws(StoreError) -> [QueueLength] {
        try await read { db, _ in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT waiting.target, waiting.source, waiting.count, lead.received_at FROM (
                        SELECT target, source, count(*) AS count, min(sequence) AS first
                        FROM \(table) WHERE state = '\(state.rawValue)' GROUP BY target, source
                    ) AS waiting JOIN lead ON lead.sequence = waiting.first
                    ORDER BY waiting.target, waiting.source
                    """
            ).map { StoredRow($0) }.map {
                QueueLength(
                    target: Target(rawValue: try $0[0]),
                    source: try $0[1],
                    count: try $0[2],
                    oldest: try $0[3]
                )
            }
        }
    }
}
