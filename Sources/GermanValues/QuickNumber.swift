extension QuickReading {
    /// Reads a number with digits, points and commas, perhaps with a plain unit behind it (`350.000 €`, `1.150,50`,
    /// `3,75 %`, `87 m²`, `10 Jahre`), and writes it as JSON does into `output`, which has room for as many bytes as the text has.
    ///
    /// - Returns: how many bytes the number has; 0 if the slow way has to decide.
    package static func writeNumber(
        _ bytes: Span<UInt8>,
        kind: NumberKind,
        locale: ReadingContext.Locale,
        to output: UnsafeMutablePointer<UInt8>
    ) -> Int {
        if case .jahreszahl = kind { return writeYear(bytes, to: output) }
        var end = bytes.count
        var effective = kind
        if end > 0, bytes[end - 1] &- 0x30 >= 10 {
            guard let (length, unit) = unit(at: bytes), kind == .zahl || kind.plainUnit == unit else { return 0 }
            effective = unit
            end -= length
            if end > 0, bytes[end - 1] == 0x20 { end -= 1 }
        }
        let begin = end > 0 && bytes[0] == 0x2D ? 1 : 0
        guard begin < end, let point = decimalPoint(bytes, begin, end, kind: effective, locale: locale) else {
            return 0
        }
        guard bytes[begin] != 0x30 || point == begin + 1 || end == begin + 1 else { return 0 }

        var count = 0
        func append(_ byte: UInt8) {
            output[count] = byte
            count += 1
        }
        if begin == 1 { append(0x2D) }
        for index in begin..<point where bytes[index] >= 0x30 { append(bytes[index]) }
        var last = end
        while last > point, bytes[last - 1] == 0x30 { last -= 1 }
        if last > point + 1 {
            append(0x2E)
            for index in point + 1..<last { append(bytes[index]) }
        } else if count == 2, begin == 1, output[1] == 0x30 {
            // Minus zero is zero.
            output[0] = 0x30
            return 1
        }
        return count
    }

    /// Four digits that are the number of a year.
    private static func writeYear(_ bytes: Span<UInt8>, to output: UnsafeMutablePointer<UInt8>) -> Int {
        guard bytes.count == 4, bytes[0] == 0x31 || (bytes[0] == 0x32 && bytes[1] &- 0x30 < 2) else { return 0 }
        for index in 0..<4 {
            guard bytes[index] &- 0x30 < 10 else { return 0 }
            output[index] = bytes[index]
        }
        return 4
    }

    /// The length of a unit at the end, and what it says the number is for.
    private static func unit(at bytes: Span<UInt8>) -> (Int, NumberKind)? {
        let count = bytes.count
        func ends(_ unit: StaticString) -> Bool {
            guard count > unit.utf8CodeUnitCount else { return false }
            for index in 0..<unit.utf8CodeUnitCount {
                if bytes[count - unit.utf8CodeUnitCount + index] != unit.utf8Start[index] { return false }
            }
            return true
        }
        switch bytes[count - 1] {
        case 0x25: return (1, .prozent)
        case 0xAC: return ends("€") ? (3, .geld) : nil
        case 0x52: return ends("EUR") ? (3, .geld) : nil
        case 0x6F: return ends("Euro") ? (4, .geld) : nil
        case 0xB2: return ends("m²") ? (3, .flaeche) : nil
        case 0x6D: return ends("qm") ? (2, .flaeche) : nil
        case 0x65: return ends("Jahre") ? (5, .jahre) : ends("Monate") ? (6, .monate) : nil
        default: return nil
        }
    }

    /// Where the fraction begins, or `end` if there is none; `nil` if the text is not digits in good order.
    private static func decimalPoint(
        _ bytes: Span<UInt8>,
        _ begin: Int,
        _ end: Int,
        kind: NumberKind,
        locale: ReadingContext.Locale
    ) -> Int? {
        var digits = 0
        var points = 0
        var commas = 0
        var last = end
        for index in begin..<end {
            switch bytes[index] {
            case 0x30...0x39: digits += 1
            case 0x2E: (points, last) = (points + 1, index)
            case 0x2C: (commas, last) = (commas + 1, index)
            default: return nil
            }
        }
        guard digits <= 18, bytes[begin] >= 0x30, bytes[end - 1] >= 0x30 else { return nil }
        if last == end { return end }
        let separator = bytes[last]
        let isSingle = (separator == 0x2E ? points : commas) == 1
        var point = end
        if points + commas == 1 {
            let looksLikeGroup = end - last == 4 && last - begin <= 3 && bytes[begin] != 0x30
            let canGroup =
                switch kind {
                case .prozent: false
                case .flaeche: locale == .de && separator == 0x2E
                default: locale == .de || separator == 0x2C
                }
            let isGroup = looksLikeGroup && canGroup
            point = isGroup ? end : last
        } else if isSingle {
            point = last
        }
        // What stands before the fraction is grouped in threes, by one kind of separator.
        var group: UInt8 = 0
        var run = 0
        for index in begin..<point {
            if bytes[index] >= 0x30 {
                run += 1
                continue
            }
            guard group == 0 ? run <= 3 : (group == bytes[index] && run == 3) else { return nil }
            group = bytes[index]
            run = 0
        }
        return group == 0 || run == 3 ? point : nil
    }
}
