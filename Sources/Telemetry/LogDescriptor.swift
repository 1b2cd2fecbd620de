import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A descriptor that somebody reads who may stop: a terminal that is held, a collector that is stuck.
///
/// A log that cannot be written is no reason to stop taking leads. So the first line that finds no room waits a moment, those
/// after it are counted and not written, and the first for which there is room says how many they were.
final class LogDescriptor: Sendable {
    private struct State {
        var lost = 0
        /// Whether the last line was cut off in its middle.
        var isTorn = false
    }

    private let descriptor: Int32
    private let patience: Int32
    private let canBlock: Bool
    private let state = Mutex(State())

    /// As much as a pipe takes as a whole if it takes anything (`PIPE_BUF` of Linux).
    private static let atOnce = 4_096

    init(_ descriptor: Int32, patience: Int32) {
        self.descriptor = descriptor
        self.patience = patience
        var status = stat()
        canBlock = fstat(descriptor, &status) != 0 || status.st_mode & S_IFMT != S_IFREG
    }

    func write(_ line: [UInt8], lost: (Int) -> [UInt8]) {
        state.withLock { state in
            guard hasRoom(for: state.lost == 0 ? patience : 0) else {
                state.lost += 1
                return
            }
            var bytes = state.isTorn ? [UInt8(ascii: "\n")] : []
            if state.lost > 0 { bytes += lost(state.lost) }
            bytes += line
            state.isTorn = !send(bytes)
            state.lost = state.isTorn ? state.lost + 1 : 0
        }
    }

    /// Whether something can be written, now or within some milliseconds. Of a descriptor that is broken it can be tried, too.
    private func hasRoom(for milliseconds: Int32) -> Bool {
        guard canBlock else { return true }
        var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        var found = poll(&request, 1, milliseconds)
        while found < 0, errno == EINTR { found = poll(&request, 1, milliseconds) }
        return found != 0
    }

    /// One `write` a line, so that lines of several threads do not mix; errors other than interruption end the attempt.
    ///
    /// - Returns: whether all was written, or nothing ever will be.
    private func send(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { buffer in
            var sent = 0
            while sent < buffer.count {
                if sent > 0, !hasRoom(for: patience) { return false }
                let size = canBlock ? min(Self.atOnce, buffer.count - sent) : buffer.count - sent
                #if canImport(Glibc)
                    let count = Glibc.write(descriptor, buffer.baseAddress.map { $0 + sent }, size)
                #else
                    let count = Darwin.write(descriptor, buffer.baseAddress.map { $0 + sent }, size)
                #endif
                if count > 0 {
                    sent += count
                } else if errno == EAGAIN {
                    // Another process has set the descriptor not to block.
                    if !hasRoom(for: patience) { return false }
                } else if errno != EINTR {
                    return true
                }
            }
            return true
        }
    }
}
