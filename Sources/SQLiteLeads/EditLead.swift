import GRDB
package import JSON
import LeadKeeping
package import Leads

/// The write of one edit.
extension EditPlan {
    func perform(in transaction: WriterTransaction) throws -> Lead {
        let (db, sealer) = (transaction.db, transaction.sealer)
        let row = try transaction.row(of: id)
        let content = try db.rows(of: .content, "WHERE lead = ?", [row.sequence]).first
        let values = try values(of: content, row, sealer: sealer)
        let lead = try step.perform(in: transaction)
        try db.store(values, in: .content, replacing: true, tags: sealer.tags)
        try AuditTable.insert(act, at: at, in: transaction)
        return lead
    }
}

extension SQLiteLeadStore: Editing {
    package func edit(_ id: LeadID, by patch: JSONValue, version: Int, at now: Int64, act: OperatorAct)
        async throws(StoreError) -> Lead
    {
        let plan = EditPlan(id: id, patch: patch, version: version, at: now, act: act)
        return try await commits.write(mayUseReserve: true) { try plan.perform(in: $0) }
    }
}
