import GRDB
import LeadKeeping
import Leads

/// Goes through the file for a ``StoreVerifier``.
extension StoreVerifier {
    mutating func verify(_ db: Database) -> StoreVerification {
        var last: Int64? = .min
        while let from = last { last = checkLeads(db, after: from, limit: 1_000) }
        return result(counters: checkRest(db))
    }

    /// Looks at some leads with all that belongs to them. Returns the place of the last one, `nil` when there are no more.
    mutating func checkLeads(_ db: Database, after sequence: Int64, limit: Int) -> Int64? {
        guarded { verifier in
            let rows = try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT \(LeadRow.columns) FROM \(LeadRow.tables())
                        WHERE lead.sequence > ? ORDER BY lead.sequence LIMIT ?
                        """
                ),
                arguments: [sequence, limit]
            )
            var last = max(sequence, 0)
            for row in rows.map({ StoredRow($0) }) {
                let place = (try? row[.sequence] as Int64) ?? last
                for missing in (last..<max(place, last)).dropFirst().prefix(20) {
                    verifier.find(.leadMissing, nil, "The lead of row \(missing) is not there any more.")
                }
                last = max(last, place)
                try verifier.check(row, in: db)
            }
            return rows.count < limit ? nil : last
        } ?? nil
    }

    private mutating func check(_ row: StoredRow, in db: Database) throws {
        try check(
            lead: row,
            content: { try db.rows(of: .content, "WHERE lead = ?", [$0]).first },
            post: { try db.rows(of: .post, "WHERE lead = ?", [$0]).first },
            timeline: { try db.rows(of: .timeline, "WHERE lead = ? ORDER BY sequence", [$0]) }
        )
    }

    /// Looks at what matters first in a file that is too long to be looked through before the first lead: the counters, what
    /// may still be sent, and what came last.
    ///
    /// - Parameter limit: leads of either kind.
    mutating func checkFirst(_ db: Database, limit: Int) {
        checkCounters(db)
        for condition in [
            "lead.state IN ('waiting', 'queued', 'sending', 'uncertain') ORDER BY lead.sequence",
            "TRUE ORDER BY lead.sequence DESC",
        ] {
            guarded { verifier in
                let sql = "SELECT \(LeadRow.columns) FROM \(LeadRow.tables()) WHERE \(condition) LIMIT ?"
                for row in try Row.fetchAll(db, sql: sql, arguments: [limit]) {
                    try verifier.check(StoredRow(row), in: db)
                }
            }
        }
    }

    /// Does one part of the look; a file that cannot be read there is a finding.
    @discardableResult
    mutating func guarded<Value>(_ part: (inout StoreVerifier) throws -> Value) -> Value? {
        do { return try part(&self) } catch let error as DatabaseError {
            find(
                .fileDamaged,
                nil,
                "The file cannot be read: SQLite says \(error.message ?? "that it is damaged"). Restore it."
            )
        } catch { find(.fileDamaged, nil, "A row of the file holds what it cannot hold. Restore it.") }
        return nil
    }
}
