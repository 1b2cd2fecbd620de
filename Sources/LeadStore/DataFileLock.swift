import Leads

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One process per data file: an exclusive `flock` on a file beside it, held until the store is closed.
///
/// Two processes would send leads twice, and SQLite up to 3.51.2 can damage a write-ahead log that two connections
/// write back at the same moment. The kernel drops the lock when the process ends, however it ends; the file stays and
/// names the process that had it last.
final class DataFileLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock or says who has it.
    init(dataFile: String) throws(StoreError) {
        let path = dataFile + ".lock"
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .unusable("Cannot open the lock file \(path): \(lastSystemError()).") }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let reason = errno
            let owner = Self.owner(in: descriptor)
            close(descriptor)
            guard reason == EWOULDBLOCK else {
                throw .unusable("Cannot lock \(path): \(String(cString: strerror(reason))).")
            }
            throw .unusable(
                "\(dataFile) is in use by \(owner.map { "process \($0)" } ?? "another process"). Only one process may "
                    + "open it; stop that one first, or ask it through its admin listener."
            )
        }
        let line = Array("\(getpid())\n".utf8)
        _ = ftruncate(descriptor, 0)
        _ = pwrite(descriptor, line, line.count, 0)
        self.descriptor = descriptor
    }

    /// Lets others have the file at once, also where a process that was just forked still holds the descriptor.
    func unlock() { _ = flock(descriptor, LOCK_UN) }

    deinit { close(descriptor) }

    private static func owner(in descriptor: Int32) -> Int? {
        var bytes = [UInt8](repeating: 0, count: 32)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        guard count > 0 else { return nil }
        return Int(String(decoding: bytes[..<count].prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self))
    }
}
