import Foundation
import GRDB
import LeadKeeping

extension WriterTransaction {
    /// Destroys the data key and everything sealed with it. `secure_delete` overwrites the pages; what the write-ahead
    /// log still has of them goes with the next truncating checkpoint, which an erasure asks for.
    func destroyContent(_ sequence: Int64) throws {
        let tags = sealer.tags
        let keys = try Data.fetchOne(
            db.cachedStatement(sql: "SELECT duplicate_key FROM content WHERE lead = ? AND duplicate_key IS NOT NULL"),
            arguments: [sequence]
        )
        for key in keys.map(DuplicateKeys.split) ?? [] {
            // The keys still answer repeats with the first receipt; the body is nothing to compare with any more.
            for row in try db.rows(of: .duplicate, "WHERE key = ? AND lead = ?", [key, sequence])
            where row.isProven(of: .duplicate, by: tags) {
                var values = Array(row.values.dropLast())
                values[2] = Data().stored
                try db.store(values, in: .duplicate, replacing: true, tags: tags)
            }
        }
        try db.cachedStatement(sql: "DELETE FROM content WHERE lead = ?").execute(arguments: [sequence])
        try PersonTable.remove(sequence, in: self)
        for row in try db.rows(of: .timeline, "WHERE lead = ? AND sealed IS NOT NULL", [sequence]) {
            var values = Array(row.values.dropLast())
            values[6] = .null
            guard row.isProven(of: .timeline, by: tags) else {
                // What it tells stays in doubt, what it seals goes all the same.
                try db.cachedStatement(sql: "UPDATE timeline SET sealed = NULL WHERE lead = ? AND sequence = ?")
                    .execute(arguments: StatementArguments(stored: Array(values[..<2])))
                continue
            }
            try db.store(values, in: .timeline, replacing: true, tags: tags)
        }
    }
}
