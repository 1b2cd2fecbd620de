import Foundation
import GRDB
import LeadKeeping

/// The table of the blind index: which leads are about whom.
///
/// A row for each lead, written with it and bearing its tag. There is no index by hash: hashes are random, so one would
/// cost each receipt a page for each of them, for a question that is asked now and then and answered by one look over these
/// small rows.
enum PersonTable {
    /// Which leads are still to be looked at, in the order of acceptance.
    static func pending(in db: Database, _ sealer: Sealer) throws -> Range<Int64> {
        PersonRow.pending(try db.rows(of: .person, "WHERE lead = ?", [PersonRow.pending]).first, tags: sealer.tags)
    }

    static func setPending(_ leads: Range<Int64>, in transaction: WriterTransaction) throws {
        try store(PersonRow.values(pending: leads), in: transaction)
    }

    /// Writes what a lead is about, in place of what stood there.
    static func set(_ row: PersonRow, in transaction: WriterTransaction) throws {
        try store(row.values, in: transaction)
        transaction.countPages(of: 256)
    }

    /// Takes out what an erased lead was about.
    static func remove(_ lead: Int64, in transaction: WriterTransaction) throws {
        try transaction.db.cachedStatement(sql: "DELETE FROM person_lead WHERE lead = ?").execute(arguments: [lead])
        transaction.count(.person, -transaction.db.changesCount)
    }

    /// Has a lead looked at again that was looked at before; the others are looked at anyway.
    static func markStale(_ lead: Int64, in transaction: WriterTransaction) throws {
        guard let row = try transaction.db.rows(of: .person, "WHERE lead = ?", [lead]).first else { return }
        guard let person = PersonRow(row, sealer: transaction.sealer) else {
            return try lookAgain(lead, in: transaction)
        }
        try store(PersonRow(lead: lead, hashes: person.hashes, isStale: true).values, in: transaction)
    }

    /// Has a lead looked at that the walk has passed over, because it could not be read then.
    static func lookAgain(_ lead: Int64, in transaction: WriterTransaction) throws {
        try set(PersonRow(lead: lead, hashes: [], isStale: true), in: transaction)
    }

    private static func store(_ values: [StoredValue], in transaction: WriterTransaction) throws {
        let db = transaction.db
        let isNew = try db.rows(of: .person, "WHERE lead = ?", [values[0]]).isEmpty
        try db.store(values, in: .person, replacing: true, tags: transaction.sealer.tags)
        if isNew { transaction.count(.person) }
    }
}
