import Foundation
import GRDB
import JSON
import LeadKeeping
package import Leads
package import Targets

/// Reading goes through the pool's readers: it sees every write that has returned, and never waits for one.
extension SQLiteLeadStore {
    package func lead(_ id: LeadID) async throws(StoreError) -> Lead? {
        try await read { [damage] db, sealer in try Self.row(of: id, db, sealer).map(damage.lead) }
    }

    package func submission(_ id: LeadID) async throws(StoreError) -> Submission? {
        try await read { [damage] db, sealer in
            let sql = """
                SELECT \(StoredTable.content.selection) FROM lead JOIN content ON content.lead = lead.sequence
                WHERE lead.id = ?
                """
            guard let row = try Row.fetchOne(db.cachedStatement(sql: sql), arguments: [Data(id.bytes)]) else {
                return nil
            }
            do {
                let content = try SealedContent(
                    StoredRow(row),
                    post: { try db.rows(of: .post, "WHERE lead = ?", [$0]).first }
                )
                return try sealer.submission(content, of: id)
            } catch is Sealer.Damaged { throw contentDamaged(id, damage) } catch is StoredRow.Malformed {
                throw contentDamaged(id, damage)
            }
        }
    }

    package func timeline(_ id: LeadID) async throws(StoreError) -> [TimelineEntry] {
        try await read { [damage] db, sealer in
            guard let row = try Self.row(of: id, db, sealer) else { return [] }
            let key = row.wrappedKey.flatMap { try? sealer.unwrap($0, of: id) }
            let entries = try db.rows(of: .timeline, "WHERE lead = ? ORDER BY sequence", [row.sequence])
            return TimelineRow.all(
                of: row.lead,
                try entries.map { row in
                    guard let entry = TimelineRow.entry(row, key: key, of: id, sealer: sealer) else {
                        damage.note(StoredTable.timeline.damage(row, of: id))
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
        try await read { [damage] db, sealer in
            let sql = """
                SELECT \(LeadRow.columns) FROM \(LeadRow.tables(index: "lead_lookup"))
                WHERE lead.state = 'uncertain' AND lead.target = ? AND lead.due_at <= ? ORDER BY lead.due_at
                """
            var leads: [Lead] = []
            let rows = try Row.fetchCursor(
                db.cachedStatement(sql: sql),
                arguments: [target.rawValue, min(now, Lead.never - 1)]
            )
            try Self.collect(rows, into: &leads, limit: limit, excluding: excluding, sealer, damage)
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
        try await read { [damage] db, sealer in try Books(counters: db, sealer, damage) }
    }

    package func pauses() async throws(StoreError) -> [TargetPause] {
        try await read { [damage] db, sealer in try PauseTable.all(db, sealer, damage) }
    }

    // MARK: Inside

    /// Reads on one of the pool's readers; never blocks the caller's thread.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Database, Sealer) throws -> Value
    ) async throws(StoreError) -> Value {
        let sealer = sealer
        do {
            return try await pool.unsafeRead { db in
                // In one transaction, as by `read`, which would prepare its two statements anew each time.
                try db.cachedStatement(sql: "BEGIN DEFERRED TRANSACTION").execute()
                defer { try? db.cachedStatement(sql: "COMMIT TRANSACTION").execute() }
                return try body(db, sealer)
            }
        } catch {
            note(error)
            throw StoreError(reading: error)
        }
    }

    /// Puts what cannot be read on the board: a row, or the file as such.
    private func note(_ error: any Error) {
        switch error {
        case let row as LeadRow.Unreadable: damage.note(row.finding)
        case let error as DatabaseError where [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(error.resultCode):
            damage.note(
                .init(code: .fileDamaged, message: "SQLite says \(error.message ?? "that it is damaged"). Restore it.")
            )
        default: break
        }
    }

    static func row(of id: LeadID, _ db: Database, _ sealer: Sealer) throws -> LeadRow? {
        let statement = try db.cachedStatement(sql: LeadRow.byID)
        return try statement.rows([Data(id.bytes)]).first.map { try LeadRow($0, sealer: sealer) }
    }

    /// Reads until `limit` leads that are not excluded are there. A row that cannot be read is passed over, so that
    /// it stops no other, and is put on the board.
    static func collect(
        _ rows: RowCursor,
        into leads: inout [Lead],
        limit: Int,
        excluding: Set<LeadID>,
        _ sealer: Sealer,
        _ damage: DamageBoard
    ) throws {
        while leads.count < limit, let row = try rows.next() {
            do throws(LeadRow.Unreadable) {
                let lead = damage.lead(of: try LeadRow(row, sealer: sealer))
                if !excluding.contains(lead.id) { leads.append(lead) }
            } catch { damage.note(error.finding) }
        }
    }
}

private func contentDamaged(_ id: LeadID, _ damage: DamageBoard) -> StoreError {
    damage.note(.init(code: .contentDamaged, lead: id, message: "Its submission is damaged."))
    return .corrupt(id, "its sealed content")
}

extension Books {
    /// The books from the running counters. One that is damaged still says what it can; it is on the board.
    init(counters db: Database, _ sealer: Sealer, _ damage: DamageBoard) throws {
        var counters: [String: Int] = [:]
        for row in try db.rows(of: .books) {
            if !row.isProven(of: .books, by: sealer.tags) { damage.note(StoredTable.books.damage(row)) }
            guard let name = try? row[0] as String, let count = try? row[1] as Int else { continue }
            counters[name] = count
        }
        self.init(counters: counters)
    }
}
