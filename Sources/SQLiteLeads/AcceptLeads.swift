import Foundation
import GRDB
import LeadKeeping
import Leads

/// The write of one `accept`, on the writer's thread.
extension AcceptPlan {
    /// Stores the leads inside the group's transaction; refuses before anything is written.
    func perform(in transaction: WriterTransaction) throws -> [Acceptance] {
        // Keys that have a row: only one that has expired is written over.
        var known: Set<Data> = []
        let fates = try fates { try $0.known(of: $1, &known, in: transaction) }
        return try perform(fates, &known, in: transaction).acceptances
    }

    /// Stores those that nothing makes repeats. Returns what became of them, and the place of what they share.
    ///
    /// - Parameter known: the keys that have a row.
    func perform(_ fates: [Fate], _ known: inout Set<Data>, in transaction: WriterTransaction) throws
        -> (acceptances: [Acceptance], post: Int64?)
    {
        var post: Int64?
        let acceptances = try zip(leads, fates).compactMap { new, fate -> Acceptance? in
            switch fate {
            case .new: .accepted(try store(new, post: &post, &known, in: transaction))
            case .beside(let cause):
                .accepted(try store(new.beside(cause), post: &post, &known, in: transaction))
            case .repeated(let first): first
            case .leftOut: nil
            }
        }
        return (acceptances, post)
    }

    /// Stores leads that no key makes repeats. Returns them, and the place of what they share.
    func storeAll(in transaction: WriterTransaction) throws -> (leads: [Lead], post: Int64?) {
        var post: Int64?
        var known: Set<Data> = []
        let stored = try leads.map { lead in
            for duplicate in lead.duplicates { try duplicate.look(&known, in: transaction) }
            return try store(lead, post: &post, &known, in: transaction)
        }
        return (stored, post)
    }

    /// Stores one lead, and with it what refuses it; with the first of a post what they share.
    private func store(
        _ new: Sealed,
        post place: inout Int64?,
        _ known: inout Set<Data>,
        in transaction: WriterTransaction
    ) throws -> Lead {
        let (db, tags) = (transaction.db, transaction.sealer.tags)
        let refusal =
            try new.refusal
            ?? Self.refusal(
                Claims(of: new.lead, caseKey: new.caseKey),
                from: nil,
                opener: new.needsOpener ? new.caseKey : nil,
                in: transaction
            )
        let sequence = try transaction.nextSequence()
        if let post, place == nil {
            try db.store(post.values(at: sequence), in: .post, tags: tags)
            transaction.count(.post)
            transaction.countPages(of: post.sealed.count)
            place = sequence
        }
        let rows = try new.rows(at: sequence, post: place, refusal: refusal, sealer: transaction.sealer)
        try db.store(rows.values, in: .lead, tags: tags)
        try db.store(rows.content, in: .content, tags: tags)
        try db.store(rows.person, in: .person, tags: tags)
        transaction.count(.person)
        for duplicate in new.duplicates { try duplicate.store(for: sequence, &known, in: transaction) }
        if let refused = rows.refused {
            try db.store(refused, in: .timeline, tags: tags)
            try CallbackTable.insert(rows.lead, row: sequence, after: .refused, from: .queued, in: transaction)
        }
        transaction.countAccepted(rows.lead, bytes: new.submission.count + 512)
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
    /// The row of the key, which is known then.
    @discardableResult
    func look(_ known: inout Set<Data>, in transaction: WriterTransaction) throws -> StoredRow? {
        let row = try transaction.db.rows(of: .duplicate, "WHERE key = ?", [key]).first
        if row != nil { known.insert(key) }
        return row
    }

    /// The lead that the key belongs to already; `nil` for a new key, and for one that has expired.
    func known(of lead: Lead, _ known: inout Set<Data>, in transaction: WriterTransaction) throws -> AcceptPlan.Known? {
        guard let row = try look(&known, in: transaction) else { return nil }
        if !row.isProven(of: .duplicate, by: transaction.sealer.tags) {
            transaction.damage.note(StoredTable.duplicate.damage(row))
        }
        guard let first = try self.known(by: row, at: lead.receivedAt, sealer: transaction.sealer) else { return nil }
        return AcceptPlan.Known(lead: try transaction.row(at: first.lead).lead, likeness: first.likeness)
    }

    /// Writes the key of a lead, in place of one that has expired.
    func store(for sequence: Int64, _ known: inout Set<Data>, in transaction: WriterTransaction) throws {
        let isNew = known.insert(key).inserted
        let tags = transaction.sealer.tags
        try transaction.db.store(values(lead: sequence), in: .duplicate, replacing: !isNew, tags: tags)
        if isNew { transaction.count(.duplicate) }
    }
}
