/// Text of ASCII and the letters of Latin-1, of which a byte says as much as a character does: nothing in it is composed of
/// several, and of its numbers only the ten digits are any.
enum LatinText {
    /// Whether the bytes are such text: visible ASCII and blanks, and letters up to U+00FF.
    static func isLatin(_ bytes: Span<UInt8>) -> Bool {
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte >= 0x20, byte < 0x7F { continue }
            // × and ÷ are no letters.
            guard byte == 0xC3, index < bytes.count, bytes[index] != 0x97, bytes[index] != 0xB7 else { return false }
            index += 1
        }
        return true
    }

    /// Whether a byte is a letter of ASCII or a part of one of Latin-1.
    @inline(__always)
    static func isLetter(_ byte: UInt8) -> Bool { byte >= 0x80 || (byte | 0x20) &- 0x61 < 26 }

    @inline(__always)
    static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    /// Whether the bytes at a place are these, in whatever case; `word` is ASCII in small letters.
    static func has(_ word: StaticString, at place: Int, in bytes: Span<UInt8>) -> Bool {
        guard place + word.utf8CodeUnitCount <= bytes.count else { return false }
        for index in 0..<word.utf8CodeUnitCount {
            let byte = bytes[place + index]
            let small = byte &- 0x41 < 26 ? byte | 0x20 : byte
            if small != word.utf8Start[index] { return false }
        }
        return true
    }
}

/// Addresses as most people write them, byte by byte: `Teststr. 55`, `Am Markt 5 a`, `10115 Berlin`. Each says `nil` for what
/// only the thorough way can decide.
enum QuickAddress {
    /// Where a line of street and house number is parted.
    struct Parts {
        /// The end of the street, which begins at the first byte.
        let street: Int
        /// The digits of the house number.
        let digits: Range<Int>
        /// The letter behind them.
        let letter: UInt8?

        var houseNumber: (digits: Range<Int>, letter: UInt8?)? { digits.isEmpty ? nil : (digits, letter) }
    }

    /// A street without any digit, or one with nothing but a house number behind its last blank.
    static func street(_ bytes: Span<UInt8>) -> Parts? {
        guard bytes.count > 0, bytes.count <= 200 else { return nil }
        var hasDigit = false
        for index in 0..<bytes.count where LatinText.isDigit(bytes[index]) {
            hasDigit = true
            break
        }
        // Without a digit there is nothing to part.
        guard hasDigit else { return Parts(street: bytes.count, digits: 0..<0, letter: nil) }
        guard let (digits, letter) = houseNumber(endOf: bytes), digits.lowerBound > 1,
            bytes[digits.lowerBound - 1] == 0x20
        else { return nil }
        let street = digits.lowerBound - 1
        return isPlainStreet(bytes.extracting(0..<street)) ? Parts(street: street, digits: digits, letter: letter) : nil
    }

    /// A text that is nothing but a house number, such as `12a` or `5 a`.
    static func houseNumber(_ bytes: Span<UInt8>) -> (digits: Range<Int>, letter: UInt8?)? {
        guard bytes.count > 0, bytes.count <= 6, let number = houseNumber(endOf: bytes), number.digits.lowerBound == 0
        else { return nil }
        return number
    }

    /// One to four digits at the end, perhaps with a letter.
    private static func houseNumber(endOf bytes: Span<UInt8>) -> (digits: Range<Int>, letter: UInt8?)? {
        var end = bytes.count
        var letter: UInt8?
        if (bytes[end - 1] | 0x20) &- 0x61 < 26 {
            letter = bytes[end - 1]
            end -= 1
            if end > 0, bytes[end - 1] == 0x20 { end -= 1 }
        }
        var begin = end
        while begin > 0, LatinText.isDigit(bytes[begin - 1]) { begin -= 1 }
        guard (1...4).contains(end - begin) else { return nil }
        return (begin..<end, letter)
    }

    /// Whether a text is a street and no more, if a house number stands behind it.
    private static func isPlainStreet(_ bytes: Span<UInt8>) -> Bool {
        guard bytes.count > 0, LatinText.isLatin(bytes), !Strasse.isSeparator(bytes[0]),
            !Strasse.isSeparator(bytes[bytes.count - 1]),
            !mayBePostBox(bytes)
        else { return false }
        var hasLetter = false
        for index in 0..<bytes.count {
            if LatinText.isDigit(bytes[index]) { return false }
            if LatinText.isLetter(bytes[index]) { hasLetter = true }
        }
        return hasLetter && !endsWithLabel(bytes)
    }

    private static func mayBePostBox(_ bytes: Span<UInt8>) -> Bool {
        switch bytes[0] | 0x20 {
        case 0x70:
            LatinText.has("postf", at: 0, in: bytes) || LatinText.has("packs", at: 0, in: bytes)
                || LatinText.has("pf ", at: 0, in: bytes) || bytes.count == 2
        case 0x67:
            LatinText.has("grossk", at: 0, in: bytes)
                || LatinText.has("gro", at: 0, in: bytes) && bytes.count > 5 && bytes[4] == 0x9F
                    && bytes[5] | 0x20 == 0x6B
        default: false
        }
    }

    /// Whether the last word is a label of the number: "Nr."
    private static func endsWithLabel(_ bytes: Span<UInt8>) -> Bool {
        let last = bytes[bytes.count - 1]
        guard last == 0x2E || last | 0x20 == 0x72 || last | 0x20 == 0x73 else { return false }
        var begin = bytes.count
        while begin > 0, bytes[begin - 1] != 0x20, bytes[begin - 1] != 0x2C { begin -= 1 }
        let length = bytes.count - begin
        for label in Strasse.labels
        where label.utf8CodeUnitCount == length && LatinText.has(label, at: begin, in: bytes) {
            return true
        }
        return false
    }

    /// Postal code and town of a line, as ranges of it.
    struct Town {
        /// Empty if there is no code.
        let code: Range<Int>
        /// Empty if there is no town.
        let town: Range<Int>
    }

    enum TownReading {
        case town(Town)
        /// The line holds neither.
        case none
        /// The slow way has to decide.
        case unclear
    }

    /// `10115 Berlin`, `D-10115 Berlin`, `Berlin, 10115`, `Berlin`.
    static func town(_ bytes: Span<UInt8>) -> TownReading {
        guard bytes.count > 0, LatinText.isLatin(bytes) else { return .unclear }
        var begin = 0
        while begin < bytes.count, LatinText.isLetter(bytes[begin]) { begin += 1 }
        let isCountry =
            (begin == 1 || begin == 2) && bytes[0] | 0x20 == 0x64 && (begin == 1 || bytes[1] | 0x20 == 0x65)
        if isCountry {
            while begin < bytes.count, bytes[begin] == 0x20 || bytes[begin] == 0x2D { begin += 1 }
        } else {
            begin = 0
        }
        var end = begin
        while end < bytes.count, bytes[end] != 0x20, bytes[end] != 0x2C { end += 1 }
        if isCode(bytes, begin..<end) {
            var rest = end
            while rest < bytes.count, bytes[rest] == 0x20 || bytes[rest] == 0x2C { rest += 1 }
            guard !hasDigit(bytes, rest..<bytes.count) else { return .none }
            return .town(Town(code: begin..<end, town: rest..<bytes.count))
        }
        var space = bytes.count
        while space > 0, bytes[space - 1] != 0x20 { space -= 1 }
        if space > 0, isCode(bytes, space..<bytes.count) {
            var town = 0..<space - 1
            while let first = town.first, Strasse.isSeparator(bytes[first]) { town.removeFirst() }
            while let last = town.last, Strasse.isSeparator(bytes[last]) { town.removeLast() }
            guard hasLetter(bytes, town), !hasDigit(bytes, town) else { return .none }
            return .town(Town(code: space..<bytes.count, town: town))
        }
        guard hasLetter(bytes, 0..<bytes.count), !hasDigit(bytes, 0..<bytes.count) else { return .none }
        return .town(Town(code: 0..<0, town: 0..<bytes.count))
    }

    /// Whether five digits are a postal code that can exist.
    static func isCode(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard range.count == 5 else { return false }
        var number = 0
        for index in range {
            guard LatinText.isDigit(bytes[index]) else { return false }
            number = number * 10 + Int(bytes[index] - 0x30)
        }
        return (1001...99_998).contains(number)
    }

    private static func hasDigit(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        for index in range where LatinText.isDigit(bytes[index]) { return true }
        return false
    }

    private static func hasLetter(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        for index in range where LatinText.isLetter(bytes[index]) { return true }
        return false
    }
}
