package import Foundation
package import Leads

/// What one `record` means: compare, step, and the rows after it.
package struct RecordPlan: Sendable {
    let event: LeadEvent
    package let id: LeadID
    let version: Int?
    let at: Int64
    let answer: [UInt8]?

    /// - Parameters:
    ///   - version: the version that the lead must still have; `nil` for any.
    ///   - answer: the body of the target's answer, kept sealed.
    package init(event: LeadEvent, id: LeadID, version: Int?, at: Int64, answer: [UInt8]? = nil) {
        self.event = event
        self.id = id
        self.version = version
        self.at = at
        self.answer = answer
    }

    /// Whether it puts a lead back into the queue that had come to rest.
    package var isReplay: Bool { event.kind == .replayed }

    /// The same order for a lead of a file that is older than what was done since: it is looked up instead of being sent.
    ///
    /// - Parameter moment: when the file came back; what was done before is in the file, so the target may have the lead since
    ///   its last change in there.
    package func fenced(_ lead: Lead, since moment: Int64, under lease: Lease?) -> RecordPlan {
        let start = lead.updatedAt < moment ? lead.updatedAt : lead.receivedAt
        let intent = lead.presumedIntent(since: start, epoch: lease?.epoch ?? 0)
        return RecordPlan(event: .fenced(intent, Cause(.restored)), id: id, version: version, at: at, answer: answer)
    }

    /// A step that can be taken, and what is written of it.
    package struct Step {
        /// The row before it.
        package let row: LeadRow
        /// The lead after it.
        package let lead: Lead
        package let event: LeadEvent.Kind
        /// What the lead has alone from now on and must be free; `nil` where nothing changes.
        package let claims: Claims?
        /// The case that no other lead may hold up while this one is sent.
        package let sendsFor: Data?
        /// The lead's row in ``StoredTable/lead``.
        package let values: [StoredValue]
        /// Its new row in ``StoredTable/timeline``.
        package let entry: [StoredValue]

        /// Whether the data key and everything sealed with it are destroyed.
        package var destroysContent: Bool { lead.state == .erased }
    }

    /// The step from the lead's row as it is, or a ``StoreError`` that says why it cannot be taken.
    ///
    /// - Parameter lease: the one in force, under which an intent must have been made.
    package func step(from row: LeadRow, under lease: Lease?, sealer: Sealer) throws(StoreError) -> Step {
        let old = row.lead
        if let version, version != old.version { throw .conflict(version: old.version) }
        if case .sendingStarted(let intent) = event {
            guard let lease else { throw .leaseLost }
            try lease.check(intent.epoch, at: at)
        }
        let new: Lead
        do { new = try LeadTransition.step(old, event, at: at) } catch { throw .transition(error) }
        let words = sealedWords(of: new, row: row, sealer: sealer)
        let claims = Claims(of: new, caseKey: row.caseKey)
        return Step(
            row: row,
            lead: new,
            event: event.kind,
            claims: claims == Claims(of: old, caseKey: row.caseKey) ? nil : claims,
            sendsFor: new.state == .sending ? row.caseKey : nil,
            values: LeadRow.values(of: new, sequence: row.sequence, caseKey: row.caseKey, outcome: words.outcome),
            entry: TimelineRow.values(of: new, at: row.sequence, after: event, sealed: words.evidence)
        )
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
}
