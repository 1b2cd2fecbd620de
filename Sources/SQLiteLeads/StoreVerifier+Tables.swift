import Foundation
import GRDB
import LeadKeeping
import Leads

/// What belongs to no lead alone: the counters, the other tables, the audit log, and the file as such.
extension StoreVerifier {
    /// Looks at what belongs to no lead alone, at the counters, and at the file as such. Returns the counters that are
    /// proven.
    @discardableResult
    mutating func checkRest(_ db: Database) -> [String: Int] {
        guarded { for problem in try FileCheck.problems(db) { $0.find(.fileDamaged, nil, "SQLite: \(problem)") } }
        let counters = checkCounters(db)
        for table in [
            StoredTable.store, .duplicate, .pause, .drift, .job, .jobLead, .accessToken, .person, .erasure,
            .post,
        ] {
            each("SELECT \(table.selection) FROM \(table.rawValue)", in: db) { try $0.check($1, of: table) }
            if let counter = table.counter { checkCount(of: table, counter: counter, counters, in: db) }
        }
        each("SELECT \(StoredTable.audit.selection) FROM audit ORDER BY sequence", in: db) { $0.check(audit: $1) }
        checkCount(of: .audit, counter: StoredTable.audit.rawValue, counters, in: db)
        checkCallbacks(counters, in: db)
        checkPersons(db)
        checkRemains(db)
        checkCount(of: .lead, counter: BooksCounter.accepted, counters, in: db)
        return counters
    }

    @discardableResult
    mutating func checkCounters(_ db: Database) -> [String: Int] {
        guarded { verifier in try verifier.counters(try db.rows(of: .books)) } ?? [:]
    }

    private mutating func checkCount(
        of table: StoredTable,
        counter: String,
        _ counters: [String: Int],
        in db: Database
    ) {
        guarded { verifier in
            let rows = try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table.rawValue)") ?? 0
            verifier.check(count: rows, of: table, counter: counter, counters)
        }
    }

    private mutating func checkCallbacks(_ counters: [String: Int], in db: Database) {
        let sql = """
            SELECT \(StoredTable.callback.selection), lead.id, timeline.state FROM callback
            LEFT JOIN lead ON lead.sequence = callback.lead
            LEFT JOIN timeline ON timeline.lead = callback.lead AND timeline.sequence = callback.version
            """
        each(sql, in: db) { verifier, row in
            let id = (try? row[CallbackRow.leadColumn] as Data).flatMap { LeadID(bytes: $0) }
            try verifier.check(callback: row, of: id, state: try row[CallbackRow.leadColumn + 1])
        }
        checkCount(of: .callback, counter: StoredTable.callback.rawValue, counters, in: db)
    }

    /// Content and timelines that belong to no lead, and bodies that no lead shares any more.
    private mutating func checkRemains(_ db: Database) {
        guarded { verifier in
            let sql = """
                SELECT count(*) FROM post WHERE lead NOT IN (SELECT post FROM content WHERE post IS NOT NULL)
                """
            guard let stray = try Int.fetchOne(db, sql: sql), stray > 0 else { return }
            verifier.find(.contentLeft, nil, "\(stray) rows of 'post' belong to no lead.")
        }
        for table in [StoredTable.content, .timeline] {
            guarded { verifier in
                let sql = "SELECT count(*) FROM \(table.rawValue) WHERE lead NOT IN (SELECT sequence FROM lead)"
                guard let stray = try Int.fetchOne(db, sql: sql), stray > 0 else { return }
                verifier.find(
                    table == .content ? .contentLeft : .timelineBroken,
                    nil,
                    "\(stray) rows of '\(table.rawValue)' belong to no lead."
                )
            }
        }
    }

    /// Looks at one row after the other.
    private mutating func each(
        _ sql: String,
        in db: Database,
        _ look: (inout StoreVerifier, StoredRow) throws -> Void
    ) {
        guarded { verifier in
            let rows = try Row.fetchCursor(db, sql: sql)
            while let row = try rows.next() { try look(&verifier, StoredRow(row)) }
        }
    }
}
