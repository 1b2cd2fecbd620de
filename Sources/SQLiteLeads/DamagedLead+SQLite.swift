import Foundation
import GRDB
import LeadKeeping
import Leads

/// The write of what a person has decided on a damaged lead.
extension DamagedLead {
    /// Does it, or says why not; nothing is written then.
    func perform(in transaction: WriterTransaction) throws -> DamageRelease {
        let (db, sealer) = (transaction.db, transaction.sealer)
        guard let row = try row(in: transaction) else { throw StoreError.notFound(id) }
        let verdict = try verdict(
            on: row,
            timeline: { try db.rows(of: .timeline, "WHERE lead = ? ORDER BY sequence", [$0]) },
            isWhole: { read in
                guard let row = try? db.rows(of: .content, "WHERE lead = ?", [read.sequence]).first,
                    let content = try? SealedContent(
                        row,
                        post: { try db.rows(of: .post, "WHERE lead = ?", [$0]).first }
                    )
                else { return false }
                return (try? sealer.submission(content, of: id)) != nil
            },
            sealer: sealer
        )
        switch verdict {
        case .undamaged:
            let lead = try transaction.row(of: id).lead
            guard case .erase(let reason) = deed, lead.state != .erased else { return .notDamaged(lead) }
            return .erased(try erasure(of: lead, reason: reason).perform(in: transaction))
        case .mended(let values):
            try db.store(values, in: .lead, replacing: true, tags: sealer.tags)
            let read = try transaction.row(at: StoredRow(values)[.sequence])
            let lead = read.lead
            transaction.countMove(from: lead.state, to: lead)
            if lead.state != .erased { try PersonTable.lookAgain(read.sequence, in: transaction) }
            guard case .erase(let reason) = deed else { return .mended(lead) }
            return .erased(try erasure(of: lead, reason: reason).perform(in: transaction))
        case .rewritten(let rewriting):
            let lead = try write(rewriting, in: transaction)
            if lead.state != .erased { try PersonTable.lookAgain(rewriting.sequence, in: transaction) }
            guard case .erase = deed else { return .accepted(lead) }
            return .erased(lead)
        case .refused(let obstacle): return .refused(obstacle)
        }
    }

    /// The row that bears the id. Where the id itself is damaged the index still has the true one, so that all rows are looked
    /// at; for an id that is known to be on one of them only.
    private func row(in transaction: WriterTransaction) throws -> StoredRow? {
        func row(_ sql: String) throws -> StoredRow? {
            try Row.fetchOne(transaction.db, sql: sql, arguments: [Data(id.bytes)]).map { StoredRow($0) }
        }
        if let row = try row(LeadRow.byID) { return row }
        return transaction.damage.findings.contains { $0.lead == id } ? try row(LeadRow.byIDOfAnyRow) : nil
    }

    private func write(_ rewriting: Rewriting, in transaction: WriterTransaction) throws -> Lead {
        let (db, tags) = (transaction.db, transaction.sealer.tags)
        try db.store(rewriting.values, in: .lead, replacing: true, tags: tags)
        try db.execute(
            sql: "DELETE FROM timeline WHERE lead = ? AND sequence > ?",
            arguments: [rewriting.sequence, rewriting.lastEntry]
        )
        try db.store(rewriting.entry, in: .timeline, tags: tags)
        if case .erase = deed { try transaction.destroyContent(rewriting.sequence, of: id) }
        let lead = try transaction.row(at: rewriting.sequence).lead
        transaction.countMove(from: rewriting.before, to: lead)
        return lead
    }
}
