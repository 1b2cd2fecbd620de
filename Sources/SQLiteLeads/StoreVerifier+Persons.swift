import Foundation
import GRDB
import LeadKeeping

extension StoreVerifier {
    /// Looks at what leads are found by, and whether each that was looked at has something.
    mutating func checkPersons(_ db: Database) {
        guarded { verifier in
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT \(StoredTable.person.selection), lead.id, lead.state FROM person_lead
                    LEFT JOIN lead ON lead.sequence = person_lead.lead WHERE person_lead.lead > 0
                    """
            )
            while let row = try rows.next() { try verifier.check(person: StoredRow(row)) }
            let pending = try PersonTable.pending(in: db, verifier.sealer)
            let unknown = try Int.fetchOne(
                db,
                sql: """
                    SELECT count(*) FROM lead WHERE state <> 'erased' AND NOT (sequence >= ? AND sequence < ?)
                    AND NOT EXISTS (SELECT 1 FROM person_lead WHERE person_lead.lead = lead.sequence)
                    """,
                arguments: [pending.lowerBound, pending.upperBound]
            )
            verifier.check(unknown: unknown ?? 0)
        }
    }
}
