import Foundation

/// A gateway whose intake socket is opened and kept by somebody else, as by systemd (sd_listen_fds(3)): here by the test.
final class ActivatedGateway: Sendable {
    /// Where it listens, whether it runs or not.
    let address: String
    private let socket: CInt
    private let arguments: [String]
    private let log: String

    /// - Parameter arguments: what `leadgate` is started with.
    init(_ arguments: [String], log: String) throws {
        self.arguments = arguments
        self.log = log
        socket = Foundation.socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = socket
        let isOpen = withUnsafeMutablePointer(to: &place) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(descriptor, address, length) == 0 && listen(descriptor, 1_024) == 0
                    && getsockname(descriptor, address, &length) == 0
            }
        }
        guard isOpen else { throw HarnessError("no socket: \(String(cString: strerror(errno)))") }
        address = "http://127.0.0.1:\(UInt16(bigEndian: place.sin_port))"
    }

    deinit { close(socket) }

    /// Starts a process with the socket as its descriptor 3.
    func start() throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, socket, 3)
        let script = "LISTEN_PID=$$ LISTEN_FDS=1 exec \"$0\" \"$@\" >> '\(log)' 2>&1"
        let words = ["/bin/sh", "-c", script, ServerProcess.binary.path] + arguments
        var pointers = words.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        var process: pid_t = 0
        let code = posix_spawn(&process, "/bin/sh", &actions, nil, &pointers, environ)
        guard code == 0 else { throw HarnessError("cannot start: \(String(cString: strerror(code)))") }
        return process
    }

    /// Sends a signal and waits for the end. Returns the exit status, or nil if a signal ended it.
    func end(_ process: pid_t, by signal: Int32) async throws -> Int32? {
        kill(process, signal)
        return try await eventually("the end of the gateway") {
            var status: Int32 = 0
            guard waitpid(process, &status, WNOHANG) == process else { return nil as Int32?? }
            return .some(status & 0x7F == 0 ? status >> 8 & 0xFF : nil)
        }
    }

    /// All that its processes have printed.
    var printed: String { (try? String(contentsOfFile: log, encoding: .utf8)) ?? "" }
}
