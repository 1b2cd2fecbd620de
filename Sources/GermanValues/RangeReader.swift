/// The ways of writing a range, tried from the most to the least explicit one: on text in small letters, with plain signs and
/// single blanks.
struct RangeReader {
    typealias Text = ArraySlice<UInt8>

    let kind: NumberKind
    let locale: ReadingContext.Locale

    func read(_ text: Text) -> Spanne? {
        if let first = text.first, first &- 0x30 >= 10, let range = behindWord(text) { return range }
        for word in Self.lowerEndings where word.ends(text) {
            if let number = number(text.dropLast(word.bytes.count)) { return Spanne(from: converted(number), to: nil) }
        }
        for word in Self.upperEndings where word.ends(text) {
            if let number = number(text.dropLast(word.bytes.count)) { return Spanne(from: nil, to: converted(number)) }
        }
        for separator in Self.separators {
            if let range = split(text, at: separator) { return range }
        }
        return nil
    }

    /// A range of which a word or sign stands first.
    private func behindWord(_ text: Text) -> Spanne? {
        for (word, middles) in Self.between {
            guard let rest = word.rest(of: text) else { continue }
            for middle in middles {
                if let range = split(rest, at: middle) { return range }
            }
        }
        for word in Self.lower {
            if let rest = word.rest(of: text), let number = number(rest) {
                return Spanne(from: converted(number), to: nil)
            }
        }
        for word in Self.upper {
            if let rest = word.rest(of: text), let number = number(rest) {
                return Spanne(from: nil, to: converted(number))
            }
        }
        return nil
    }

    private func split(_ text: Text, at separator: Word) -> Spanne? {
        let wanted = separator.bytes
        var place = text.startIndex
        while place + wanted.count <= text.endIndex {
            guard text[place] == wanted[0], text[place..<place + wanted.count].elementsEqual(wanted) else {
                place += 1
                continue
            }
            let end = place + wanted.count
            if let high = number(text[end...]), let low = number(text[..<place], unit: high.unit) {
                return range(from: low, to: high)
            }
            place = end
        }
        return nil
    }

    private func range(from low: Zahl, to high: Zahl) -> Spanne? {
        var low = low
        if low.scale == nil, let scale = high.scale {
            let mantissa = high.value.shifted(by: -scale)
            if low.value <= mantissa {
                // 50-100k: the scale said once holds for both.
                low.value = low.value.shifted(by: scale)
            } else if low.value < ExactDecimal(1000) {
                // 500 - 1 Mio.: half a million or five hundred? Never guessed.
                return nil
            }
        }
        return Spanne(from: converted(low), to: converted(high))
    }

    /// A number whose unit fits.
    private func number(_ text: Text, unit: SaidUnit? = nil) -> Zahl? {
        var text = text
        while text.first == 0x20 { text = text.dropFirst() }
        while text.last == 0x20 { text = text.dropLast() }
        guard let number = Zahl(plain: text, kind: kind, locale: locale, unitFromElsewhere: unit),
            converted(number) != nil
        else { return nil }
        return number
    }

    private func converted(_ number: Zahl) -> ExactDecimal? { try? number.converted(to: kind) }

    /// A word or sign around a number.
    private struct Word: ExpressibleByStringLiteral {
        let bytes: [UInt8]
        private let endsWithLetter: Bool

        init(stringLiteral text: String) {
            bytes = Array(text.utf8)
            endsWithLetter = text.last?.isLetter == true
        }

        /// What follows the word at the beginning of a text, if it is a whole word.
        func rest(of text: Text) -> Text? {
            guard text.first == bytes[0], text.starts(with: bytes) else { return nil }
            let rest = text.dropFirst(bytes.count)
            if endsWithLetter, Self.beginsWithLetter(rest) != false { return nil }
            return rest
        }

        func ends(_ text: Text) -> Bool {
            text.last == bytes[bytes.count - 1] && text.count >= bytes.count
                && text.suffix(bytes.count).elementsEqual(bytes)
        }

        private static func beginsWithLetter(_ text: Text) -> Bool? {
            guard let first = text.first else { return nil }
            if first < 0x80 { return (first | 0x20) &- 0x61 < 26 }
            return String(decoding: text.prefix(4), as: UTF8.self).first?.isLetter
        }
    }

    private static let between: [(Word, [Word])] = [
        ("zwischen", [" und ", " bis "]), ("between", [" and ", " to "]),
        ("von", [" bis unter ", " bis zu ", " bis ", " - "]), ("from", [" to "]),
    ]
    private static let lower: [Word] = [
        "über", "ueber", "ab", "mehr als", "größer als", "groesser als", "mindestens", "mind.", "min.", "over", "above",
        "more than", "at least", ">=", "≥", ">",
    ]
    private static let upper: [Word] = [
        "bis zu", "bis", "unter", "weniger als", "kleiner als", "höchstens", "hoechstens", "maximal", "max.", "under",
        "below", "less than", "up to", "at most", "<=", "≤", "<",
    ]
    private static let lowerEndings: [Word] = [
        " oder mehr", " und mehr", " or more", " und darüber", " und höher", " and above", " plus", "+",
    ]
    private static let upperEndings: [Word] = [
        " oder weniger", " und weniger", " or less", " und darunter", " and below",
    ]
    private static let separators: [Word] = [" bis unter ", " bis zu ", " bis ", " to ", "...", "…", "-"]
}
