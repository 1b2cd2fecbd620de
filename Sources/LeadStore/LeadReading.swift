import Foundation
import GRDB
import JSON
package import Leads
package import Targets

/// Reading goes through the pool's readers: it sees every write that has returned, and never waits for one.
extension SQLiteLeadStore {
    package func lead(_ id: LeadID) async throws(StoreError) -> Lead? {
        try await read { db, sealer in try Self.row(of: id, db, sealer)?.lead }
    }

    package func submission(_ id: LeadID) async throws(StoreError) -> Submission? {
        try await read { db, sealer in
            let sql = """
                SELECT content.wrapped_key, content.sealed FROM lead JOIN content ON content.lead = lead.sequence
                WHERE lead.id = ?
                """
            guard let row = try Row.fetchOne(db.cachedStatement(sql: sql), arguments: [Data(id.bytes)]) else {
                return nil
            }
            do {
                let key = try sealer.unwrap(row[0], of: id)
                let bytes = try sealer.open(row[1], under: key, as: .submission, of: id)
                guard let submission = SubmissionCoding.decode(bytes) else {
                    throw Sealer.Damaged(purpose: .submission)
                }
                return submission
            } catch is Sealer.Damaged { throw StoreError.corrupt(id, "its sealed content") }
        }
    }

    package func timeline(_ id: LeadID) async throws(StoreError) -> [TimelineEntry] {
        try await read { db, sealer in
            guard let row = try Self.row(of: id, db, sealer) else { return [] }
            let key = row.wrappedKey.flatMap { try? sealer.unwrap($0, of: id) }
            let entries = try Row.fetchCursor(
                db.cachedStatement(sql: TimelineRow.select + " WHERE lead = ? ORDER BY sequence"),
                arguments: [row.sequence]
            )
            return try [TimelineRow.first(of: row.lead)]
                + Array(
                    entries.map { row in
                        guard let entry = TimelineRow.entry(row, key: key, of: id, sealer: sealer) else {
                            throw StoreError.corrupt(id, "its timeline")
                        }
                        return entry
                    }
                )
        }
    }

    package func caseStanding(of id: LeadID) async throws(StoreError) -> CaseStanding? {
        try await read { db, sealer in
            guard let row = try Self.row(of: id, db, sealer), let key = row.caseKey else { return nil }
            let opener = row.lead.caseRole == .opens ? row : try CaseTable.opener(key, in: db, sealer: sealer)
            return CaseStanding(
                opener: opener?.lead.id,
                case: opener.flatMap { CaseReference(openedBy: $0.lead) },
                waitsFor: try CaseTable.blocker(of: row, key: key, in: db)
            )
        }
    }

    package func dueForLookup(target: Target, now: Int64, limit: Int, excluding: Set<LeadID>)
        async throws(StoreError) -> [Lead]
    {
        try await read { db, sealer in
            let sql = """
                SELECT \(LeadRow.columns) FROM \(LeadRow.tables(index: "lead_lookup"))
                WHERE lead.state = 'uncertain' AND lead.target = ? AND lead.due_at <= ? ORDER BY lead.due_at
                """
            var leads: [Lead] = []
            let rows = try Row.fetchCursor(
                db.cachedStatement(sql: sql),
                arguments: [target.rawValue, min(now, Lead.never - 1)]
            )
            try Self.collect(rows, into: &leads, limit: limit, excluding: excluding, sealer)
            return leads
        }
    }

    package func nextLookup(target: Target) async throws(StoreError) -> Int64? {
        try await read { db, _ in
            try Int64.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT min(due_at) FROM lead INDEXED BY lead_lookup
                        WHERE state = 'uncertain' AND target = ? AND due_at < ?
                        """
                ),
                arguments: [target.rawValue, Lead.never]
            )
        }
    }

    package func books() async throws(StoreError) -> Books {
        try await read { db, _ in try Books(counters: db) }
    }

    package func pauses() async throws(StoreError) -> [TargetPause] {
        try await read { db, _ in try PauseTable.all(db) }
    }

    // MARK: Inside

    /// Reads on one of the pool's readers; never blocks the caller's thread.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Database, Sealer) throws -> Value
    ) async throws(StoreError) -> Value {
        let sealer = sealer
        do {
            return try await pool.read { db in try body(db, sealer) }
        } catch { throw StoreError(reading: error) }
    }

    private static func row(of id: LeadID, _ db: Database, _ sealer: Sealer) throws -> LeadRow? {
        let statement = try db.cachedStatement(
            sql: "SELECT \(LeadRow.columns) FROM \(LeadRow.tables()) WHERE lead.id = ?"
        )
        return try Row.fetchOne(statement, arguments: [Data(id.bytes)]).map { try LeadRow($0, sealer: sealer) }
    }

    /// Reads until `limit` leads that are not excluded are there. A row that cannot be read is passed over: it must
    /// not stop the others, and `verify` names it.
    private static func collect(
        _ rows: RowCursor,
        into leads: inout [Lead],
        limit: Int,
        excluding: Set<LeadID>,
        _ sealer: Sealer
    ) throws {
        while leads.count < limit, let row = try rows.next() {
            guard let lead = try? LeadRow(row, sealer: sealer).lead, !excluding.contains(lead.id) else { continue }
            leads.append(lead)
        }
    }
}

extension Books {
    /// The books from the running counters.
    init(counters db: Database) throws {
        var accepted = 0
        var counts: [LeadState: Int] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT name, count FROM books") {
            let name: String = row[0]
            if name == WriterTransaction.acceptedName { accepted = row[1] }
            if let state = LeadState(rawValue: name), row[1] as Int != 0 { counts[state] = row[1] }
        }
        self.init(accepted: accepted, counts: counts)
    }
}
