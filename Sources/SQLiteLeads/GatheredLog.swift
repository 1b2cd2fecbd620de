import GRDBSQLite

/// A write-ahead log to which a transaction goes in one system call.
///
/// SQLite writes a log page by page, and each page in two parts: some 20 calls for a single lead, 300 for a group of them, which
/// cost several times what the copying does. Here they wait in memory until the page that commits has come. All that SQLite
/// relies on stays: it is told of a failure before it believes that anything is written, what it reads is there, and a flush
/// flushes everything.
///
/// It is the file of SQLite itself with six of its methods put in front (sqlite.org/c3ref/io_methods.html), which begin with
/// this; the other files of a database are left alone.
struct GatheredLog {
    private var methods: sqlite3_io_methods
    private let plain: sqlite3_io_methods
    private var waiting: UnsafeMutableRawPointer?
    private var count = 0
    /// Where the first of what waits belongs.
    private var start: Int64 = 0
    /// Whether the page that comes next ends a transaction.
    private var commits = false

    /// Bytes that wait at most: what SQLite's files for Unix write at once.
    private static let limit = 0x1_FFFF
    /// Bytes in front of each page; the second four say how long the database is, of a page that commits (sqlite.org/walformat.html).
    private static let frameHeader = 24

    /// Has SQLite open all logs from now on like this. Returns its code for how that went.
    static let registration: Int32 = {
        guard let usual = sqlite3_vfs_find(nil) else { return SQLITE_ERROR }
        // SQLite keeps both as long as the process lives.
        let files = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
        files.initialize(to: usual.pointee)
        let name: StaticString = "gathering"
        files.pointee.zName = UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)
        files.pointee.pAppData = UnsafeMutableRawPointer(usual)
        files.pointee.szOsFile = GatheredLog.place(in: usual) + Int32(MemoryLayout<GatheredLog>.stride)
        files.pointee.xOpen = { files, name, file, flags, outFlags in
            guard let usual = files?.pointee.pAppData?.assumingMemoryBound(to: sqlite3_vfs.self), let file else {
                return SQLITE_ERROR
            }
            let code = usual.pointee.xOpen(usual, name, file, flags, outFlags)
            if code == SQLITE_OK, flags & SQLITE_OPEN_WAL != 0 {
                GatheredLog.gather(file, behind: GatheredLog.place(in: usual))
            }
            return code
        }
        return sqlite3_vfs_register(files, 1)
    }()

    /// Where in the memory of a file it stands: behind what SQLite keeps there.
    private static func place(in files: UnsafeMutablePointer<sqlite3_vfs>) -> Int32 {
        (files.pointee.szOsFile + 15) & ~15
    }

    private static func gather(_ file: UnsafeMutablePointer<sqlite3_file>, behind place: Int32) {
        guard let plain = file.pointee.pMethods?.pointee else { return }
        var methods = plain
        methods.xRead = { file, bytes, count, offset in
            GatheredLog.with(file) { $0.flush(file) ?? $0.plain.xRead(file, bytes, count, offset) }
        }
        methods.xWrite = { file, bytes, count, offset in
            GatheredLog.with(file) { $0.write(bytes, Int(count), at: offset, file) }
        }
        methods.xSync = { file, flags in GatheredLog.with(file) { $0.flush(file) ?? $0.plain.xSync(file, flags) } }
        methods.xTruncate = { file, size in
            GatheredLog.with(file) { $0.flush(file) ?? $0.plain.xTruncate(file, size) }
        }
        methods.xFileSize = { file, size in
            GatheredLog.with(file) { $0.flush(file) ?? $0.plain.xFileSize(file, size) }
        }
        methods.xClose = { file in
            GatheredLog.with(file) { log in
                let failure = log.flush(file)
                log.waiting?.deallocate()
                log.waiting = nil
                let code = log.plain.xClose(file)
                return failure ?? code
            }
        }
        let log = (UnsafeMutableRawPointer(file) + Int(place)).bindMemory(to: GatheredLog.self, capacity: 1)
        log.initialize(to: GatheredLog(methods: methods, plain: plain))
        file.pointee.pMethods = UnsafeRawPointer(log).assumingMemoryBound(to: sqlite3_io_methods.self)
    }

    private init(methods: sqlite3_io_methods, plain: sqlite3_io_methods) {
        self.methods = methods
        self.plain = plain
    }

    private static func with(
        _ file: UnsafeMutablePointer<sqlite3_file>?,
        _ body: (inout GatheredLog) -> Int32
    ) -> Int32 {
        guard let methods = UnsafeMutableRawPointer(mutating: file?.pointee.pMethods) else { return SQLITE_MISUSE }
        return body(&methods.assumingMemoryBound(to: GatheredLog.self).pointee)
    }

    /// Lets bytes wait, unless they are the last of a transaction.
    private mutating func write(
        _ bytes: UnsafeRawPointer?,
        _ length: Int,
        at offset: Int64,
        _ file: UnsafeMutablePointer<sqlite3_file>?
    ) -> Int32 {
        guard let bytes else { return SQLITE_MISUSE }
        if offset != start + Int64(count) || count + length > Self.limit {
            if let failure = flush(file) { return failure }
            start = offset
        }
        guard length <= Self.limit else { return plain.xWrite(file, bytes, Int32(length), offset) }
        let waiting = self.waiting ?? .allocate(byteCount: Self.limit, alignment: 16)
        self.waiting = waiting
        (waiting + count).copyMemory(from: bytes, byteCount: length)
        count += length
        if length == Self.frameHeader {
            commits = bytes.loadUnaligned(fromByteOffset: 4, as: UInt32.self) != 0
            return SQLITE_OK
        }
        return commits ? flush(file) ?? SQLITE_OK : SQLITE_OK
    }

    /// Writes what waits. Returns why that failed; SQLite takes nothing of it as written then.
    private mutating func flush(_ file: UnsafeMutablePointer<sqlite3_file>?) -> Int32? {
        guard count > 0 else { return nil }
        let code = plain.xWrite(file, waiting, Int32(count), start)
        count = 0
        return code == SQLITE_OK ? nil : code
    }
}
