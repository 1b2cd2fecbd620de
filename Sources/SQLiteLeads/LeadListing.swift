import Foundation
import GRDB
import JSON
import LeadKeeping
package import Leads
import Names
import Targets

/// Lists, counts and groups for people.
extension SQLiteLeadStore {
    package func leads(matching filter: LeadFilter, after cursor: String?, limit: Int)
        async throws(StoreError) -> LeadPage
    {
        let limit = max(1, min(limit, 1_000))
        guard let start = ListCursor(cursor) else { throw .invalidCursor }
        guard let condition = FilterCondition(filter) else { return LeadPage(leads: [], next: nil) }
        return try await read { [damage] db, sealer in
            let sql = """
                SELECT \(LeadRow.columns) FROM \(LeadRow.tables())
                WHERE lead.sequence < ? \(condition.sql) ORDER BY lead.sequence DESC LIMIT ?
                """
            let statement = try db.cachedStatement(sql: sql)
            let arguments = [start.sequence.databaseValue] + condition.arguments + [(limit + 1).databaseValue]
            var leads: [Lead] = []
            var last: Int64 = 0
            var hasMore = false
            let rows = try Row.fetchCursor(statement, arguments: StatementArguments(arguments))
            var seen = 0
            while let row = try rows.next() {
                seen += 1
                if seen > limit {
                    hasMore = true
                    break
                }
                last = try row.decode(atIndex: 0)
                // A row that cannot be read must not hide the others.
                do throws(LeadRow.Unreadable) { leads.append(damage.lead(of: try LeadRow(row, sealer: sealer))) } catch
                {
                    damage.note(error.finding)
                }
            }
            return LeadPage(leads: leads, next: hasMore ? ListCursor(sequence: last).text : nil)
        }
    }

    package func count(matching filter: LeadFilter) async throws(StoreError) -> Int {
        guard let condition = FilterCondition(filter) else { return 0 }
        return try await read { db, _ in
            try Int.fetchOne(
                db.cachedStatement(sql: "SELECT count(*) FROM lead WHERE true \(condition.sql)"),
                arguments: StatementArguments(condition.arguments)
            ) ?? 0
        }
    }

    package func causes() async throws(StoreError) -> [CauseGroup] {
        try await read { db, sealer in
            let groups = try Row.fetchAll(
                db,
                sql: """
                    SELECT cause_fingerprint, state, count(*), min(updated_at), max(updated_at), max(sequence),
                        json_group_array(DISTINCT source)
                    FROM lead WHERE state IN ('dead', 'uncertain') AND cause_fingerprint IS NOT NULL
                    GROUP BY cause_fingerprint, state ORDER BY count(*) DESC, max(updated_at) DESC
                    """
            )
            return try groups.map { StoredRow($0) }.compactMap { group in
                let newest = try Row.fetchOne(
                    db.cachedStatement(
                        sql: "SELECT \(LeadRow.columns) FROM \(LeadRow.tables()) WHERE lead.sequence = ?"
                    ),
                    arguments: [try group[5] as Int64]
                )
                guard let state = LeadState(rawValue: try group[1]),
                    let cause = newest.flatMap({ try? LeadRow($0, sealer: sealer).lead.cause })
                else { return nil }
                return CauseGroup(
                    fingerprint: try group[0],
                    cause: cause,
                    state: state,
                    count: try group[2],
                    first: try group[3],
                    last: try group[4],
                    sources: texts(inArray: try group[6]).map { SourceName(rawValue: $0) }.sorted()
                )
            }
        }
    }
}

/// The place in a list, newest first: everything accepted before this lead. Opaque to whoever carries it.
struct ListCursor {
    let sequence: Int64

    init(sequence: Int64) { self.sequence = sequence }

    /// Reads a cursor; without one the list starts at its beginning. `nil` when the text is not a cursor.
    init?(_ text: String?) {
        guard let text else {
            self.init(sequence: .max)
            return
        }
        guard text.hasPrefix("b"), let sequence = Int64(text.dropFirst(), radix: 36), sequence > 0 else { return nil }
        self.init(sequence: sequence)
    }

    var text: String { "b" + String(sequence, radix: 36) }
}

/// A filter as SQL; every value is an argument.
struct FilterCondition: Sendable {
    private(set) var sql = ""
    private(set) var arguments: [DatabaseValue] = []

    /// `nil` when no lead can match, because no id starts like that.
    init?(_ filter: LeadFilter) {
        if !filter.states.isEmpty {
            let states = filter.states.map(\.rawValue).sorted()
            // Written out, so that SQLite can use the partial indexes: these are our own words.
            add("AND lead.state IN (\(states.map { "'\($0)'" }.joined(separator: ", ")))")
        }
        if let lack = filter.lack { add("AND lead.lack = ?", lack.rawValue) }
        if let source = filter.source { add("AND lead.source = ?", source) }
        if let target = filter.target { add("AND lead.target = ?", target.rawValue) }
        if let `class` = filter.causeClass { add("AND lead.cause_class = ?", `class`.rawValue) }
        if let fingerprint = filter.causeFingerprint { add("AND lead.cause_fingerprint = ?", fingerprint) }
        if let from = filter.from { add("AND lead.received_at >= ?", from) }
        if let to = filter.to { add("AND lead.received_at < ?", to) }
        if let sentBefore = filter.sentBefore { add("AND lead.intent_started_at < ?", sentBefore) }
        if let prefix = filter.idPrefix {
            guard let range = LeadID.range(prefix: prefix) else { return nil }
            add("AND lead.id >= ?", Data(range.lowerBound.bytes))
            add("AND lead.id <= ?", Data(range.upperBound.bytes))
        }
    }

    private mutating func add(_ condition: String, _ argument: (any DatabaseValueConvertible)? = nil) {
        sql += " " + condition
        if let argument { arguments.append(argument.databaseValue) }
    }
}

/// The texts of a JSON array that SQLite has written.
private func texts(inArray text: String) -> [String] {
    (try? JSONValue.parse(text))?.arrayValue?.compactMap(\.stringValue) ?? []
}
