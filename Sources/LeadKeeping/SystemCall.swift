package import Leads

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The last system error in words, for messages that name a file.
package func lastSystemError() -> String { String(cString: strerror(errno)) }

/// Makes the entries of a file's directory durable (failure model T-11): a new file is not there after a power cut
/// until its directory is.
package func synchronizeDirectory(of path: String) throws(StoreError) {
    let directory = directory(of: path)
    let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unusable("Cannot open the directory \(directory): \(lastSystemError()).") }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else {
        throw .unavailable("Cannot make the directory \(directory) durable: \(lastSystemError()).")
    }
}

/// The directory part of a path; `.` when it has none.
package func directory(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
}

/// Whether something is at this path.
package func fileExists(_ path: String) -> Bool { access(path, F_OK) == 0 }

/// Whether there is a file, and no folder, socket or device.
package func isRegularFile(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
}

/// Bytes of a file; 0 when there is none.
package func fileSize(_ path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
}

/// `read(2)` under a name that no method hides.
func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    read(descriptor, buffer, count)
}

/// `open(2)` for a file of the owner's alone, under a name that no method hides.
package func systemOpen(_ path: String, _ flags: Int32) -> Int32 {
    let descriptor = open(path, flags, 0o600)
    if descriptor >= 0, flags & O_CREAT != 0 { giveToOwner(ofFolderOf: path, descriptor) }
    return descriptor
}

/// What root makes in a service's folder (a restore, a look at a stopped gateway's file) is the service's: it must be able to
/// open it. SQLite does the same with the files that it makes.
package func giveToOwner(ofFolderOf path: String, _ descriptor: Int32) {
    var folder = stat()
    guard geteuid() == 0, stat(directory(of: path), &folder) == 0, folder.st_uid != 0 else { return }
    _ = fchown(descriptor, folder.st_uid, folder.st_gid)
}

/// Unguessable bytes from the kernel, at most 256, in one call.
func randomBytes(_ count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
        // Fails only for more than 256 bytes or on a kernel without it; a store without random numbers must not run.
        guard getentropy(buffer.baseAddress, count) == 0 else { fatalError("no random numbers: \(lastSystemError())") }
        initialized = count
    }
}
