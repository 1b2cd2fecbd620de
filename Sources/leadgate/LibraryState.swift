#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// How the files of a mappings folder stand, without reading them: looking every second must cost next to nothing.
///
/// It is another once a file has come or gone, or one's inode, size or time of change has changed; nobody can set that time. It is
/// counted in ticks of the system, and of two changes within one tick the second cannot be told: so what has changed a moment
/// ago is not settled, and has to be read again.
struct LibraryState: Equatable {
    private struct File: Equatable {
        let path: String
        let inode: UInt64
        let size: Int64
        /// In nanoseconds since 1970 UTC.
        let changed: Int64
    }

    private let files: [File]

    /// - Throws: if the folder cannot be looked at, or one of its files has just gone.
    init(of folder: String) throws {
        files = try Files.libraryPaths(in: folder).map { path in
            var status = stat()
            // Of a link to nothing the link itself: it is a fault of that file, told by whoever reads it.
            let place = "\(folder)/\(path)"
            guard stat(place, &status) == 0 || lstat(place, &status) == 0 else { throw Unknown(path: path) }
            #if canImport(Darwin)
                let changed = status.st_ctimespec
            #else
                let changed = status.st_ctim
            #endif
            return File(
                path: path,
                inode: UInt64(status.st_ino),
                size: Int64(status.st_size),
                changed: Int64(changed.tv_sec) * 1_000_000_000 + Int64(changed.tv_nsec)
            )
        }
    }

    /// Whether nothing can have changed since that does not show.
    ///
    /// - Parameter now: in milliseconds since 1970 UTC.
    func isSettled(at now: Int64) -> Bool {
        files.allSatisfy { now - $0.changed / 1_000_000 > 2_000 }
    }

    private struct Unknown: Error { let path: String }
}
