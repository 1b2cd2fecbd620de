import Foundation
import GRDB
import LeadKeeping
import Leads
import Targets

extension Claims {
    /// Whether its reference can be the id of another lead, which no index keeps it apart from.
    var mayBeNamesake: Bool { reference.flatMap { LeadID($0) } != nil }

    /// The claim that belongs to another live lead, and that lead; `nil` when all are free.
    /// - Parameter sequence: the lead's own row; `nil` for one that has none yet.
    func taken(from sequence: Int64?, in transaction: WriterTransaction) throws -> (cause: KnownCause, owner: LeadID)? {
        let db = transaction.db
        if let reference {
            let owner = try db.cachedStatement(
                sql: """
                    SELECT sequence, id FROM lead
                    WHERE target = ? AND mode = ? AND claimed_reference = ? AND claimed_reference IS NOT NULL
                    """
            ).rows([target.rawValue, mode.rawValue, reference]).first
            if let taken = taken(by: owner, from: sequence, .referenceTaken) { return taken }
            // The id of a lead is its reference, too, unless its mapping gives another.
            if let id = LeadID(reference) {
                let namesake = try db.cachedStatement(sql: "SELECT sequence, id FROM lead WHERE id = ?")
                    .rows([Data(id.bytes)]).first
                if let taken = taken(by: namesake, from: sequence, .referenceTaken) { return taken }
            }
        }
        if let caseKey {
            let owner = try db.cachedStatement(
                sql: "SELECT sequence, id FROM lead WHERE claimed_case = ? AND claimed_case IS NOT NULL"
            ).rows([caseKey]).first
            if let taken = taken(by: owner, from: sequence, .caseTaken) { return taken }
        }
        return nil
    }

    private func taken(by owner: StoredRow?, from sequence: Int64?, _ cause: KnownCause) -> (KnownCause, LeadID)? {
        guard let owner, (try? owner[0] as Int64) != sequence,
            let id = (try? owner[1] as Data).flatMap({ LeadID(bytes: $0) })
        else { return nil }
        return (cause, id)
    }
}
