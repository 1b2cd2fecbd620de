import Foundation
import GRDB
import LeadKeeping
package import Leads
package import Names

/// The table of what is known of senders' forms.
///
/// Names of fields are sealed like everything that comes from outside, under a key of their own.
extension SQLiteLeadStore: DriftStoring {
    package func driftLedgers() async throws(StoreError) -> [SourceName: [UInt8]] {
        try await read { [damage] db, sealer in
            var ledgers: [SourceName: [UInt8]] = [:]
            for row in try db.rows(of: .drift) {
                guard row.isProven(of: .drift, by: sealer.tags), let source = try? row[0] as SourceName,
                    let sealed = try? row[2] as Data, let ledger = try? sealer.openLedger(sealed, of: source)
                else {
                    damage.note(StoredTable.drift.damage(row))
                    continue
                }
                ledgers[source] = Array(ledger)
            }
            return ledgers
        }
    }

    package func keepDriftLedger(_ ledger: [UInt8], of source: SourceName, revision: Int) async throws(StoreError) {
        let sealed: Data
        do { sealed = try sealer.sealLedger(ledger, of: source) } catch {
            throw .unexpected("what is known of the source '\(source)' could not be sealed")
        }
        try await commits.write(mayUseReserve: false) { transaction in
            let tags = transaction.sealer.tags
            let known = try transaction.db.rows(of: .drift, "WHERE source = ?", [source]).first
            // One of a lower revision is replaced, proven or not.
            if let known, let written = try? known[1] as Int, written >= revision,
                known.isProven(of: .drift, by: tags)
            {
                return
            }
            try transaction.db.store(
                [source.stored, revision.stored, sealed.stored],
                in: .drift,
                replacing: true,
                tags: tags
            )
            if known == nil { transaction.count(.drift) }
            transaction.countPages(of: sealed.count)
        }
    }
}
