import Foundation
import GRDB
import LeadKeeping
package import Leads
package import Names
import Targets

/// The write of one `build`: compare, step, keys, content and the other leads of the post, all of it or nothing.
extension BuildPlan {
    func perform(in transaction: WriterTransaction) throws -> [Lead] {
        let (db, sealer) = (transaction.db, transaction.sealer)
        let row = try transaction.row(of: id)
        if row.lead.version != version { throw StoreError.conflict(version: row.lead.version) }
        guard let content = try db.rows(of: .content, "WHERE lead = ?", [row.sequence]).first else {
            throw StoreError.corrupt(id, "its sealed content")
        }
        let place: Int64? = try content[4]
        let old = try place.flatMap { try db.rows(of: .post, "WHERE lead = ?", [$0]).first }
        let obstacle = try obstacle(for: row, in: transaction)
        // Looked at before anything is written.
        let steps = try steps(from: row, obstacle, sealer: sealer)
        _ = try self.content(content, of: old, post: nil, sealer: sealer)
        guard let last = steps.last else { return [] }
        try transaction.update(row, to: last.values)
        for step in steps { try db.store(step.entry, in: .timeline, tags: sealer.tags) }
        try CallbackTable.insert(last.lead, row: row.sequence, after: last.event, from: row.lead.state, in: transaction)
        transaction.countMove(from: row.lead.state, to: last.lead)
        try PersonTable.markStale(row.sequence, in: transaction)
        var keeps = true
        if case .repeats = obstacle { keeps = false }
        for duplicate in keeps ? duplicates : [] { try duplicate.store(for: row.sequence, in: transaction) }
        let fates = try others.fates { try $0.known(of: $1, in: transaction) }
        let stored = try others.perform(fates.map(\.kept), in: transaction)
        let values = try self.content(content, of: old, post: stored.post, sealer: sealer)
        try db.store(values, in: .content, replacing: true, tags: sealer.tags)
        if leavesPost, let place { try transaction.dropPost(place) }
        return [last.lead]
            + stored.acceptances.compactMap { acceptance -> Lead? in
                if case .accepted(let lead) = acceptance { lead } else { nil }
            }
    }

    /// What of the other leads that are here stands in its way.
    private func obstacle(for row: LeadRow, in transaction: WriterTransaction) throws -> Obstacle? {
        for duplicate in duplicates {
            guard let first = try duplicate.known(of: row.lead, in: transaction), first.lead.id != id else {
                continue
            }
            return .repeats(first)
        }
        let cause = try AcceptPlan.refusal(
            claims,
            from: row.sequence,
            opener: needsOpener ? caseKey : nil,
            in: transaction
        )
        return cause.map { Obstacle.refused($0) }
    }
}

extension DataPlan {
    func perform(in transaction: WriterTransaction) throws -> Lead {
        let (db, sealer) = (transaction.db, transaction.sealer)
        let row = try transaction.row(of: id)
        let content = try db.rows(of: .content, "WHERE lead = ?", [row.sequence]).first
        let values = try values(of: content, row, sealer: sealer)
        let lead = try step.perform(in: transaction)
        try db.store(values, in: .content, replacing: true, tags: sealer.tags)
        transaction.countPages(of: 4_096)
        return lead
    }
}

extension SQLiteLeadStore {
    package func waiting(for lack: Lead.Lack, of source: SourceName?, at now: Int64, limit: Int, excluding: Set<LeadID>)
        async throws(StoreError) -> [Lead]
    {
        try await read { [damage] db, sealer in
            let index = source == nil ? "lead_waiting" : "lead_waiting_source"
            let rows = try Row.fetchCursor(
                db.cachedStatement(
                    sql: """
                        SELECT \(LeadRow.columns) FROM \(LeadRow.tables(index: index))
                        WHERE lead.state = 'waiting' AND lead.lack = ? AND lead.due_at <= ? \
                        \(source == nil ? "" : "AND lead.source = ?") ORDER BY lead.due_at, lead.sequence
                        """
                ),
                arguments: StatementArguments(
                    [lack.rawValue.databaseValue, min(now, Lead.never - 1).databaseValue]
                        + (source.map { [$0.rawValue.databaseValue] } ?? [])
                )
            )
            var leads: [Lead] = []
            try Self.collect(rows, into: &leads, limit: limit, excluding: excluding, sealer, damage)
            return leads
        }
    }

    package func waitingLengths() async throws(StoreError) -> [WaitingLength] {
        try await read { db, _ in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT source, lack, count(*), sum(due_at < ?), min(received_at)
                    FROM lead INDEXED BY lead_waiting_source WHERE state = 'waiting' GROUP BY source, lack
                    """,
                arguments: [Lead.never]
            )
            return try rows.map { StoredRow($0) }.compactMap { row in
                guard let lack = Lead.Lack(rawValue: try row[1]) else { return nil }
                return WaitingLength(
                    source: try row[0],
                    lack: lack,
                    count: try row[2],
                    due: try row[3],
                    oldest: try row[4]
                )
            }
        }
    }

    @discardableResult
    package func hastenData(of source: SourceName, at now: Int64) async throws(StoreError) -> Int {
        try await commits.write(mayUseReserve: true) { transaction in
            try transaction.db.execute(
                sql: Self.moveDueTimes(
                    to: "?1",
                    where: "state = 'waiting' AND lack = 'data' AND source = ?2 AND due_at > ?1"
                ),
                arguments: [now, source.rawValue]
            )
            let count = transaction.db.changesCount
            if count > 0 { transaction.queues.insert(.undecided) }
            return count
        }
    }

    package func keepData(_ data: FetchedData, for id: LeadID, version: Int, isHeld: Bool, at now: Int64)
        async throws(StoreError) -> Lead
    {
        let plan = DataPlan(id: id, data: data, version: version, isHeld: isHeld, at: now)
        return try await commits.write(mayUseReserve: true) { try plan.perform(in: $0) }
    }

    package func build(_ id: LeadID, version: Int, as first: NewLead, adding others: [NewLead], at now: Int64)
        async throws(StoreError) -> [Lead]
    {
        let plan = try BuildPlan(id: id, version: version, first: first, others: others, at: now, sealer: sealer)
        return try await commits.write(mayUseReserve: true) { try plan.perform(in: $0) }
    }
}
