import Foundation
import GRDB
import Leads

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How the SQLite file is made, opened and checked. Everything here happens before the store takes its first lead.
enum DataFile {
    /// Makes an empty file that only its owner can read; SQLite gives its log the same mode.
    static func create(at path: String) throws(StoreError) {
        let descriptor = systemOpen(path, O_RDWR | O_CREAT | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unusable("Cannot create the data file \(path): \(lastSystemError()).") }
        close(descriptor)
    }

    /// Opens the file: migrates it, compares the key, sets what makes a commit durable, and counts the epoch.
    static func open(
        _ path: String,
        key: MasterKey,
        options: StoreOptions,
        isReadOnly: Bool
    ) throws(StoreError) -> (pool: DatabasePool, epoch: Int64) {
        do {
            let pool = try DatabasePool(path: path, configuration: configuration(options, isReadOnly: isReadOnly))
            if isReadOnly {
                try pool.read { db in
                    guard try Schema.migrator.hasCompletedMigrations(db) else { throw StoreError.notOurs(path) }
                }
                return (pool, try pool.read { try checkedEpoch($0, key: key, path: path) })
            }
            try pool.read { db in
                guard try !Schema.migrator.hasBeenSuperseded(db) else {
                    throw StoreError.unusable("\(path) was written by a newer LeadGate. Use that version.")
                }
                let isForeign =
                    try !Schema.migrator.appliedIdentifiers(db).contains("1 leads")
                    && Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master WHERE name NOT LIKE 'grdb_%'") ?? 0 > 0
                if isForeign { throw StoreError.notOurs(path) }
            }
            try makeDurable(pool)
            try Schema.migrator.migrate(pool)
            let epoch = try pool.write { db in
                try db.execute(
                    sql: "INSERT INTO store (one, key_check, epoch) VALUES (1, ?, 0) ON CONFLICT DO NOTHING",
                    arguments: [Data(key.checkValue)]
                )
                let last = try checkedEpoch(db, key: key, path: path)
                try db.execute(sql: "UPDATE store SET epoch = ?", arguments: [last + 1])
                return last + 1
            }
            // Leaves nothing of leads erased before a crash in the log, and the log short.
            _ = try pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
            try synchronizeDirectory(of: path)
            return (pool, epoch)
        } catch let error as StoreError { throw error } catch let error as DatabaseError {
            if error.resultCode == .SQLITE_NOTADB { throw .notOurs(path) }
            throw .unusable(
                "Cannot open \(path): SQLite says \(error.extendedResultCode.rawValue), \(error.message ?? "")."
            )
        } catch { throw .unusable("Cannot open \(path): \(error)") }
    }

    /// Copies a live database with SQLite's backup API into a new file that only its owner can read.
    static func backup(_ pool: DatabasePool, to path: String) throws {
        try create(at: path)
        let copy = try DatabaseQueue(path: path)
        try pool.backup(to: copy)
        try copy.close()
        try synchronizeDirectory(of: path)
    }

    private static func configuration(_ options: StoreOptions, isReadOnly: Bool) -> Configuration {
        var configuration = Configuration()
        configuration.label = "leads"
        configuration.readonly = isReadOnly
        configuration.busyMode = .timeout(5)
        configuration.maximumReaderCount = options.readers
        configuration.foreignKeysEnabled = false
        configuration.prepareDatabase { db in
            // Overwrites what is deleted: an erased lead leaves no trace in the file.
            try db.execute(sql: "PRAGMA secure_delete = ON")
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

    private static func checkedEpoch(_ db: Database, key: MasterKey, path: String) throws -> Int64 {
        guard let row = try Row.fetchOne(db, sql: "SELECT key_check, epoch FROM store") else {
            throw StoreError.notOurs(path)
        }
        guard row[0] as Data == Data(key.checkValue) else {
            throw StoreError.unusable(
                "The master key is not the one that \(path) was made with. Put the right key file back; "
                    + "nothing has been changed."
            )
        }
        return row[1]
    }
}

extension StoreError {
    static func notOurs(_ path: String) -> StoreError { .unusable("\(path) is not a data file of LeadGate.") }
}
