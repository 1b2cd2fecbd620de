package import Foundation
import GRDB
package import LeadKeeping
package import Leads

/// What a change of the master key has done.
package struct MasterKeyChange: Sendable {
    /// Leads whose data key is wrapped by the new key.
    package let leads: Int
    /// Rows that were damaged before, and are.
    package let damaged: Int
    /// Where the old key is kept: backups of before need it.
    package let oldKey: String
}

extension SQLiteLeadStore {
    /// Gives the data file of a stopped gateway a new master key.
    ///
    /// One transaction takes every row to the new key; then the key takes the old one's name. Cut off at any point, the file
    /// belongs to exactly one of the two, both are there, and the next start takes the right one.
    ///
    /// - Parameter alongside: seals what else hangs on the key, before the file belongs to the new one.
    package static func changeMasterKey(
        of path: String,
        masterKey: MasterKeySource,
        options: StoreOptions = StoreOptions(),
        by person: String,
        at now: Date,
        alongside: (FileSealer) throws(StoreError) -> Void = { _ throws(StoreError) in }
    ) async throws(StoreError) -> MasterKeyChange {
        guard fileSize(path) > 0 else { throw .unusable("There is no data file \(path).") }
        var options = options
        // Every page is written anew, so every page is looked at before.
        options.startCheckBytes = .max
        let store = try SQLiteLeadStore(path: path, masterKey: masterKey, options: options)
        let result: Result<MasterKeyChange, StoreError>
        do throws(StoreError) {
            try checkSpace(for: path, options)
            let next = try MasterKey.makeNext(masterKey, dataFile: path, at: now)
            try alongside(FileSealer(key: next))
            let outcome = try await store.rekey(path, to: next, by: person, at: now)
            let kept = try MasterKey.replace(masterKey, dataFile: path, at: now)
            result = .success(MasterKeyChange(leads: outcome.leads, damaged: outcome.damaged, oldKey: kept))
        } catch { result = .failure(error) }
        // Writes the log back and truncates it: it still has the keys as they were wrapped before.
        await store.close()
        return try result.get()
    }

    /// Takes the file, which is at this path, to another key, with an entry of the audit log and the witness. The store
    /// writes nothing more.
    func rekey(_ path: String, to key: MasterKey, by person: String, at now: Date) async throws(StoreError)
        -> Rekeying.Outcome
    {
        commits.refuse(with: .closed)
        let rekeying = Rekeying(from: sealer, to: key)
        let act = OperatorAct(by: person, .masterKeyChanged, "master key")
        let now = Int64(now.timeIntervalSince1970 * 1_000)
        let result: Result<Rekeying.Outcome, StoreError> = await withCheckedContinuation { continuation in
            pool.asyncWriteWithoutTransaction { db in
                continuation.resume(
                    returning: Result { try self.perform(rekeying, noting: act, at: now, in: db, path: path) }
                        .mapError { StoreError(writing: $0) }
                )
            }
        }
        return try result.get()
    }

    private func perform(
        _ rekeying: Rekeying,
        noting act: OperatorAct,
        at now: Int64,
        in db: Database,
        path: String
    ) throws -> Rekeying.Outcome {
        var outcome = Rekeying.Outcome()
        var commits: Int64 = 0
        try db.commit {
            outcome = try rekeying.perform(in: db, path: path)
            let transaction = try WriterTransaction(
                db: db,
                sealer: rekeying.new,
                books: nil,
                lease: nil,
                damage: damage,
                isTold: { _ in false }
            )
            try AuditTable.insert(act, at: now, in: transaction)
            try transaction.settleBooks()
            commits = transaction.books.commits
        }
        try Witness(beside: path, tags: rekeying.new.tags).begin(.init(epoch: epoch, commits: commits))
        return outcome
    }

    /// Until the end all that is written stands in the log beside the file.
    private static func checkSpace(for path: String, _ options: StoreOptions) throws(StoreError) {
        let size = UInt64(fileSize(path))
        let needed = size + size / 32 + options.reservedBytes
        guard let free = options.freeBytes(directory(of: path)), free < needed else { return }
        throw .full(
            "the key is changed in a log beside \(path), which becomes about as long as the file: \(needed >> 20) MiB are "
                + "needed, \(free >> 20) MiB are free. Nothing has been changed."
        )
    }
}
