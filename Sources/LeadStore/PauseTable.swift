import GRDB
import JSON
import Leads
import Targets

/// The table of paused targets.
enum PauseTable {
    /// Pauses a target; a longer or endless pause replaces a shorter one. Returns whether it was running until now.
    static func insert(_ pause: TargetPause, at now: Int64, in db: Database) throws -> Bool {
        let current = try all(db).first { $0.target == pause.target }
        let isRunning = current.map { ($0.until ?? .max) <= now } ?? true
        guard isRunning || (pause.until ?? .max) > (current?.until ?? .max) else { return false }
        try db.execute(
            sql: "INSERT OR REPLACE INTO pause (target, cause, since, until) VALUES (?, ?, ?, ?)",
            arguments: [
                pause.target.rawValue, JSONValue.object(pause.cause.json).text(),
                isRunning ? pause.since : current?.since, pause.until,
            ]
        )
        return isRunning
    }

    /// Ends a pause. Returns whether there was one.
    static func delete(_ target: Target, in db: Database) throws -> Bool {
        try db.execute(sql: "DELETE FROM pause WHERE target = ?", arguments: [target.rawValue])
        return db.changesCount > 0
    }

    static func all(_ db: Database) throws -> [TargetPause] {
        try Row.fetchAll(db, sql: "SELECT target, cause, since, until FROM pause ORDER BY since").compactMap { row in
            let target = Target(rawValue: row[0])
            guard let json = (try? JSONValue.parse(row[1] as String))?.objectValue, let cause = Cause(json: json)
            else { return nil }
            return TargetPause(target: target, cause: cause, since: row[2], until: row[3])
        }
    }
}
