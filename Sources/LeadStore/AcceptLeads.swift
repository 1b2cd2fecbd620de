import Crypto
import Foundation
import GRDB
import Leads
import Targets

/// The write of one `accept`: sealed where it was called, stored on the writer's thread, all of its leads or none.
struct AcceptLeads: Sendable {
    private struct Sealed: Sendable {
        let lead: Lead
        let wrappedKey: Data
        let submission: Data
        let duplicate: (key: Data, body: Data, expiresAt: Int64)?
    }

    private let leads: [Sealed]

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
                let duplicate = new.duplicateKey.map { text in
                    (
                        key: sealer.duplicateKey(text, source: lead.source),
                        body: sealer.bodyFingerprint(
                            new.bodyFingerprint.map { Array($0.utf8) } ?? new.submission.body,
                            source: lead.source
                        ),
                        expiresAt: lead.receivedAt + Int64(new.duplicateDays) * 86_400_000
                    )
                }
                sealed.append(
                    Sealed(
                        lead: lead,
                        wrappedKey: parts.wrappedKey,
                        submission: parts.submission,
                        duplicate: duplicate
                    )
                )
            } catch { throw .unexpected("lead \(lead.id) could not be sealed") }
        }
        self.leads = sealed
    }

    /// Stores them inside the group's transaction.
    func perform(in transaction: WriterTransaction) throws -> [Acceptance] {
        try leads.map { try store($0, in: transaction) }
    }

    private func store(_ new: Sealed, in transaction: WriterTransaction) throws -> Acceptance {
        let db = transaction.db
        let lead = new.lead
        if let duplicate = new.duplicate {
            let known = try db.cachedStatement(sql: "SELECT lead, body FROM duplicate WHERE key = ? AND expires_at > ?")
            if let row = try Row.fetchOne(known, arguments: [duplicate.key, lead.receivedAt]) {
                let body: Data = row[1]
                // An erased lead has no body any more to compare with.
                return .repeated(
                    try transaction.row(at: row[0]).lead,
                    sameBody: body.isEmpty || body == duplicate.body
                )
            }
        }

        let insertLead = try db.cachedStatement(
            sql: """
                INSERT INTO lead (id, source, target, mode, state, lane, received_at, updated_at, due_at, attempts, \
                attempts_this_round, replays, version, mapping_hash, reference)
                VALUES (?, ?, ?, ?, 'queued', 0, ?, ?, ?, 0, 0, 0, 1, ?, ?)
                """
        )
        try insertLead.execute(
            arguments: [
                Data(lead.id.bytes), lead.source, lead.target.rawValue, lead.mode.rawValue, lead.receivedAt,
                lead.updatedAt, lead.dueAt, lead.mappingHash, lead.storedReference,
            ]
        )
        let sequence = db.lastInsertedRowID
        let insertContent = try db.cachedStatement(
            sql: "INSERT INTO content (lead, wrapped_key, duplicate_key, sealed) VALUES (?, ?, ?, ?)"
        )
        try insertContent.execute(arguments: [sequence, new.wrappedKey, new.duplicate?.key, new.submission])
        if let duplicate = new.duplicate {
            // Replaces the one that has expired.
            let insertDuplicate = try db.cachedStatement(
                sql: "INSERT OR REPLACE INTO duplicate (key, lead, body, expires_at) VALUES (?, ?, ?, ?)"
            )
            try insertDuplicate.execute(arguments: [duplicate.key, sequence, duplicate.body, duplicate.expiresAt])
        }
        transaction.countAccepted(bytes: new.submission.count + 512)
        return .accepted(lead)
    }
}
