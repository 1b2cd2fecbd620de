import Foundation
import GRDB
import LeadKeeping
package import Leads
package import Names

extension SQLiteLeadStore: Retaining {
    /// Leads, and keys, of one step: one transaction, so that receipts do not wait for it.
    private static let stepLimit = 100

    package func expire(_ cutoffs: RetentionCutoffs, from place: RetentionPlace, at now: Int64)
        async throws(StoreError) -> RetentionStep
    {
        let due = try await dueLeads(cutoffs, after: place.lead)
        let keys = try await expiredKeys(after: place.key, at: now)
        let next = RetentionPlace(
            lead: due.last,
            key: keys.count < Self.stepLimit ? nil : keys.last.map { Array($0) }
        )
        if due.leads.isEmpty, keys.isEmpty { return RetentionStep(erased: [:], keys: 0, next: next) }
        return try await commits.write(mayUseReserve: true) { transaction in
            var erased: [RetentionGroup: Int] = [:]
            for sequence in due.leads {
                guard let group = try Self.erase(sequence, cutoffs, at: now, in: transaction) else { continue }
                erased[group, default: 0] += 1
            }
            let removed = try Self.remove(keys, at: now, in: transaction)
            return RetentionStep(erased: erased, keys: removed, next: next)
        }
    }

    package func resting(_ state: LeadState, of source: SourceName, since cutoff: Int64)
        async throws(StoreError) -> Int
    {
        try await read { db, _ in
            try Int.fetchOne(
                db,
                // The state stands in the text, so that the index of leads that stand aside can serve.
                sql: "SELECT count(*) FROM lead WHERE state = '\(state.rawValue)' AND source = ? AND updated_at < ?",
                arguments: [source.rawValue, cutoff]
            ) ?? 0
        }
    }

    package func giveSpaceBack() async throws(StoreError) {
        await withCheckedContinuation { continuation in
            pool.asyncWriteWithoutTransaction { db in
                // A file from before has nothing to give back; it uses its free pages again.
                try? db.execute(sql: "PRAGMA incremental_vacuum(4096)")
                continuation.resume()
            }
        }
    }

    /// Leads of the next part of the file whose time has come. `last` is the place up to which was looked, `nil` at the end:
    /// nothing is due that was accepted after the latest cutoff.
    private func dueLeads(_ cutoffs: RetentionCutoffs, after place: Int64?)
        async throws(StoreError) -> (leads: [Int64], last: Int64?)
    {
        guard let place else { return ([], nil) }
        return try await read { db, _ in
            let rows = try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT sequence, source, state, updated_at, received_at FROM lead
                        WHERE sequence > ? ORDER BY sequence LIMIT 1000
                        """
                ),
                arguments: [place]
            )
            var leads: [Int64] = []
            for row in rows.map({ StoredRow($0) }) {
                // What cannot be read is not destroyed; `patrol` tells of it.
                guard let sequence = try? row[0] as Int64, let source = try? row[1] as String,
                    let state = (try? row[2] as String).flatMap({ LeadState(rawValue: $0) }),
                    let updated = try? row[3] as Int64, let received = try? row[4] as Int64
                else { continue }
                if received >= cutoffs.latest { return (leads, nil) }
                guard let cutoff = cutoffs.cutoff(SourceName(source), state), updated < cutoff else { continue }
                leads.append(sequence)
                if leads.count == Self.stepLimit { return (leads, sequence) }
            }
            return (leads, rows.count < 1_000 ? nil : rows.last.flatMap { try? StoredRow($0)[0] as Int64 })
        }
    }

    /// Erases a lead whose time has come, if that is still so.
    private static func erase(
        _ sequence: Int64,
        _ cutoffs: RetentionCutoffs,
        at now: Int64,
        in transaction: WriterTransaction
    ) throws -> RetentionGroup? {
        let lead: Lead
        do { lead = try transaction.row(at: sequence).lead } catch StoreError.corrupt { return nil }
        guard let cutoff = cutoffs.cutoff(lead.source, lead.state), lead.updatedAt < cutoff else { return nil }
        let event = LeadEvent.erased(by: "retention", reason: "\(lead.state.rawValue), kept long enough")
        _ = try RecordPlan(event: event, id: lead.id, version: lead.version, at: now)
            .perform(in: transaction)
        return RetentionGroup(source: lead.source, state: lead.state)
    }

    /// Senders' keys after `key` that have expired, in their order.
    private func expiredKeys(after key: [UInt8]?, at now: Int64) async throws(StoreError) -> [Data] {
        guard let key else { return [] }
        return try await read { db, _ in
            try Data.fetchAll(
                db.cachedStatement(
                    sql: "SELECT key FROM duplicate WHERE key > ? AND expires_at < ? ORDER BY key LIMIT ?"
                ),
                arguments: [Data(key), now, Self.stepLimit]
            )
        }
    }

    private static func remove(_ keys: [Data], at now: Int64, in transaction: WriterTransaction) throws -> Int {
        var removed = 0
        let statement = try transaction.db.cachedStatement(
            sql: "DELETE FROM duplicate WHERE key = ? AND expires_at < ?"
        )
        for key in keys {
            try statement.execute(arguments: [key, now])
            removed += transaction.db.changesCount
        }
        transaction.count(.duplicate, -removed)
        transaction.countPages(of: removed * 64)
        return removed
    }
}
