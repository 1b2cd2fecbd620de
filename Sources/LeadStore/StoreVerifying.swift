import Crypto
import Foundation
import GRDB
package import Leads

extension SQLiteLeadStore {
    /// Looks at everything in one unchanging view of the file: SQLite's own check, every lead, every sealed part, every
    /// timeline, the books against a full count. What is damaged is named; the look goes on behind it.
    package func verify() async throws(StoreError) -> StoreVerification {
        try await read { db, sealer in
            var verifier = StoreVerifier(db: db, sealer: sealer)
            return try verifier.verify()
        }
    }
}

/// One full look at a store.
private struct StoreVerifier {
    let db: Database
    let sealer: Sealer
    private var findings: [StoreVerification.Finding] = []
    private var counts: [LeadState: Int] = [:]
    private var accepted = 0
    private var sealedParts = 0
    private var timelineEntries = 0

    init(db: Database, sealer: Sealer) {
        self.db = db
        self.sealer = sealer
    }

    mutating func verify() throws -> StoreVerification {
        do {
            try checkFile()
            try checkLeads()
            try checkRemains()
            try checkCallbacks()
        } catch let error as DatabaseError where [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(error.resultCode) {
            find(
                .fileDamaged,
                nil,
                "The file cannot be read to its end: \(error.message ?? "it is damaged"). Restore it."
            )
        }
        let books = (try? Books(counters: db)) ?? Books(accepted: 0, counts: [:])
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

    private mutating func find(_ code: StoreVerification.Finding.Code, _ lead: LeadID?, _ message: String) {
        findings.append(.init(code: code, lead: lead, message: message))
    }

    private mutating func checkFile() throws {
        for line in try String.fetchAll(db, sql: "PRAGMA integrity_check(20)") where line != "ok" {
            find(.fileDamaged, nil, "SQLite: \(line)")
        }
    }

    private mutating func checkLeads() throws {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT \(LeadRow.columns), content.sealed FROM \(LeadRow.tables()) ORDER BY lead.sequence
                """
        )
        while let row = try rows.next() {
            accepted += 1
            if let state = LeadState(rawValue: row[5]) { counts[state, default: 0] += 1 }
            do {
                let lead = try LeadRow(row, sealer: sealer)
                let key = checkContent(of: lead, sealed: row[26], outcome: row[20])
                try checkTimeline(of: lead, key: key)
            } catch let error as LeadRow.Unreadable {
                find(.leadUnreadable, error.id, "Row \(error.sequence) has no readable \(error.column).")
            }
        }
    }

    private mutating func checkContent(of row: LeadRow, sealed: Data?, outcome: Data?) -> SymmetricKey? {
        let lead = row.lead
        guard lead.state != .erased else {
            if row.wrappedKey != nil || outcome != nil { find(.contentLeft, lead.id, "It is erased but has content.") }
            return nil
        }
        guard let wrapped = row.wrappedKey, let sealed else {
            find(.contentMissing, lead.id, "Its content is missing.")
            return nil
        }
        guard let key = try? sealer.unwrap(wrapped, of: lead.id) else {
            find(.contentDamaged, lead.id, "Its data key is damaged: its content cannot be read any more.")
            return nil
        }
        sealedParts += 1
        let submission = (try? sealer.open(sealed, under: key, as: .submission, of: lead.id))
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

    private mutating func checkTimeline(of row: LeadRow, key: SymmetricKey?) throws {
        let lead = row.lead
        // The first entry is the lead's own row.
        var expected = 1
        var last = LeadState.queued
        let entries = try Row.fetchCursor(
            db.cachedStatement(sql: TimelineRow.select + " WHERE lead = ? ORDER BY sequence"),
            arguments: [row.sequence]
        )
        while let row = try entries.next() {
            timelineEntries += 1
            expected += 1
            guard let entry = TimelineRow.entry(row, key: nil, of: lead.id, sealer: sealer), entry.sequence == expected
            else {
                find(.timelineBroken, lead.id, "Entry \(expected) of its timeline is missing or unreadable.")
                return
            }
            last = entry.state
            guard let sealed = row[5] as Data? else { continue }
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

    /// Content and timelines that belong to no lead.
    private mutating func checkRemains() throws {
        let stray = try Int.fetchOne(
            db,
            sql: "SELECT count(*) FROM content WHERE lead NOT IN (SELECT sequence FROM lead)"
        )
        if let stray, stray > 0 { find(.contentLeft, nil, "\(stray) contents belong to no lead.") }
        let entries = try Int.fetchOne(db, sql: "SELECT count(*) FROM timeline") ?? 0
        if entries != timelineEntries, findings.isEmpty {
            find(.timelineBroken, nil, "\(entries - timelineEntries) timeline entries belong to no lead.")
        }
    }

    /// Every callback belongs to a version of a lead that brought it into the state that is told.
    private mutating func checkCallbacks() throws {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT lead.id, callback.version, callback.state, callback.status, timeline.state FROM callback
                LEFT JOIN lead ON lead.sequence = callback.lead
                LEFT JOIN timeline ON timeline.lead = callback.lead AND timeline.sequence = callback.version
                """
        )
        while let row = try rows.next() {
            guard let id = (row[0] as Data?).flatMap({ LeadID(bytes: $0) }) else {
                find(.callbackBroken, nil, "A callback belongs to no lead.")
                continue
            }
            if row[2] as String != row[4] as String? || LeadCallback.Status(rawValue: row[3]) == nil {
                find(.callbackBroken, id, "Its callback of version \(row[1] as Int) tells what did not happen.")
            }
        }
    }

    private static func text(_ books: Books) -> String {
        let states = LeadState.allCases.map { "\($0.rawValue) \(books[$0])" }.joined(separator: ", ")
        return "accepted \(books.accepted): \(states)"
    }
}
