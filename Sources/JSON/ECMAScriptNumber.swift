extension Double {
    /// The text ECMAScript's `Number::toString` gives (ECMA-262 §6.1.6.1.20), which RFC 8785 §3.2.2.3 prescribes.
    ///
    /// Swift's `description` finds the same digits, the shortest that read back as this double and of those the closest;
    /// only their layout differs. For finite values.
    var ecmaScriptText: String {
        guard self != 0 else { return "0" }
        var digits: [UInt8] = []
        var exponent = 0
        var exponentIsNegative = false
        var point: Int?
        var inExponent = false
        for byte in magnitude.description.utf8 {
            switch byte {
            case 0x2E: point = digits.count
            case 0x65: inExponent = true
            case 0x2D: exponentIsNegative = true
            case 0x30...0x39 where inExponent: exponent = exponent * 10 + Int(byte - 0x30)
            case 0x30...0x39: digits.append(byte)
            default: break
            }
        }
        // The value is 0.d₁d₂d₃… × 10ⁿ.
        var n = (point ?? digits.count) + (exponentIsNegative ? -exponent : exponent)
        let leading = digits.prefix { $0 == 0x30 }.count
        digits.removeFirst(leading)
        n -= leading
        while digits.last == 0x30 { digits.removeLast() }

        let count = digits.count
        let sign = self < 0 ? "-" : ""
        func text(_ bytes: some Sequence<UInt8>) -> String { String(decoding: Array(bytes), as: UTF8.self) }
        if n > 0, n <= 21 {
            if count <= n { return sign + text(digits) + String(repeating: "0", count: n - count) }
            return sign + text(digits[..<n]) + "." + text(digits[n...])
        }
        if n > -6, n <= 0 { return sign + "0." + String(repeating: "0", count: -n) + text(digits) }
        let power = (n > 0 ? "+" : "-") + String(abs(n - 1))
        let fraction = count > 1 ? "." + text(digits[1...]) : ""
        return sign + text(digits[..<1]) + fraction + "e" + power
    }
}
