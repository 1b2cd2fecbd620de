import Foundation
import GRDB
import LeadKeeping
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
        if !Task.isCancelled { try await patrolRest() }
    }

    private func patrolRest() async throws(StoreError) {
        try await read { [damage] db, sealer in
            var verifier = StoreVerifier(sealer: sealer)
            verifier.checkRest(db)
            damage.note(rest: verifier.findings)
        }
    }
}

// MARK: What a person decides

extension SQLiteLeadStore {
    package func release(_ id: LeadID, accepting: Bool, by person: String, at now: Int64) async throws(StoreError)
        -> DamageRelease
    {
        try await decide(DamagedLead(id: id, deed: .release(accepting: accepting), person: person, at: now))
    }

    package func destroy(_ id: LeadID, reason: String, by person: String, at now: Int64) async throws(StoreError)
        -> DamageRelease
    {
        try await decide(DamagedLead(id: id, deed: .erase(reason: reason), person: person, at: now))
    }

    /// What is settled is no damage any more; what of it still is, the next look finds. Where the file as such was found damaged,
    /// the lead may have been all of it, so that it is looked at once more.
    private func decide(_ write: DamagedLead) async throws(StoreError) -> DamageRelease {
        let outcome = try await commits.write(mayUseReserve: true) { transaction in
            let outcome = try write.perform(in: transaction)
            if let (kind, lead) = outcome.act {
                let act = OperatorAct(by: write.person, kind, lead.id.rawValue, reason: write.reason)
                try AuditTable.insert(act, at: write.at, in: transaction)
            }
            return outcome
        }
        switch outcome {
        case .mended, .accepted, .erased:
            damage.settle(write.id)
            if damage.findings.contains(where: { $0.lead == nil }) { try? await patrolRest() }
        case .notDamaged, .refused: break
        }
        return outcome
    }
}

extension DamageRelease {
    /// Its word in the audit log, and the lead as it is now; `nil` where nothing was done.
    fileprivate var act: (OperatorAct.Kind, Lead)? {
        switch self {
        case .mended(let lead): (.damageMended, lead)
        case .accepted(let lead): (.damageAccepted, lead)
        case .erased(let lead): (.damageErased, lead)
        case .notDamaged, .refused: nil
        }
    }
}
