import Crypto
import Foundation
package import Leads
import Names

/// One full look at a store, row by row: the rules by which it is whole. What cannot be read is a finding and ends one part
/// of the look, never all of it.
package struct StoreVerifier {
    package let sealer: Sealer
    package private(set) var findings: [StoreVerification.Finding] = []
    private var accepted = 0
    private var counts: [LeadState: Int] = [:]
    private var sealedParts = 0
    private var timelineEntries = 0
    private var lastAudit = AuditChain.Link.first

    package init(sealer: Sealer) { self.sealer = sealer }

    /// What was found, once every row was looked at.
    ///
    /// - Parameter counters: of the books, as far as they are proven.
    package mutating func result(counters: [String: Int]) -> StoreVerification {
        let books = Books(counters: counters)
        let counted = Books(accepted: accepted, counts: counts)
        if books != counted {
            find(
                .booksDiffer,
                nil,
                "The books say \(Self.text(books)), but the leads on disk are \(Self.text(counted))."
            )
        }
        return StoreVerification(
            books: books,
            counted: counted,
            sealedParts: sealedParts,
            timelineEntries: timelineEntries,
            findings: findings
        )
    }

    package mutating func find(_ code: StoreVerification.Finding.Code, _ lead: LeadID?, _ message: String) {
        let finding = StoreVerification.Finding(code: code, lead: lead, message: message)
        if !findings.contains(finding) { findings.append(finding) }
    }

    private static func text(_ books: Books) -> String {
        let states = LeadState.allCases.map { "\($0.rawValue) \(books[$0])" }.joined(separator: ", ")
        return "accepted \(books.accepted): \(states)"
    }
}

// MARK: Leads

extension StoreVerifier {
    /// Looks at a lead with all that belongs to it.
    ///
    /// - Parameters:
    ///   - row: of ``StoredTable/lead`` with its tag and the wrapped key behind it.
    ///   - content: the row of its content, by its place in the order of acceptance.
    ///   - post: the row of what it shares with others, by its place.
    ///   - timeline: the rows of its timeline, in their order.
    package mutating func check(
        lead row: StoredRow,
        content: (Int64) throws -> StoredRow?,
        post: (Int64) throws -> StoredRow?,
        timeline: (Int64) throws -> [StoredRow]
    ) throws {
        accepted += 1
        if let state = (try? row[.state] as String).flatMap({ LeadState(rawValue: $0) }) {
            counts[state, default: 0] += 1
        }
        let lead: LeadRow
        do { lead = try LeadRow(row, sealer: sealer) } catch {
            findings.append(error.finding)
            return
        }
        let outcome = try? row[.sealedOutcome] as Data?
        let key = checkContent(try content(lead.sequence), of: lead, outcome: outcome ?? nil, post: post)
        try checkTimeline(try timeline(lead.sequence), of: lead, key: key)
    }

    private mutating func checkContent(
        _ content: StoredRow?,
        of row: LeadRow,
        outcome: Data?,
        post: (Int64) throws -> StoredRow?
    ) -> SymmetricKey? {
        let lead = row.lead
        guard lead.state != .erased else {
            if content != nil || outcome != nil { find(.contentLeft, lead.id, "It is erased but has content.") }
            return nil
        }
        guard let content else {
            find(.contentMissing, lead.id, "Its content is missing.")
            return nil
        }
        if !content.isProven(of: .content, by: sealer.tags) {
            findings.append(StoredTable.content.damage(content, of: lead.id))
        }
        guard let wrapped = row.wrappedKey, let key = try? sealer.unwrap(wrapped, of: lead.id) else {
            find(.contentDamaged, lead.id, "Its data key is damaged: its content cannot be read any more.")
            return nil
        }
        sealedParts += 1
        let submission = try? sealer.submission(try SealedContent(content, post: post), of: lead.id)
        if submission == nil { find(.contentDamaged, lead.id, "Its submission is damaged.") }
        if let edits = (try? content[7] as Data?) ?? nil {
            sealedParts += 1
            if (try? sealer.edits(edits, wrappedKey: wrapped, of: lead.id)) == nil {
                find(.contentDamaged, lead.id, "What was mended of it is damaged.")
            }
        }
        if let data = (try? content[8] as Data?) ?? nil {
            sealedParts += 1
            if (try? sealer.data(data, wrappedKey: wrapped, of: lead.id)) == nil {
                find(.contentDamaged, lead.id, "What was fetched for it is damaged.")
            }
        }
        if let outcome {
            sealedParts += 1
            let words = (try? sealer.open(outcome, under: key, as: .outcome, of: lead.id))
                .flatMap { LeadWords($0) }
            if words == nil { find(.contentDamaged, lead.id, "The words of its cause are damaged.") }
        }
        return key
    }

    private mutating func checkTimeline(_ entries: [StoredRow], of row: LeadRow, key: SymmetricKey?) throws {
        let lead = row.lead
        // The first entry is the lead's own row.
        var expected = 1
        var last = entries.isEmpty && lead.state == .waiting ? LeadState.waiting : .queued
        for entry in entries {
            timelineEntries += 1
            expected += 1
            guard let read = TimelineRow.entry(entry, key: nil, of: lead.id, sealer: sealer), read.sequence == expected
            else {
                find(.timelineBroken, lead.id, "Entry \(expected) of its timeline is missing or not as it was written.")
                return
            }
            last = read.state
            guard let sealed = try entry[6] as Data? else { continue }
            if lead.state == .erased { find(.contentLeft, lead.id, "It is erased but entry \(expected) has words.") }
            guard let key else { continue }
            sealedParts += 1
            if TimelineRow.open(sealed, key, expected, lead.id, sealer) == nil {
                find(.contentDamaged, lead.id, "The words of entry \(expected) of its timeline are damaged.")
            }
        }
        if expected != lead.version || last != lead.state {
            find(
                .timelineBroken,
                lead.id,
                "It is \(lead.state.rawValue) in version \(lead.version), but its timeline ends with entry \(expected), "
                    + "\(last.rawValue)."
            )
        }
    }
}

// MARK: What belongs to no lead alone

extension StoreVerifier {
    /// The counters of the books that are proven.
    package mutating func counters(_ rows: [StoredRow]) throws(StoredRow.Malformed) -> [String: Int] {
        var counters: [String: Int] = [:]
        for row in rows {
            guard row.isProven(of: .books, by: sealer.tags) else {
                findings.append(StoredTable.books.damage(row))
                continue
            }
            counters[try row[0]] = try row[1]
        }
        return counters
    }

    /// Looks at a row that says all that there is to say of it.
    package mutating func check(_ row: StoredRow, of table: StoredTable) throws(StoredRow.Malformed) {
        guard row.isProven(of: table, by: sealer.tags) else {
            findings.append(table.damage(row))
            return
        }
        guard table == .drift else { return }
        sealedParts += 1
        let source: SourceName = try row[0]
        if (try? sealer.openLedger(try row[2], of: source)) == nil {
            find(.rowDamaged, nil, "What is known of the source '\(source)' is damaged.")
        }
    }

    /// Compares how many rows a table has with its counter: a row that is gone leaves no tag behind.
    package mutating func check(count rows: Int, of table: StoredTable, counter: String, _ counters: [String: Int]) {
        let counted = counters[counter] ?? 0
        guard rows != counted else { return }
        find(
            table == .lead ? .leadMissing : table == .audit ? .auditBroken : .rowDamaged,
            nil,
            "'\(table.rawValue)' has \(rows) rows, but \(counted) were written."
        )
    }

    /// Looks at the next entry of the audit log: it is as it was written, and follows the one before it.
    package mutating func check(audit row: StoredRow) {
        guard row.isProven(of: .audit, by: sealer.tags) else {
            findings.append(StoredTable.audit.damage(row))
            lastAudit = AuditChain.Link(row) ?? lastAudit.skipped
            return
        }
        guard let link = AuditChain.Link(row), link.follows(lastAudit, row, tags: sealer.tags) else {
            find(.auditBroken, nil, "Entries of the audit log after \(lastAudit.sequence) are missing.")
            lastAudit = AuditChain.Link(row) ?? lastAudit.skipped
            return
        }
        lastAudit = link
    }

    /// Looks at a callback: it is as it was written, and belongs to a version of a lead that brought it into the state that
    /// is told.
    ///
    /// - Parameter state: what the lead's timeline says of that version.
    package mutating func check(callback row: StoredRow, of id: LeadID?, state: String?) throws(StoredRow.Malformed) {
        guard row.isProven(of: .callback, by: sealer.tags), let id else {
            findings.append(StoredTable.callback.damage(row, of: id))
            return
        }
        if try row[3] as String != state {
            find(.callbackBroken, id, "Its callback of version \(try row[1] as Int) tells what did not happen.")
        }
    }
}
