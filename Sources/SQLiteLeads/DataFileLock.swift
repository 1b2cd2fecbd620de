import LeadKeeping
import Leads
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One process per data file: an exclusive `flock(2)` on the file itself and on a file beside it, held until the store is
/// closed.
///
/// Two processes would send leads twice, and SQLite up to 3.51.2 can damage a write-ahead log that two connections
/// write back at the same moment. The lock on the data file holds when somebody deletes the lock file; the lock file
/// holds when somebody puts another data file in its place, and names the process that had it last. The kernel drops
/// both when the process ends, however it ends.
///
/// `flock` and the POSIX record locks that SQLite takes do not see each other on a local file system. But whoever closes
/// a descriptor of a file loses all record locks of its process on it; so the descriptor here is opened before SQLite's
/// and closed after them, and a file that this process has is not opened a second time.
final class DataFileLock: Sendable {
    private let lockFile: Int32
    private let dataFile: Int32
    private let identity: FileIdentity
    private let isReleased = Mutex(false)

    /// The files that this process has.
    private static let held = Mutex<Set<FileIdentity>>([])

    /// Takes the locks or says who has them. Makes an empty data file where there is none and `mayCreate` is set.
    static func take(_ path: String, mayCreate: Bool) throws(StoreError) -> DataFileLock {
        let beside = path + ".lock"
        let lockFile = systemOpen(beside, O_RDWR | O_CREAT | O_CLOEXEC)
        guard lockFile >= 0 else { throw .unusable("Cannot open the lock file \(beside): \(lastSystemError()).") }
        do throws(StoreError) {
            try lock(lockFile, of: path, ownerIn: lockFile)
            if let known = FileIdentity(path), held.withLock({ $0.contains(known) }) { throw inUse(path, by: lockFile) }
            if mayCreate { try DataFile.create(at: path) }
            let dataFile = open(path, O_RDONLY | O_CLOEXEC)
            guard dataFile >= 0, let identity = FileIdentity(path) else {
                throw .unusable("Cannot open the data file \(path): \(lastSystemError()).")
            }
            do throws(StoreError) { try lock(dataFile, of: path, ownerIn: lockFile) } catch {
                close(dataFile)
                throw error
            }
            return DataFileLock(lockFile: lockFile, dataFile: dataFile, identity: identity)
        } catch {
            close(lockFile)
            throw error
        }
    }

    private init(lockFile: Int32, dataFile: Int32, identity: FileIdentity) {
        self.lockFile = lockFile
        self.dataFile = dataFile
        self.identity = identity
        _ = Self.held.withLock { $0.insert(identity) }
        // Whoever made the files: they are their owner's alone, and SQLite gives its log the same mode.
        _ = fchmod(lockFile, 0o600)
        _ = fchmod(dataFile, 0o600)
        let line = Array("\(getpid())\n".utf8)
        _ = ftruncate(lockFile, 0)
        _ = pwrite(lockFile, line, line.count, 0)
    }

    /// Lets others have the file at once, also where a process that was just forked still holds the descriptors.
    func release() {
        let wasReleased = isReleased.withLock { isReleased in
            defer { isReleased = true }
            return isReleased
        }
        if wasReleased { return }
        _ = flock(dataFile, LOCK_UN)
        _ = flock(lockFile, LOCK_UN)
        close(dataFile)
        close(lockFile)
        _ = Self.held.withLock { $0.remove(identity) }
    }

    deinit { release() }

    private static func lock(_ descriptor: Int32, of path: String, ownerIn lockFile: Int32) throws(StoreError) {
        guard flock(descriptor, LOCK_EX | LOCK_NB) != 0 else { return }
        let reason = errno
        guard reason == EWOULDBLOCK else {
            throw .unusable("Cannot lock \(path): \(String(cString: strerror(reason))).")
        }
        throw inUse(path, by: lockFile)
    }

    private static func inUse(_ path: String, by lockFile: Int32) -> StoreError {
        .unusable(
            "\(path) is in use by \(owner(in: lockFile).map { "process \($0)" } ?? "another process"). Only one process "
                + "may open it; stop that one first, or ask it through its admin listener."
        )
    }

    private static func owner(in descriptor: Int32) -> Int? {
        var bytes = [UInt8](repeating: 0, count: 32)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        guard count > 0 else { return nil }
        return Int(String(decoding: bytes[..<count].prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self))
    }
}
