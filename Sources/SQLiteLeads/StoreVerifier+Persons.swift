import Foundation
import GRDB
import LeadKeeping

extension StoreVerifier {
    /// Looks at what leads are found by, and at how many such entries there are.
    mutating func checkPersons(_ db: Database) {
        guarded { verifier in
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT \(StoredTable.person.selection), lead.id, lead.state FROM person_lead
                    LEFT JOIN lead ON lead.sequence = person_lead.lead WHERE person_lead.lead > 0
                    """
            )
            let statement = try db.cachedStatement(sql: "SELECT 1 FROM person_hash WHERE hash = ? AND lead = ?")
            var hashes = 0
            while let row = try rows.next().map({ StoredRow($0) }) {
                hashes += try verifier.check(person: row) { hash, lead in
                    try Int.fetchOne(statement, arguments: [hash, lead]) != nil
                }
            }
            verifier.check(hashes: try Int.fetchOne(db, sql: "SELECT count(*) FROM person_hash") ?? 0, of: hashes)
        }
    }
}
