import JSON

/// Hexadecimal and base64, read strictly, for signatures and keys.
package enum TextCodings {
    /// Pairs of hexadecimal digits in either case; nil if there is anything else.
    package static func hex(_ text: some StringProtocol) -> [UInt8]? {
        let digits = Array(text.utf8)
        guard digits.count.isMultiple(of: 2) else { return nil }
        var out: [UInt8] = []
        out.reserveCapacity(digits.count / 2)
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = digits[index].hexadecimalValue, let low = digits[index + 1].hexadecimalValue else {
                return nil
            }
            out.append(high << 4 | low)
        }
        return out
    }

    /// Lower-case hexadecimal digits.
    package static func hex(of bytes: some Sequence<UInt8>) -> String {
        var out: [UInt8] = []
        for byte in bytes {
            for nibble in [byte >> 4, byte & 15] { out.append(nibble < 10 ? nibble + 0x30 : nibble + 0x57) }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// Base64 in the standard or the URL alphabet (RFC 4648 §4, §5), padded or not; nil if there is anything else.
    ///
    /// - Parameter isCanonical: whether the bits that are left over must be zero, so that one value has one text. A key
    ///   that somebody made up as text need not be (RFC 4648 §3.5), and Standard Webhooks' own libraries take it.
    package static func base64(_ text: some StringProtocol, isCanonical: Bool = true) -> [UInt8]? {
        var digits = Array(text.utf8)
        var padding = 0
        while digits.last == UInt8(ascii: "="), padding < 2 {
            digits.removeLast()
            padding += 1
        }
        guard digits.count % 4 != 1, padding == 0 || (digits.count + padding).isMultiple(of: 4) else { return nil }
        var out: [UInt8] = []
        out.reserveCapacity(digits.count * 3 / 4)
        var bits: UInt32 = 0
        var count = 0
        for digit in digits {
            guard let value = base64Value(digit) else { return nil }
            bits = bits << 6 | UInt32(value)
            count += 6
            if count >= 8 {
                count -= 8
                out.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return !isCanonical || bits & (1 << UInt32(count) - 1) == 0 ? out : nil
    }

    private static func base64Value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): digit - UInt8(ascii: "A")
        case UInt8(ascii: "a")...UInt8(ascii: "z"): digit - UInt8(ascii: "a") + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0") + 52
        case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
        case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
        default: nil
        }
    }
}
