/// Consent in a sentence, as a ticked box posts its label: found byte by byte in a text without any word that could refuse.
enum QuickConsent {
    /// Whether a text of Latin letters has several words, and none of them is one that refuses or answers a question.
    static func isConsent(_ bytes: Span<UInt8>) -> Bool {
        guard bytes.count <= 500, LatinText.isLatin(bytes) else { return false }
        var words = 0
        var isAnyLong = false
        var word = FoldedWord()
        var previousIsSmall = false
        var index = 0
        while index < bytes.count {
            var byte = bytes[index]
            var second: UInt8 = 0
            index += 1
            if byte == 0xC3 {
                second = bytes[index]
                index += 1
            }
            let isCapital = second == 0 ? byte &- 0x41 < 26 : (0x80...0x9E).contains(second)
            if second != 0 || LatinText.isLetter(byte) || LatinText.isDigit(byte) {
                // A capital behind a small letter begins a word: "isNotAccepted".
                if isCapital, previousIsSmall {
                    guard word.isHarmless else { return false }
                    words += 1
                    isAnyLong = isAnyLong || word.count > 1
                    word = FoldedWord()
                }
                previousIsSmall = !isCapital && !LatinText.isDigit(byte)
                if second == 0 {
                    if isCapital { byte |= 0x20 }
                    word.add(byte)
                } else {
                    word.add(latin: second)
                }
            } else {
                previousIsSmall = false
                guard word.count > 0 else { continue }
                guard word.isHarmless else { return false }
                words += 1
                isAnyLong = isAnyLong || word.count > 1
                word = FoldedWord()
            }
        }
        if word.count > 0 {
            guard word.isHarmless else { return false }
            words += 1
            isAnyLong = isAnyLong || word.count > 1
        }
        // In one word, or in letters set apart, a refusal may hide anywhere.
        return words > 1 && isAnyLong
    }

    /// A word in small letters, its umlauts folded.
    private struct FoldedWord {
        private(set) var count = 0
        private var hasLetter = false
        private var key: UInt64 = 0xCBF2_9CE4_8422_2325
        /// Whether the beginning so far is one that refuses.
        private var refuses = false

        mutating func add(_ byte: UInt8) {
            key = (key ^ UInt64(byte)) &* 0x100_0000_01B3
            count += 1
            if byte &- 0x61 < 26 || byte >= 0x80 { hasLetter = true }
            if !refuses, (4...11).contains(count), QuickConsent.beginnings.contains(key) { refuses = true }
        }

        mutating func add(latin second: UInt8) {
            switch second {
            case 0xA4, 0x84:
                add(0x61)
                add(0x65)
            case 0xB6, 0x96:
                add(0x6F)
                add(0x65)
            case 0xBC, 0x9C:
                add(0x75)
                add(0x65)
            case 0x9F:
                add(0x73)
                add(0x73)
            default:
                add(0xC3)
                add(second | 0x20)
            }
        }

        /// Whether the word has letters and is none of those that matter.
        var isHarmless: Bool { hasLetter && !refuses && !QuickConsent.words.contains(key) }
    }

    private static func keys(_ texts: some Sequence<String>) -> Set<UInt64> {
        var keys: Set<UInt64> = []
        for text in texts {
            var key: UInt64 = 0xCBF2_9CE4_8422_2325
            for byte in text.utf8 { key = (key ^ UInt64(byte)) &* 0x100_0000_01B3 }
            keys.insert(key)
        }
        return keys
    }

    private static let beginnings = keys(Einwilligung.refusalBeginnings)
    private static let words = keys(Einwilligung.refusalWords.union(JaNein.words))
}
