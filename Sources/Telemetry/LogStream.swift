#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Where finished log lines go.
package struct LogStream: Sendable {
    private let writeLine: @Sendable ([UInt8]) -> Void

    /// - Parameter write: takes one whole line with its line end; may be called from any thread.
    package init(_ write: @escaping @Sendable ([UInt8]) -> Void) {
        writeLine = write
    }

    /// Writes one line.
    package func write(_ line: [UInt8]) { writeLine(line) }

    /// The process's standard output.
    package static let standardOutput = LogStream { Self.write($0, to: STDOUT_FILENO) }
    /// The process's standard error.
    package static let standardError = LogStream { Self.write($0, to: STDERR_FILENO) }

    /// One `write` a line, so that lines of several threads do not mix; a log that cannot be written is no reason to
    /// stop taking leads, so errors other than interruption end the attempt.
    private static func write(_ line: [UInt8], to descriptor: Int32) {
        line.withUnsafeBytes { buffer in
            var sent = 0
            while sent < buffer.count {
                #if canImport(Glibc)
                    let count = Glibc.write(descriptor, buffer.baseAddress.map { $0 + sent }, buffer.count - sent)
                #else
                    let count = Darwin.write(descriptor, buffer.baseAddress.map { $0 + sent }, buffer.count - sent)
                #endif
                if count > 0 {
                    sent += count
                } else if errno != EINTR {
                    return
                }
            }
        }
    }
}
