import Foundation

/// Text as every reading wants it: composed (NFC), no invisible characters, single blanks, nothing at the ends.
///
/// NFC and not NFKC, because the latter turns `m²` into `m2`. All white space (U+00A0, U+202F and U+2009 arrive from
/// word processors) becomes a blank; soft hyphens, zero-width and direction marks (phone books wrap numbers in
/// U+202A … U+202C) disappear. No letter and no digit is ever lost.
enum CleanText {
    /// One line: line breaks are blanks, too.
    static func line(_ text: String) -> String {
        isClean(text) ? text : collapsed(text, keepsLines: false)
    }

    /// Line breaks stay, for texts such as comments; blanks at the ends of lines and blank lines at both ends go.
    static func lines(_ text: String) -> String {
        isClean(text) || areClean(text) ? text : collapsed(text, keepsLines: true)
    }

    /// Whether no line of a text needs cleaning: each is clean, and at most one blank one stands between two others.
    private static func areClean(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            var begin = 0
            while begin < bytes.count {
                var end = begin
                while end < bytes.count, bytes[end] != 0x0A { end += 1 }
                guard end > begin, isClean(UnsafeBufferPointer(rebasing: bytes[begin..<end]).span) else { return false }
                begin = end + 1
                if begin < bytes.count, bytes[begin] == 0x0A { begin += 1 }
            }
            return bytes.last != 0x0A
        }
    }

    private static func isClean(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { isClean($0.span) }
    }

    /// Whether the text needs no cleaning: by far the most frequent case, left as it is.
    ///
    /// Only says so of visible ASCII, the letters up to U+00FF, `²`, `€` and `–`, with single inner blanks; all of
    /// them are composed, and a combining mark would be something else.
    static func isClean(_ bytes: Span<UInt8>) -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            var previousIsBlank = true
            var index = 0
            while index < bytes.count {
                if index + 8 <= bytes.count, let isBlank = isClean(word(bytes, at: index), after: previousIsBlank) {
                    guard let isBlank else { return false }
                    previousIsBlank = isBlank
                    index += 8
                    continue
                }
                if let isBlank = isClean(rest(of: bytes, from: index), after: previousIsBlank) {
                    return isBlank != nil && bytes[bytes.count - 1] != 0x20
                }
                let byte = bytes[index]
                index += 1
                let isBlank = byte == 0x20
                if byte < 0x20 || byte == 0x7F || (isBlank && previousIsBlank) { return false }
                previousIsBlank = isBlank
                if byte < 0x80 { continue }
                guard let length = lengthOfPlainScalar(bytes.span, at: index - 1) else { return false }
                index += length - 1
            }
            return !previousIsBlank || bytes.isEmpty
        }
    }

    @inline(__always)
    private static func word(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> UInt64 {
        UInt64(littleEndian: UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: index, as: UInt64.self))
    }

    /// The last bytes, fewer than eight, with letters behind them.
    @inline(__always)
    private static func rest(of bytes: UnsafeBufferPointer<UInt8>, from index: Int) -> UInt64 {
        let count = bytes.count - index
        // Eight were looked at already, and not all of them are ASCII.
        guard count < 8 else { return 0x80 }
        let raw = UnsafeRawBufferPointer(bytes)
        var word: UInt64 = 0
        var place = index
        var shift: UInt64 = 0
        if count & 4 != 0 {
            word = UInt64(UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: place, as: UInt32.self)))
            place += 4
            shift = 32
        }
        if count & 2 != 0 {
            word |= UInt64(UInt16(littleEndian: raw.loadUnaligned(fromByteOffset: place, as: UInt16.self))) << shift
            place += 2
            shift += 16
        }
        if count & 1 != 0 {
            word |= UInt64(bytes[place]) << shift
            shift += 8
        }
        return word | 0x6161_6161_6161_6161 << shift
    }

    /// Eight characters at once, if all are ASCII: `nil` if not, else whether the last is a blank, or `.some(nil)` if they
    /// are not clean.
    @inline(__always)
    private static func isClean(_ word: UInt64, after previousIsBlank: Bool) -> Bool?? {
        let tops: UInt64 = 0x8080_8080_8080_8080
        guard word & tops == 0 else { return nil }
        // All bytes are below 0x80, so no sum below carries into the next byte.
        let isVisible = word &+ 0x6060_6060_6060_6060
        let isDelete = word &+ 0x0101_0101_0101_0101
        guard (~isVisible | isDelete) & tops == 0 else { return .some(nil) }
        let blanks = ~((word ^ 0x2020_2020_2020_2020) &+ 0x7F7F_7F7F_7F7F_7F7F) & tops
        guard blanks & (blanks &<< 8) == 0, !previousIsBlank || blanks & 0x80 == 0 else { return .some(nil) }
        return blanks &>> 63 != 0
    }

    /// The number of bytes of one of the characters outside of ASCII that German forms are full of.
    private static func lengthOfPlainScalar(_ bytes: Span<UInt8>, at index: Int) -> Int? {
        switch bytes[index] {
        case 0xC3 where index + 1 < bytes.count: 2
        case 0xC2 where index + 1 < bytes.count && bytes[index + 1] == 0xB2: 2
        case 0xE2 where index + 2 < bytes.count:
            (bytes[index + 1], bytes[index + 2]) == (0x82, 0xAC) || (bytes[index + 1], bytes[index + 2]) == (0x80, 0x93)
                ? 3 : nil
        default: nil
        }
    }

    private static func collapsed(_ text: String, keepsLines: Bool) -> String {
        var result = String.UnicodeScalarView()
        var pendingBlank = false
        var pendingBreaks = 0
        var previousWasReturn = false
        for scalar in composed(text).unicodeScalars {
            if isInvisible(scalar) { continue }
            let isBreak = scalar == "\n" || scalar == "\r" || scalar == "\u{2028}" || scalar == "\u{2029}"
            if keepsLines && isBreak {
                if !(previousWasReturn && scalar == "\n") { pendingBreaks += 1 }
            } else if scalar.properties.isWhitespace || scalar.properties.generalCategory == .control {
                pendingBlank = true
            } else {
                if !result.isEmpty {
                    if pendingBreaks > 0 {
                        for _ in 0..<min(pendingBreaks, 2) { result.append("\n") }
                    } else if pendingBlank {
                        result.append(" ")
                    }
                }
                pendingBlank = false
                pendingBreaks = 0
                result.append(scalar)
            }
            previousWasReturn = scalar == "\r"
        }
        return String(result)
    }

    /// Normalisation form C. No scalar below U+0300 changes under it, so the library call is rare.
    private static func composed(_ text: String) -> String {
        text.unicodeScalars.contains { $0.value >= 0x300 } ? text.precomposedStringWithCanonicalMapping : text
    }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xAD, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060, 0x2066...0x2069, 0xFEFF: true
        default: false
        }
    }
}
