/// A decimal number taken apart: its significant digits, without zeros at either end, and the power of ten of the last.
///
/// Nothing is rounded, so comparison is exact for any number of digits.
struct DecimalNumber {
    private let isNegative: Bool
    /// Digits 0…9, first and last not 0; empty for zero.
    private let digits: [UInt8]
    /// The value is `digits` as an integer times ten to this power.
    private let exponent: Int128

    /// Takes a valid JSON number apart.
    init(_ text: String) {
        var isNegative = false
        var digits: [UInt8] = []
        var scale: Int128 = 0
        var written: Int128 = 0
        var writtenNegative = false
        var part = 0
        for byte in text.utf8 {
            switch (byte, part) {
            case (0x2D, 0): isNegative = true
            case (0x2D, 2): writtenNegative = true
            case (0x2E, _): part = 1
            case (0x45, _), (0x65, _): part = 2
            case (0x30...0x39, 2): written = min(written * 10 + Int128(byte - 0x30), Self.largestExponent)
            case (0x30...0x39, _):
                if part == 1 { scale -= 1 }
                if byte != 0x30 || !digits.isEmpty { digits.append(byte - 0x30) }
            default: break
            }
        }
        scale += writtenNegative ? -written : written
        while digits.last == 0 {
            digits.removeLast()
            scale += 1
        }
        self.digits = digits
        self.isNegative = isNegative && !digits.isEmpty
        exponent = digits.isEmpty ? 0 : scale
    }

    private static let largestExponent: Int128 = 1_000_000_000_000_000_000_000_000_000_000

    var isInteger: Bool { exponent >= 0 }

    var int: Int? {
        guard exponent >= 0, exponent + Int128(digits.count) <= 19 else { return nil }
        var value = 0
        for place in 0..<digits.count + Int(exponent) {
            let digit = place < digits.count ? Int(digits[place]) : 0
            let (tenfold, overflow) = value.multipliedReportingOverflow(by: 10)
            let (next, carry) =
                isNegative ? tenfold.subtractingReportingOverflow(digit) : tenfold.addingReportingOverflow(digit)
            if overflow || carry { return nil }
            value = next
        }
        return value
    }

    func compared(to other: DecimalNumber) -> JSONNumber.Order {
        guard sign == other.sign else { return sign < other.sign ? .less : .greater }
        let order = magnitudeOrder(to: other)
        return switch order {
        case .same: .same
        case .less: isNegative ? .greater : .less
        case .greater: isNegative ? .less : .greater
        }
    }

    private var sign: Int { digits.isEmpty ? 0 : isNegative ? -1 : 1 }

    private func magnitudeOrder(to other: DecimalNumber) -> JSONNumber.Order {
        let places = exponent + Int128(digits.count)
        let otherPlaces = other.exponent + Int128(other.digits.count)
        guard places == otherPlaces else { return places < otherPlaces ? .less : .greater }
        if digits == other.digits { return .same }
        return digits.lexicographicallyPrecedes(other.digits) ? .less : .greater
    }
}
