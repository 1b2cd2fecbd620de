import Foundation
import GRDB
import LeadKeeping
import Leads

/// The write of one `accept`, on the writer's thread.
extension AcceptPlan {
    /// Stores the leads inside the group's transaction; refuses before anything is written.
    func perform(in transaction: WriterTransaction) throws -> [Acceptance] {
        // Mostly it is one lead under one key that is new: then nothing need be asked for first.
        if leads.count == 1, let new = leads.first, new.duplicates.count == 1,
            try new.duplicates[0].claim(for: transaction.nextSequence, in: transaction)
        {
            var post: Int64?
            return [.accepted(try store(new, keys: [], post: &post, in: transaction))]
        }
        return try perform(fates { try $0.known(of: $1, in: transaction) }, in: transaction).acceptances
    }

    /// Stores those that nothing makes repeats. Returns what became of them, and the place of what they share.
    func perform(_ fates: [Fate], in transaction: WriterTransaction) throws
        -> (acceptances: [Acceptance], post: Int64?)
    {
        var post: Int64?
        let acceptances = try zip(leads, fates).compactMap { new, fate -> Acceptance? in
            switch fate {
            case .new: .accepted(try store(new, post: &post, in: transaction))
            case .beside(let cause): .accepted(try store(new.beside(cause), post: &post, in: transaction))
            case .repeated(let first): first
            case .leftOut: nil
            }
        }
        return (acceptances, post)
    }

    /// Stores leads that no key makes repeats. Returns them, and the place of what they share.
    func storeAll(in transaction: WriterTransaction) throws -> (leads: [Lead], post: Int64?) {
        var post: Int64?
        let stored = try leads.map { try store($0, post: &post, in: transaction) }
        return (stored, post)
    }

    /// Stores one lead, and with it what refuses it; with the first of a post what they share.
    ///
    /// - Parameter keys: those that have still to be stored; `nil` for all of them.
    private func store(
        _ new: Sealed,
        keys: [Duplicate]? = nil,
        post place: inout Int64?,
        in transaction: WriterTransaction
    ) throws -> Lead {
        let (db, sealer) = (transaction.db, transaction.sealer)
        let statements = try transaction.statements()
        let sequence = transaction.nextSequence
        if let post, place == nil {
            try db.store(post.values(at: sequence), in: .post, tags: sealer.tags)
            transaction.count(.post)
            transaction.countPages(of: post.sealed.count)
            place = sequence
        }
        let opener = new.needsOpener ? new.caseKey : nil
        var refusal = new.refusal
        let claims = Claims(of: new.lead, caseKey: new.caseKey)
        // What an index keeps apart need not be asked for.
        if refusal == nil, claims.mayBeNamesake || opener != nil {
            refusal = try Self.refusal(claims, from: nil, opener: opener, in: transaction)
        }
        var rows = try new.rows(at: sequence, post: place, refusal: refusal, sealer: sealer)
        do {
            try statements.lead.run(sealer.tags.row(of: .lead, rows.values))
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT && refusal == nil {
            guard let cause = try Self.refusal(claims, from: nil, opener: opener, in: transaction) else { throw error }
            rows = try new.rows(at: sequence, post: place, refusal: cause, sealer: sealer)
            try statements.lead.run(sealer.tags.row(of: .lead, rows.values))
        }
        try statements.content.run(sealer.tags.row(of: .content, rows.content))
        try statements.person.run(sealer.tags.row(of: .person, rows.person))
        transaction.count(.person)
        for key in keys ?? new.duplicates { try key.store(for: sequence, in: transaction) }
        if let refused = rows.refused {
            try db.store(refused, in: .timeline, tags: sealer.tags)
            try CallbackTable.insert(rows.lead, row: sequence, after: .refused, from: .queued, in: transaction)
        }
        transaction.countAccepted(rows.lead, isAlone: new.caseKey == nil, bytes: new.submission.count + 512)
        return rows.lead
    }

    /// Why the lead cannot go out beside the others that are here.
    ///
    /// - Parameters:
    ///   - sequence: its own row; `nil` for one that has none yet.
    ///   - key: the case that somebody must have opened.
    static func refusal(_ claims: Claims, from sequence: Int64?, opener key: Data?, in transaction: WriterTransaction)
        throws -> Cause?
    {
        if let taken = try claims.taken(from: sequence, in: transaction) {
            return Cause(taken.cause, about: "Lead \(taken.owner) is the other one.")
        }
        if let key, try CaseTable.opener(key, in: transaction.db, sealer: transaction.sealer) == nil {
            return Cause(.caseUnknown)
        }
        return nil
    }
}

extension AcceptPlan.Duplicate {
    /// The lead that the key belongs to already; `nil` for a new key, and for one that has expired.
    func known(of lead: Lead, in transaction: WriterTransaction) throws -> AcceptPlan.Known? {
        guard let row = try transaction.statements().knownKey.rows([key]).first else { return nil }
        if !row.isProven(of: .duplicate, by: transaction.sealer.tags) {
            transaction.damage.note(StoredTable.duplicate.damage(row))
        }
        guard let first = try self.known(by: row, at: lead.receivedAt, sealer: transaction.sealer) else { return nil }
        return AcceptPlan.Known(lead: try transaction.row(at: first.lead).lead, likeness: first.likeness)
    }

    /// Writes the key of a lead, unless it has a row already. Returns whether it is this lead's now.
    func claim(for sequence: Int64, in transaction: WriterTransaction) throws -> Bool {
        try transaction.statements().key.run(transaction.sealer.tags.row(of: .duplicate, values(lead: sequence)))
        guard transaction.db.changesCount > 0 else { return false }
        transaction.count(.duplicate)
        return true
    }

    /// Writes the key of a lead, in place of one that has expired.
    func store(for sequence: Int64, in transaction: WriterTransaction) throws {
        if try claim(for: sequence, in: transaction) { return }
        let tags = transaction.sealer.tags
        try transaction.db.store(values(lead: sequence), in: .duplicate, replacing: true, tags: tags)
    }
}

/// The statements of a receipt, which a group looks up once.
final class ReceiptStatements {
    /// The rows of a lead go in.
    let lead, content, person: Statement
    /// The row of a key goes in, unless there is one.
    let key: Statement
    /// The row of a key.
    let knownKey: Statement

    init(_ db: Database) throws {
        func insertion(_ table: StoredTable) throws -> Statement { try db.cachedStatement(sql: table.sql.insertion) }
        (lead, content, person) = try (insertion(.lead), insertion(.content), insertion(.person))
        key = try db.cachedStatement(sql: StoredTable.duplicate.sql.insertion + " ON CONFLICT DO NOTHING")
        knownKey = try db.cachedStatement(sql: StoredTable.duplicate.sql.query + " WHERE key = ?")
    }
}
