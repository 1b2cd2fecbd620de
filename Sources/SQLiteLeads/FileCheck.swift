import GRDB
import LeadKeeping
import Leads
import Logging
import Telemetry

/// The look at a file before the first lead: SQLite's own check of every page, row and index.
///
/// Where only indexes are damaged they are made anew; a file that is not whole after that is not opened.
struct FileCheck {
    let path: String
    let logger: Logger

    /// Looks through a connection of its own that changes nothing, before the pool prepares the file for writing.
    func run() throws {
        var reading = Configuration()
        reading.readonly = true
        let looking = try DatabaseQueue(path: path, configuration: reading)
        let problems = try looking.read { try Self.problems($0) }
        try looking.close()
        guard let first = problems.first else { return }
        let mending = try DatabaseQueue(path: path)
        try mending.writeWithoutTransaction { db in
            try db.inTransaction(.immediate) {
                do { try Self.remakeIndexes(db) } catch let error as DatabaseError {
                    throw StoreError.malformed(path, "\(first); \(error.message ?? "no more")")
                }
                if let still = try Self.problems(db).first { throw StoreError.malformed(path, still) }
                return .commit
            }
        }
        try mending.close()
        logger.record(.indexesMended, [.detail: "\(first)"])
    }

    /// Makes every index anew: it says nothing that the rows do not say.
    static func remakeIndexes(_ db: Database) throws { try db.execute(sql: "REINDEX") }

    /// What SQLite finds wrong, at most twenty things; empty when the file is whole.
    static func problems(_ db: Database) throws -> [String] {
        try String.fetchAll(db, sql: "PRAGMA integrity_check(20)").filter { $0 != "ok" }
    }
}
