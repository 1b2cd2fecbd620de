import GRDB
import JSON
import Leads
import Targets

/// The table of paused targets.
enum PauseTable {
    /// Pauses a target; a longer or endless pause replaces a shorter one. Returns whether it was running until now.
    static func insert(_ pause: TargetPause, at now: Int64, in transaction: WriterTransaction) throws -> Bool {
        let known = try all(transaction.db, transaction.sealer, transaction.damage)
        let current = known.first { $0.target == pause.target }
        let isRunning = current.map { ($0.until ?? .max) <= now } ?? true
        guard isRunning || (pause.until ?? .max) > (current?.until ?? .max) else { return false }
        let isNew = try transaction.db.rows(of: .pause, "WHERE target = ?", [pause.target.rawValue]).isEmpty
        try transaction.db.store(
            [
                pause.target.rawValue.databaseValue, JSONValue.object(pause.cause.json).text().databaseValue,
                (isRunning ? pause.since : current?.since).stored, pause.until.stored,
            ],
            in: .pause,
            replacing: true,
            tags: transaction.sealer.tags
        )
        if isNew { transaction.count(.pause) }
        return isRunning
    }

    /// Ends a pause. Returns whether there was one.
    static func delete(_ target: Target, in transaction: WriterTransaction) throws -> Bool {
        try transaction.db.execute(sql: "DELETE FROM pause WHERE target = ?", arguments: [target.rawValue])
        transaction.count(.pause, -transaction.db.changesCount)
        return transaction.db.changesCount > 0
    }

    /// All pauses. One that is damaged holds as far as it can be read, and without an end: a target that somebody closed
    /// must not open by itself.
    static func all(_ db: Database, _ sealer: Sealer, _ damage: DamageBoard) throws -> [TargetPause] {
        try db.rows(of: .pause, "ORDER BY since").compactMap { row in
            let isProven = row.isProven(of: .pause, by: sealer.tags)
            if !isProven { damage.note(StoredTable.pause.damage(row)) }
            guard let target = (try? row[0] as String).map({ Target(rawValue: $0) }) else { return nil }
            let text = try? row[1] as String
            let cause = text.flatMap { try? JSONValue.parse($0) }?.objectValue.flatMap { Cause(json: $0) }
            return TargetPause(
                target: target,
                cause: cause ?? Cause(.wordsDamaged),
                since: (try? row[2]) ?? 0,
                until: isProven ? try row[3] : nil
            )
        }
    }
}
