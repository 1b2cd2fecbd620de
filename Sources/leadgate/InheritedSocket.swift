#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The listening socket that whoever started the process has opened for it, as systemd does: sd_listen_fds(3).
///
/// It outlives the process. Who connects while one gateway stops and the next one starts waits in the socket's backlog and
/// is never refused. `LISTEN_PID` says whom the sockets are for, `LISTEN_FDS` how many there are, from descriptor 3 on.
enum InheritedSocket {
    private static let first: CInt = 3

    /// The socket for the intake listener; nil if none was passed on to this process.
    static func descriptor(_ environment: Environment) throws(StartError) -> CInt? {
        guard let process = environment.variable("LISTEN_PID"), Int32(process) == getpid() else { return nil }
        let count = environment.variable("LISTEN_FDS") ?? "0"
        guard count != "0" else { return nil }
        guard count == "1" else {
            throw StartError(
                message: """
                    LISTEN_FDS is '\(count)', but only intake takes a socket from whoever starts the gateway. Name one ListenStream \
                    in the socket unit (`leadgate print systemd-socket`)
                    """
            )
        }
        guard isListening(first) else {
            throw StartError(
                message: """
                    LISTEN_FDS announces a socket, but descriptor \(first) is none that listens for streams. Use ListenStream in the \
                    socket unit, with Accept=no (`leadgate print systemd-socket`)
                    """
            )
        }
        // Nobody that this process starts is to hold it open.
        _ = fcntl(first, F_SETFD, FD_CLOEXEC)
        return first
    }

    private static func isListening(_ descriptor: CInt) -> Bool {
        var value: CInt = 0
        var length = socklen_t(MemoryLayout<CInt>.size)
        return getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &value, &length) == 0 && value != 0
    }
}
