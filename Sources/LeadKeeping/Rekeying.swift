package import Foundation
package import Leads
import Names

/// What becomes of each row when another master key takes the place of the one that it was written with.
///
/// A row that proves itself under the old key proves itself under the new one afterwards. One that does not is as damaged as
/// it was: its tag is left, or made for the row that was written where one bit is all that is wrong, so that a person can
/// still have it put right (``RowMending``). What is sealed authenticates itself, and goes over wherever it opens.
package struct Rekeying: Sendable {
    /// Opens what the old key has sealed.
    package let old: Sealer
    /// Seals with the new key; its hashes are those of the old one.
    package let new: Sealer

    package init(from old: Sealer, to key: MasterKey) {
        self.old = old
        new = Sealer(key: key.carryingHashKeys(of: old.key))
    }

    /// A row as it is written.
    package struct Row {
        /// The values of ``StoredTable/columns``.
        package fileprivate(set) var values: [StoredValue]
        package fileprivate(set) var tag: StoredValue
        /// Whether it bears its own tag, now as before.
        package fileprivate(set) var isProven: Bool
        /// Whether something sealed in it has gone over.
        package fileprivate(set) var isResealed = false
    }

    /// The tag of a row of which nothing else changes; `nil` for one that does not prove itself.
    ///
    /// - Parameter row: of all ``StoredTable/columns`` and the tag behind them.
    package func tag(of table: StoredTable, _ row: StoredRow) -> Data? {
        guard row.isProven(of: table, by: old.tags) else { return nil }
        return new.tags.tag(of: table, Array(row.values.prefix(table.columns.count)))
    }

    /// The row of a lead, and the values that were written, as far as they can be told.
    package func lead(_ row: StoredRow) -> (row: Row, written: StoredRow) {
        var new = rekeyed(row, of: .lead)
        guard !new.isProven, let written = RowMending(tags: old.tags, table: .lead).written(row) else {
            return (new, StoredRow(new.values))
        }
        var tag = self.new.tags.tag(of: .lead, written)
        // The wrong bit is one of the tag.
        if written == new.values { tag[tag.startIndex] ^= 1 }
        new.tag = tag.stored
        return (new, StoredRow(written))
    }

    /// The row of a lead's content, with its data key wrapped anew.
    package func content(_ row: StoredRow, of id: LeadID?) -> Row {
        rekeyed(row, of: .content, resealing: 1) { try old.rewrap(try row[1], as: .dataKey, of: known(id), by: new) }
    }

    /// The row of what leads share, with its data key wrapped anew.
    package func post(_ row: StoredRow) -> Row {
        rekeyed(row, of: .post, resealing: 2) {
            try old.rewrap(try row[2], as: .postKey, of: known(LeadID(bytes: try row[1])), by: new)
        }
    }

    /// The row of what is known of a source's form, sealed anew.
    package func drift(_ row: StoredRow) -> Row {
        rekeyed(row, of: .drift, resealing: 2) {
            let source: SourceName = try row[0]
            return try new.sealLedger(try old.openLedger(try row[2], of: source), of: source)
        }
    }

    private func known(_ id: LeadID?) throws(StoredRow.Malformed) -> LeadID {
        guard let id else { throw .init(column: 1) }
        return id
    }

    private func rekeyed(
        _ row: StoredRow,
        of table: StoredTable,
        resealing column: Int = 0,
        _ seal: () throws -> Data? = { nil }
    ) -> Row {
        let count = table.columns.count
        let isProven = row.isProven(of: table, by: old.tags)
        var new = Row(values: Array(row.values.prefix(count)), tag: row.values[count], isProven: isProven)
        if let sealed = (try? seal()) ?? nil {
            new.values[column] = sealed.stored
            new.isResealed = true
        }
        if isProven { new.tag = self.new.tags.tag(of: table, new.values).stored }
        return new
    }

    /// The audit log on its way to the new key, entry by entry: its links are made with the key, too.
    package struct Audit {
        private let rekeying: Rekeying
        private var last = (old: AuditChain.Link.first, new: AuditChain.Link.first)

        package init(_ rekeying: Rekeying) { self.rekeying = rekeying }

        /// The row of the next entry. One that does not follow the entry before it does not follow it afterwards either.
        package mutating func next(_ row: StoredRow) -> Row {
            var new = rekeying.rekeyed(row, of: .audit)
            let link = AuditChain.Link(row)
            if new.isProven, let link, link.follows(last.old, row, tags: rekeying.old.tags) {
                let code = AuditChain.code(of: row.values.prefix(6), after: last.new, rekeying.new.tags)
                new.values[6] = code.stored
                new.tag = rekeying.new.tags.tag(of: .audit, new.values).stored
                last = (link, AuditChain.Link(sequence: link.sequence, code: code))
            } else {
                last = (link ?? last.old.skipped, link ?? last.new.skipped)
            }
            return new
        }
    }
}
