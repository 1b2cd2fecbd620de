import JSON
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The name of one lead, from its receipt to Europace and back: a UUID of version 7 (RFC 9562 §5.7).
///
/// Its first 48 bits are the milliseconds of acceptance, so ids sort by time and are written at one end of an index.
/// The other 74 random bits make it unguessable enough to be seen by senders; it is a name, not a secret.
package struct LeadID: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The first eight bytes, big-endian: time, version, 12 random bits.
    package let high: UInt64
    /// The last eight bytes, big-endian: variant, 62 random bits.
    package let low: UInt64

    /// The id of the two halves as they are stored; every bit is taken as it is.
    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Reads the canonical text form, `8-4-4-4-12` hexadecimal digits; upper-case digits are accepted.
    ///
    /// Returns `nil` for anything else, also for UUIDs of another version than 7.
    package init?(_ text: some StringProtocol) {
        var halves: (UInt64, UInt64) = (0, 0)
        var digits = 0
        var position = 0
        for byte in text.utf8 {
            if position == 8 || position == 13 || position == 18 || position == 23 {
                guard byte == UInt8(ascii: "-") else { return nil }
            } else {
                guard let nibble = byte.hexadecimalValue.map(UInt64.init), digits < 32 else { return nil }
                if digits < 16 { halves.0 = halves.0 << 4 | nibble } else { halves.1 = halves.1 << 4 | nibble }
                digits += 1
            }
            position += 1
        }
        guard position == 36, digits == 32, halves.0 >> 12 & 0xF == 7, halves.1 >> 62 == 0b10 else { return nil }
        self.init(high: halves.0, low: halves.1)
    }

    /// Makes a new id for a lead accepted at `now`, in milliseconds since 1970 UTC.
    package static func make(now: Int64, using random: inout some RandomNumberGenerator) -> LeadID {
        let time = UInt64(bitPattern: max(0, now)) & 0xFFFF_FFFF_FFFF
        let bits: UInt64 = random.next()
        let more: UInt64 = random.next()
        return LeadID(high: time << 16 | 0x7000 | bits & 0xFFF, low: 0b10 << 62 | more >> 2)
    }

    /// Makes a new id with the system's random numbers.
    package static func make(now: Int64) -> LeadID { drawn.withLock { make(now: now, using: &$0) } }

    private static let drawn = Mutex(DrawnNumbers())

    /// The canonical text, in lower case, as receipts, log lines and Europace carry it.
    package var rawValue: String {
        String(unsafeUninitializedCapacity: 36) { buffer in
            let text = UnsafeMutableRawBufferPointer(buffer)
            func write(_ digits: some FixedWidthInteger, at place: Int) {
                text.storeBytes(of: digits.littleEndian, toByteOffset: place, as: type(of: digits))
            }
            let (first, second) = (Self.digits(high >> 32), Self.digits(high))
            let (third, fourth) = (Self.digits(low >> 32), Self.digits(low))
            write(first, at: 0)
            write(UInt32(truncatingIfNeeded: second), at: 9)
            write(UInt32(truncatingIfNeeded: second >> 32), at: 14)
            write(UInt32(truncatingIfNeeded: third), at: 19)
            write(UInt32(truncatingIfNeeded: third >> 32), at: 24)
            write(fourth, at: 28)
            for place in [8, 13, 18, 23] { buffer[place] = UInt8(ascii: "-") }
            return 36
        }
    }

    /// The eight hexadecimal digits of the lower 32 bits, the first of them lowest.
    private static func digits(_ bits: UInt64) -> UInt64 {
        // Bytes, then their halves, in the order of the text: one in each byte.
        var spread = UInt64(UInt32(truncatingIfNeeded: bits).byteSwapped)
        spread = (spread | spread << 16) & 0x0000_FFFF_0000_FFFF
        spread = (spread | spread << 8) & 0x00FF_00FF_00FF_00FF
        spread = (spread >> 4 | spread << 8) & 0x0F0F_0F0F_0F0F_0F0F
        // From ten on letters: 0x27 further than behind the nine.
        let letters = (spread &+ 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
        return spread &+ 0x3030_3030_3030_3030 &+ letters &* 0x27
    }

    /// The moment of acceptance inside the id, in milliseconds since 1970 UTC.
    package var milliseconds: Int64 { Int64(high >> 16) }

    package var description: String { rawValue }

    package static func < (left: LeadID, right: LeadID) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }

    /// The smallest and the largest id whose text starts with `prefix`, for searching by the first characters.
    ///
    /// `nil` when the text cannot be the beginning of an id.
    package static func range(prefix: some StringProtocol) -> ClosedRange<LeadID>? {
        let template = Array("00000000-0000-0000-0000-000000000000".utf8)
        let typed = Array(prefix.utf8)
        guard typed.count <= template.count else { return nil }
        var bounds: (low: [UInt64], high: [UInt64]) = ([0, 0], [0, 0])
        var digits = 0
        for position in template.indices {
            let isDash = template[position] == UInt8(ascii: "-")
            if position < typed.count, isDash != (typed[position] == UInt8(ascii: "-")) { return nil }
            guard !isDash else { continue }
            var nibble: (low: UInt64, high: UInt64) = (0, 0xF)
            if position < typed.count {
                guard let value = typed[position].hexadecimalValue.map(UInt64.init) else { return nil }
                nibble = (value, value)
            }
            let half = digits / 16
            bounds.low[half] = bounds.low[half] << 4 | nibble.low
            bounds.high[half] = bounds.high[half] << 4 | nibble.high
            digits += 1
        }
        return LeadID(high: bounds.low[0], low: bounds.low[1])...LeadID(high: bounds.high[0], low: bounds.high[1])
    }
}

/// The system's random numbers, drawn many at a time: a system call for each takes longer than all else about an id.
///
/// Each is given out once. That is enough for names, which their senders see anyway. Keys and nonces are not drawn so: they
/// would lie in memory before they are needed, and a machine that is copied as it runs would use some of them twice.
private struct DrawnNumbers: RandomNumberGenerator {
    private var numbers: [UInt64] = []

    mutating func next() -> UInt64 {
        if let number = numbers.popLast() { return number }
        // As many bytes as the system gives in one call. It fails only on a kernel without random numbers.
        numbers = Array(repeating: 0, count: 256 / MemoryLayout<UInt64>.size)
        let failed = numbers.withUnsafeMutableBytes { getentropy($0.baseAddress, $0.count) }
        guard failed == 0, let number = numbers.popLast() else { fatalError("no random numbers") }
        return number
    }
}
