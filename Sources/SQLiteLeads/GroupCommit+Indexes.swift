import GRDB
import Logging
import Telemetry

extension GroupCommit {
    /// One transaction; one more where a write has met an index that says other than its rows.
    ///
    /// A bit that the disk has changed in a column is wrong in the row alone, and SQLite ends the write that puts the row
    /// right, or takes it away. The store would have to give up, and a long file is not looked through at a start either. So
    /// the indexes are made anew on the spot; with a million leads whoever writes meanwhile waits some seconds.
    func transactOnWholeIndexes(_ group: [Write], _ db: Database) throws -> [() -> Void] {
        do { return try transact(group, db) } catch DatabaseError.SQLITE_CORRUPT_INDEX {
            try db.commit { try FileCheck.remakeIndexes(db) }
            logger.record(.indexesMended, [.detail: "A write has met one that says other than its rows."])
            return try transact(group, db)
        }
    }
}
