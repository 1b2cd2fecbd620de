import Dispatch
import Foundation
import GRDB
package import LeadKeeping
package import Leads
import Logging
package import Targets

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension SQLiteLeadStore: BackupStoring {
    package func backup(to path: String) async throws(StoreError) {
        guard !fileExists(path) else { throw .unusable("\(path) exists already; a backup never overwrites anything.") }
        guard fileExists(directory(of: path)) else { throw .unusable("There is no folder \(directory(of: path)).") }
        let result: Result<Void, StoreError> = await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(
                    returning: Result { try DataFile.backup(self.pool, to: path) }.mapError { StoreError(reading: $0) }
                )
            }
        }
        try result.get()
    }

    package func fenced() async throws(StoreError) -> [Target: Int] {
        try await read { db, _ in
            let sql = """
                SELECT target, count(*) FROM lead WHERE state = 'uncertain' AND cause_code = ? GROUP BY target
                """
            let counts = try Row.fetchAll(
                db.cachedStatement(sql: sql),
                arguments: [KnownCause.restored.rawValue]
            )
            let fenced = try counts.map { StoredRow($0) }.map { (Target(rawValue: try $0[0]), try $0[1] as Int) }
            return Dictionary(fenced, uniquingKeysWith: +)
        }
    }

    /// Puts a backup in the place of the data file of a stopped gateway. The one that was there is kept beside it, under a
    /// name that ends in `.before-restore`.
    ///
    /// The witness beside the data file stays, so the next start finds the file older than what was done since, and fences
    /// it. Returns what the backup holds; throws before anything is changed when the backup is not whole.
    package static func restore(_ backup: String, to dataFile: String, masterKey: MasterKeySource)
        async throws(StoreError) -> StoreVerification
    {
        guard fileExists(backup) else { throw .unusable("There is no file \(backup).") }
        let lock = try DataFileLock.take(dataFile, mayCreate: !fileExists(dataFile))
        defer { lock.release() }
        let draft = dataFile + ".restoring"
        remove(draft)
        try DataFile.copy(backup, to: draft)
        var options = StoreOptions()
        options.isRestored = true
        let verification: StoreVerification
        do throws(StoreError) {
            // Opened for writing: a backup of an earlier version becomes one of this, and the fence stands in the file.
            let store = try SQLiteLeadStore(path: draft, masterKey: masterKey, options: options)
            let result: Result<StoreVerification, StoreError>
            do throws(StoreError) { result = .success(try await store.verify()) } catch { result = .failure(error) }
            await store.close()
            verification = try result.get()
        } catch {
            remove(draft)
            throw error
        }
        guard verification.isSound else {
            remove(draft)
            throw .unusable(
                "\(backup) is damaged: \(verification.findings.first?.message ?? "its books do not balance"). Nothing was changed."
            )
        }
        for suffix in ["", "-wal"] where fileExists(dataFile + suffix) {
            guard rename(dataFile + suffix, dataFile + ".before-restore" + suffix) == 0 else {
                throw .unusable("Cannot move \(dataFile + suffix) away: \(lastSystemError()).")
            }
        }
        unlink(dataFile + "-shm")
        guard rename(draft, dataFile) == 0 else {
            throw .unusable("Cannot move the backup to \(dataFile): \(lastSystemError()).")
        }
        try synchronizeDirectory(of: dataFile)
        remove(draft)
        return verification
    }

    /// Removes a draft with all that belongs to it.
    private static func remove(_ draft: String) {
        for suffix in ["", "-wal", "-shm", ".lock", ".witness"] { unlink(draft + suffix) }
    }
}

extension DataFile {
    /// Copies a file and makes the copy durable, for its owner alone.
    fileprivate static func copy(_ path: String, to copy: String) throws(StoreError) {
        do {
            try FileManager.default.copyItem(atPath: path, toPath: copy)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: copy)
            let handle = try FileHandle(forUpdating: URL(fileURLWithPath: copy))
            try handle.synchronize()
            try handle.close()
        } catch { throw .unusable("Cannot copy \(path) to \(copy): \(error.localizedDescription)") }
    }
}
