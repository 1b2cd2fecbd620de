import Foundation
import GRDB
import LeadKeeping
import Leads

/// Takes a whole file to another master key.
///
/// Rows are changed where they stand: nothing becomes longer, and no index holds what changes. So the log takes about as much
/// as the file, and no more than a batch of keys is in memory.
extension Rekeying {
    /// What was done.
    struct Outcome {
        /// Leads whose data key is wrapped by the new key.
        var leads = 0
        /// Rows that were damaged, and are.
        var damaged = 0
    }

    /// Gives all rows to the new key; only inside a transaction.
    func perform(in db: Database, path: String) throws -> Outcome {
        var outcome = Outcome()
        db.add(function: function)
        defer { db.remove(function: function) }
        for table in StoredTable.allCases {
            switch table {
            case .lead: try leads(in: db, &outcome)
            case .post: try each(of: table, in: db) { try write(post($0), 2, of: table, at: $0, in: db, &outcome) }
            case .audit:
                var audit = Audit(self)
                try each(of: table, in: db) { try write(audit.next($0), 6, of: table, at: $0, in: db, &outcome) }
            case .drift:
                for row in try db.rows(of: table) { try write(drift(row), 2, of: table, at: row, in: db, &outcome) }
            case .timeline, .duplicate, .books, .pause, .callback, .job, .jobLead, .accessToken, .person, .erasure:
                try tag(table, in: db, &outcome)
            // The one goes with the leads, the other is the last of all.
            case .content, .store: break
            }
        }
        var head = try Head(db, key: old.key, tags: old.tags, path: path)
        try head.belong(to: new.key)
        try db.store(head.values, in: .store, replacing: true, tags: new.tags)
        return outcome
    }

    /// Leads with their contents, whose data keys open for the lead's id only.
    private func leads(in db: Database, _ outcome: inout Outcome) throws {
        var contents = 0
        try each(of: .lead, in: db) { row in
            let (lead, written) = lead(row)
            try write(lead, nil, of: .lead, at: row, in: db, &outcome)
            guard let stored = try db.rows(of: .content, "WHERE lead = ?", [written.values[0]]).first else { return }
            let content = content(stored, of: (try? written[.id] as Data).flatMap { LeadID(bytes: $0) })
            try write(content, 1, of: .content, at: stored, in: db, &outcome)
            contents += 1
            if content.isResealed { outcome.leads += 1 }
        }
        // Those that belong to no lead stay as they are.
        outcome.damaged += try count(.content, in: db) - contents
    }

    /// Writes a row in its place.
    ///
    /// - Parameter column: which changes beside the tag.
    private func write(
        _ row: Row,
        _ column: Int?,
        of table: StoredTable,
        at old: StoredRow,
        in db: Database,
        _ outcome: inout Outcome
    ) throws {
        if !row.isProven { outcome.damaged += 1 }
        var changed = [("tag", row.tag)]
        if let column { changed.append((table.columns[column], row.values[column])) }
        let sets = changed.map { "\($0.0) = ?" }.joined(separator: ", ")
        try db.cachedStatement(sql: "UPDATE \(table.rawValue) SET \(sets) WHERE \(table.columns[0]) = ?")
            .execute(arguments: StatementArguments(stored: changed.map(\.1) + [old.values[0]]))
    }

    /// Goes through a table that is numbered, by its numbers: a row may be long.
    private func each(of table: StoredTable, in db: Database, _ body: (StoredRow) throws -> Void) throws {
        let key = table.columns[0]
        let sql = "SELECT \(key) FROM \(table.rawValue) WHERE \(key) > ? ORDER BY \(key) LIMIT 1000"
        var last = Int64.min
        while true {
            let places = try Int64.fetchAll(db.cachedStatement(sql: sql), arguments: [last])
            for place in places { try db.rows(of: table, "WHERE \(key) = ?", [place]).forEach(body) }
            guard let place = places.last else { return }
            last = place
        }
    }

    /// Gives the rows of a table their new tags, in one statement: of those that do not prove themselves it makes `NULL`, which
    /// a tag cannot be, and so passes them over.
    private func tag(_ table: StoredTable, in db: Database, _ outcome: inout Outcome) throws {
        let columns = (table.columns + ["tag"]).joined(separator: ", ")
        try db.execute(
            sql: "UPDATE OR IGNORE \(table.rawValue) SET tag = rekeyed_tag('\(table.rawValue)', \(columns))"
        )
        let proven = db.changesCount
        outcome.damaged += try count(table, in: db) - proven
    }

    private func count(_ table: StoredTable, in db: Database) throws -> Int {
        try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table.rawValue)") ?? 0
    }

    /// `rekeyed_tag(table, column…, tag)`.
    private var function: DatabaseFunction {
        DatabaseFunction("rekeyed_tag", pure: true) { values in
            guard let name = values.first.flatMap({ String(stored: StoredValue($0)) }),
                let table = StoredTable(rawValue: name)
            else { return nil }
            return tag(of: table, StoredRow(values.dropFirst().map { StoredValue($0) }))
        }
    }
}
