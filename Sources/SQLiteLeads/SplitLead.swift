import GRDB
import LeadKeeping
import Leads

/// The write of one `split`.
extension SplitPlan {
    func perform(in transaction: WriterTransaction) throws -> [Lead] {
        let (db, sealer) = (transaction.db, transaction.sealer)
        let row = try transaction.row(of: id)
        if row.lead.version != version { throw StoreError.conflict(version: row.lead.version) }
        guard row.wrappedKey != nil else { throw StoreError.notFound(id) }
        guard let content = try db.rows(of: .content, "WHERE lead = ?", [row.sequence]).first else {
            throw StoreError.corrupt(id, "its sealed content")
        }
        let place: Int64? = try content[4]
        let old = try place.flatMap { try db.rows(of: .post, "WHERE lead = ?", [$0]).first }
        // Looked at before anything is written.
        _ = try self.content(content, of: old, post: nil, sealer: sealer)
        let first = try first.perform(in: transaction)
        let (others, post) = try others.storeAll(in: transaction)
        let values = try self.content(content, of: old, post: post, sealer: sealer)
        try db.store(values, in: .content, replacing: true, tags: sealer.tags)
        if let place { try transaction.dropPost(place) }
        return [first] + others
    }
}
