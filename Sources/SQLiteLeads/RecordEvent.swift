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
        try transaction.update(row.sequence, step.values, decides: step.decides)
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
    /// - Parameter decides: whether what it lacks changes, or where it goes.
    func update(_ sequence: Int64, _ values: [StoredValue], decides: Bool) throws {
        let tag = sealer.tags.tag(of: .lead, values)
        let columns = decides ? LeadColumn.changing + LeadColumn.deciding : LeadColumn.changing
        let changing = columns.map { values[$0.rawValue] }
        try db.cachedStatement(sql: decides ? Self.decision : Self.update).run(changing, [tag.stored, sequence.stored])
    }

    /// Names only what can change: SQLite rewrites the index entries of every column that is named.
    private static let update = update(LeadColumn.changing)
    private static let decision = update(LeadColumn.changing + LeadColumn.deciding)

    private static func update(_ columns: [LeadColumn]) -> String {
        """
        UPDATE lead SET \(columns.map { "\($0.name) = ?" }.joined(separator: ", ")), tag = ? WHERE sequence = ?
        """
    }
}
