import Foundation
import GRDB
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

        try claims(of: new, before: old, row: row, in: transaction)
        let words = sealedWords(of: new, row: row, sealer: transaction.sealer)
        try update(row, new, outcome: words.outcome, in: transaction)
        if new.state == .erased { try transaction.destroyContent(row.sequence) }
        try transaction.insertTimeline(
            lead: row.sequence,
            sequence: new.version,
            at: at,
            event: event,
            state: new.state,
            sealed: words.evidence
        )
        try CallbackTable.insert(new, row: row.sequence, after: event.kind, from: old.state, in: transaction)
        transaction.countMove(from: old.state, to: new.state)
        return new
    }

    /// The words for the lead and for its timeline entry. Without a usable key (damaged) there are none; the step
    /// itself must still be possible, or a damaged lead could not even be parked.
    private func sealedWords(of new: Lead, row: LeadRow, sealer: Sealer) -> (outcome: Data?, evidence: Data?) {
        let evidence = Evidence(cause: event.cause, messages: event.confirmation?.messages ?? [], answer: answer)
        let outcome = LeadWords(of: new)
        let hasEvidence = evidence.cause != nil || !evidence.messages.isEmpty || evidence.answer != nil
        let hasOutcome = !outcome.isEmpty
        guard hasEvidence || hasOutcome, new.state != .erased, let wrapped = row.wrappedKey,
            let key = try? sealer.unwrap(wrapped, of: id)
        else { return (nil, nil) }
        return (
            hasOutcome
                ? try? sealer.seal(outcome.bytes, under: key, as: .outcome, of: id) : nil,
            hasEvidence
                ? try? sealer.seal(
                    EvidenceCoding.encode(evidence),
                    under: key,
                    as: .evidence(sequence: new.version),
                    of: id
                ) : nil
        )
    }

    /// What the lead would have alone must be free; a lead of a case sends only when no other of it is in the way.
    private func claims(of new: Lead, before old: Lead, row: LeadRow, in transaction: WriterTransaction) throws {
        let claims = Claims(of: new, caseKey: row.caseKey)
        if claims != Claims(of: old, caseKey: row.caseKey),
            let taken = try claims.taken(from: row.sequence, in: transaction)
        {
            throw StoreError.taken(taken.cause, by: taken.owner)
        }
        if new.state == .sending, let key = row.caseKey,
            let blocker = try CaseTable.blocker(of: row, key: key, in: transaction.db)
        {
            throw StoreError.caseBusy(blocker)
        }
    }

    private func update(_ row: LeadRow, _ lead: Lead, outcome: Data?, in transaction: WriterTransaction) throws {
        let values = LeadRow.values(of: lead, sequence: row.sequence, caseKey: row.caseKey, outcome: outcome)
        let tag = transaction.sealer.tags.tag(of: .lead, values)
        try transaction.db.cachedStatement(sql: Self.update).execute(
            arguments: StatementArguments(
                LeadColumn.changing.map { values[$0.rawValue] } + [tag.databaseValue, row.sequence.databaseValue]
            )
        )
    }

    /// Names only what can change: SQLite rewrites the index entries of every column that is named.
    private static let update = """
        UPDATE lead SET \(LeadColumn.changing.map { "\($0.name) = ?" }.joined(separator: ", ")), tag = ? \
        WHERE sequence = ?
        """
}
