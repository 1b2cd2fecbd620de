import NIOCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

extension Channel {
    /// Whether the system still holds bytes of this connection that the other side has not taken; on the event loop.
    ///
    /// An answer that fits into the socket's buffer counts as written for everybody above it, so that a reader who never
    /// reads looks like one who has nothing to ask.
    var holdsUnsentBytes: Bool { !isWritable || bytesInSocket > 0 }

    /// Bytes of this connection that have not reached the other side, ours and the system's; on the event loop.
    var unsentBytes: Int {
        let ours = (try? syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
        return ours + bytesInSocket
    }

    private var bytesInSocket: Int {
        let unsent: CInt? = try? pipeline.syncOperations.withUnsafeTransportIfAvailable(of: CInt.self) { socket in
            var count: CInt = 0
            #if os(Linux)
                return ioctl(socket, UInt(TIOCOUTQ), &count) == 0 ? count : 0
            #else
                var size = socklen_t(MemoryLayout<CInt>.size)
                return getsockopt(socket, SOL_SOCKET, SO_NWRITE, &count, &size) == 0 ? count : 0
            #endif
        }
        return Int(unsent ?? 0)
    }

    /// Lets the system forget what it has not sent when this is closed (a reset instead of an orderly end).
    func forgetUnsentBytes() {
        _ = try? pipeline.syncOperations.withUnsafeTransportIfAvailable(of: CInt.self) { socket in
            var now = linger(l_onoff: 1, l_linger: 0)
            _ = setsockopt(socket, SOL_SOCKET, SO_LINGER, &now, socklen_t(MemoryLayout<linger>.size))
        }
    }
}
