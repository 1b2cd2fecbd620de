import JSON
import NIOPosix

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file that outlives the process: one line of JSON for every request, on disk before the answer leaves.
///
/// A harness that kills the gateway at random compares what the gateway believes with what stands here. Writing blocks, so
/// it happens on a thread of NIO's pool; ``SandboxMemory`` asks for one line at a time.
final class Journal: Sendable {
    private let descriptor: CInt

    /// Opens the file for appending, making it if need be.
    init(path: String) throws(SandboxError) {
        descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw SandboxError.journal("cannot open the journal \(path): \(Self.reason())")
        }
    }

    deinit {
        if descriptor >= 0 { _ = close(descriptor) }
    }

    /// Appends one line and flushes it.
    func append(_ entry: JSONValue) async throws(SandboxError) {
        do {
            try await NIOThreadPool.singleton.runIfActive { [self] in try writeLine(entry) }
        } catch {
            throw (error as? SandboxError) ?? .journal("cannot write the journal: \(error)")
        }
    }

    private func writeLine(_ entry: JSONValue) throws(SandboxError) {
        var bytes = entry.serialized
        bytes.append(10)
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                guard errno == EINTR else { throw .journal("cannot write the journal: \(Self.reason())") }
                continue
            }
            written += count
        }
        guard fsync(descriptor) == 0 else { throw .journal("cannot flush the journal: \(Self.reason())") }
    }

    private static func reason() -> String { String(cString: strerror(errno)) }
}
