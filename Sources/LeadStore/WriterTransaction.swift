import Foundation
import GRDB
import JSON
import Leads
import Names

/// What the writes of one group share: the connection inside its transaction, and the changes to the books, which are
/// written once at its end.
///
/// Lives on the writer's thread for the length of one transaction.
final class WriterTransaction {
    let db: Database
    let sealer: Sealer
    let epoch: Int64
    /// Whether state changes of a source's leads are told.
    let isTold: @Sendable (SourceName) -> Bool
    private(set) var accepted = 0
    private var changes: [LeadState: Int] = [:]
    /// Whether content was destroyed whose old pages may still stand in the write-ahead log.
    private(set) var hasErased = false
    /// Whether there is something new to tell.
    private(set) var hasCallbacks = false
    /// About how many pages of the write-ahead log it filled.
    private(set) var pages = 4

    init(db: Database, sealer: Sealer, epoch: Int64, isTold: @escaping @Sendable (SourceName) -> Bool) {
        self.db = db
        self.sealer = sealer
        self.epoch = epoch
        self.isTold = isTold
    }

    func countAccepted(_ state: LeadState, bytes: Int) {
        accepted += 1
        changes[state, default: 0] += 1
        pages += 1 + bytes / 4_096
    }

    func countCallback() {
        hasCallbacks = true
        pages += 1
    }

    /// Counts a write of so many bytes that is no lead.
    func countPages(of bytes: Int) { pages += 1 + bytes / 4_096 }

    func countMove(from old: LeadState, to new: LeadState) {
        pages += 2
        guard old != new else { return }
        changes[old, default: 0] -= 1
        changes[new, default: 0] += 1
        if new == .erased { hasErased = true }
    }

    /// The row of a lead, or ``StoreError/notFound(_:)``.
    func row(of id: LeadID) throws -> LeadRow {
        let statement = try db.cachedStatement(
            sql: "SELECT \(LeadRow.columns) FROM \(LeadRow.tables()) WHERE lead.id = ?"
        )
        guard let row = try Row.fetchOne(statement, arguments: [Data(id.bytes)]) else { throw StoreError.notFound(id) }
        return try LeadRow(row, sealer: sealer)
    }

    /// The row of a lead by its place in the order of acceptance.
    func row(at sequence: Int64) throws -> LeadRow {
        let statement = try db.cachedStatement(
            sql: "SELECT \(LeadRow.columns) FROM \(LeadRow.tables()) WHERE lead.sequence = ?"
        )
        guard let row = try Row.fetchOne(statement, arguments: [sequence]) else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a duplicate key names a lead that is not there")
        }
        return try LeadRow(row, sealer: sealer)
    }

    func insertTimeline(
        lead: Int64,
        sequence: Int,
        at: Int64,
        event: LeadEvent,
        state: LeadState,
        sealed: Data?
    ) throws {
        let detail = JSONValue.object(event.detail).text()
        let statement = try db.cachedStatement(
            sql: "INSERT INTO timeline (lead, sequence, at, event, state, detail, sealed) VALUES (?, ?, ?, ?, ?, ?, ?)"
        )
        try statement.execute(arguments: [lead, sequence, at, event.kind.rawValue, state.rawValue, detail, sealed])
    }

    /// Writes the changes to the books; the last thing before the commit.
    func settleBooks() throws {
        var named = changes.map { ($0.key.rawValue, $0.value) }
        named.append((Self.acceptedName, accepted))
        let statement = try db.cachedStatement(
            sql:
                "INSERT INTO books (name, count) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET count = count + excluded.count"
        )
        for (name, change) in named where change != 0 { try statement.execute(arguments: [name, change]) }
    }

    /// The counter of all leads; the others have the names of states.
    static let acceptedName = "accepted"
}
