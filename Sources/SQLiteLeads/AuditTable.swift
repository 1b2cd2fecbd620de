import GRDB
import LeadKeeping
package import Leads

/// The table of the audit log (``AuditChain``).
enum AuditTable {
    /// Appends an entry.
    static func insert(_ act: OperatorAct, at now: Int64, in transaction: WriterTransaction) throws {
        let tags = transaction.sealer.tags
        let last = try transaction.db.rows(of: .audit, "ORDER BY sequence DESC LIMIT 1").first
        let before = last.flatMap(AuditChain.Link.init) ?? .first
        let values = AuditChain.values(of: act, at: now, after: before, tags: tags)
        try transaction.db.store(values, in: .audit, tags: tags)
        transaction.count(.audit)
        transaction.countPages(of: 512)
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
            var arguments: [any Storable] = [before ?? .max]
            for (column, value) in [("actor", filter.by), ("subject", filter.subject), ("kind", filter.kind?.rawValue)]
            {
                guard let value else { continue }
                condition += " AND audit.\(column) = ?"
                arguments.append(value)
            }
            condition += " ORDER BY sequence DESC LIMIT ?"
            arguments.append(max(1, min(limit, 1_000)))
            return try db.rows(of: .audit, condition, arguments).compactMap { row in
                guard row.isProven(of: .audit, by: sealer.tags), let entry = try? AuditChain.entry(row) else {
                    damage.note(StoredTable.audit.damage(row))
                    return nil
                }
                return entry
            }
        }
    }
}
