/// Ranges of amounts as most are written, read byte by byte: `50.000–100.000 €`, `200.000 € bis 300.000 €`, `über 500.000 €`,
/// `bis 250.000 €`.
enum QuickRange {
    /// `nil` if only the thorough way can tell: another unit, a scale, a fraction, an end that lies before the beginning.
    static func read(_ text: String, kind: NumberKind, locale: ReadingContext.Locale) -> Spanne? {
        guard kind == .zahl || kind == .geld else { return nil }
        var text = text
        return text.withUTF8 { bytes in
            guard bytes.count <= QuickOutcome.longestText, QuickReading.isPlainText(bytes.span) else { return nil }
            return LatinText.isDigit(bytes[0]) ? between(bytes.span, locale) : behindWord(bytes.span, locale)
        }
    }

    private static func between(_ bytes: Span<UInt8>, _ locale: ReadingContext.Locale) -> Spanne? {
        for index in 0..<bytes.count {
            let length: Int
            switch bytes[index] {
            case 0x2D: length = 1
            // An en dash; what else begins so is a currency.
            case 0xE2 where bytes[index + 1] == 0x80: length = 3
            case 0x20 where LatinText.has(" bis ", at: index, in: bytes): length = 5
            default: continue
            }
            guard let from = digits(bytes, 0..<index, locale),
                let to = digits(bytes, index + length..<bytes.count, locale),
                from.count < to.count || from.count == to.count && !to.lexicographicallyPrecedes(from)
            else { return nil }
            return Spanne(from: ExactDecimal(digits: from, exponent: 0), to: ExactDecimal(digits: to, exponent: 0))
        }
        return nil
    }

    private static func behindWord(_ bytes: Span<UInt8>, _ locale: ReadingContext.Locale) -> Spanne? {
        for word in beginnings where LatinText.has(word, at: 0, in: bytes) {
            return number(bytes, word, locale).map { Spanne(from: $0, to: nil) }
        }
        for word in ends where LatinText.has(word, at: 0, in: bytes) {
            return number(bytes, word, locale).map { Spanne(from: nil, to: $0) }
        }
        return nil
    }

    private static let beginnings: [StaticString] = ["über ", "ueber ", "ab ", "mehr als "]
    /// Longer ones first.
    private static let ends: [StaticString] = ["bis zu ", "bis ", "unter "]

    private static func number(
        _ bytes: Span<UInt8>,
        _ word: StaticString,
        _ locale: ReadingContext.Locale
    ) -> ExactDecimal? {
        digits(bytes, word.utf8CodeUnitCount..<bytes.count, locale).map { ExactDecimal(digits: $0, exponent: 0) }
    }

    /// The digits, as values, of a plain amount without fraction; blanks may stand around it.
    private static func digits(
        _ bytes: Span<UInt8>,
        _ range: Range<Int>,
        _ locale: ReadingContext.Locale
    ) -> [UInt8]? {
        var range = range
        while let first = range.first, bytes[first] == 0x20 { range.removeFirst() }
        while let last = range.last, bytes[last] == 0x20 { range.removeLast() }
        guard let first = range.first, LatinText.isDigit(bytes[first]) else { return nil }
        let text = bytes.extracting(range)
        let digits = [UInt8](unsafeUninitializedCapacity: range.count) { output, count in
            guard let start = output.baseAddress else { return }
            count = QuickReading.writeNumber(text, kind: .geld, locale: locale, to: start)
            for index in 0..<count { output[index] = output[index] &- 0x30 }
        }
        // A point is none.
        return digits.isEmpty || digits.contains { $0 > 9 } ? nil : digits
    }
}
