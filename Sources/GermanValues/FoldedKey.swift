/// Text reduced to what matters when an answer is compared with a list of known answers.
///
/// Case, umlauts (`ä` = `ae`), `ß` = `ss`, gender endings (`Angestellte:r`, `Rentner*in`, `Beamter/-in`) and the difference between
/// blanks, `_`, `/`, `.`, `,` and `-` disappear; everything else counts. Keys are compared whole, never by part: "unverheiratet" contains
/// "verheiratet".
package struct FoldedKey: Sendable, Hashable {
    package let text: String

    package init(_ text: String) {
        self.text = folded(text)
    }
}

/// The text of the ``FoldedKey``, for dictionaries that are keyed by text.
package func folded(_ text: String) -> String {
    var text = text
    if let quick = text.withUTF8({ quickFold($0.span) }) { return quick }
    let line = withoutGenderEndings(CleanText.line(text))
    var result = ""
    result.reserveCapacity(line.utf8.count)
    var pendingBlank = false
    for character in foldedUmlauts(line.lowercased()) {
        switch character {
        case " ", "_", "/", ".", ",", "-":
            pendingBlank = !result.isEmpty
        default:
            if pendingBlank { result.append(" ") }
            pendingBlank = false
            result.append(character)
        }
    }
    return result
}

/// `ä` → `ae`, `ö` → `oe`, `ü` → `ue`, `ß` → `ss`, in lower-case text.
func foldedUmlauts(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
        switch scalar {
        case "ä": result += "ae"
        case "ö": result += "oe"
        case "ü": result += "ue"
        case "ß": result += "ss"
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result
}

/// Folding byte by byte, for text of ASCII and German letters without gender endings; `nil` says: use the slow way.
private func quickFold(_ bytes: Span<UInt8>) -> String? {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 4)
    var pendingBlank = false
    var index = 0
    while index < bytes.count {
        let byte = bytes[index]
        index += 1
        var second: UInt8 = 0
        let first: UInt8
        switch byte {
        case 0x61...0x7A, 0x30...0x39, 0x26, 0x27, 0x2B, 0x3C, 0x3E, 0x25:
            first = byte
        case 0x41...0x5A:
            first = byte | 0x20
        case 0x20, 0x2E, 0x2C, 0x2D:
            pendingBlank = !result.isEmpty
            continue
        case 0x5F, 0x2F:
            // A gender ending may follow: `_in`, `/-in`.
            if index < bytes.count, bytes[index] == 0x69 || bytes[index] == 0x72 || bytes[index] == 0x2D { return nil }
            pendingBlank = !result.isEmpty
            continue
        case 0xC3 where index < bytes.count:
            switch bytes[index] {
            case 0xA4, 0x84: (first, second) = (0x61, 0x65)
            case 0xB6, 0x96: (first, second) = (0x6F, 0x65)
            case 0xBC, 0x9C: (first, second) = (0x75, 0x65)
            case 0x9F: (first, second) = (0x73, 0x73)
            default: return nil
            }
            index += 1
            // A combining mark could follow the letter.
            if index < bytes.count, bytes[index] >= 0x80, bytes[index] != 0xC3 { return nil }
        default:
            return nil
        }
        if index < bytes.count, bytes[index] == 0xCC || bytes[index] == 0xCD { return nil }
        if pendingBlank { result.append(0x20) }
        pendingBlank = false
        result.append(first)
        if second != 0 { result.append(second) }
    }
    return String(decoding: result, as: UTF8.self)
}

/// `Rentner*in` → `Rentner`, `Angestellte:r` → `Angestellte`; `STAY_IN` keeps its underscore word.
private func withoutGenderEndings(_ text: String) -> String {
    let endings = [
        ":innen", "*innen", "/-innen", "_innen", ":in", "*in", "/-in", "(in)", "_in", ":r", "*r", "/-r", "(r)", "_r",
    ]
    guard text.contains(where: { ":*/(_".contains($0) }) else { return text }
    let characters = Array(text)
    var result = ""
    var index = 0
    scan: while index < characters.count {
        if index > 0, characters[index - 1].isLetter, ":*/(_".contains(characters[index]) {
            for ending in endings {
                let end = index + ending.count
                guard end <= characters.count else { continue }
                let part = String(characters[index..<end])
                let isEnding = ending.hasPrefix("_") ? part == ending : part.lowercased() == ending
                if isEnding, end == characters.count || !(characters[end].isLetter || characters[end].isNumber) {
                    index = end
                    continue scan
                }
            }
        }
        result.append(characters[index])
        index += 1
    }
    return result
}
