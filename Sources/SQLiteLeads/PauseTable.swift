import GRDB
import LeadKeeping
import Leads
import Targets

/// The table of paused targets.
enum PauseTable {
    /// Pauses a target; a longer or endless pause replaces a shorter one. Returns whether it was running until now.
    static func insert(_ pause: TargetPause, at now: Int64, in transaction: WriterTransaction) throws -> Bool {
        let known = try all(transaction.db, transaction.sealer, transaction.damage)
        let current = known.first { $0.target == pause.target }
        let (values, wasRunning) = PauseRow.values(of: pause, over: current, at: now)
        guard let values else { return wasRunning }
        let isNew = try transaction.db.rows(of: .pause, "WHERE target = ?", [pause.target.rawValue]).isEmpty
        try transaction.db.store(values, in: .pause, replacing: true, tags: transaction.sealer.tags)
        if isNew { transaction.count(.pause) }
        return wasRunning
    }

    /// Ends a pause. Returns whether there was one.
    static func delete(_ target: Target, in transaction: WriterTransaction) throws -> Bool {
        try transaction.db.execute(sql: "DELETE FROM pause WHERE target = ?", arguments: [target.rawValue])
        transaction.count(.pause, -transaction.db.changesCount)
        return transaction.db.changesCount > 0
    }

    /// All pauses; one that is damaged holds all the same.
    static func all(_ db: Database, _ sealer: Sealer, _ damage: DamageBoard) throws -> [TargetPause] {
        try db.rows(of: .pause, "ORDER BY since").compactMap { row in
            let isProven = row.isProven(of: .pause, by: sealer.tags)
            if !isProven { damage.note(StoredTable.pause.damage(row)) }
            return try PauseRow.pause(row, isProven: isProven)
        }
    }
}
