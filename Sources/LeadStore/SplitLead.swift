import Foundation
import GRDB
import Leads

/// The write of one `split`: the lead becomes the first of its post, the others are stored beside it.
///
/// A post in which the mapping found no lead is stored whole. With the mapping mended it may hold several: the receipt's
/// lead keeps its id and becomes the first of them.
struct SplitLead: Sendable {
    let id: LeadID
    let version: Int
    let others: AcceptLeads
    let at: Int64

    func perform(in transaction: WriterTransaction) throws -> [Lead] {
        let row = try transaction.row(of: id)
        if row.lead.version != version { throw StoreError.conflict(version: row.lead.version) }
        guard let wrapped = row.wrappedKey else { throw StoreError.notFound(id) }
        let submission = try toldApart(row, wrapped, in: transaction)
        let event = LeadEvent.split(into: others.leads.count + 1)
        let first = try RecordEvent(event: event, id: id, version: version, at: at, answer: nil).perform(
            in: transaction
        )
        for row in try transaction.db.rows(of: .content, "WHERE lead = ?", [row.sequence]) {
            var values = Array(row.values.dropLast())
            values[3] = submission.databaseValue
            try transaction.db.store(values, in: .content, replacing: true, tags: transaction.sealer.tags)
        }
        return [first] + (try others.perform(in: transaction)).map(\.lead)
    }

    /// The submission sealed again, as the first lead's.
    private func toldApart(_ row: LeadRow, _ wrapped: Data, in transaction: WriterTransaction) throws -> Data {
        let sealer = transaction.sealer
        do {
            let sealed = try Data.fetchOne(
                transaction.db.cachedStatement(sql: "SELECT sealed FROM content WHERE lead = ?"),
                arguments: [row.sequence]
            )
            let key = try sealer.unwrap(wrapped, of: id)
            guard let sealed,
                let submission = SubmissionCoding.decode(try sealer.open(sealed, under: key, as: .submission, of: id))
            else { throw Sealer.Damaged(purpose: .submission) }
            let bytes = SubmissionCoding.encode(submission.selecting(item: 0))
            return try sealer.seal(bytes, under: key, as: .submission, of: id)
        } catch is Sealer.Damaged { throw StoreError.corrupt(id, "its sealed content") }
    }
}
