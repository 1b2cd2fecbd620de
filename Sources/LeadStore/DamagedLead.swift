import Foundation
import GRDB
import JSON
import Leads
import Names
import Targets

/// What a person does with a lead whose row is not as it was written: releases it, or destroys it.
struct DamagedLead: Sendable {
    /// What is done.
    enum Deed: Sendable {
        /// Puts it right where that can be proven; else, where the person accepts its values as they stand, makes it a dead
        /// letter: nothing of it is sent before he says so.
        case release(accepting: Bool)
        case erase(reason: String)
    }

    let id: LeadID
    let deed: Deed
    let person: String
    let at: Int64

    /// Why, where the deed has a reason.
    var reason: String? {
        switch deed {
        case .release: nil
        case .erase(let reason): reason
        }
    }

    /// Does it, or says why not; nothing is written then.
    func perform(in transaction: WriterTransaction) throws -> DamageRelease {
        let tags = transaction.sealer.tags
        guard let row = try row(in: transaction.db) else { throw StoreError.notFound(id) }
        if row.isProven(of: .lead, by: tags) { return try undamaged(in: transaction) }
        if let values = RowMending(tags: tags, table: .lead).written(row) {
            try transaction.db.store(values, in: .lead, replacing: true, tags: tags)
            let lead = try transaction.row(of: id).lead
            guard case .erase(let reason) = deed else { return .mended(lead) }
            return .erased(try erased(lead, reason, in: transaction))
        }
        switch deed {
        case .release(let isAccepted): return try accepted(row, isAccepted, in: transaction)
        case .erase(let reason): return .erased(try destroyed(row, reason, in: transaction))
        }
    }

    private func row(in db: Database) throws -> StoredRow? {
        let sql = "SELECT \(LeadRow.columns) FROM \(LeadRow.tables()) WHERE lead.id = ?"
        return try Row.fetchOne(db, sql: sql, arguments: [Data(id.bytes)]).map { StoredRow($0) }
    }

    /// The row is as it was written; what is damaged, if anything is, is its content or its timeline.
    private func undamaged(in transaction: WriterTransaction) throws -> DamageRelease {
        let lead = try transaction.row(of: id).lead
        guard case .erase(let reason) = deed, lead.state != .erased else { return .notDamaged(lead) }
        return .erased(try erased(lead, reason, in: transaction))
    }

    private func erased(_ lead: Lead, _ reason: String, in transaction: WriterTransaction) throws -> Lead {
        try RecordEvent(
            event: .erased(by: person, reason: reason),
            id: id,
            version: lead.version,
            at: at,
            answer: nil
        ).perform(in: transaction)
    }

    // MARK: Values as they stand

    private func accepted(_ row: StoredRow, _ isAccepted: Bool, in transaction: WriterTransaction) throws
        -> DamageRelease
    {
        let read: LeadRow
        do throws(StoredRow.Malformed) {
            read = try LeadRow(unproven: row, id: id, sealer: transaction.sealer)
        } catch { return .refused(.unreadable(LeadColumn(rawValue: error.column)?.name ?? "row")) }
        let past = try Past(of: read.sequence, id, version: read.lead.version, in: transaction)
        guard past.state == .erased || hasWholeContent(read, in: transaction) else { return .refused(.contentLost) }
        guard isAccepted else { return .refused(.notAccepted(read.lead)) }
        let before = past.state ?? read.lead.state
        let isSettled = [.delivered, .discarded, .erased].contains(before) && before == read.lead.state
        let standing = isSettled ? read.lead.standing : .dead(Cause(.releasedDamaged))
        let lead = read.lead.decided(standing, version: past.last + 1, at: at)
        var outcome: Data?
        let words = LeadWords(of: lead)
        if !words.isEmpty, let key = read.wrappedKey.flatMap({ try? transaction.sealer.unwrap($0, of: id) }) {
            outcome = try? transaction.sealer.seal(words.bytes, under: key, as: .outcome, of: id)
        }
        let values = LeadRow.values(of: lead, sequence: read.sequence, caseKey: read.caseKey, outcome: outcome)
        try write(values, lead, after: past, TimelineEntry.released, [:], in: transaction)
        transaction.countMove(from: before, to: lead.state)
        return .accepted(try transaction.row(of: id).lead)
    }

    /// Whether what was sent can be opened: it is sealed under the lead's own id.
    private func hasWholeContent(_ read: LeadRow, in transaction: WriterTransaction) -> Bool {
        let sealer = transaction.sealer
        guard let wrapped = read.wrappedKey, let key = try? sealer.unwrap(wrapped, of: id),
            let content = try? transaction.db.rows(of: .content, "WHERE lead = ?", [read.sequence]).first,
            let sealed = try? content[3] as Data,
            let bytes = try? sealer.open(sealed, under: key, as: .submission, of: id)
        else { return false }
        return SubmissionCoding.decode(bytes) != nil
    }

    /// Destroys what is sealed, and keeps of the row what can be read.
    private func destroyed(_ row: StoredRow, _ reason: String, in transaction: WriterTransaction) throws -> Lead {
        let sequence: Int64 = try row[.sequence]
        let past = try Past(of: sequence, id, version: try? row[.version], in: transaction)
        let state = (try? row[.state] as String).flatMap { LeadState(rawValue: $0) }
        let read = try? LeadRow(unproven: row, id: id, sealer: transaction.sealer)
        let number = (try? row[.vorgangsnummer] as String?) ?? nil
        let lead = (read?.lead ?? Lead(id: id, unreadable: row, at: at))
            .decided(.erased(vorgangsnummer: number), version: past.last + 1, at: at)
        let values = LeadRow.values(of: lead, sequence: sequence, caseKey: nil, outcome: nil)
        let event = LeadEvent.erased(by: person, reason: reason)
        try write(values, lead, after: past, event.kind.rawValue, event.detail, in: transaction)
        try transaction.destroyContent(sequence)
        transaction.countMove(from: past.state ?? state ?? .dead, to: .erased)
        return try transaction.row(of: id).lead
    }

    /// Writes the row with its tag, and one more entry behind those that are proven.
    private func write(
        _ values: [DatabaseValue],
        _ lead: Lead,
        after past: Past,
        _ event: String,
        _ detail: JSONObject,
        in transaction: WriterTransaction
    ) throws {
        let (db, tags) = (transaction.db, transaction.sealer.tags)
        try db.store(values, in: .lead, replacing: true, tags: tags)
        let sequence = values[LeadColumn.sequence.rawValue]
        // What follows a gap tells of nothing that can be told.
        try db.execute(
            sql: "DELETE FROM timeline WHERE lead = ? AND sequence > ?",
            arguments: [sequence, past.last]
        )
        var detail = detail
        detail["by"] = .string(person)
        if past.lost > 0 { detail["lostEntries"] = .number(JSONNumber(past.lost)) }
        try db.store(
            [
                sequence, lead.version.databaseValue, at.databaseValue, event.databaseValue,
                lead.state.rawValue.databaseValue, JSONValue.object(detail).text().databaseValue, .null,
            ],
            in: .timeline,
            tags: tags
        )
    }
}

/// What a lead's timeline proves of it.
private struct Past {
    /// The last entry that is proven without a gap before it; the first is the lead's own row.
    var last = 1
    /// The state after it; `nil` where entries behind it are lost or damaged.
    var state: LeadState? = .queued
    /// Entries that prove nothing.
    var lost = 0

    /// - Parameter version: what the row says, which counts the entries; `nil` where that cannot be read.
    init(of sequence: Int64, _ id: LeadID, version: Int?, in transaction: WriterTransaction) throws {
        let rows = try transaction.db.rows(of: .timeline, "WHERE lead = ? ORDER BY sequence", [sequence])
        for row in rows {
            guard let entry = TimelineRow.entry(row, key: nil, of: id, sealer: transaction.sealer),
                entry.sequence == last + 1
            else { break }
            last = entry.sequence
            state = entry.state
        }
        lost = rows.count - (last - 1)
        if lost > 0 || version != last { state = nil }
    }
}

extension Lead {
    /// What is left of a lead whose row no lead can have.
    fileprivate init(id: LeadID, unreadable row: StoredRow, at now: Int64) {
        self.init(
            id: id,
            source: (try? row[.source] as SourceName) ?? "unreadable",
            target: Target(rawValue: (try? row[.target] as String) ?? "unreadable"),
            mode: (try? row[.mode] as String).flatMap { DeliveryMode(rawValue: $0) } ?? .test,
            mapping: nil,
            receivedAt: (try? row[.receivedAt] as Int64) ?? now,
            mappingHash: nil,
            reference: id.rawValue,
            senderID: nil
        )
    }
}
