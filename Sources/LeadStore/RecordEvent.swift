import Foundation
import GRDB
import JSON
import Leads

/// The write of one `record`: compare, step, lead, timeline entry and, for an erasure, the destruction of the content.
struct RecordEvent: Sendable {
    let event: LeadEvent
    let id: LeadID
    let version: Int?
    let at: Int64
    let answer: [UInt8]?

    /// Refuses with a ``StoreError`` before anything is written, or writes all of it.
    func perform(in transaction: WriterTransaction) throws -> Lead {
        let row = try transaction.row(of: id)
        let old = row.lead
        if let version, version != old.version { throw StoreError.conflict(version: old.version) }
        if case .sendingStarted(let intent) = event, intent.epoch != transaction.epoch {
            throw StoreError.staleEpoch(current: transaction.epoch)
        }
        let new: Lead
        do { new = try LeadTransition.step(old, event, at: at) } catch { throw StoreError.transition(error) }

        let words = sealedWords(of: new, row: row, sealer: transaction.sealer)
        try update(row.sequence, new, outcome: words.outcome, in: transaction.db)
        if new.state == .erased { try destroyContent(row.sequence, in: transaction.db) }
        try transaction.insertTimeline(
            lead: row.sequence,
            sequence: new.version,
            at: at,
            event: event.kind.rawValue,
            state: new.state,
            detail: JSONValue.object(event.detail).text(),
            sealed: words.evidence
        )
        transaction.countMove(from: old.state, to: new.state)
        return new
    }

    /// The words for the lead and for its timeline entry. Without a usable key (damaged) there are none; the step
    /// itself must still be possible, or a damaged lead could not even be parked.
    private func sealedWords(of new: Lead, row: LeadRow, sealer: Sealer) -> (outcome: Data?, evidence: Data?) {
        var messages: [String] = []
        if case .delivered(let confirmation) = event { messages = confirmation.messages }
        let evidence = Evidence(cause: event.cause, messages: messages, answer: answer)
        let outcome = Evidence(cause: new.cause, messages: new.messages)
        let hasEvidence = evidence.cause != nil || !evidence.messages.isEmpty || evidence.answer != nil
        let hasOutcome = outcome.cause != nil || !outcome.messages.isEmpty
        guard hasEvidence || hasOutcome, new.state != .erased, let wrapped = row.wrappedKey,
            let key = try? sealer.unwrap(wrapped, of: id)
        else { return (nil, nil) }
        return (
            hasOutcome
                ? try? sealer.seal(EvidenceCoding.encode(outcome), under: key, as: .outcome, of: id) : nil,
            hasEvidence
                ? try? sealer.seal(
                    EvidenceCoding.encode(evidence),
                    under: key,
                    as: .evidence(sequence: new.version),
                    of: id
                ) : nil
        )
    }

    private func update(_ sequence: Int64, _ lead: Lead, outcome: Data?, in db: Database) throws {
        let statement = try db.cachedStatement(
            sql: """
                UPDATE lead SET state = ?, lane = ?, updated_at = ?, due_at = ?, attempts = ?, \
                attempts_this_round = ?, replays = ?, version = ?, mapping_hash = ?, reference = ?, \
                vorgangsnummer = ?, cause_class = ?, cause_code = ?, cause_fingerprint = ?, intent_started_at = ?, \
                intent_epoch = ?, sealed_outcome = ? WHERE sequence = ?
                """
        )
        try statement.execute(
            arguments: [
                lead.state.rawValue, lead.lane, lead.updatedAt, lead.dueAt, lead.attempts, lead.attemptsThisRound,
                lead.replays, lead.version, lead.mappingHash, lead.storedReference, lead.vorgangsnummer,
                lead.cause?.class.rawValue, lead.cause?.code, lead.cause?.fingerprint, lead.intent?.startedAt,
                lead.intent?.epoch, outcome, sequence,
            ]
        )
    }

    /// Destroys the data key and everything sealed with it. `secure_delete` overwrites the pages; what the write-ahead
    /// log still has of them goes with the next truncating checkpoint, which an erasure asks for.
    private func destroyContent(_ sequence: Int64, in db: Database) throws {
        let key = try Data.fetchOne(
            db.cachedStatement(sql: "SELECT duplicate_key FROM content WHERE lead = ? AND duplicate_key IS NOT NULL"),
            arguments: [sequence]
        )
        if let key {
            // The key still answers repeats with the first receipt; the body is nothing to compare with any more.
            try db.cachedStatement(sql: "UPDATE duplicate SET body = x'' WHERE key = ? AND lead = ?")
                .execute(arguments: [key, sequence])
        }
        try db.cachedStatement(sql: "DELETE FROM content WHERE lead = ?").execute(arguments: [sequence])
        try db.cachedStatement(sql: "UPDATE timeline SET sealed = NULL WHERE lead = ? AND sealed IS NOT NULL")
            .execute(arguments: [sequence])
    }
}
