import Crypto
import Foundation
import GRDB
import JSON
import Leads

/// A timeline entry as a row of the table `timeline`.
enum TimelineRow {
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

    /// The entry of a row of ``StoredTable/timeline``; `nil` when the row is not as it was written. Damaged words come back
    /// as a cause that says so.
    static func entry(_ row: StoredRow, key: SymmetricKey?, of id: LeadID, sealer: Sealer) -> TimelineEntry? {
        guard row.isProven(of: .timeline, by: sealer.tags) else { return nil }
        return try? proven(row, key: key, of: id, sealer: sealer)
    }

    private static func proven(_ row: StoredRow, key: SymmetricKey?, of id: LeadID, sealer: Sealer)
        throws(StoredRow.Malformed) -> TimelineEntry
    {
        guard let state = LeadState(rawValue: try row[4]) else { throw .init(column: 4) }
        let text: String = try row[5]
        guard let detail = (try? JSONValue.parse(text))?.objectValue else { throw .init(column: 5) }
        let sequence: Int = try row[1]
        var evidence: Evidence?
        if let sealed = try row[6] as Data? {
            evidence = key.flatMap { open(sealed, $0, sequence, id, sealer) } ?? damaged
        }
        return TimelineEntry(
            sequence: sequence,
            at: try row[2],
            event: try row[3],
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
