import Foundation
import GRDB
import LeadKeeping
import Leads
import Names
import Targets

/// What the writes of one group share: the connection inside its transaction, and the changes to the books, which are
/// written once at its end.
///
/// Lives on the writer's thread for the length of one transaction.
final class WriterTransaction {
    let db: Database
    let sealer: Sealer
    private let oldLease: Lease?
    /// Who may send from this transaction on.
    private(set) var newLease: Lease?

    /// Who may send.
    var lease: Lease? { newLease ?? oldLease }

    /// Whether state changes of a source's leads are told.
    let isTold: @Sendable (SourceName) -> Bool
    /// Where damage that is met on the way is told.
    let damage: DamageBoard
    private(set) var accepted = 0
    /// The leads that it has stored or moved.
    private(set) var leads: [Lead] = []
    /// Those of them that it has stored and that may go out at once, whatever else there is.
    private(set) var arrivals: [Lead] = []
    /// Targets of which leads have become due without a step.
    var queues: Set<Target> = []
    private var changes: [String: Int] = [:]
    private var receiptStatements: ReceiptStatements?
    /// The books as they are once this is committed.
    private(set) var books: RunningBooks
    /// Whether content was destroyed whose old pages may still stand in the write-ahead log.
    private(set) var hasErased = false
    /// Whether there is something new to tell.
    private(set) var hasCallbacks = false
    /// About how many pages of the write-ahead log it filled.
    private(set) var pages = 4

    /// - Parameter books: as the last commit has left them; `nil` where they have to be read.
    init(
        db: Database,
        sealer: Sealer,
        books: RunningBooks?,
        lease: Lease?,
        damage: DamageBoard,
        isTold: @escaping @Sendable (SourceName) -> Bool
    ) throws {
        self.db = db
        self.sealer = sealer
        self.books = try books ?? RunningBooks(db, tags: sealer.tags)
        oldLease = lease
        self.damage = damage
        self.isTold = isTold
    }

    /// The statements of a receipt.
    func statements() throws -> ReceiptStatements {
        if let receiptStatements { return receiptStatements }
        let statements = try ReceiptStatements(db)
        receiptStatements = statements
        return statements
    }

    /// The place of the next lead in the order of acceptance.
    var nextSequence: Int64 { books.lastSequence + 1 }

    /// Gives the right to send to another; its number is in the file, so that no later opening has it again.
    func pass(to lease: Lease) throws {
        guard let row = try db.rows(of: .store).first else { return }
        var head = try Head(row)
        head.epoch = lease.epoch
        try db.store(head.values, in: .store, replacing: true, tags: sealer.tags)
        newLease = lease
    }

    /// Counts a row that comes into a table or goes.
    func count(_ table: StoredTable, _ change: Int = 1) {
        if let counter = table.counter { changes[counter, default: 0] += change }
    }

    /// - Parameter isAlone: whether it belongs to no case, so that no other lead can hold it up.
    func countAccepted(_ lead: Lead, isAlone: Bool, bytes: Int) {
        accepted += 1
        books.lastSequence += 1
        leads.append(lead)
        if isAlone, lead.state == .queued { arrivals.append(lead) }
        changes[lead.state.rawValue, default: 0] += 1
        pages += 1 + bytes / 4_096
    }

    func countCallback() {
        hasCallbacks = true
        count(.callback)
        pages += 1
    }

    /// Counts a write of so many bytes that is no lead.
    func countPages(of bytes: Int) { pages += 1 + bytes / 4_096 }

    func countMove(from old: LeadState, to lead: Lead) {
        let new = lead.state
        leads.append(lead)
        pages += 2
        guard old != new else { return }
        changes[old.rawValue, default: 0] -= 1
        changes[new.rawValue, default: 0] += 1
        if new == .erased { hasErased = true }
    }

    /// The row of a lead, or ``StoreError/notFound(_:)``; ``StoreError/corrupt(_:_:)`` for one that does not bear its tag.
    func row(of id: LeadID) throws -> LeadRow {
        let statement = try db.cachedStatement(sql: LeadRow.byID)
        guard let row = try statement.rows([Data(id.bytes)]).first else { throw StoreError.notFound(id) }
        return try read(row)
    }

    /// The row of a lead by its place in the order of acceptance.
    func row(at sequence: Int64) throws -> LeadRow {
        let statement = try db.cachedStatement(sql: LeadRow.bySequence)
        guard let row = try statement.rows([sequence]).first else {
            throw StoreError.unusable("A lead that this key belongs to is gone from the disk; restore the data file.")
        }
        return try read(row)
    }

    private func read(_ row: StoredRow) throws -> LeadRow {
        do { return try LeadRow(row, sealer: sealer) } catch {
            damage.note(error.finding)
            throw StoreError(unreadable: error)
        }
    }

    /// Writes the changes to the books; the last thing before the commit.
    func settleBooks() throws {
        changes[BooksCounter.accepted] = accepted
        changes[BooksCounter.commits] = 1
        let statement = try db.cachedStatement(sql: StoredTable.books.sql.replacement)
        for (name, change) in changes where change != 0 {
            let counter = books.add(change, to: name)
            let row = sealer.tags.row(of: .books, [name.stored, counter.count.stored])
            // A counter that was damaged goes on counting, and goes on without a tag: nothing makes it true again.
            if !counter.isProven {
                damage.note(.init(code: .booksDamaged, message: "The counter '\(name)' is damaged."))
            }
            try statement.run(counter.isProven ? row : row.untagged)
        }
    }
}
