import Foundation
import GRDB
import LeadKeeping
package import Leads

/// The index of persons as it is walked over, filled and asked.
extension SQLiteLeadStore {
    package func unindexed(after place: UnindexedPlace?, limit: Int) async throws(StoreError) -> UnindexedLeads {
        try await read { [damage] db, sealer in
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
                    return UnindexedLeads(leads: changed.leads, next: next, isEnd: false)
                }
            }
            let first = isAmongChanged ? try PersonTable.place(in: db, sealer) : start
            let fresh = try Self.part(
                "WHERE lead.sequence > ? ORDER BY lead.sequence LIMIT ?",
                [first, limit],
                db,
                sealer,
                damage
            )
            return UnindexedLeads(
                leads: fresh.leads,
                next: UnindexedPlace(isAmongChanged: false, sequence: fresh.last ?? first),
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
                        cameAgain: read.lead.version > 1 && has(.repeatedDifferently),
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
            if place.sequence > (try PersonTable.place(in: transaction.db, transaction.sealer)) {
                try PersonTable.setPlace(place.sequence, in: transaction)
            }
        }
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
            let place = try PersonTable.place(in: db, sealer)
            let fresh = try Int.fetchOne(db, sql: "SELECT count(*) FROM lead WHERE sequence > ?", arguments: [place])
            return changed + (fresh ?? 0)
        }
    }

    package func indexAnew(act: OperatorAct, at now: Int64) async throws(StoreError) {
        try await commits.write(mayUseReserve: true) { transaction in
            try PersonTable.setPlace(0, in: transaction)
            try AuditTable.insert(act, at: now, in: transaction)
        }
    }

    package func leads(having traits: Set<PersonTrait>) async throws(StoreError) -> [PersonMatch] {
        try await read { db, sealer in
            var found: [Int64: Set<PersonTrait.Kind>] = [:]
            for trait in traits {
                var places = try Int64.fetchAll(
                    db.cachedStatement(sql: "SELECT lead FROM person_hash WHERE hash = ?"),
                    arguments: [sealer.hash(trait)]
                )
                if let (condition, value) = Self.inClear(trait) {
                    places += try Int64.fetchAll(
                        db.cachedStatement(sql: "SELECT sequence FROM lead WHERE \(condition)"),
                        arguments: [value]
                    )
                }
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
