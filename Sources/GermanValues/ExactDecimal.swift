package import JSON

/// A decimal number without rounding: digits and a power of ten. Money is never held in binary floating point.
///
/// Always in lowest terms (no zeros at either end of the digits), so equal numbers are equal values.
package struct ExactDecimal: Sendable, Hashable {
    private(set) var isNegative: Bool
    /// Decimal digits 0…9, most significant first; empty for zero.
    private(set) var digits: [UInt8]
    /// The number is `digits × 10^exponent`.
    private(set) var exponent: Int

    static let zero = ExactDecimal(isNegative: false, digits: [], exponent: 0)

    init(isNegative: Bool = false, digits: [UInt8], exponent: Int) {
        var significant = digits[...]
        var exponent = exponent
        // `removeLast` would copy what others hold, too.
        while significant.first == 0 { significant = significant.dropFirst() }
        while significant.last == 0 {
            significant = significant.dropLast()
            exponent += 1
        }
        self.digits = Array(significant)
        self.isNegative = isNegative && !significant.isEmpty
        self.exponent = significant.isEmpty ? 0 : exponent
    }

    init(_ value: Int) {
        self.init(isNegative: value < 0, digits: String(value.magnitude).utf8.map { $0 - 0x30 }, exponent: 0)
    }

    /// A JSON number; `nil` for one of more than 400 places on either side of the point, which no amount has.
    init?(_ number: JSONNumber) {
        let sides = number.text.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == "e" || $0 == "E" }
        var digits: [UInt8] = []
        var exponent = 0
        var isFraction = false
        for byte in sides[0].utf8 where byte != UInt8(ascii: "-") {
            if byte == UInt8(ascii: ".") {
                isFraction = true
            } else {
                digits.append(byte - 0x30)
                if isFraction { exponent -= 1 }
            }
        }
        if sides.count > 1 {
            guard let power = Int(sides[1]) else { return nil }
            exponent += power
        }
        guard abs(exponent) <= 400, digits.count <= 400 else { return nil }
        self.init(isNegative: number.text.hasPrefix("-"), digits: digits, exponent: exponent)
    }

    /// Whether there is no fraction.
    package var isInteger: Bool { exponent >= 0 }

    /// Plain notation without superfluous zeros: `358000`, `1150.5`, `-0.25`.
    package var text: String {
        guard !digits.isEmpty else { return "0" }
        let point = digits.count + exponent
        let room = 3 + max(digits.count, point) + max(0, -point)
        return String(unsafeUninitializedCapacity: room) { output in
            var count = 0
            func append(_ byte: UInt8) {
                output[count] = byte
                count += 1
            }
            if isNegative { append(0x2D) }
            if point <= 0 {
                append(0x30)
                append(0x2E)
                for _ in point..<0 { append(0x30) }
            }
            for index in digits.indices {
                if index == point, point > 0 { append(0x2E) }
                append(0x30 + digits[index])
            }
            for _ in 0..<max(exponent, 0) { append(0x30) }
            return count
        }
    }

    package var json: JSONValue? { JSONNumber(text).map(JSONValue.number) }

    /// The number with its decimal point moved to the right (`places` > 0).
    func shifted(by places: Int) -> ExactDecimal {
        places == 0 ? self : ExactDecimal(isNegative: isNegative, digits: digits, exponent: exponent + places)
    }

    /// The number times a whole number that is not negative.
    func multiplied(by factor: Int) -> ExactDecimal {
        var product: [UInt8] = []
        var carry = 0
        for digit in digits.reversed() {
            carry += Int(digit) * factor
            product.append(UInt8(carry % 10))
            carry /= 10
        }
        while carry > 0 {
            product.append(UInt8(carry % 10))
            carry /= 10
        }
        return ExactDecimal(isNegative: isNegative, digits: product.reversed(), exponent: exponent)
    }

    /// The number divided by a whole number greater than zero, rounded half away from zero to so many decimal places.
    func divided(by divisor: Int, places: Int) -> ExactDecimal {
        // One digit more than asked for, and every digit there is: what comes behind decides only between half and more.
        var numerator = digits
        let exponent = Swift.min(self.exponent, -(places + 1))
        numerator += Array(repeating: 0, count: self.exponent - exponent)
        var quotient: [UInt8] = []
        var rest = 0
        for digit in numerator {
            rest = rest * 10 + Int(digit)
            quotient.append(UInt8(rest / divisor))
            rest %= divisor
        }
        return ExactDecimal(isNegative: isNegative, digits: quotient, exponent: exponent).rounded(to: places)
    }

    /// The number with at most so many decimal places, rounded half away from zero.
    func rounded(to places: Int) -> ExactDecimal {
        let surplus = -exponent - places
        guard surplus > 0 else { return self }
        guard surplus <= digits.count else { return .zero }
        var kept = digits.dropLast(surplus).map { $0 }
        if digits[digits.count - surplus] >= 5 {
            var place = kept.count - 1
            while place >= 0, kept[place] == 9 {
                kept[place] = 0
                place -= 1
            }
            if place >= 0 { kept[place] += 1 } else { kept.insert(1, at: 0) }
        }
        return ExactDecimal(isNegative: isNegative, digits: kept, exponent: -places)
    }

    /// The sum of two numbers.
    static func + (left: ExactDecimal, right: ExactDecimal) -> ExactDecimal {
        let exponent = min(left.exponent, right.exponent)
        let width = max(left.digits.count + left.exponent, right.digits.count + right.exponent) - exponent
        var (larger, smaller) = (left, right)
        if left.isSmallerInMagnitude(than: right) { swap(&larger, &smaller) }
        let isDifference = left.isNegative != right.isNegative
        var result = larger.aligned(to: exponent, width: width)
        let other = smaller.aligned(to: exponent, width: width)
        var carry = 0
        for index in stride(from: width - 1, through: 0, by: -1) {
            let digit = Int(result[index]) + (isDifference ? -Int(other[index]) : Int(other[index])) + carry
            carry = digit < 0 ? -1 : digit / 10
            result[index] = UInt8((digit + 10) % 10)
        }
        return ExactDecimal(
            isNegative: larger.isNegative,
            digits: carry > 0 ? [UInt8(carry)] + result : result,
            exponent: exponent
        )
    }

    /// Half of the sum of two numbers that are not negative.
    static func middle(of a: ExactDecimal, and b: ExactDecimal) -> ExactDecimal {
        let exponent = min(a.exponent, b.exponent)
        let width = max(a.digits.count + a.exponent, b.digits.count + b.exponent) - exponent
        let (left, right) = (a.aligned(to: exponent, width: width), b.aligned(to: exponent, width: width))
        var sum: [UInt8] = Array(repeating: 0, count: width + 1)
        var carry: UInt8 = 0
        for index in stride(from: width - 1, through: 0, by: -1) {
            let digit = left[index] + right[index] + carry
            sum[index + 1] = digit % 10
            carry = digit / 10
        }
        sum[0] = carry
        // Half of n is five times n, one place further right.
        var product: [UInt8] = []
        carry = 0
        for digit in sum.reversed() {
            let value = digit * 5 + carry
            product.append(value % 10)
            carry = value / 10
        }
        product.append(carry)
        return ExactDecimal(digits: product.reversed(), exponent: exponent - 1)
    }

    private func aligned(to exponent: Int, width: Int) -> [UInt8] {
        let trailing = digits.isEmpty ? width : self.exponent - exponent
        return Array(repeating: 0, count: width - digits.count - trailing) + digits
            + Array(repeating: 0, count: trailing)
    }
}

extension ExactDecimal: Comparable {
    package static func < (left: ExactDecimal, right: ExactDecimal) -> Bool {
        if left.isNegative != right.isNegative { return left.isNegative }
        return left.isNegative ? right.isSmallerInMagnitude(than: left) : left.isSmallerInMagnitude(than: right)
    }

    private func isSmallerInMagnitude(than other: ExactDecimal) -> Bool {
        if digits.isEmpty || other.digits.isEmpty { return digits.isEmpty && !other.digits.isEmpty }
        let (point, otherPoint) = (digits.count + exponent, other.digits.count + other.exponent)
        if point != otherPoint { return point < otherPoint }
        return digits.lexicographicallyPrecedes(other.digits)
    }
}
