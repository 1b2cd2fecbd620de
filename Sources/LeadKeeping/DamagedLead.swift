import Foundation
import JSON
package import Leads
import Names
import Targets

/// What a person does with a lead whose row is not as it was written: releases it, or destroys it.
package struct DamagedLead: Sendable {
    /// What is done.
    package enum Deed: Sendable {
        /// Puts it right where that can be proven; else, where the person accepts its values as they stand, makes it a dead
        /// letter: nothing of it is sent before he says so.
        case release(accepting: Bool)
        case erase(reason: String)
    }

    /// As its row has it: that may be what is damaged.
    package let id: LeadID
    package let deed: Deed
    package let person: String
    package let at: Int64

    package init(id: LeadID, deed: Deed, person: String, at: Int64) {
        self.id = id
        self.deed = deed
        self.person = person
        self.at = at
    }

    /// Why, where the deed has a reason.
    package var reason: String? {
        switch deed {
        case .release: nil
        case .erase(let reason): reason
        }
    }

    /// What the deed comes to.
    package enum Verdict {
        /// The row is as it was written; what is damaged, if anything is, is its content or its timeline.
        case undamaged
        /// These values were written: one bit of the row was changed.
        case mended([StoredValue])
        /// The row and its timeline are written anew.
        case rewritten(Rewriting)
        /// Nothing is done.
        case refused(DamageRelease.Obstacle)
    }

    /// A row with its values as they stand, and one more entry behind those that are proven.
    package struct Rewriting {
        package let sequence: Int64
        package let values: [StoredValue]
        /// The last entry of the timeline that stays: what follows a gap tells of nothing that can be told.
        package let lastEntry: Int
        package let entry: [StoredValue]
        /// The state that the books have it in.
        package let before: LeadState
    }

    /// What the rows of a lead come to.
    ///
    /// - Parameters:
    ///   - row: of ``StoredTable/lead`` with its tag and the wrapped key behind it.
    ///   - timeline: the rows of its entries, in their order.
    ///   - isWhole: whether what was sent can be opened.
    package func verdict(
        on row: StoredRow,
        timeline: (Int64) throws -> [StoredRow],
        isWhole: (LeadRow) throws -> Bool,
        sealer: Sealer
    ) throws -> Verdict {
        if row.isProven(of: .lead, by: sealer.tags) { return .undamaged }
        if let values = RowMending(tags: sealer.tags, table: .lead).written(row) { return .mended(values) }
        switch deed {
        case .release(let isAccepted):
            return try accepted(row, isAccepted, timeline: timeline, isWhole: isWhole, sealer: sealer)
        case .erase(let reason): return .rewritten(try destroyed(row, reason, timeline: timeline, sealer: sealer))
        }
    }

    /// Erases a lead whose row is as it was written.
    package func erasure(of lead: Lead, reason: String) -> RecordPlan {
        RecordPlan(event: .erased(by: person, reason: reason), id: lead.id, version: lead.version, at: at)
    }

    // MARK: Values as they stand

    private func accepted(
        _ row: StoredRow,
        _ isAccepted: Bool,
        timeline: (Int64) throws -> [StoredRow],
        isWhole: (LeadRow) throws -> Bool,
        sealer: Sealer
    ) throws -> Verdict {
        let read: LeadRow
        do throws(StoredRow.Malformed) {
            read = try LeadRow(unproven: row, id: id, sealer: sealer)
        } catch { return .refused(.unreadable(LeadColumn(rawValue: error.column)?.name ?? "row")) }
        let past = Past(of: try timeline(read.sequence), id, version: read.lead.version, sealer: sealer)
        guard try past.state == .erased || isWhole(read) else { return .refused(.contentLost) }
        guard isAccepted else { return .refused(.notAccepted(read.lead)) }
        let before = past.state ?? read.lead.state
        let isSettled = [.delivered, .discarded, .erased].contains(before) && before == read.lead.state
        let standing = isSettled ? read.lead.standing : .dead(Cause(.releasedDamaged))
        let lead = read.lead.decided(standing, version: past.last + 1, at: at)
        var outcome: Data?
        let words = LeadWords(of: lead)
        if !words.isEmpty, let key = read.wrappedKey.flatMap({ try? sealer.unwrap($0, of: id) }) {
            outcome = try? sealer.seal(words.bytes, under: key, as: .outcome, of: id)
        }
        return .rewritten(
            Rewriting(
                sequence: read.sequence,
                values: LeadRow.values(of: lead, sequence: read.sequence, caseKey: read.caseKey, outcome: outcome),
                lastEntry: past.last,
                entry: entry(of: lead, at: read.sequence, after: past, TimelineEntry.released, [:]),
                before: before
            )
        )
    }

    /// Destroys what is sealed, and keeps of the row what can be read.
    private func destroyed(
        _ row: StoredRow,
        _ reason: String,
        timeline: (Int64) throws -> [StoredRow],
        sealer: Sealer
    ) throws -> Rewriting {
        let sequence: Int64 = try row[.sequence]
        let past = Past(of: try timeline(sequence), id, version: try? row[.version], sealer: sealer)
        let state = (try? row[.state] as String).flatMap { LeadState(rawValue: $0) }
        let read = try? LeadRow(unproven: row, id: id, sealer: sealer)
        let number = (try? row[.vorgangsnummer] as String?) ?? nil
        let lead = (read?.lead ?? Lead(id: id, unreadable: row, at: at))
            .decided(.erased(vorgangsnummer: number), version: past.last + 1, at: at)
        let event = LeadEvent.erased(by: person, reason: reason)
        return Rewriting(
            sequence: sequence,
            values: LeadRow.values(of: lead, sequence: sequence, caseKey: nil, outcome: nil),
            lastEntry: past.last,
            entry: entry(of: lead, at: sequence, after: past, event.kind.rawValue, event.detail),
            before: past.state ?? state ?? .dead
        )
    }

    private func entry(of lead: Lead, at sequence: Int64, after past: Past, _ event: String, _ detail: JSONObject)
        -> [StoredValue]
    {
        var detail = detail
        detail["by"] = .string(person)
        if past.lost > 0 { detail["lostEntries"] = .number(JSONNumber(past.lost)) }
        return TimelineRow.values(of: lead, at: sequence, event, detail, sealed: nil)
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
    init(of rows: [StoredRow], _ id: LeadID, version: Int?, sealer: Sealer) {
        for row in rows {
            guard let entry = TimelineRow.entry(row, key: nil, of: id, sealer: sealer), entry.sequence == last + 1
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
