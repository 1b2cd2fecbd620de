import GRDB
import LeadKeeping
import Leads

/// The write of one `record`: compare, step, lead, timeline entry and, for an erasure, the destruction of the content.
extension RecordPlan {
    /// Refuses with a ``StoreError`` before anything is written, or writes all of it.
    @discardableResult
    func perform(in transaction: WriterTransaction) throws -> Lead {
        let row = try transaction.row(of: id)
        guard isReplay, let moment = try Fencing.holds(row, in: transaction.db) else {
            return try perform(from: row, in: transaction)
        }
        return try fenced(row.lead, since: moment, under: transaction.lease).perform(from: row, in: transaction)
    }

    private func perform(from row: LeadRow, in transaction: WriterTransaction) throws -> Lead {
        let step = try step(from: row, under: transaction.lease, sealer: transaction.sealer)
        // What the lead would have alone must be free.
        if let taken = try step.claims?.taken(from: row.sequence, in: transaction) {
            throw StoreError.taken(taken.cause, by: taken.owner)
        }
        // A lead of a case sends only when no other of it is in the way.
        if let key = step.sendsFor, let blocker = try CaseTable.blocker(of: row, key: key, in: transaction.db) {
            throw StoreError.caseBusy(blocker)
        }
        try transaction.update(row, to: step.values)
        if step.destroysContent { try transaction.destroyContent(row.sequence, of: id) }
        try transaction.db.store(step.entry, in: .timeline, tags: transaction.sealer.tags)
        try CallbackTable.insert(step.lead, row: row.sequence, after: step.event, from: row.lead.state, in: transaction)
        transaction.countMove(from: row.lead.state, to: step.lead)
        // Others of its case may have waited for it.
        if let key = row.caseKey { transaction.queues.formUnion(try CaseTable.queues(of: key, in: transaction.db)) }
        if step.event.changesWhom { try PersonTable.markStale(row.sequence, in: transaction) }
        return step.lead
    }
}

extension WriterTransaction {
    /// Writes what of a lead's row is other than it was, and the tag: SQLite rewrites the index entries of every column that is
    /// named, and with them pages of which nothing has changed.
    func update(_ row: LeadRow, to values: [StoredValue]) throws {
        let new = sealer.tags.row(of: .lead, values)
        let changed = values.indices.filter { values[$0] != row.stored.values[$0] }
        let columns = changed.map { "\(LeadColumn.names[$0]) = ?, " }.joined()
        try db.cachedStatement(sql: "UPDATE lead SET \(columns)tag = ? WHERE sequence = ?")
            .run(changed.map { new.values[$0] } + [new.tag, .integer(row.sequence)], of: new)
    }
}
