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

/// The time of day in UTC, read from the system clock and written per RFC 3339 with milliseconds.
package enum WallClock {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    package static func milliseconds() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
    }

    /// `2026-03-28T17:12:17.042Z`, by the days-to-civil algorithm for the proleptic Gregorian calendar.
    package static func text(milliseconds: Int64) -> String {
        let seconds = milliseconds >= 0 ? milliseconds / 1_000 : (milliseconds - 999) / 1_000
        let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
        let second = Int(seconds - days * 86_400)
        let shifted = days + 719_468  // days since 0000-03-01
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let day = Int(dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
        let month = Int(monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9)
        let year = Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(24)
        func append(_ value: Int, digits: Int) {
            var divisor = digits == 4 ? 1_000 : digits == 3 ? 100 : 10
            for _ in 0..<digits {
                bytes.append(UInt8(ascii: "0") + UInt8(value / divisor % 10))
                divisor = max(divisor / 10, 1)
            }
        }
        append(year, digits: 4)
        bytes.append(UInt8(ascii: "-"))
        append(month, digits: 2)
        bytes.append(UInt8(ascii: "-"))
        append(day, digits: 2)
        bytes.append(UInt8(ascii: "T"))
        append(second / 3_600, digits: 2)
        bytes.append(UInt8(ascii: ":"))
        append(second / 60 % 60, digits: 2)
        bytes.append(UInt8(ascii: ":"))
        append(second % 60, digits: 2)
        bytes.append(UInt8(ascii: "."))
        append(Int(milliseconds - seconds * 1_000), digits: 3)
        bytes.append(UInt8(ascii: "Z"))
        return String(decoding: bytes, as: UTF8.self)
    }
}
