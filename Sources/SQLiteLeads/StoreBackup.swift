import Dispatch
package import Foundation
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

    package func isFenced(_ id: LeadID) async throws(StoreError) -> Bool {
        try await read { db, sealer in
            guard let row = try Self.row(of: id, db, sealer) else { return false }
            return try Fencing.holds(row, in: db) != nil
        }
    }

    /// What a restore has done.
    package struct Restored: Sendable {
        /// What the backup holds.
        package let verification: StoreVerification
        /// Where the data file is that was there; `nil` if there was none.
        package let kept: String?
        /// How many leads that one took after the backup was made; `nil` if it cannot be read.
        package let onlyKept: Int?
        /// Jobs that were under way when it was made.
        package let jobs: Int
        /// The tokens of the operators' API.
        package let tokens: RestoredTokens
    }

    /// What a restore does to the tokens of the operators' API: one that was revoked since must not open anything again.
    package struct RestoredTokens: Sendable {
        /// The names of those that were in force in the backup, and are revoked in the file that was there.
        package var revoked: [String] = []
        /// How many are in force.
        package var inForce = 0
        /// Whether the file that was there could say which were revoked.
        package var isKnown = false
    }

    /// Puts a backup in the place of the data file of a stopped gateway. The one that was there is kept beside it, under a
    /// name of its own that ends in `.before-restore`, and a number if others are there: it may be the only place of leads
    /// that were taken since.
    ///
    /// The witness beside the data file stays, so the next start finds the file older than what was done since, and fences
    /// it. Throws before anything is changed when the backup is not whole.
    ///
    /// - Parameter key: of the backup, where the master key was changed since: it comes back under the one that is there now.
    package static func restore(
        _ backup: String,
        to dataFile: String,
        masterKey: MasterKeySource,
        key: MasterKeySource? = nil,
        by person: String = "",
        at now: Date = Date()
    ) async throws(StoreError) -> Restored {
        guard fileExists(backup) else { throw .unusable("There is no file \(backup).") }
        guard isRegularFile(backup) else { throw .unusable("\(backup) is no file; name the backup itself.") }
        guard fileSize(backup) > 0 else {
            throw .unusable("\(backup) is empty, so it is no backup. Nothing was changed.")
        }
        let lock = try DataFileLock.take(dataFile, mayCreate: !fileExists(dataFile))
        defer { lock.release() }
        let draft = dataFile + ".restoring"
        remove(draft)
        do throws(StoreError) { try DataFile.copy(backup, to: draft) } catch {
            remove(draft)
            throw error
        }
        var options = StoreOptions()
        options.isRestored = true
        let verification: StoreVerification
        var (jobs, tokens) = (0, RestoredTokens())
        do throws(StoreError) {
            // Opened for writing: a backup of an earlier version becomes one of this, and the fence stands in the file.
            let present = try key.map { _ throws(StoreError) in
                try MasterKey.load(from: masterKey, dataFile: dataFile, mayCreate: false).key
            }
            let store = try SQLiteLeadStore(path: draft, masterKey: key ?? masterKey, options: options)
            let result: Result<StoreVerification, StoreError>
            do throws(StoreError) {
                jobs = try await store.activeJobs().count
                let found = try await store.verify()
                if found.isSound {
                    tokens = try await store.noteRestore(of: backup, over: dataFile, by: person, at: now)
                }
                if let present, found.isSound { _ = try await store.rekey(draft, to: present, by: person, at: now) }
                result = .success(found)
            } catch { result = .failure(error) }
            await store.close()
            verification = try result.get()
        } catch {
            remove(draft)
            if error == .wrongKey(draft) { throw .wrongKey(backup) }
            // What speaks of the draft is a fault of the backup; the master key, the disk or a lock may be another.
            guard error.description.contains(draft) else { throw error }
            let reason = error.description.replacingOccurrences(of: draft, with: backup)
            throw .unusable("\(backup) is no usable backup, and nothing was changed: \(reason)")
        }
        guard verification.isSound else {
            remove(draft)
            throw .unusable(
                "\(backup) is damaged: \(verification.findings.first?.message ?? "its books do not balance"). Nothing was changed."
            )
        }
        let kept = freeName(for: dataFile)
        let hasFile = fileSize(dataFile) > 0
        let onlyKept = hasFile ? leads(in: dataFile, notIn: draft) : nil
        for suffix in ["", "-wal"] where fileExists(dataFile + suffix) {
            guard rename(dataFile + suffix, kept + suffix) == 0 else {
                throw .unusable("Cannot move \(dataFile + suffix) away: \(lastSystemError()).")
            }
        }
        unlink(dataFile + "-shm")
        guard rename(draft, dataFile) == 0 else {
            throw .unusable("Cannot move the backup to \(dataFile): \(lastSystemError()).")
        }
        try synchronizeDirectory(of: dataFile)
        remove(draft)
        return Restored(
            verification: verification,
            kept: hasFile ? kept : nil,
            onlyKept: onlyKept,
            jobs: jobs,
            tokens: tokens
        )
    }

    /// Writes down that the file is a backup, and who put it back; revokes what the file in its place has revoked.
    private func noteRestore(of backup: String, over dataFile: String, by person: String, at now: Date)
        async throws(StoreError) -> RestoredTokens
    {
        let now = Int64(now.timeIntervalSince1970 * 1_000)
        try await audit(OperatorAct(by: person, .restored, backup), at: now)
        let revoked = Self.revokedTokens(in: dataFile)
        var tokens = RestoredTokens(isKnown: revoked != nil)
        for token in try await accessTokens() where token.revokedAt == nil {
            if revoked?.contains(token.name) == true {
                _ = try await revokeAccessToken(token.name, by: person, at: now)
                tokens.revoked.append(token.name)
            } else {
                tokens.inForce += 1
            }
        }
        return tokens
    }

    /// The names of the tokens that a file has revoked; `nil` where it cannot be read.
    private static func revokedTokens(in file: String) -> Set<String>? {
        read(file) { try String.fetchSet($0, sql: "SELECT name FROM access_token WHERE revoked_at IS NOT NULL") }
    }

    /// A name for the file that goes, which no other has.
    private static func freeName(for dataFile: String) -> String {
        let names = sequence(first: 1) { $0 + 1 }.lazy.map { dataFile + ".before-restore" + ($0 == 1 ? "" : "-\($0)") }
        return names.first { !fileExists($0) && !fileExists($0 + "-wal") } ?? dataFile + ".before-restore"
    }

    /// How many leads the one file has that came after the newest of the other.
    private static func leads(in file: String, notIn older: String) -> Int? {
        guard
            let newest = read(older, { try Int.fetchOne($0, sql: "SELECT coalesce(max(sequence), 0) FROM lead") ?? 0 })
        else { return nil }
        return read(file) {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM lead WHERE sequence > ?", arguments: [newest]) ?? 0
        }
    }

    /// Looks into a file that no store has open; `nil` where it cannot be read.
    private static func read<Value>(_ file: String, _ look: (Database) throws -> Value) -> Value? {
        guard fileSize(file) > 0 else { return nil }
        var reading = Configuration()
        reading.readonly = true
        return try? DatabaseQueue(path: file, configuration: reading).read(look)
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
            giveToOwner(ofFolderOf: copy, handle.fileDescriptor)
            try handle.synchronize()
            try handle.close()
        } catch { throw .unusable("Cannot copy \(path) to \(copy): \(error.localizedDescription)") }
    }
}
