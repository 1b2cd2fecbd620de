/// Reads the fixed-width numbers that dates and times are made of, from left to right.
struct DigitReader {
    private var rest: ArraySlice<UInt8>

    init(_ text: some StringProtocol) { rest = Array(text.utf8)[...] }

    var isAtEnd: Bool { rest.isEmpty }

    /// The next bytes as a number, if so many digits come next.
    mutating func number(_ digits: Int) -> Int? {
        guard rest.count >= digits else { return nil }
        var number = 0
        for byte in rest.prefix(digits) {
            guard byte &- 0x30 < 10 else { return nil }
            number = number * 10 + Int(byte &- 0x30)
        }
        rest = rest.dropFirst(digits)
        return number
    }

    /// The digits up to the next other character as thousandths of what stood before them: `5` is 500, further than three
    /// digits is cut off; `nil` if there is none.
    mutating func thousandths() -> Int? {
        let digits = rest.prefix { $0 &- 0x30 < 10 }
        guard !digits.isEmpty else { return nil }
        rest = rest.dropFirst(digits.count)
        var number = 0
        for index in 0..<3 {
            number = number * 10 + (index < digits.count ? Int(digits[digits.startIndex + index] &- 0x30) : 0)
        }
        return number
    }

    /// Whether one of the characters came next; it is passed over.
    mutating func skip(_ characters: Unicode.Scalar...) -> Bool {
        guard let next = rest.first, characters.contains(where: { $0.value == UInt32(next) }) else { return false }
        rest = rest.dropFirst()
        return true
    }
}
