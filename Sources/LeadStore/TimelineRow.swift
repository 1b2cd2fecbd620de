import Crypto
import Foundation
import GRDB
import JSON
import Leads

/// A timeline entry as a row of the table `timeline`.
enum TimelineRow {
    /// What every query selects, in the order that ``entry(_:key:of:sealer:)`` reads.
    static let select = "SELECT sequence, at, event, state, detail, sealed FROM timeline"

    /// The first entry, which is the lead's own row.
    static func first(of lead: Lead) -> TimelineEntry {
        TimelineEntry(
            sequence: 1,
            at: lead.receivedAt,
            event: TimelineEntry.accepted,
            state: .queued,
            detail: [:],
            evidence: nil
        )
    }

    /// The entry of a row; `nil` when the row holds what no entry can hold. Damaged words come back as a cause that
    /// says so.
    static func entry(_ row: Row, key: SymmetricKey?, of id: LeadID, sealer: Sealer) -> TimelineEntry? {
        guard let state = LeadState(rawValue: row[3]),
            let detail = (try? JSONValue.parse(row[4] as String))?.objectValue
        else { return nil }
        let sequence: Int = row[0]
        var evidence: Evidence?
        if let sealed = row[5] as Data? {
            evidence = key.flatMap { open(sealed, $0, sequence, id, sealer) } ?? damaged
        }
        return TimelineEntry(
            sequence: sequence,
            at: row[1],
            event: row[2],
            state: state,
            detail: detail,
            evidence: evidence
        )
    }

    /// The words of an entry, or `nil` when they are damaged.
    static func open(_ sealed: Data, _ key: SymmetricKey, _ sequence: Int, _ id: LeadID, _ sealer: Sealer) -> Evidence?
    {
        (try? sealer.open(sealed, under: key, as: .evidence(sequence: sequence), of: id))
            .flatMap { EvidenceCoding.decode($0) }
    }

    private static let damaged = Evidence(
        cause: Cause(.wordsDamaged)
    )
}
