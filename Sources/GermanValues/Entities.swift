/// HTML character references, decoded once: `M&uuml;ller` → `Müller`, and `&amp;amp;` → `&amp;`.
///
/// Jotform and some WordPress plug-ins escape what people typed. Only where a mapping says so.
enum Entities {
    /// What is no complete reference stays as it is.
    static func decoded(_ text: String) -> String {
        guard text.utf8.contains(0x26) else { return text }
        var result = ""
        result.reserveCapacity(text.utf8.count)
        var rest = text[...]
        while let ampersand = rest.firstIndex(of: "&") {
            result += rest[..<ampersand]
            let behind = rest[rest.index(after: ampersand)...]
            if let end = behind.prefix(12).firstIndex(of: ";"), let scalar = scalar(behind[..<end]) {
                result.unicodeScalars.append(scalar)
                rest = behind[behind.index(after: end)...]
            } else {
                result.append("&")
                rest = behind
            }
        }
        return result + rest
    }

    private static func scalar(_ reference: Substring) -> Unicode.Scalar? {
        guard reference.first == "#" else { return named[String(reference)] }
        let isHexadecimal = reference.dropFirst().first == "x" || reference.dropFirst().first == "X"
        let digits = reference.dropFirst(isHexadecimal ? 2 : 1)
        guard digits.first?.isHexDigit == true, let number = UInt32(digits, radix: isHexadecimal ? 16 : 10), number != 0
        else {
            return nil
        }
        if (0x80...0x9F).contains(number) {
            // HTML standard, "numeric character reference end state": these numbers mean Windows-1252.
            return Unicode.Scalar(windows1252[Int(number - 0x80)])
        }
        return Unicode.Scalar(number)
    }

    private static let windows1252: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
        0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0x9D, 0x017E, 0x0178,
    ]

    private static let named: [String: Unicode.Scalar] = {
        var named: [String: Unicode.Scalar] = ["apos": "'"]
        for entry in EntityData.packed.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
            let sides = entry.split(separator: ":")
            if sides.count == 2, let number = UInt32(sides[1]) { named[String(sides[0])] = Unicode.Scalar(number) }
        }
        return named
    }()
}
