package import Crypto
package import Foundation
import JSON
package import Leads

/// A timeline entry as a row of the table `timeline`.
package enum TimelineRow {
    /// The entries of a lead: the first is its own row, the others come from the table.
    package static func all(of lead: Lead, _ later: [TimelineEntry]) -> [TimelineEntry] {
        // A lead that lacked something was built later, if at all.
        let lacked = lead.lack != nil || later.contains { Self.comings.contains($0.event) }
        return [first(of: lead, state: lacked ? .waiting : .queued)] + later
    }

    private static let comings = [LeadEvent.Kind.released, .fetched, .built].map(\.rawValue)

    private static func first(of lead: Lead, state: LeadState) -> TimelineEntry {
        TimelineEntry(
            sequence: 1,
            at: lead.receivedAt,
            event: TimelineEntry.accepted,
            state: state,
            detail: [:],
            evidence: nil
        )
    }

    /// The row of the entry that an event has made: the lead as it is after it, at its place in the order of acceptance.
    package static func values(of lead: Lead, at sequence: Int64, after event: LeadEvent, sealed: Data?)
        -> [StoredValue]
    {
        values(of: lead, at: sequence, event.kind.rawValue, event.detail, sealed: sealed)
    }

    /// The row of an entry that no event has made.
    static func values(
        of lead: Lead,
        at sequence: Int64,
        _ event: String,
        _ detail: JSONObject,
        sealed: Data?
    ) -> [StoredValue] {
        [
            sequence.stored, lead.version.stored, lead.updatedAt.stored, event.stored, lead.state.rawValue.stored,
            JSONValue.object(detail).text().stored, sealed.stored,
        ]
    }

    /// The entry of a row of ``StoredTable/timeline``; `nil` when the row is not as it was written. Damaged words come back
    /// as a cause that says so.
    package static func entry(_ row: StoredRow, key: SymmetricKey?, of id: LeadID, sealer: Sealer) -> TimelineEntry? {
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
