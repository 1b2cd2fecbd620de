#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Where finished log lines go.
package struct LogStream: Sendable {
    private let writeLine: @Sendable (_ line: [UInt8], _ lost: (Int) -> [UInt8]) -> Void

    /// - Parameter write: takes one whole line with its line end; may be called from any thread.
    package init(_ write: @escaping @Sendable ([UInt8]) -> Void) {
        writeLine = { line, _ in write(line) }
    }

    /// A descriptor of the process.
    ///
    /// - Parameter patience: milliseconds for which a line waits for whoever reads.
    package init(descriptor: Int32, patience: Int32 = 100) {
        let descriptor = LogDescriptor(descriptor, patience: patience)
        writeLine = { descriptor.write($0, lost: $1) }
    }

    /// Writes one line.
    ///
    /// - Parameter lost: makes the line that says how many before this one nobody has taken.
    package func write(_ line: [UInt8], lost: (Int) -> [UInt8]) { writeLine(line, lost) }

    /// The process's standard error.
    package static let standardError = LogStream(descriptor: STDERR_FILENO)
}
