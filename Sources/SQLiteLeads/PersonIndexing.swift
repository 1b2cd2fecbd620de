import Foundation
import GRDB
import LeadKeeping
package import Leads

/// The index of persons as it is walked over, filled and asked.
extension SQLiteLeadStore {
    package func unindexed(after place: UnindexedPlace?, limit: Int) async throws(StoreError) -> UnindexedLeads {
        try await read { [damage] db, sealer in
            let pending = try PersonTable.pending(in: db, sealer)
            let isAmongChanged = place?.isAmongChanged ?? true
            let start = place?.sequence ?? 0
            if isAmongChanged {
                let changed = try Self.part(
                    """
                    WHERE lead.sequence IN (SELECT lead FROM person_lead WHERE is_stale = 1 AND lead > ? \
                    ORDER BY lead LIMIT ?) ORDER BY lead.sequence
                    """,
                    [start, limit],
                    db,
                    sealer,
                    damage
                )
                if let last = changed.last {
                    let next = UnindexedPlace(isAmongChanged: true, sequence: last)
                    return UnindexedLeads(
                        leads: changed.leads,
                        next: next,
                        isEnd: changed.count < limit && pending.isEmpty
                    )
                }
            }
            let fresh = try Self.part(
                "WHERE lead.sequence >= ? AND lead.sequence < ? ORDER BY lead.sequence LIMIT ?",
                [isAmongChanged ? pending.lowerBound : start + 1, pending.upperBound, limit],
                db,
                sealer,
                damage
            )
            return UnindexedLeads(
                leads: fresh.leads,
                next: fresh.last.map { UnindexedPlace(isAmongChanged: false, sequence: $0) },
                isEnd: fresh.count < limit
            )
        }
    }

    /// Leads that a condition means, as far as they can be read and are not erased.
    private static func part(
        _ condition: String,
        _ arguments: StatementArguments,
        _ db: Database,
        _ sealer: Sealer,
        _ damage: DamageBoard
    ) throws -> (leads: [UnindexedLeads.Element], last: Int64?, count: Int) {
        let sql = "SELECT \(LeadRow.columns) FROM \(LeadRow.tables()) \(condition)"
        let rows = try Row.fetchAll(db.cachedStatement(sql: sql), arguments: arguments)
        var leads: [UnindexedLeads.Element] = []
        for row in rows {
            do throws(LeadRow.Unreadable) {
                let read = try LeadRow(row, sealer: sealer)
                guard read.lead.state != .erased else { continue }
                func has(_ kind: LeadEvent.Kind) -> Bool {
                    let one = try? Int.fetchOne(
                        db.cachedStatement(sql: "SELECT 1 FROM timeline WHERE lead = ? AND event = ? LIMIT 1"),
                        arguments: [read.sequence, kind.rawValue]
                    )
                    return one != nil
                }
                leads.append(
                    .init(
                        sequence: read.sequence,
                        lead: read.lead,
                        hasMore: read.lead.version > 1 && (has(.repeatedDifferently) || has(.fetched)),
                        isEdited: read.lead.version > 1 && has(.edited)
                    )
                )
            } catch { damage.note(error.finding) }
        }
        return (leads, try rows.last?.decode(Int64.self, atIndex: 0), rows.count)
    }

    package func index(_ entries: [PersonEntry], upTo place: UnindexedPlace?) async throws(StoreError) {
        let sealer = sealer
        let hashed = entries.map { (entry: $0, hashes: Set($0.traits.map(sealer.hash))) }
        try await commits.write(mayUseReserve: true) { transaction in
            for (entry, hashes) in hashed {
                let state = try String.fetchOne(
                    transaction.db.cachedStatement(sql: "SELECT state FROM lead WHERE sequence = ?"),
                    arguments: [entry.sequence]
                )
                guard let state, state != LeadState.erased.rawValue else { continue }
                let isStale = try Self.hasChanged(entry, in: transaction.db)
                let row = PersonRow(lead: entry.sequence, hashes: hashes, isStale: isStale)
                try PersonTable.set(row, in: transaction)
            }
            guard let place, !place.isAmongChanged else { return }
            let pending = try PersonTable.pending(in: transaction.db, transaction.sealer)
            guard pending.contains(place.sequence) else { return }
            // What comes from now on has its row from the beginning, whatever was proven of this one.
            let end = min(pending.upperBound, try Self.end(in: transaction.db))
            try PersonTable.setPending(min(place.sequence + 1, end)..<end, in: transaction)
        }
    }

    /// The place behind the last lead.
    private static func end(in db: Database) throws -> Int64 {
        (try Int64.fetchOne(db, sql: "SELECT max(sequence) FROM lead") ?? 0) + 1
    }

    private static let changing = LeadEvent.Kind.allCases.filter(\.changesWhom).map { "'\($0.rawValue)'" }
        .joined(separator: ", ")

    /// Whether the lead was changed after it was looked at.
    private static func hasChanged(_ entry: PersonEntry, in db: Database) throws -> Bool {
        try Int.fetchOne(
            db.cachedStatement(
                sql: "SELECT 1 FROM timeline WHERE lead = ? AND sequence > ? AND event IN (\(changing)) LIMIT 1"
            ),
            arguments: [entry.sequence, entry.version]
        ) != nil
    }

    package func unindexedCount() async throws(StoreError) -> Int {
        try await read { db, sealer in
            let changed = try Int.fetchOne(db, sql: "SELECT count(*) FROM person_lead WHERE is_stale = 1") ?? 0
            let pending = try PersonTable.pending(in: db, sealer)
            let fresh = try Int.fetchOne(
                db,
                sql: "SELECT count(*) FROM lead WHERE sequence >= ? AND sequence < ?",
                arguments: [pending.lowerBound, pending.upperBound]
            )
            return changed + (fresh ?? 0)
        }
    }

    package func indexAnew(act: OperatorAct, at now: Int64) async throws(StoreError) {
        try await commits.write(mayUseReserve: true) { transaction in
            try PersonTable.setPending(1..<Self.end(in: transaction.db), in: transaction)
            try AuditTable.insert(act, at: now, in: transaction)
        }
    }

    package func leads(having traits: Set<PersonTrait>) async throws(StoreError) -> [PersonMatch] {
        guard !traits.isEmpty else { return [] }
        return try await read { db, sealer in
            var found: [Int64: Set<PersonTrait.Kind>] = [:]
            let hashes = Dictionary(traits.map { (sealer.hash($0), $0.kind) }) { first, _ in first }
            // One look over all of them: the rows are small, and nobody asks this in a hurry.
            let condition = hashes.map { _ in "instr(hashes, ?) > 0" }.joined(separator: " OR ")
            let rows = try Row.fetchCursor(
                db,
                sql: "SELECT lead, hashes FROM person_lead WHERE lead > 0 AND (\(condition))",
                arguments: StatementArguments(hashes.keys)
            )
            while let row = try rows.next().map({ StoredRow($0) }) {
                guard let place = try? row[0] as Int64, let own = (try? row[1] as Data).flatMap(PersonHashes.split)
                else { continue }
                for kind in own.compactMap({ hashes[$0] }) { found[place, default: []].insert(kind) }
            }
            for trait in traits {
                guard let (condition, value) = Self.inClear(trait) else { continue }
                let places = try Int64.fetchAll(
                    db.cachedStatement(sql: "SELECT sequence FROM lead WHERE \(condition)"),
                    arguments: [value]
                )
                for place in places { found[place, default: []].insert(trait.kind) }
            }
            let statement = try db.cachedStatement(sql: "SELECT id FROM lead WHERE sequence = ?")
            return try found.sorted { $0.key > $1.key }.compactMap { place, kinds in
                guard let bytes = try Data.fetchOne(statement, arguments: [place]), let id = LeadID(bytes: bytes)
                else { return nil }
                return PersonMatch(sequence: place, id: id, kinds: kinds)
            }
        }
    }

    /// What of a trait the leads themselves say: it changes with them, and is never behind.
    private static func inClear(_ trait: PersonTrait) -> (condition: String, value: any DatabaseValueConvertible)? {
        switch trait.kind {
        case .caseNumber: ("vorgangsnummer = ?", trait.text)
        case .reference: LeadID(trait.text).map { ("id = ?", Data($0.bytes)) }
        case .email, .phone, .nameAndBirthDate: nil
        }
    }
}
