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
        let fates = try fates { try Self.repeated($0, $1, &known, in: transaction) }
        var post: Int64?
        return try zip(leads, fates).compactMap { new, fate in
            switch fate {
            case .new: .accepted(try store(new, post: &post, &known, in: transaction))
            case .repeated(let first): first
            case .leftOut: nil
            }
        }
    }

    /// Stores leads that no key makes repeats. Returns them, and the place of what they share.
    func storeAll(in transaction: WriterTransaction) throws -> (leads: [Lead], post: Int64?) {
        var post: Int64?
        var known: Set<Data> = []
        let stored = try leads.map { lead in
            for duplicate in lead.duplicates where try Self.row(of: duplicate, in: transaction) != nil {
                known.insert(duplicate.key)
            }
            return try store(lead, post: &post, &known, in: transaction)
        }
        return (stored, post)
    }

    private static func row(of duplicate: Duplicate, in transaction: WriterTransaction) throws -> StoredRow? {
        try transaction.db.rows(of: .duplicate, "WHERE key = ?", [duplicate.key]).first
    }

    private static func repeated(
        _ duplicate: Duplicate,
        _ lead: Lead,
        _ known: inout Set<Data>,
        in transaction: WriterTransaction
    ) throws -> Acceptance? {
        guard let row = try row(of: duplicate, in: transaction) else { return nil }
        known.insert(duplicate.key)
        if !row.isProven(of: .duplicate, by: transaction.sealer.tags) {
            transaction.damage.note(StoredTable.duplicate.damage(row))
        }
        guard let first = try duplicate.known(by: row, at: lead.receivedAt, sealer: transaction.sealer) else {
            return nil
        }
        return .repeated(try transaction.row(at: first.lead).lead, sameBody: first.sameBody)
    }

    /// Stores one lead, and with it what refuses it; with the first of a post what they share.
    private func store(
        _ new: Sealed,
        post place: inout Int64?,
        _ known: inout Set<Data>,
        in transaction: WriterTransaction
    ) throws -> Lead {
        let (db, tags) = (transaction.db, transaction.sealer.tags)
        let refusal = try new.refusal ?? Self.refusal(of: new, in: transaction)
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
        for duplicate in new.duplicates {
            let isNew = known.insert(duplicate.key).inserted
            try db.store(duplicate.values(lead: sequence), in: .duplicate, replacing: !isNew, tags: tags)
            if isNew { transaction.count(.duplicate) }
        }
        if let refused = rows.refused {
            try db.store(refused, in: .timeline, tags: tags)
            try CallbackTable.insert(rows.lead, row: sequence, after: .refused, from: .queued, in: transaction)
        }
        transaction.countAccepted(rows.lead, bytes: new.submission.count + 512)
        return rows.lead
    }

    /// Why the lead cannot go out beside the others that are here.
    private static func refusal(of new: Sealed, in transaction: WriterTransaction) throws -> Cause? {
        if let taken = try Claims(of: new.lead, caseKey: new.caseKey).taken(from: nil, in: transaction) {
            return Cause(taken.cause, about: "Lead \(taken.owner) is the other one.")
        }
        if new.needsOpener, let key = new.caseKey,
            try CaseTable.opener(key, in: transaction.db, sealer: transaction.sealer) == nil
        {
            return Cause(.caseUnknown)
        }
        return nil
    }
}
