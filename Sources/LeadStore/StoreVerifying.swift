import Foundation
import GRDB
package import Leads

extension SQLiteLeadStore {
    /// Looks at everything in one unchanging view of the file: SQLite's own check, every row's tag, every sealed part,
    /// every timeline, the books against a full count. What is damaged is named; the look goes on behind it.
    package func verify() async throws(StoreError) -> StoreVerification {
        try await read { db, sealer in
            var verifier = StoreVerifier(sealer: sealer)
            return verifier.verify(db)
        }
    }
}

extension SQLiteLeadStore: DamageReporting {
    package var damages: [StoreVerification.Finding] { damage.findings }

    /// Looks at everything as ``verify()`` does, in short turns between which writes go on, and puts what it finds on the
    /// board. What is moved between two turns is proven in one of them.
    package func patrol() async throws(StoreError) {
        var sequence: Int64? = .min
        while let last = sequence, !Task.isCancelled {
            sequence = try await read { [damage] db, sealer in
                var verifier = StoreVerifier(sealer: sealer)
                let next = verifier.checkLeads(db, after: last, limit: 200)
                verifier.findings.forEach(damage.note)
                return next
            }
            await Task.yield()
        }
        if Task.isCancelled { return }
        try await read { [damage] db, sealer in
            var verifier = StoreVerifier(sealer: sealer)
            verifier.checkRest(db)
            verifier.findings.forEach(damage.note)
        }
    }
}
