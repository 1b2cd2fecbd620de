package import Moments

/// The plain cases, byte by byte and without allocation: most answers are plain, and there are thirty of them in a
/// lead.
///
/// Each function either knows the answer or says `nil`, which means: ask ``TargetReading``. Both always agree.
package enum QuickReading {
    /// Whether the bytes of a text are a number that JSON writes with the very same bytes: `350000`, `1150.5`, `-3`.
    ///
    /// Not plain, because its meaning depends on what it is for or its writing is not the shortest: `1.250`, `007`,
    /// `12.50`.
    @inlinable
    package static func isPlainNumber(_ bytes: Span<UInt8>) -> Bool {
        var index = bytes.count > 0 && bytes[0] == 0x2D ? 1 : 0
        let begin = index
        while index < bytes.count, bytes[index] &- 0x30 < 10 { index += 1 }
        let whole = index - begin
        guard whole > 0, whole <= 18, whole == 1 || bytes[begin] != 0x30 else { return false }
        if index == bytes.count { return begin == 0 || bytes[begin] != 0x30 }
        guard bytes[index] == 0x2E else { return false }
        let fraction = bytes.count - index - 1
        guard fraction > 0, fraction <= 12, fraction != 3 else { return false }
        index += 1
        while index < bytes.count, bytes[index] &- 0x30 < 10 { index += 1 }
        return index == bytes.count && bytes[index - 1] != 0x30
    }

    /// Whether the bytes are a plain whole number; see ``isPlainNumber(_:)``.
    @inlinable
    package static func isPlainInteger(_ bytes: Span<UInt8>) -> Bool {
        let begin = bytes.count > 0 && bytes[0] == 0x2D ? 1 : 0
        guard bytes.count > begin, bytes.count - begin <= 18 else { return false }
        for index in begin..<bytes.count where bytes[index] &- 0x30 >= 10 { return false }
        return bytes[begin] != 0x30 || bytes.count == 1
    }

    /// Folds a text of ASCII and German letters (``FoldedKey``) into `output`, which has room for as many bytes.
    ///
    /// - Returns: how many bytes the key has; `nil`: the slow way.
    package static func fold(_ bytes: Span<UInt8>, to output: UnsafeMutablePointer<UInt8>) -> Int? {
        quickFold(bytes, to: output)
    }

    /// Takes the blanks out of a folded key (``squeezed(_:)``).
    ///
    /// - Returns: how many bytes are left.
    package static func squeeze(_ key: UnsafeMutablePointer<UInt8>, _ count: Int) -> Int {
        var left = 0
        for index in 0..<count where key[index] != 0x20 {
            key[left] = key[index]
            left += 1
        }
        return left
    }

    /// Whether the text is clean as it stands, single blanks inside and none at the ends, and plainly says something: it
    /// is neither a phrase such as "k.A." nor a list in one text (`||Kauf||`).
    package static func isPlainText(_ bytes: Span<UInt8>) -> Bool {
        !NothingPhrases.mayBe(bytes) && bytes[0] != 0x7C && CleanText.isClean(bytes)
    }

    /// Yes or no in one plain word or digit; `nil`: the slow way.
    package static func boolean(_ bytes: Span<UInt8>) -> Bool? {
        switch (bytes.count, bytes.isEmpty ? 0 : bytes[0]) {
        case (1, 0x31): true
        case (1, 0x30): false
        case (2, _) where isWord("ja", bytes) || isWord("on", bytes): true
        case (2, _) where isWord("no", bytes): false
        case (3, _) where isWord("yes", bytes): true
        case (3, _) where isWord("off", bytes): false
        case (4, _) where isWord("true", bytes): true
        case (4, _) where isWord("nein", bytes): false
        case (5, _) where isWord("false", bytes): false
        default: nil
        }
    }

    /// Whether the bytes are the word, in whatever case; the word is ASCII and of the same length.
    private static func isWord(_ word: StaticString, _ bytes: Span<UInt8>) -> Bool {
        for index in 0..<word.utf8CodeUnitCount where bytes[index] | 0x20 != word.utf8Start[index] { return false }
        return true
    }

    /// A date written `1980-02-01`, `01.02.1980` or `1.2.1980`, or a month where that will do, that exists and is in the range
    /// of its kind; `nil`: the slow way.
    package static func date(_ bytes: Span<UInt8>, kind: DateKind, context: ReadingContext) -> CalendarDate? {
        guard kind != .epoch, let date = day(bytes, context) ?? (kind == .monat ? month(bytes) : nil),
            Datum.isInRange(date, kind: kind, today: context.today)
        else { return nil }
        return date
    }

    private static func day(_ bytes: Span<UInt8>, _ context: ReadingContext) -> CalendarDate? {
        guard (8...10).contains(bytes.count) else { return nil }
        if bytes[4] == 0x2D { return CalendarDate(iso: bytes) }
        return context.dateOrder == .dmy ? germanDate(bytes) : nil
    }

    /// `03/2015`, `3.2015`, `2015-03`, `März 2015`: the first day.
    private static func month(_ bytes: Span<UInt8>) -> CalendarDate? {
        guard (6...15).contains(bytes.count) else { return nil }
        if bytes[4] == 0x2D, bytes.count <= 7 {
            return CalendarDate(year: number(bytes, 0, 4), month: number(bytes, 5, bytes.count - 5), day: 1)
        }
        let end = bytes.count - 5
        let year = number(bytes, end + 1, 4)
        if end <= 2 {
            guard bytes[end] == 0x2D || bytes[end] == 0x2E || bytes[end] == 0x2F else { return nil }
            return CalendarDate(year: year, month: number(bytes, 0, end), day: 1)
        }
        guard bytes[end] == 0x20 else { return nil }
        for index in 0..<end where !LatinText.isLetter(bytes[index]) { return nil }
        let month = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: end) { key -> Int? in
            guard let start = key.baseAddress, let count = fold(bytes.extracting(0..<end), to: start) else {
                return nil
            }
            return DateWords.month(String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self))
        }
        return month.flatMap { CalendarDate(year: year, month: $0, day: 1) }
    }

    /// `01.02.1980`, `1.2.1980`; eight to ten bytes.
    private static func germanDate(_ bytes: Span<UInt8>) -> CalendarDate? {
        let first = bytes[1] == 0x2E ? 1 : 2
        let second = bytes.count - 5
        guard bytes[first] == 0x2E, bytes[second] == 0x2E, (2...3).contains(second - first) else { return nil }
        return CalendarDate(
            year: number(bytes, second + 1, 4),
            month: number(bytes, first + 1, second - first - 1),
            day: number(bytes, 0, first)
        )
    }

    /// -1 if there is anything but digits.
    private static func number(_ bytes: Span<UInt8>, _ start: Int, _ count: Int) -> Int {
        var number = 0
        for index in start..<start + count {
            let digit = bytes[index] &- 0x30
            guard digit < 10 else { return -1 }
            number = number * 10 + Int(digit)
        }
        return number
    }
}
