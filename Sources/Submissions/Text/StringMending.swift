import GermanValues
import JSON

/// Takes off, within the strings of a JSON text, what a sender's tool put around the characters that people typed: HTML
/// character references (WordPress and Jotform escape what they pass on), UTF-8 that was encoded twice, and backslashes
/// before quotes (PHP's `addslashes`).
///
/// Every string keeps its place: what it becomes shorter by is blanks behind it. So the places of the leads of a list stay,
/// and nothing else of the text is touched. Total, and linear in the text.
enum StringMending {
    /// `nil` if there is nothing to put right, or the text is no JSON.
    static func mended(_ text: [UInt8]) -> (text: [UInt8], repairs: [Repair])? {
        let signs = Signs(text)
        guard signs.isAny, let strings = strings(in: text) else { return nil }
        let isDoubled = signs.hasDoubled && Doubled.isWhole(strings.map(\.value))
        let isSlashed = signs.hasSlash && isSlashed(strings.map(\.value))
        var result = text
        var repairs: [Repair] = []
        func note(_ repair: Repair) { if !repairs.contains(repair) { repairs.append(repair) } }
        for string in strings {
            var value = string.value
            var own: [Repair] = []
            if isDoubled, let single = Doubled.undone(value) {
                value = single
                own.append(.doubleUTF8)
            }
            if isSlashed, let bare = withoutSlashes(value) {
                value = bare
                own.append(.addedSlashes)
            }
            // A field's name is what mappings call it by.
            if !string.isName, let plain = withoutReferences(value) {
                value = plain
                own.append(.htmlReferences)
            }
            guard !own.isEmpty else { continue }
            let literal = JSONValue.string(value).serialized
            guard literal.count <= string.bytes.count else { continue }
            let start = string.bytes.lowerBound
            for (offset, byte) in literal.enumerated() { result[start + offset] = byte }
            for place in (start + literal.count)..<string.bytes.upperBound { result[place] = 0x20 }
            own.forEach(note)
        }
        return repairs.isEmpty ? nil : (result, repairs)
    }

    // MARK: - Strings

    private struct Literal {
        /// Where the string stands, with its quotes.
        let bytes: Range<Int>
        let value: String
        let isName: Bool
    }

    /// The strings that may need something done; `nil` if the text is none that a parser takes.
    private static func strings(in text: [UInt8]) -> [Literal]? {
        var found: [Literal] = []
        var place = 0
        while place < text.count {
            guard text[place] == 0x22 else {
                place += 1
                continue
            }
            let start = place
            var isPlain = true
            place += 1
            while place < text.count, text[place] != 0x22 {
                let byte = text[place]
                if byte == 0x5C || byte == 0x26 || byte >= 0x80 || byte == 0x27 { isPlain = false }
                place += byte == 0x5C ? 2 : 1
            }
            guard place < text.count else { return nil }
            place += 1
            if isPlain { continue }
            guard case .string(let value)? = try? JSONValue.parse(Array(text[start..<place])) else { return nil }
            var next = place
            while next < text.count, text[next] <= 0x20 { next += 1 }
            found.append(
                Literal(
                    bytes: start..<place,
                    value: value,
                    isName: next < text.count && text[next] == UInt8(ascii: ":")
                )
            )
        }
        return found
    }

    /// What a text holds that may have to be put right, seen in one pass: nearly every text has none.
    private struct Signs {
        var hasReference = false
        var hasDoubled = false
        var hasSlash = false

        init(_ text: [UInt8]) {
            text.withUnsafeBufferPointer { bytes in
                var place = 0
                while place < bytes.count {
                    if place + 8 <= bytes.count, !Self.mayHoldAny(of: bytes, at: place) {
                        place += 8
                        continue
                    }
                    look(at: place, in: bytes)
                    place += 1
                }
            }
        }

        /// Whether one of the next eight bytes may be a sign, seen at once: nearly all text has none.
        @inline(__always)
        private static func mayHoldAny(of bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
            let word = UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: place, as: UInt64.self)
            let ones: UInt64 = 0x0101_0101_0101_0101
            func holds(_ byte: UInt64) -> UInt64 {
                let difference = word ^ (ones &* byte)
                return (difference &- ones) & ~difference & (ones &* 0x80)
            }
            return holds(0x26) | holds(0x5C) | holds(0xC3) != 0
        }

        private mutating func look(at place: Int, in bytes: UnsafeBufferPointer<UInt8>) {
            switch bytes[place] {
            case 0x26: hasReference = true
            // Ã, Â, â and Å, of which every doubled letter of a European language and the euro sign begin.
            case 0xC3 where place + 1 < bytes.count: hasDoubled = hasDoubled || Doubled.begins(bytes[place + 1])
            case 0x5C where place + 1 < bytes.count && bytes[place + 1] == 0x5C: hasSlash = true
            case 0x5C where place + 5 < bytes.count && bytes[place + 1] == UInt8(ascii: "u"):
                guard bytes[place + 2] == 0x30, bytes[place + 3] == 0x30 else { return }
                let high = bytes[place + 4] | 0x20
                if bytes[place + 4] == 0x32, bytes[place + 5] == 0x36 { hasReference = true }
                if high == UInt8(ascii: "c") || high == UInt8(ascii: "e") { hasDoubled = true }
            default: break
            }
        }

        var isAny: Bool { hasReference || hasDoubled || hasSlash }
    }

    // MARK: - What is put right

    /// The text with its references decoded once. Of a text that is JSON it is the strings within that are decoded, so that a
    /// quote in them stays within; one whose own quotes are references becomes JSON.
    private static func withoutReferences(_ text: String) -> String? {
        guard text.utf8.contains(0x26) else { return nil }
        if let first = text.utf8.first(where: { $0 > 0x20 }), first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
            let bytes = Array(text.utf8)
            if (try? JSONValue.parse(bytes)) != nil {
                // Without the blanks that keep places: those of a text in a text matter to nobody.
                return mended(bytes).flatMap { try? JSONValue.parse($0.text) }
                    .map { String(decoding: $0.serialized, as: UTF8.self) }
            }
        }
        let plain = TextDecoding.entities(text)
        return plain == text ? nil : plain
    }

    /// Whether the values were given backslashes: there are such before quotes, and no quote is without.
    private static func isSlashed(_ values: [String]) -> Bool {
        var isAny = false
        for value in values {
            var isEscaped = false
            for byte in value.utf8 {
                let isQuote = byte == 0x22 || byte == 0x27
                if isQuote, !isEscaped { return false }
                if isQuote { isAny = true }
                isEscaped = byte == 0x5C && !isEscaped
            }
        }
        return isAny
    }

    private static func withoutSlashes(_ text: String) -> String? {
        guard text.utf8.contains(0x5C) else { return nil }
        var result = String.UnicodeScalarView()
        var isEscaped = false
        for scalar in text.unicodeScalars {
            if scalar == "\\", !isEscaped {
                isEscaped = true
                continue
            }
            if isEscaped, scalar != "\\", scalar != "'", scalar != "\"" { result.append("\\") }
            result.append(scalar)
            isEscaped = false
        }
        if isEscaped { result.append("\\") }
        return String(result)
    }
}
