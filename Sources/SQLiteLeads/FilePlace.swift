#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Which file it is, whatever its name.
struct FileIdentity: Hashable {
    private let device: UInt64
    private let number: UInt64

    init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        device = UInt64(status.st_dev)
        number = UInt64(status.st_ino)
    }
}

/// Where an open data file and its write-ahead log are.
///
/// Whoever moves one of them away, deletes it or puts another in its place leaves the process with a file that no later start
/// finds, and SQLite goes on writing to it without a word.
struct FilePlace: Sendable {
    private let files: [(path: String, identity: FileIdentity)]

    /// The place of a data file that SQLite has open.
    init(of dataFile: String) {
        files = [dataFile, dataFile + "-wal"].compactMap { path in FileIdentity(path).map { (path, $0) } }
    }

    /// Whether they are still there.
    var isKept: Bool { files.allSatisfy { FileIdentity($0.path) == $0.identity } }
}
