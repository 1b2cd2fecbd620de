import Foundation
import GRDB
import LeadKeeping
import Leads

/// The one row of the table `store`: what holds for the file as a whole.
struct Head {
    private var keyCheck: Data
    /// ``MasterKey/sealedHashKeys()``, once the master key was changed.
    private var hashKeys: Data?
    /// Counts the openings of the file.
    var epoch: Int64
    /// ``Schema/digest(_:)`` when it was written last.
    var schemaDigest: Data?

    /// Whether a ``Witness`` stands beside the file wherever it is used.
    var isWitnessed = false
    /// Whether queued leads have still to be made uncertain (``Fence``).
    var isFencing = false
    /// When that was done last: what had come to rest before is looked up before it is sent again (``Fencing``). Milliseconds
    /// since 1970 UTC.
    var fencedAt: Int64?

    /// The head of a file that has no lead yet.
    init(key: MasterKey) {
        keyCheck = Data(key.checkValue)
        epoch = 0
    }

    /// Reads the row and compares it with the key, its tag and the schema.
    /// - Parameter isMigrating: whether the schema has just been changed by us.
    init(_ db: Database, key: MasterKey, tags: RowTags, path: String, isMigrating: Bool = false) throws {
        guard let row = try db.rows(of: .store).first else {
            throw StoreError.malformed(path, "that its first row is gone")
        }
        try self.init(row)
        guard keyCheck == Data(key.checkValue) else {
            throw StoreError.wrongKey(path)
        }
        guard row.isProven(of: .store, by: tags) else {
            throw StoreError.malformed(path, "nothing, but its first row is not as it was written")
        }
        if !isMigrating, try Schema.digest(db) != schemaDigest {
            throw StoreError.malformed(path, "nothing, but its tables are not as they were made")
        }
    }

    /// The head as it stands in its row.
    init(_ row: StoredRow) throws(StoredRow.Malformed) {
        keyCheck = try row[1]
        epoch = try row[2]
        schemaDigest = try row[3]
        isWitnessed = try row[4] ?? false
        // 1 while it is still to be done, later the moment in which it was.
        let fence = try row[5] as Int64? ?? 0
        isFencing = fence == 1
        fencedAt = fence > 1 ? fence : nil
        hashKeys = try row[6]
    }

    /// The key of the file with the keys that its hashes were made with.
    func complete(_ key: MasterKey, path: String) throws -> MasterKey {
        guard let hashKeys else { return key }
        do { return try key.openingHashKeys(hashKeys) } catch {
            throw StoreError.malformed(path, "nothing, but the keys in its first row are not as they were written")
        }
    }

    /// Gives the file to another key, which carries the keys of its hashes.
    mutating func belong(to key: MasterKey) throws {
        keyCheck = Data(key.checkValue)
        hashKeys = try key.sealedHashKeys()
    }

    /// The values of the row, in the order of ``StoredTable/columns``.
    var values: [StoredValue] {
        [
            1.stored, keyCheck.stored, epoch.stored, schemaDigest.stored,
            isWitnessed.stored, (isFencing ? 1 : fencedAt ?? 0).stored, hashKeys.stored,
        ]
    }
}
