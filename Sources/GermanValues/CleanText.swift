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
        isClean(text) ? text : collapsed(text, keepsLines: true)
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
        var previousIsBlank = true
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            let isBlank = byte == 0x20
            if byte < 0x20 || byte == 0x7F || (isBlank && previousIsBlank) { return false }
            previousIsBlank = isBlank
            if byte < 0x80 { continue }
            guard let length = lengthOfPlainScalar(bytes, at: index - 1) else { return false }
            index += length - 1
        }
        return !previousIsBlank || bytes.isEmpty
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

extension CleanText {
    /// Ways of saying nothing, as forms and people produce them; compared folded and without the marks around them.
    private static let nothings: Set<String> = [
        "", "k.a", "ka", "keine angabe", "keine angaben", "n/a", "na", "null", "none", "undefined", "unbekannt",
        "unknown", "weiss nicht", "noch offen", "noch nicht bekannt", "bitte waehlen", "bitte auswaehlen", "no_title",
        "no_salutation",
    ]

    /// Whether cleaned text says nothing: blank, dashes, dots or question marks only, or a phrase such as "k.A.".
    static func saysNothing(_ line: String) -> Bool {
        guard line.utf8.count <= 32 else { return false }
        // No phrase begins with a digit or with another letter than these: most answers are done here.
        if let first = line.utf8.first, first < 0x80 {
            let isTelling: Bool =
                switch first | 0x20 {
                case 0x6B, 0x6E, 0x75, 0x77, 0x62: false
                case 0x61...0x7A: true
                default: (0x30...0x39).contains(first)
                }
            if isTelling { return false }
        }
        let marks: Set<Character> = ["-", "–", "—", ".", "…", "?", " "]
        var phrase = Substring(line)
        while let last = phrase.last, marks.contains(last) { phrase.removeLast() }
        while let first = phrase.first, marks.contains(first) { phrase.removeFirst() }
        return nothings.contains(foldedUmlauts(phrase.lowercased()))
    }
}
