import Crypto
import Foundation
import GRDB
import GRDBSQLite
import LeadKeeping
import Leads
import Logging

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How the SQLite file is made, opened and checked. Everything here happens before the store takes its first lead.
enum DataFile {
    /// Makes an empty file that only its owner can read; SQLite gives its log the same mode.
    static func create(at path: String, mustBeNew: Bool = false) throws(StoreError) {
        let descriptor = systemOpen(path, O_RDWR | O_CREAT | O_CLOEXEC | (mustBeNew ? O_EXCL : 0))
        guard descriptor >= 0, fchmod(descriptor, 0o600) == 0 else {
            throw .unusable("Cannot create the data file \(path): \(lastSystemError()).")
        }
        close(descriptor)
    }

    /// How a file is opened.
    struct Access {
        var isReadOnly = false
        /// Whether it may have no tables yet: it was made just now, or at a first start that was cut off.
        var mayBeEmpty = false
    }

    /// A file that was opened.
    struct Opened {
        let pool: DatabasePool
        /// The one of the keys that it belongs to.
        let key: MasterKey
        let epoch: Int64
        /// Whether queued leads have to be looked up before they are sent.
        var isFencing = false
        /// Why, where this start has found it.
        var fence: Fence?
        /// `nil` for one that is only read.
        var witness: Witness?
    }

    /// Opens the file: looks whether it is whole, finds the key that it belongs to, migrates it, sets what makes a commit
    /// durable, and counts the epoch.
    static func open(
        _ path: String,
        keys: MasterKey.Loaded,
        options: StoreOptions,
        access: Access,
        logger: Logger
    ) throws(StoreError) -> Opened {
        do {
            if !access.isReadOnly, fileSize(path) > 0, fileSize(path) <= options.startCheckBytes {
                try FileCheck(path: path, logger: logger).run()
            }
            guard GatheredLog.registration == SQLITE_OK else { throw DatabaseError(resultCode: .SQLITE_CANTOPEN) }
            let pool = try DatabasePool(path: path, configuration: configuration(options, access))
            let isEmpty = try pool.read { try Self.isEmpty($0, path: path, access: access) }
            let key = isEmpty ? keys.key : try pool.read { try Self.key(of: $0, among: keys, path: path) }
            let tags = RowTags(key: key.tagging)
            let migrator = Schema.migrator(tags: tags)
            if access.isReadOnly {
                return try pool.read { db in
                    guard try migrator.hasCompletedMigrations(db) else {
                        throw StoreError.unusable(
                            "\(path) was written by an older LeadGate. Start the gateway on it once, then look again."
                        )
                    }
                    let head = try Head(db, key: key, tags: tags, path: path)
                    return Opened(pool: pool, key: try head.complete(key, path: path), epoch: head.epoch)
                }
            }
            try makeDurable(pool)
            if !isEmpty {
                try pool.read { db in
                    guard try migrator.hasCompletedMigrations(db) else { return }
                    _ = try Head(db, key: key, tags: tags, path: path)
                }
            }
            try migrator.migrate(pool)
            pool.writeWithoutTransaction { $0.add(function: tags.function) }
            let kept = Witness.read(
                beside: path,
                tags: [keys.key, keys.next].compactMap { $0.map { RowTags(key: $0.tagging) } }
            )
            var fence: Fence?
            let (head, commits) = try pool.write { db in
                var head = isEmpty ? Head(key: key) : try Head(db, key: key, tags: tags, path: path, isMigrating: true)
                let commits = try Int64.fetchOne(
                    db,
                    sql: "SELECT count FROM books WHERE name = ?",
                    arguments: [BooksCounter.commits]
                )
                let mark = Witness.Mark(epoch: head.epoch, commits: commits ?? 0)
                if !isEmpty { fence = Fence(mark, kept: kept, isWitnessed: head.isWitnessed) }
                // What `restore` has fenced is no news.
                if head.isFencing || options.isRestored { fence = nil }
                if fence != nil || options.isRestored { head.isFencing = true }
                head.isWitnessed = true
                head.epoch = max(head.epoch, kept.mark?.epoch ?? 0) + 1
                head.schemaDigest = try Schema.digest(db)
                try db.store(head.values, in: .store, replacing: true, tags: tags)
                return (head, mark.commits)
            }
            // The fence is on the disk before the witness says that all is as it should be.
            let witness = try Witness(beside: path, tags: tags)
            try witness.begin(.init(epoch: head.epoch, commits: commits))
            // Leaves nothing of leads erased before a crash in the log, and the log short.
            _ = try pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
            try synchronizeDirectory(of: path)
            return Opened(
                pool: pool,
                key: try head.complete(key, path: path),
                epoch: head.epoch,
                isFencing: head.isFencing,
                fence: fence,
                witness: witness
            )
        } catch let error as StoreError { throw error } catch let error as DatabaseError {
            switch error.resultCode {
            case .SQLITE_NOTADB: throw .notOurs(path)
            case .SQLITE_CORRUPT, .SQLITE_ERROR, .SQLITE_FORMAT, .SQLITE_CONSTRAINT, .SQLITE_MISMATCH:
                throw .malformed(path, error.message ?? "it is damaged")
            default:
                throw .unusable(
                    "Cannot open \(path): SQLite says \(error.extendedResultCode.rawValue), \(error.message ?? "")."
                )
            }
        } catch { throw .malformed(path, "a row holds what it cannot hold") }
    }

    /// Whether the file has no row of ours yet, where it may be so. Throws for one that is not ours, or of a newer version.
    private static func isEmpty(_ db: Database, path: String, access: Access) throws -> Bool {
        // Which steps there are does not depend on a key.
        let migrator = Schema.migrator(tags: RowTags(key: SymmetricKey(size: .bits256)))
        guard try !migrator.hasBeenSuperseded(db) else {
            throw StoreError.unusable(
                "\(path) was written by a newer LeadGate (or is damaged there). Use that version."
            )
        }
        if try migrator.appliedIdentifiers(db).contains("1 leads") {
            // A first start that was cut off leaves tables, and no row in them.
            return try access.mayBeEmpty && Row.fetchOne(db, sql: "SELECT one FROM store") == nil
        }
        let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master WHERE name NOT LIKE 'grdb_%'")
        if tables ?? 0 > 0 { throw StoreError.notOurs(path) }
        guard access.mayBeEmpty else { throw StoreError.lost(path) }
        return true
    }

    /// The one of the keys that the file says it belongs to: a change of the key that was cut off after its commit has left a
    /// key that still has the old one's name, and one without a name that fits.
    private static func key(of db: Database, among keys: MasterKey.Loaded, path: String) throws -> MasterKey {
        // A first row that is gone is told of where it is read.
        guard let row = try Row.fetchOne(db, sql: "SELECT key_check FROM store").map({ StoredRow($0) }) else {
            return keys.key
        }
        let fitting = [keys.key, keys.next].compactMap(\.self).first { row.values == [Data($0.checkValue).stored] }
        guard let fitting else { throw StoreError.wrongKey(path) }
        return fitting
    }

    /// Copies a live database with SQLite's backup API into a new file that only its owner can read.
    ///
    /// The file bears its name only when it is whole and on the disk; what a crash leaves is called `.unfinished`.
    static func backup(_ pool: DatabasePool, to path: String) throws {
        let draft = path + ".unfinished"
        guard !fileExists(draft) else {
            throw StoreError.unusable(
                "\(draft) is there: a copy that did not come to its end, or is still being made. Remove it, or choose another name."
            )
        }
        try create(at: draft, mustBeNew: true)
        do {
            // That of an earlier copy would be rolled back into this one.
            unlink(draft + "-journal")
            let copy = try DatabaseQueue(path: draft)
            try pool.backup(to: copy)
            try copy.close()
            let handle = try FileHandle(forUpdating: URL(fileURLWithPath: draft))
            try handle.synchronize()
            try handle.close()
            guard rename(draft, path) == 0 else {
                throw StoreError.unusable("Cannot move the copy to \(path): \(lastSystemError()).")
            }
        } catch {
            // Half a copy is none.
            for suffix in ["", "-journal"] { unlink(draft + suffix) }
            throw error
        }
        try synchronizeDirectory(of: path)
    }

    private static func configuration(_ options: StoreOptions, _ access: Access) -> Configuration {
        var configuration = Configuration()
        configuration.label = "leads"
        configuration.readonly = access.isReadOnly
        configuration.busyMode = .timeout(5)
        configuration.maximumReaderCount = options.readers
        configuration.foreignKeysEnabled = false
        configuration.prepareDatabase { db in
            // Overwrites what is deleted: an erased lead leaves no trace in the file.
            try db.execute(sql: "PRAGMA secure_delete = ON")
            // A new file can give space back; one that is there keeps what it is.
            if !db.configuration.readonly { try db.execute(sql: "PRAGMA auto_vacuum = INCREMENTAL") }
            // Sorting never writes a temporary file.
            try db.execute(sql: "PRAGMA temp_store = MEMORY")
        }
        return configuration
    }

    /// Sets what makes a commit survive a power cut on the writer, and reads it back: GRDB's pool has just set
    /// `synchronous` to `NORMAL`. Checkpoints are ours alone.
    private static func makeDurable(_ pool: DatabasePool) throws {
        try pool.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA synchronous = FULL")
            try db.execute(sql: "PRAGMA wal_autocheckpoint = 0")
            let expected: [(pragma: String, value: String)] = [
                ("synchronous", "2"), ("wal_autocheckpoint", "0"), ("journal_mode", "wal"), ("secure_delete", "1"),
            ]
            for (pragma, value) in expected {
                let actual = try DatabaseValue.fetchOne(db, sql: "PRAGMA \(pragma)").map { "\($0.storage.value ?? "")" }
                guard actual == value else {
                    throw StoreError.unusable(
                        "SQLite does not keep \(pragma) = \(value) (it says \(actual ?? "nothing")); "
                            + "a power cut could lose leads. This SQLite cannot be used."
                    )
                }
            }
        }
    }
}

extension StoreError {
    /// The file belongs to another key than the one that is there.
    static func wrongKey(_ path: String) -> StoreError {
        .unusable(
            "The master key is not the one that \(path) was made with; nothing has been changed. Put the right key file "
                + "back. Where the key was changed (leadgate rekey) the older ones are kept beside it, named by when they "
                + "ended: a backup of before comes back with leadgate restore BACKUP --key OLDER-KEY."
        )
    }

    static func notOurs(_ path: String) -> StoreError {
        .unusable("\(path) is not a data file of LeadGate, or its beginning is damaged. Put the right file there.")
    }

    /// What an operator does with a file that is not whole.
    static func malformed(_ path: String, _ what: String) -> StoreError {
        .unusable(
            "The data file \(path) is damaged: SQLite says \(what). Nothing has been changed in it. Keep it, put the last "
                + "backup in its place and start again; `leadgate verify` names what of the damaged file can still be read."
        )
    }

    /// There is a key, but nothing that it opens.
    static func lost(_ path: String) -> StoreError {
        .unusable(
            "\(path) is missing or empty, but the master key that sealed leads in it is there: they are lost or somewhere "
                + "else. Put the data file or a backup of it back. To begin with no lead at all, move the master key away."
        )
    }
}
