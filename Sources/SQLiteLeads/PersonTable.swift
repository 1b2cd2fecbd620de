import Foundation
import GRDB
import LeadKeeping

/// The tables of the blind index: which leads are about whom.
///
/// `person_lead` has a row for each lead that was looked at, with its tag; `person_hash` has the same by hash, and is made
/// of it. How far the walk is stands there, too, and is written with what was found, so that a crash costs a part of a walk
/// and never a lead.
enum PersonTable {
    /// Up to which lead in the order of acceptance all were looked at.
    static func place(in db: Database, _ sealer: Sealer) throws -> Int64 {
        PersonRow.place(try db.rows(of: .person, "WHERE lead = ?", [PersonRow.place]).first, sealer: sealer)
    }

    static func setPlace(_ place: Int64, in transaction: WriterTransaction) throws {
        try store(PersonRow.values(place: place), in: transaction)
    }

    /// Writes what a lead is about, in place of what stood there.
    static func set(_ row: PersonRow, in transaction: WriterTransaction) throws {
        try removeHashes(of: row.lead, in: transaction)
        for hash in row.hashes {
            try transaction.db.cachedStatement(sql: "INSERT INTO person_hash (hash, lead) VALUES (?, ?)")
                .execute(arguments: [hash, row.lead])
        }
        try store(row.values, in: transaction)
        // Each hash goes to a page of its own.
        transaction.countPages(of: 4_096 * row.hashes.count / 8)
    }

    /// Takes out what an erased lead was about.
    static func remove(_ lead: Int64, in transaction: WriterTransaction) throws {
        try removeHashes(of: lead, in: transaction)
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
        let isNew = try db.rows(of: .person, "WHERE lead = ?", [values[0].databaseValue]).isEmpty
        try db.store(values, in: .person, replacing: true, tags: transaction.sealer.tags)
        if isNew { transaction.count(.person) }
    }

    private static func removeHashes(of lead: Int64, in transaction: WriterTransaction) throws {
        let db = transaction.db
        guard let row = try db.rows(of: .person, "WHERE lead = ?", [lead]).first else { return }
        guard let person = PersonRow(row, sealer: transaction.sealer) else {
            // Which they were cannot be told: all are looked through.
            try db.execute(sql: "DELETE FROM person_hash WHERE lead = ?", arguments: [lead])
            return
        }
        let statement = try db.cachedStatement(sql: "DELETE FROM person_hash WHERE hash = ? AND lead = ?")
        for hash in person.hashes { try statement.execute(arguments: [hash, lead]) }
    }
}
