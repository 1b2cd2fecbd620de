import Foundation
import GRDB
package import Leads

/// The table of the audit log: it only grows, and nothing in it changes or goes unnoticed.
///
/// Each entry bears a link: a keyed code over itself and the link of the entry before it. Whoever changes, removes, inserts
/// or exchanges entries without the master key breaks the chain; entries taken off its end are missed by the counter in the
/// books. ``StoreVerifier`` follows it.
enum AuditTable {
    /// Where an entry stands in the chain.
    struct Link {
        let sequence: Int
        let code: Data

        /// Before the first entry.
        static let first = Link(sequence: 0, code: Data())

        init(sequence: Int, code: Data) {
            self.sequence = sequence
            self.code = code
        }

        /// The link of a stored entry.
        init?(_ row: StoredRow) {
            guard let sequence = try? row[0] as Int, let code = try? row[6] as Data else { return nil }
            self.init(sequence: sequence, code: code)
        }

        /// The same place one entry on, for an entry that cannot be read.
        var skipped: Link { Link(sequence: sequence + 1, code: code) }

        /// Whether this is the link of `row`, which came right after `before`.
        func follows(_ before: Link, _ row: StoredRow, tags: RowTags) -> Bool {
            sequence == before.sequence + 1 && code == AuditTable.code(of: row.values.prefix(6), after: before, tags)
        }
    }

    /// Appends an entry.
    static func insert(_ act: OperatorAct, at now: Int64, in transaction: WriterTransaction) throws {
        let tags = transaction.sealer.tags
        let last = try transaction.db.rows(of: .audit, "ORDER BY sequence DESC LIMIT 1").first.flatMap(Link.init)
        let before = last ?? .first
        let values: [DatabaseValue] = [
            (before.sequence + 1).databaseValue, now.databaseValue, act.by.databaseValue,
            act.kind.rawValue.databaseValue, act.subject.databaseValue, act.reason.stored,
        ]
        let link = code(of: values, after: before, tags)
        try transaction.db.store(values + [link.databaseValue], in: .audit, tags: tags)
        transaction.count(.audit)
        transaction.countPages(of: 512)
    }

    private static func code(of values: some Collection<DatabaseValue>, after before: Link, _ tags: RowTags) -> Data {
        tags.tag(named: "audit-link", [before.code.databaseValue] + values)
    }

    /// The entry of a row.
    static func entry(_ row: StoredRow) throws(StoredRow.Malformed) -> AuditEntry {
        guard let kind = OperatorAct.Kind(rawValue: try row[3]) else { throw .init(column: 3) }
        let act = OperatorAct(by: try row[2], kind, try row[4], reason: try row[5])
        return AuditEntry(sequence: try row[0], at: try row[1], act: act)
    }
}

extension SQLiteLeadStore: AuditStoring {
    package func audit(_ act: OperatorAct, at now: Int64) async throws(StoreError) {
        try await commits.write(mayUseReserve: true) { try AuditTable.insert(act, at: now, in: $0) }
    }

    package func auditEntries(matching filter: AuditFilter, before: Int?, limit: Int)
        async throws(StoreError) -> [AuditEntry]
    {
        try await read { [damage] db, sealer in
            var condition = "WHERE sequence < ?"
            var arguments: [any DatabaseValueConvertible] = [before ?? .max]
            for (column, value) in [("actor", filter.by), ("subject", filter.subject), ("kind", filter.kind?.rawValue)]
            {
                guard let value else { continue }
                condition += " AND audit.\(column) = ?"
                arguments.append(value)
            }
            condition += " ORDER BY sequence DESC LIMIT ?"
            arguments.append(max(1, min(limit, 1_000)))
            return try db.rows(of: .audit, condition, StatementArguments(arguments)).compactMap { row in
                guard row.isProven(of: .audit, by: sealer.tags), let entry = try? AuditTable.entry(row) else {
                    damage.note(StoredTable.audit.damage(row))
                    return nil
                }
                return entry
            }
        }
    }
}
