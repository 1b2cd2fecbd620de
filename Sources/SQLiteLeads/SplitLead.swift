import GRDB
import LeadKeeping
import Leads

/// The write of one `split`.
extension SplitPlan {
    func perform(in transaction: WriterTransaction) throws -> [Lead] {
        let (db, sealer) = (transaction.db, transaction.sealer)
        let row = try transaction.row(of: id)
        if row.lead.version != version { throw StoreError.conflict(version: row.lead.version) }
        let content = try db.rows(of: .content, "WHERE lead = ?", [row.sequence]).first
        let submission = try toldApart(content.flatMap { try? $0[3] }, of: row, sealer: sealer)
        let first = try first.perform(in: transaction)
        if let content {
            var values = Array(content.values.dropLast())
            values[3] = submission.stored
            try db.store(values, in: .content, replacing: true, tags: sealer.tags)
        }
        return [first] + (try others.perform(in: transaction)).map(\.lead)
    }
}
