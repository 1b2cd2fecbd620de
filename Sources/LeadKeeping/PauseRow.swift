import JSON
package import Leads
import Targets

/// A paused target as a row.
package enum PauseRow {
    /// The row of a target's pause, unless the one that there is lasts longer, and whether the target was running until now.
    ///
    /// A longer or endless pause replaces a shorter one.
    package static func values(of pause: TargetPause, over current: TargetPause?, at now: Int64)
        -> (values: [StoredValue]?, wasRunning: Bool)
    {
        let wasRunning = current.map { ($0.until ?? .max) <= now } ?? true
        guard wasRunning || (pause.until ?? .max) > (current?.until ?? .max) else { return (nil, false) }
        let values: [StoredValue] = [
            pause.target.rawValue.stored, JSONValue.object(pause.cause.json).text().stored,
            (wasRunning ? pause.since : current?.since).stored, pause.until.stored,
        ]
        return (values, wasRunning)
    }

    /// The pause of a row. One that is damaged holds as far as it can be read, and without an end: a target that somebody
    /// closed must not open by itself.
    package static func pause(_ row: StoredRow, isProven: Bool) throws -> TargetPause? {
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
