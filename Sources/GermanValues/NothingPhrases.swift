/// Ways of saying nothing, as forms and people produce them: "k.A.", "n/a", "Bitte wählen", dashes, dots.
///
/// Compared folded and without the marks around them. Nearly every answer is none of them, and that is found out first, on
/// bytes and without allocation: by the first three of them, then by a fingerprint of the whole (``mayBe(_:)``).
enum NothingPhrases {
    /// What says nothing in any place.
    static let phrases: Set<String> = [
        "", "k.a", "k. a", "k/a", "k / a", "keine angabe", "keine angaben", "keine angabe gemacht",
        "keine weiteren angaben",
        "ohne angabe", "nicht angegeben", "keine antwort", "keine eingabe", "kein eintrag", "kein wert",
        "keine auswahl",
        "nichts ausgewaehlt", "nicht ausgewaehlt", "nicht gewaehlt", "nicht vorhanden", "nicht verfuegbar",
        "nicht zutreffend",
        "nicht relevant", "trifft nicht zu", "n/a", "n / a", "n.a", "n. a", "n.v", "n. v", "n.n", "n. n", "tbd", "xxx",
        "undefined", "[object object", "unbekannt", "nicht bekannt", "unknown", "bitte waehlen", "bitte auswaehlen",
        "bitte waehlen sie", "bitte waehlen sie aus", "bitte auswahl treffen", "bitte angeben", "bitte ausfuellen",
        "bitte eingeben", "pflichtfeld", "waehlen sie", "waehlen sie bitte", "auswaehlen", "please select",
        "please choose",
        "please specify", "select", "select one", "select an option", "choose", "choose one", "choose an option",
        "not specified", "not provided", "not applicable", "not available", "not selected", "not set", "none selected",
        "nicht beantwortet", "not answered", "tba", "auswahl treffen", "option waehlen", "option auswaehlen",
        "keine angabe moeglich", "keine angabe gewuenscht", "moechte ich nicht angeben", "moechte nicht angeben",
        "moechte ich nicht sagen", "will ich nicht angeben", "prefer not to say", "i prefer not to say",
        "nothing selected", "no selection", "no answer", "no value", "no title", "no salutation",
    ]

    /// Those that may as well be a name or tell a reader something: nothing where a number, a date or a choice belongs, text
    /// where text does.
    static let phrasesButText: Set<String> = [
        "ka", "na", "nan", "null", "none", "weiss nicht", "weiss ich nicht", "ich weiss nicht", "ich weiss es nicht",
        "ich weiss es noch nicht", "noch offen", "noch unklar", "noch nicht bekannt", "entfaellt",
    ]

    static let marks: Set<Character> = [
        "-", "–", "—", "−", "‐", "‑", "―", "_", ".", "…", "?", "*", "/", "<", ">", "(", ")", "]", ":", "|", " ", "\n",
    ]

    /// No text of more bytes is a phrase, whatever marks it has.
    private static let longest = 40

    /// Whether cleaned text says nothing: blank, marks only, or a phrase. Where `isAnyText` may stand, "Null" and "None" are
    /// surnames.
    static func contain(_ text: String, isAnyText: Bool) -> Bool {
        var text = text
        guard text.withUTF8({ mayBe($0.span) }) else { return false }
        if text.withUTF8(Placeholder.isOne) { return true }
        let quick = text.withUTF8 { containASCII($0, isAnyText: isAnyText) }
        return quick ?? containByComparing(text, isAnyText: isAnyText)
    }

    /// The same of a text of ASCII, byte by byte; `nil` for any other.
    private static func containASCII(_ bytes: UnsafeBufferPointer<UInt8>, isAnyText: Bool) -> Bool? {
        // A return and a line feed are one character.
        guard bytes.allSatisfy({ $0 < 0x80 && $0 != 0x0D }) else { return nil }
        guard bytes.count <= longest else { return false }
        // Signs that are no marks are for the comparison.
        if isSigns(bytes.span) { return nil }
        var phrase = bytes[...]
        while let last = phrase.last, isMark(last) { phrase.removeLast() }
        while let first = phrase.first, isMark(first) { phrase.removeFirst() }
        if phrase.first == 0x5B, !phrase.starts(with: "[object".utf8) {
            phrase.removeFirst()
            while let first = phrase.first, isMark(first) { phrase.removeFirst() }
        }
        let folded = String(unsafeUninitializedCapacity: max(phrase.count, 1)) { output in
            for (place, byte) in phrase.enumerated() {
                output[place] = (0x41...0x5A).contains(byte) ? byte | 0x20 : plain(byte)
            }
            return phrase.count
        }
        return phrases.contains(folded) || isPhraseButText(folded, written: phrase, isAnyText)
    }

    /// Whether a phrase of ``phrasesButText`` says nothing: where any text may stand, only what a program wrote does.
    private static func isPhraseButText(_ folded: String, written: some Collection<UInt8>, _ isAnyText: Bool) -> Bool {
        guard phrasesButText.contains(folded) else { return false }
        return !isAnyText || writtenByPrograms.contains { written.elementsEqual($0.utf8) }
    }

    /// What programs write for no value, letter by letter. "Null" is a surname, "NONE" may be one in capitals.
    private static let writtenByPrograms = ["null", "none", "nan", "NaN"]

    /// The same without the short cuts, which a test compares with it.
    static func containByComparing(_ text: String, isAnyText: Bool) -> Bool {
        var placeholder = text
        if placeholder.withUTF8(Placeholder.isOne) { return true }
        guard text.utf8.count <= longest else { return false }
        if text.unicodeScalars.allSatisfy({ signs.contains($0) }) { return true }
        var phrase = Substring(text)
        while let last = phrase.last, marks.contains(last) { phrase.removeLast() }
        while let first = phrase.first, marks.contains(first), phrase.count > 1 || first != "[" { phrase.removeFirst() }
        // "[Bitte auswählen]"; but "[object Object]" is known as it is.
        if phrase.first == "[", !phrase.hasPrefix("[object") { phrase = phrase.dropFirst().drop { marks.contains($0) } }
        var folded = foldedUmlauts(phrase.lowercased())
        if folded.utf8.contains(where: { $0 == 0x5F || $0 == 0x2D }) {
            folded = folded.replacing("_", with: " ").replacing("-", with: " ")
        }
        return phrases.contains(folded) || isPhraseButText(folded, written: phrase.utf8, isAnyText)
    }

    /// Signs that say nothing by themselves, besides the ``marks``.
    private static let signs = Set("-–—−‐‑―_.…?*/<>()]:|[ \n~·•=".unicodeScalars)

    // MARK: On bytes

    /// Whether cleaned text may say nothing: false is certain, true is for the comparison of texts to decide.
    ///
    /// All phrases are ASCII, so of other scalars only the German letters, some marks and what has a small letter of ASCII
    /// can be in one.
    static func mayBe(_ bytes: Span<UInt8>) -> Bool {
        guard bytes.count > 0 else { return true }
        let first = bytes[0]
        guard (first | 0x20) &- 0x61 < 26 else {
            // No phrase begins with a digit, and none with what a German letter is folded to.
            return first < 0x80
                ? isMark(first) || first == 0x5B || Placeholder.isBeginning(first) || isSigns(bytes) : first != 0xC3
        }
        guard bytes.count <= longest, isBeginning(first | 0x20) else { return false }
        let beginning = beginnings[Int(first & 31)]
        if bytes.count > 1, bytes[1] < 0x80, !beginning.second.has(plain(bytes[1])) { return false }
        if bytes.count > 2, bytes[2] < 0x80, !beginning.third.has(plain(bytes[2])) { return false }
        return hasFingerprint(bytes)
    }

    /// The first letters of the phrases, written here for speed; a test holds them against ``phrases``.
    static func isBeginning(_ letter: UInt8) -> Bool {
        switch letter {
        case 0x61, 0x62, 0x63, 0x65, 0x69, 0x6B, 0x6D, 0x6E, 0x6F, 0x70, 0x73, 0x74, 0x75, 0x77, 0x78: true
        default: false
        }
    }

    private static func hasFingerprint(_ bytes: Span<UInt8>) -> Bool {
        var end = bytes.count
        while end > 0, isMark(bytes[end - 1]) { end -= 1 }
        var fingerprint = Fingerprint()
        var index = 0
        while index < end {
            let byte = bytes[index]
            index += 1
            switch byte {
            case 0x41...0x5A: fingerprint.add(byte | 0x20)
            case 0..<0x80: fingerprint.add(plain(byte))
            case 0xC3 where index < end:
                guard let letters = germanLetter(bytes[index]) else { return false }
                fingerprint.add(letters.0)
                fingerprint.add(letters.1)
                index += 1
            // "²", "€" and their like are in no phrase; of the others some are marks.
            case 0xC2: return false
            case 0xE2 where index + 1 < end && bytes[index] == 0x82: return false
            default: return true
            }
        }
        return fingerprints.contains(fingerprint.value)
    }

    /// `keine_angabe`, `keine-angabe`: vendors write `_` and `-` for a blank.
    @inline(__always)
    private static func plain(_ byte: UInt8) -> UInt8 { byte == 0x5F || byte == 0x2D ? 0x20 : byte }

    /// Whether there is neither a letter nor a digit.
    private static func isSigns(_ bytes: Span<UInt8>) -> Bool {
        for index in 0..<bytes.count {
            let byte = bytes[index]
            if (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 { return false }
        }
        return true
    }

    /// What a German letter is folded to, by the second byte of its two.
    private static func germanLetter(_ byte: UInt8) -> (UInt8, UInt8)? {
        switch byte {
        case 0xA4, 0x84: (0x61, 0x65)
        case 0xB6, 0x96: (0x6F, 0x65)
        case 0xBC, 0x9C: (0x75, 0x65)
        case 0x9F: (0x73, 0x73)
        default: nil
        }
    }

    /// ``marks``, as far as they are ASCII.
    private static func isMark(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x0A, 0x20, 0x28, 0x29, 0x2A, 0x2D, 0x2E, 0x2F, 0x3A, 0x3C, 0x3E, 0x3F, 0x5D, 0x5F, 0x7C: true
        default: false
        }
    }

    /// FNV-1a over the folded bytes.
    private struct Fingerprint {
        private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

        mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }

    /// A set of bytes, of which only the lowest five bits are looked at: a letter and its capital are the same.
    private struct RoughBytes {
        private var bits: UInt32 = 0

        mutating func insert(_ byte: UInt8) { bits |= 1 << UInt32(byte & 31) }

        func has(_ byte: UInt8) -> Bool { bits & (1 << UInt32(byte & 31)) != 0 }
    }

    /// How the phrases go on that begin with one letter.
    private struct Beginning {
        var second = RoughBytes()
        var third = RoughBytes()
    }

    private static let beginnings: InlineArray<32, Beginning> = {
        var beginnings = InlineArray<32, Beginning>(repeating: Beginning())
        for phrase in phrases.union(phrasesButText) {
            let bytes = Array(phrase.utf8)
            guard let first = bytes.first else { continue }
            for byte in next(in: bytes.dropFirst()) { beginnings[Int(first & 31)].second.insert(byte) }
            for byte in next(in: bytes.dropFirst(2)) { beginnings[Int(first & 31)].third.insert(byte) }
        }
        return beginnings
    }()

    /// The next byte of a phrase; behind its end every mark.
    private static func next(in rest: ArraySlice<UInt8>) -> [UInt8] {
        rest.first.map { [$0] } ?? (0..<0x80).filter(isMark).map(plain)
    }

    private static let fingerprints = Set(
        phrases.union(phrasesButText).map { phrase in
            var fingerprint = Fingerprint()
            for byte in phrase.utf8 { fingerprint.add(byte) }
            return fingerprint.value
        }
    )
}

extension CleanText {
    /// Whether cleaned text says nothing: blank, dashes, dots or question marks only, or a phrase such as "k.A.".
    static func saysNothing(_ line: String) -> Bool { NothingPhrases.contain(line, isAnyText: false) }

    /// The same where any text may stand: "Null" and "None" are surnames.
    static func saysNothingAsText(_ text: String) -> Bool { NothingPhrases.contain(text, isAnyText: true) }
}
