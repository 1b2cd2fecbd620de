/// The digits of a telephone number and whether a plus stood before them; brackets, blanks and labels are gone.
struct PhoneText {
    /// ASCII digits.
    var digits: [UInt8] = []
    var hasPlus = false

    /// The digits of a number without labels and remarks; `nil` if there is anything else in it.
    private init?(plain bytes: UnsafeBufferPointer<UInt8>) {
        var hasPlus: Bool?
        digits = [UInt8](unsafeUninitializedCapacity: bytes.count) { output, count in
            guard let start = output.baseAddress, let found = Self.writeDigits(of: bytes, to: start) else { return }
            (count, hasPlus) = (found.count, found.hasPlus)
        }
        guard let hasPlus else { return nil }
        self.hasPlus = hasPlus
    }

    /// Writes the digits of a number without labels and remarks, at most as many as the text has bytes.
    ///
    /// - Returns: how many; `nil` if there is anything else in it.
    static func writeDigits(
        of bytes: UnsafeBufferPointer<UInt8>,
        to output: UnsafeMutablePointer<UInt8>
    ) -> (count: Int, hasPlus: Bool)? {
        guard bytes.last != 0x29 else { return nil }
        var count = 0
        var hasPlus = false
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case 0x30...0x39:
                output[count] = byte
                count += 1
            case 0x2B where count == 0 && !hasPlus: hasPlus = true
            case 0x28 where index + 2 < bytes.count && bytes[index + 1] == 0x30 && bytes[index + 2] == 0x29: index += 2
            case 0x20, 0x28, 0x29, 0x2D, 0x2E, 0x2F: break
            default: return nil
            }
            index += 1
        }
        return count == 0 ? nil : (count, hasPlus)
    }

    /// - Throws: `zeichen` if there is a letter or sign that does not belong into a number, or no digit at all.
    init(_ text: Substring) throws(Unreadable) {
        var rest = text
        if let quick = rest.withUTF8({ PhoneText(plain: $0) }) {
            self = quick
            return
        }
        // A table's text cell.
        if rest.first == "'" { rest.removeFirst() }
        if rest.unicodeScalars.first?.isLetter == true { Self.dropLabels(&rest) }
        if rest.utf8.last == 0x29 { NumberTrimmings.stripRemark(&rest) }
        if rest.utf8.contains(0x28) { rest = rest.replacing("(0)", with: "") }
        digits.reserveCapacity(rest.utf8.count)
        for scalar in rest.unicodeScalars {
            switch scalar {
            case _ where scalar.isDigit: digits.append(UInt8(truncatingIfNeeded: scalar.value))
            case "+" where digits.isEmpty && !hasPlus: hasPlus = true
            case " ", "-", "/", ".", "_", "(", ")", "–", "—", "−", "‐", "‑", "[", "]": continue
            default: throw Telefon.strangeCharacter
            }
        }
        if digits.isEmpty { throw Telefon.strangeCharacter }
    }

    /// "Tel.: 030 …" → "030 …"
    private static func dropLabels(_ text: inout Substring) {
        while true {
            var word = text.prefix { $0.isLetter || $0 == "-" || $0 == "." }
            while word.last == "." { word.removeLast() }
            guard labels.contains(word.lowercased()) else { return }
            text = text.dropFirst(word.count).drop { $0 == "." || $0 == ":" || $0 == " " }
        }
    }

    private static let labels: Set<String> = [
        "tel", "telefon", "telefonnummer", "telefonnr", "telnr", "tel.-nr", "tel.nr", "fon", "phone", "mobil", "mobile",
        "mobilnummer",
        "handy",
        "handynummer", "festnetz", "privat", "geschäftlich", "dienstlich", "rufnummer", "nr", "nummer", "m", "t", "p",
        "g",
    ]

    /// Two numbers in one field are the first, and the rest as typed.
    ///
    /// Each must have six digits, both together more than thirteen, so that `0176 / 12345678` and `420860 / -12` stay
    /// one number.
    static func parted(_ line: String) -> (first: Substring, further: String?) {
        var (line, place) = (line, Range<Int>?.none)
        line.withUTF8 { place = separator(in: $0) }
        guard let place else { return (line[...], nil) }
        let bytes = line.utf8
        let further = line[bytes.index(bytes.startIndex, offsetBy: place.upperBound)...].drop { "/;,| ".contains($0) }
        return (line[..<bytes.index(bytes.startIndex, offsetBy: place.lowerBound)], String(further))
    }

    /// The first separator that stands between two numbers.
    private static func separator(in bytes: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
        if let place = separatorOfExtensions(in: bytes) { return place }
        let digits = bytes.count { $0 &- 0x30 < 10 }
        guard digits > 13 else { return nil }
        var before = 0
        for (place, byte) in bytes.enumerated() {
            if byte &- 0x30 < 10 {
                before += 1
            } else if before >= 6, digits - before >= 6, let length = separatorLength(bytes[place...]) {
                return place..<place + length
            }
        }
        return nil
    }

    /// The slash between two extensions of a switchboard, "030 420860 -61/-62": up to four digits behind a hyphen on either side,
    /// and a number before them.
    static func separatorOfExtensions(in bytes: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
        guard let slash = bytes.lastIndex(of: 0x2F), slash + 2 < bytes.count else { return nil }
        var next = slash + 1
        while next < bytes.count, bytes[next] == 0x20 { next += 1 }
        guard next + 1 < bytes.count, bytes[next] == 0x2D, LatinText.isDigit(bytes[next + 1]) else { return nil }
        var end = slash
        while end > 0, bytes[end - 1] == 0x20 { end -= 1 }
        var begin = end
        while begin > 0, LatinText.isDigit(bytes[begin - 1]) { begin -= 1 }
        guard (1...4).contains(end - begin), begin > 0, bytes[begin - 1] == 0x2D else { return nil }
        var before = 0
        for byte in bytes[..<begin] where LatinText.isDigit(byte) { before += 1 }
        return before >= 6 ? slash..<next : nil
    }

    /// Whether what stands in brackets is only the label of a number, or part of one: "(mobil)", "(0)".
    static func isLabel(_ remark: String) -> Bool {
        !remark.contains(where: \.isLetter) || plainLabels.contains(remark.lowercased())
    }

    private static let plainLabels: Set<String> = [
        "tel", "tel.", "telefon", "fon", "phone", "mobil", "mobile", "handy", "festnetz", "privat", "nummer",
    ]

    /// The length of the separator that a text begins with.
    private static func separatorLength(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
        switch bytes.first {
        case 0x3B, 0x2C, 0x7C: 1
        case 0x20, 0x2F: separators.first { bytes.starts(with: $0.utf8) }?.utf8.count
        default: nil
        }
    }

    private static let separators = [" oder ", " or ", " und ", " /", "/ "]
}
