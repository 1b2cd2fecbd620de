import Foundation
import GRDB
import LeadKeeping
import Leads

extension WriterTransaction {
    /// Destroys the data key and everything sealed with it. What stays until the window of its keys ends are keyed hashes of
    /// them and of what came under them: a retry is known by these, and other content under the same key is no retry, which
    /// would be lost if it were answered as one. `secure_delete` overwrites the pages; what the write-ahead
    /// log still has of them goes with the next truncating checkpoint, which an erasure asks for.
    func destroyContent(_ sequence: Int64, of id: LeadID) throws {
        let tags = sealer.tags
        let content = try db.rows(of: .content, "WHERE lead = ?", [sequence]).first
        try db.cachedStatement(sql: "DELETE FROM content WHERE lead = ?").execute(arguments: [sequence])
        if let content { try destroyPart(content, of: id) }
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

    /// Destroys what leads have shared once none of them does any more. Returns whether that is so.
    @discardableResult
    func dropPost(_ place: Int64) throws -> Bool {
        let sql = "SELECT 1 FROM content WHERE post = ? LIMIT 1"
        guard try Int.fetchOne(db.cachedStatement(sql: sql), arguments: [place]) == nil else { return false }
        try db.cachedStatement(sql: "DELETE FROM post WHERE lead = ?").execute(arguments: [place])
        count(.post, -db.changesCount)
        return true
    }

    /// Destroys in what leads share what was the lead's alone; with the last of them all of it.
    ///
    /// - Parameter content: the row of its content, which is gone already.
    private func destroyPart(_ content: StoredRow, of id: LeadID) throws {
        guard let place = (try? content[4] as Int64?) ?? nil else { return }
        if try dropPost(place) { return }
        switch sealer.ownPart(content, of: id) {
        case .whole: return
        case .unknown:
            damage.note(
                .init(
                    code: .contentLeft,
                    lead: id,
                    message: "It is erased, but where it stood in the body of its post cannot be told. Erase the other "
                        + "leads of the post as well."
                )
            )
        case .bytes(let part):
            let isShared = try Int.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT 1 FROM content
                        WHERE post = ? AND (part_start IS NULL OR part_start < ? AND part_end > ?) LIMIT 1
                        """
                ),
                arguments: [place, part.upperBound, part.lowerBound]
            )
            guard isShared == nil, let row = try db.rows(of: .post, "WHERE lead = ?", [place]).first else { return }
            // What cannot be opened is nobody's to read.
            guard let post = try? SealedPost(row).destroying(part, sealer: sealer) else { return }
            try db.store(post.values(at: place), in: .post, replacing: true, tags: sealer.tags)
            countPages(of: post.sealed.count)
        }
    }
}
