import Foundation
import GRDB
import LeadKeeping
import Leads
import Targets

/// How the leads of one case stand to each other: the create first, then one at a time in the order received.
///
/// There is no table of cases: a case is the lead that opened it, found by the keyed hash of (group, sender's key), and
/// its reference, number and ids are that lead's. The unique index on `claimed_case` keeps it one.
enum CaseTable {
    /// What of another lead of the case holds up the lead `lead`.
    ///
    /// One that is being sent; an earlier one that may still go out or may be at the target; and the create, until it is
    /// delivered: also a dead one, which a person can replay.
    static let holdsUp = """
        other.case_key = lead.case_key AND other.case_key IS NOT NULL AND other.sequence <> lead.sequence AND (
            other.state = 'sending'
            OR other.sequence < lead.sequence AND other.state IN ('queued', 'uncertain')
            OR other.case_role = 'opens' AND lead.case_role <> 'opens'
                AND other.state IN ('queued', 'uncertain', 'dead')
                AND NOT EXISTS (
                    SELECT 1 FROM lead AS open WHERE open.claimed_case = lead.case_key AND open.claimed_case IS NOT NULL AND open.state = 'delivered'
                )
        )
        """

    /// The condition of leads that nothing holds up.
    static let isFree = """
        (lead.case_key IS NULL OR NOT EXISTS (SELECT 1 FROM lead AS other WHERE \(holdsUp)))
        """

    /// A lead of the case that holds this one up.
    static func blocker(of row: LeadRow, key: Data, in db: Database) throws -> LeadID? {
        let id = try Data.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT other.id FROM lead JOIN lead AS other ON \(holdsUp)
                    WHERE lead.sequence = ? ORDER BY other.sequence LIMIT 1
                    """
            ),
            arguments: [row.sequence]
        )
        return id.flatMap { LeadID(bytes: $0) }
    }

    /// The targets for which leads of a case are queued.
    static func queues(of key: Data, in db: Database) throws -> Set<Target> {
        let sql = "SELECT DISTINCT target FROM lead WHERE case_key = ? AND case_key IS NOT NULL AND state = 'queued'"
        return Set(try String.fetchAll(db.cachedStatement(sql: sql), arguments: [key]).map { Target(rawValue: $0) })
    }

    /// The row of the lead that opens or opened a case: the live one, else one that a person can bring back.
    static func opener(_ key: Data, in db: Database, sealer: Sealer) throws -> LeadRow? {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT \(LeadRow.columns) FROM \(LeadRow.tables())
                    WHERE lead.case_key = ? AND lead.case_key IS NOT NULL AND lead.case_role = 'opens'
                        AND lead.state NOT IN ('discarded', 'erased')
                    ORDER BY lead.claimed_case IS NULL, lead.sequence LIMIT 1
                    """
            ),
            arguments: [key]
        )
        return try row.map { try LeadRow($0, sealer: sealer) }
    }
}
