import Foundation
import GRDB
package import Leads
package import Names

/// The table of what is known of senders' forms.
///
/// Names of fields are sealed like everything that comes from outside, under a key of their own.
extension SQLiteLeadStore: DriftStoring {
    package func driftLedgers() async throws(StoreError) -> [SourceName: [UInt8]] {
        try await read { db, sealer in
            var ledgers: [SourceName: [UInt8]] = [:]
            for row in try Row.fetchAll(db, sql: "SELECT source, sealed FROM drift") {
                let source: SourceName = row[0]
                ledgers[source] = (try? sealer.openLedger(row[1], of: source)).map { Array($0) }
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
            try transaction.db.cachedStatement(
                sql: """
                    INSERT INTO drift (source, revision, sealed) VALUES (?, ?, ?) ON CONFLICT (source) \
                    DO UPDATE SET revision = excluded.revision, sealed = excluded.sealed \
                    WHERE excluded.revision > drift.revision
                    """
            )
            .execute(arguments: [source, revision, sealed])
            transaction.countPages(of: sealed.count)
        }
    }
}
