import GRDB
import LeadKeeping
import Leads

/// What an older file does not know: whether a lead that had come to rest in it was replayed and delivered before the file
/// came back (``Fence``). Such a lead is looked up before it is sent again, whoever replays it.
enum Fencing {
    /// What ends the doubt about a lead, once it happens behind the fence: from then on the file knows all that was sent of it.
    private static let clearing: [LeadEvent.Kind] = [.fenced, .notThere, .sendingStarted]

    /// The moment of the fence, if the lead has been at rest ever since; `nil` where nothing is in doubt.
    static func holds(_ row: LeadRow, in db: Database) throws -> Int64? {
        guard [.dead, .discarded].contains(row.lead.state), let head = try db.rows(of: .store).first,
            let moment = try Head(head).fencedAt, row.lead.receivedAt < moment
        else { return nil }
        // A lead can change without being sent: by an edit, by a repeat that differs.
        let events = clearing.map { "'\($0.rawValue)'" }.joined(separator: ", ")
        let isCleared = try Bool.fetchOne(
            db.cachedStatement(
                sql: "SELECT EXISTS (SELECT 1 FROM timeline WHERE lead = ? AND at >= ? AND event IN (\(events)))"
            ),
            arguments: [row.sequence, moment]
        )
        return isCleared == true ? nil : moment
    }

    /// Ends the fencing of a file: notes the moment, and holds what would go on by itself. Returns how many jobs that are.
    ///
    /// A job that moves leads waits for a person. One that says of leads that they are not at the target was ordered by
    /// somebody who had looked there before all that the file does not know, and one that takes replays back finds none:
    /// both end.
    static func close(at now: Int64, in transaction: WriterTransaction) throws -> Int {
        let (db, tags) = (transaction.db, transaction.sealer.tags)
        guard let row = try db.rows(of: .store).first else { return 0 }
        // A clock that is behind must not let pass what the file has.
        let latest = try Int64.fetchOne(
            db,
            sql: "SELECT max(updated_at) FROM lead WHERE state IN ('dead', 'discarded')"
        )
        var head = try Head(row)
        head.isFencing = false
        head.fencedAt = max(now, (latest ?? 0) + 1)
        try db.store(head.values, in: .store, replacing: true, tags: tags)

        let active = try JobRow.all(
            "state IN ('running', 'undoing') OR state = 'paused' AND action = 'resolve'",
            in: db,
            transaction.sealer,
            transaction.damage
        )
        for var row in active {
            let goesOn = row.job.state == .running && row.job.order.action != .resolve
            row.job.state = goesOn ? .paused : .cancelled
            row.job.updatedAt = now
            try row.store(in: transaction)
        }
        return active.count
    }
}
