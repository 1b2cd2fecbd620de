import Crypto
import Foundation
import GRDB
import Leads
import Targets

/// The write of one `accept`: the leads of one post with their verdicts, sealed where it was called, stored on the writer's
/// thread, all of them or none.
struct AcceptLeads: Sendable {
    struct Sealed: Sendable {
        let lead: Lead
        let refusal: Cause?
        let wrappedKey: Data
        let submission: Data
        let duplicates: [Duplicate]
        let caseKey: Data?
        /// Whether somebody must have opened the case.
        let needsOpener: Bool
    }

    struct Duplicate: Sendable {
        let scope: SenderKey.Scope
        let key: Data
        let body: Data
        let expiresAt: Int64
    }

    let leads: [Sealed]

    /// Seals the leads; the expensive part, on the caller's thread.
    init(_ leads: [NewLead], sealer: Sealer) throws(StoreError) {
        var sealed: [Sealed] = []
        sealed.reserveCapacity(leads.count)
        for new in leads {
            let lead = new.lead
            guard lead.state == .queued, lead.version == 1 else {
                throw .unexpected("only a new lead can be accepted; \(lead.id) is one that has been moved")
            }
            do {
                let parts = try sealer.sealNew(SubmissionCoding.encode(new.submission), of: lead.id)
                let body = sealer.bodyFingerprint(new.submission.body, source: lead.source)
                let duplicates = new.keys.map { key in
                    Duplicate(
                        scope: key.scope,
                        key: sealer.duplicateKey(key.text, source: lead.source),
                        body: body,
                        expiresAt: lead.receivedAt + Int64(key.days) * 86_400_000
                    )
                }
                sealed.append(
                    Sealed(
                        lead: lead,
                        refusal: new.refusal,
                        wrappedKey: parts.wrappedKey,
                        submission: parts.submission,
                        duplicates: duplicates,
                        caseKey: new.case.map { sealer.caseKey($0, mode: lead.mode) },
                        needsOpener: lead.caseRole == .changes && new.case?.isNumber == false
                    )
                )
            } catch { throw .unexpected("lead \(lead.id) could not be sealed") }
        }
        self.leads = sealed
    }

    /// Stores them inside the group's transaction; refuses before anything is written.
    ///
    /// One known key makes a lead a repeat, whatever other keys it has. Where keys know different leads, the one that came
    /// with the same body is the one that is repeated.
    func perform(in transaction: WriterTransaction) throws -> [Acceptance] {
        var first: [SenderKey.Scope: [Int: Acceptance]] = [:]
        for (index, new) in leads.enumerated() {
            for duplicate in new.duplicates {
                guard let known = try repeated(duplicate, new.lead, in: transaction) else { continue }
                if duplicate.scope == .post, case .repeated(let lead, sameBody: false) = known {
                    throw StoreError.keyReused(lead.id)
                }
                if case .repeated(_, sameBody: true)? = first[duplicate.scope]?[index] { continue }
                first[duplicate.scope, default: [:]][index] = known
            }
        }
        return try leads.enumerated().compactMap { index, new in
            let scopes = new.duplicates.map(\.scope)
            // What the first post had no lead for (its mapping has changed since) gets no lead by the repeat either.
            if let scope = scopes.first(where: { first[$0]?[index] != nil })
                ?? scopes.first(where: { first[$0] != nil })
            {
                return first[scope]?[index]
            }
            return .accepted(try store(new, in: transaction))
        }
    }

    private func repeated(_ duplicate: Duplicate, _ lead: Lead, in transaction: WriterTransaction) throws -> Acceptance?
    {
        let tags = transaction.sealer.tags
        guard
            let row = try transaction.db.rows(of: .duplicate, "WHERE key = ?", [duplicate.key]).first
        else { return nil }
        // Whose repeat it is cannot be told: taking it could double a lead, answering could lose one.
        guard row.isProven(of: .duplicate, by: tags) else {
            transaction.damage.note(StoredTable.duplicate.damage(row))
            throw StoreError.unusable("What is known of this key is damaged on disk; restore the data file.")
        }
        guard try row[3] > lead.receivedAt else { return nil }
        let body: Data = try row[2]
        // An erased lead has no body any more to compare with.
        return .repeated(
            try transaction.row(at: try row[1]).lead,
            sameBody: body.isEmpty || body == duplicate.body
        )
    }

    /// Stores one lead, and with it what refuses it.
    private func store(_ new: Sealed, in transaction: WriterTransaction) throws -> Lead {
        let refusal = try new.refusal ?? refusal(of: new, in: transaction)
        var lead = new.lead
        if let refusal {
            do { lead = try LeadTransition.step(lead, .refused(refusal), at: lead.receivedAt) } catch {
                throw StoreError.transition(error)
            }
        }
        let sequence = try insert(new, as: lead, in: transaction)
        if let refusal {
            let key = try transaction.sealer.unwrap(new.wrappedKey, of: lead.id)
            try transaction.insertTimeline(
                lead: sequence,
                sequence: lead.version,
                at: lead.updatedAt,
                event: .refused(refusal),
                state: lead.state,
                sealed: try transaction.sealer.seal(
                    EvidenceCoding.encode(Evidence(cause: refusal)),
                    under: key,
                    as: .evidence(sequence: lead.version),
                    of: lead.id
                )
            )
        }
        if refusal != nil {
            try CallbackTable.insert(lead, row: sequence, after: .refused, from: .queued, in: transaction)
        }
        transaction.countAccepted(lead.state, bytes: new.submission.count + 512)
        return lead
    }

    /// Why the lead cannot go out beside the others that are here.
    private func refusal(of new: Sealed, in transaction: WriterTransaction) throws -> Cause? {
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

    private func insert(_ new: Sealed, as lead: Lead, in transaction: WriterTransaction) throws -> Int64 {
        let db = transaction.db
        let tags = transaction.sealer.tags
        let words = LeadWords(of: lead)
        let outcome =
            words.isEmpty
            ? nil
            : try transaction.sealer.seal(
                words.bytes,
                under: transaction.sealer.unwrap(new.wrappedKey, of: lead.id),
                as: .outcome,
                of: lead.id
            )
        let sequence = try transaction.nextSequence()
        try db.store(
            LeadRow.values(of: lead, sequence: sequence, caseKey: new.caseKey, outcome: outcome),
            in: .lead,
            tags: tags
        )
        try db.store(
            [
                sequence.databaseValue, new.wrappedKey.databaseValue,
                DuplicateKeys.joined(new.duplicates.map(\.key)).stored,
                new.submission.databaseValue,
            ],
            in: .content,
            tags: tags
        )
        for duplicate in new.duplicates {
            // Replaces the one that has expired.
            let isNew = try db.rows(of: .duplicate, "WHERE key = ?", [duplicate.key]).isEmpty
            try db.store(
                [
                    duplicate.key.databaseValue, sequence.databaseValue, duplicate.body.databaseValue,
                    duplicate.expiresAt.databaseValue,
                ],
                in: .duplicate,
                replacing: true,
                tags: tags
            )
            if isNew { transaction.count(.duplicate) }
        }
        return sequence
    }
}
