import Foundation
import GRDB
import Leads

/// What belongs to no lead alone: the counters, the other tables, the audit log, and the file as such.
extension StoreVerifier {
    /// Looks at what belongs to no lead alone, at the counters, and at the file as such. Returns the counters that are
    /// proven.
    @discardableResult
    mutating func checkRest(_ db: Database) -> [String: Int] {
        guarded { for problem in try FileCheck.problems(db) { $0.find(.fileDamaged, nil, "SQLite: \(problem)") } }
        let counters = checkCounters(db)
        for table in [StoredTable.store, .duplicate, .pause, .drift, .job, .jobLead, .accessToken] {
            checkRows(of: table, counters, in: db)
        }
        checkAudit(counters, in: db)
        checkCallbacks(counters, in: db)
        checkRemains(db)
        checkCount(of: .lead, counter: WriterTransaction.acceptedName, counters, in: db)
        return counters
    }

    @discardableResult
    mutating func checkCounters(_ db: Database) -> [String: Int] {
        var counters: [String: Int] = [:]
        guarded { verifier in
            for row in try db.rows(of: .books) {
                guard row.isProven(of: .books, by: verifier.sealer.tags) else {
                    verifier.findings.append(StoredTable.books.damage(row))
                    continue
                }
                counters[try row[0]] = try row[1]
            }
        }
        return counters
    }

    private mutating func checkRows(of table: StoredTable, _ counters: [String: Int], in db: Database) {
        guarded { verifier in
            let rows = try Row.fetchCursor(db, sql: "SELECT \(table.selection) FROM \(table.rawValue)")
            while let row = try rows.next().map({ StoredRow($0) }) {
                guard row.isProven(of: table, by: verifier.sealer.tags) else {
                    verifier.findings.append(table.damage(row))
                    continue
                }
                guard table == .drift else { continue }
                verifier.sealedParts += 1
                if (try? verifier.sealer.openLedger(try row[2], of: try row[0])) == nil {
                    verifier.find(.rowDamaged, nil, "What is known of the source '\(try row[0] as String)' is damaged.")
                }
            }
        }
        if let counter = table.counter { checkCount(of: table, counter: counter, counters, in: db) }
    }

    /// A row that is gone leaves no tag behind; the counter remembers it.
    private mutating func checkCount(
        of table: StoredTable,
        counter: String,
        _ counters: [String: Int],
        in db: Database
    ) {
        guarded { verifier in
            let rows = try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table.rawValue)") ?? 0
            let counted = counters[counter] ?? 0
            guard rows != counted else { return }
            verifier.find(
                table == .lead ? .leadMissing : table == .audit ? .auditBroken : .rowDamaged,
                nil,
                "'\(table.rawValue)' has \(rows) rows, but \(counted) were written."
            )
        }
    }

    /// Every entry of the audit log is as it was written, follows the one before it, and none is gone.
    private mutating func checkAudit(_ counters: [String: Int], in db: Database) {
        guarded { verifier in
            let rows = try Row.fetchCursor(
                db,
                sql: "SELECT \(StoredTable.audit.selection) FROM audit ORDER BY sequence"
            )
            var before = AuditTable.Link.first
            while let row = try rows.next().map({ StoredRow($0) }) {
                guard row.isProven(of: .audit, by: verifier.sealer.tags) else {
                    verifier.findings.append(StoredTable.audit.damage(row))
                    before = AuditTable.Link(row) ?? before.skipped
                    continue
                }
                guard let link = AuditTable.Link(row), link.follows(before, row, tags: verifier.sealer.tags) else {
                    verifier.find(.auditBroken, nil, "Entries of the audit log after \(before.sequence) are missing.")
                    before = AuditTable.Link(row) ?? before.skipped
                    continue
                }
                before = link
            }
        }
        checkCount(of: .audit, counter: StoredTable.audit.rawValue, counters, in: db)
    }

    /// Every callback is as it was written, and belongs to a version of a lead that brought it into the state that is told.
    private mutating func checkCallbacks(_ counters: [String: Int], in db: Database) {
        guarded { verifier in
            let own = StoredTable.callback.columns.count + 1
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT \(StoredTable.callback.selection), lead.id, timeline.state FROM callback
                    LEFT JOIN lead ON lead.sequence = callback.lead
                    LEFT JOIN timeline ON timeline.lead = callback.lead AND timeline.sequence = callback.version
                    """
            )
            while let row = try rows.next().map({ StoredRow($0) }) {
                let id = (try? row[own] as Data).flatMap { LeadID(bytes: $0) }
                guard row.isProven(of: .callback, by: verifier.sealer.tags), let id else {
                    verifier.findings.append(StoredTable.callback.damage(row, of: id))
                    continue
                }
                if try row[3] as String != row[own + 1] as String? {
                    verifier.find(
                        .callbackBroken,
                        id,
                        "Its callback of version \(try row[1] as Int) tells what did not happen."
                    )
                }
            }
        }
        checkCount(of: .callback, counter: StoredTable.callback.rawValue, counters, in: db)
    }

    /// Content and timelines that belong to no lead.
    private mutating func checkRemains(_ db: Database) {
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
}
