import Crypto
import Foundation
import GRDB
import Leads

/// One full look at a store. What cannot be read is a finding and ends one part of the look, never all of it.
struct StoreVerifier {
    let sealer: Sealer
    var findings: [StoreVerification.Finding] = []
    private var accepted = 0
    private var counts: [LeadState: Int] = [:]
    var sealedParts = 0
    private var timelineEntries = 0

    init(sealer: Sealer) { self.sealer = sealer }

    mutating func verify(_ db: Database) -> StoreVerification {
        var last: Int64? = .min
        while let from = last { last = checkLeads(db, after: from, limit: 1_000) }
        let counters = checkRest(db)
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

    // MARK: Leads

    /// Looks at some leads with all that belongs to them. Returns the place of the last one, `nil` when there are no more.
    mutating func checkLeads(_ db: Database, after sequence: Int64, limit: Int) -> Int64? {
        guarded { verifier in
            let rows = try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT \(LeadRow.columns) FROM \(LeadRow.tables())
                        WHERE lead.sequence > ? ORDER BY lead.sequence LIMIT ?
                        """
                ),
                arguments: [sequence, limit]
            )
            var last = max(sequence, 0)
            for row in rows {
                let place = (try? StoredRow(row)[.sequence] as Int64) ?? last
                for missing in (last..<max(place, last)).dropFirst().prefix(20) {
                    verifier.find(.leadMissing, nil, "The lead of row \(missing) is not there any more.")
                }
                last = max(last, place)
                try verifier.check(row, in: db)
            }
            return rows.count < limit ? nil : last
        } ?? nil
    }

    private mutating func check(_ row: Row, in db: Database) throws {
        accepted += 1
        if let state = (try? StoredRow(row)[.state] as String).flatMap({ LeadState(rawValue: $0) }) {
            counts[state, default: 0] += 1
        }
        do {
            let lead = try LeadRow(row, sealer: sealer)
            let outcome = try? StoredRow(row)[.sealedOutcome] as Data?
            let key = try checkContent(of: lead, outcome: outcome ?? nil, in: db)
            try checkTimeline(of: lead, key: key, in: db)
        } catch let error as LeadRow.Unreadable { findings.append(error.finding) }
    }

    private mutating func checkContent(of row: LeadRow, outcome: Data?, in db: Database) throws -> SymmetricKey? {
        let lead = row.lead
        let content = try db.rows(of: .content, "WHERE lead = ?", [row.sequence]).first
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
        let submission = (try? content[3] as Data)
            .flatMap { try? sealer.open($0, under: key, as: .submission, of: lead.id) }
            .flatMap { SubmissionCoding.decode($0) }
        if submission == nil { find(.contentDamaged, lead.id, "Its submission is damaged.") }
        if let outcome {
            sealedParts += 1
            let words = (try? sealer.open(outcome, under: key, as: .outcome, of: lead.id))
                .flatMap { LeadWords($0) }
            if words == nil { find(.contentDamaged, lead.id, "The words of its cause are damaged.") }
        }
        return key
    }

    private mutating func checkTimeline(of row: LeadRow, key: SymmetricKey?, in db: Database) throws {
        let lead = row.lead
        // The first entry is the lead's own row.
        var expected = 1
        var last = LeadState.queued
        for entry in try db.rows(of: .timeline, "WHERE lead = ? ORDER BY sequence", [row.sequence]) {
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

    /// Looks at what matters first in a file that is too long to be looked through before the first lead: the counters, what
    /// may still be sent, and what came last.
    ///
    /// - Parameter limit: leads of either kind.
    mutating func checkFirst(_ db: Database, limit: Int) {
        checkCounters(db)
        for condition in [
            "lead.state IN ('queued', 'sending', 'uncertain') ORDER BY lead.sequence",
            "TRUE ORDER BY lead.sequence DESC",
        ] {
            guarded { verifier in
                let sql = "SELECT \(LeadRow.columns) FROM \(LeadRow.tables()) WHERE \(condition) LIMIT ?"
                for row in try Row.fetchAll(db, sql: sql, arguments: [limit]) { try verifier.check(row, in: db) }
            }
        }
    }

    // MARK: Inside

    /// Does one part of the look; a file that cannot be read there is a finding.
    @discardableResult
    mutating func guarded<Value>(_ part: (inout StoreVerifier) throws -> Value) -> Value? {
        do { return try part(&self) } catch let error as DatabaseError {
            find(
                .fileDamaged,
                nil,
                "The file cannot be read: SQLite says \(error.message ?? "that it is damaged"). Restore it."
            )
        } catch { find(.fileDamaged, nil, "A row of the file holds what it cannot hold. Restore it.") }
        return nil
    }

    mutating func find(_ code: StoreVerification.Finding.Code, _ lead: LeadID?, _ message: String) {
        let finding = StoreVerification.Finding(code: code, lead: lead, message: message)
        if !findings.contains(finding) { findings.append(finding) }
    }

    private static func text(_ books: Books) -> String {
        let states = LeadState.allCases.map { "\($0.rawValue) \(books[$0])" }.joined(separator: ", ")
        return "accepted \(books.accepted): \(states)"
    }
}

extension Books {
    /// The books of proven counters.
    init(counters: [String: Int]) {
        self.init(
            accepted: counters[WriterTransaction.acceptedName] ?? 0,
            counts: counters.reduce(into: [:]) { counts, counter in
                if let state = LeadState(rawValue: counter.key), counter.value != 0 { counts[state] = counter.value }
            }
        )
    }
}
