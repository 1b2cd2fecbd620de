/// Text reduced to what matters when an answer is compared with a list of known answers.
///
/// Case, umlauts (`ä` = `ae`), `ß` = `ss`, gender endings (`Angestellte:r`, `Rentner*in`, `Beamter/in`) and the
/// difference between blanks, `_`, `/`, `.`, `,` and `-` disappear; everything else counts. Keys are compared whole,
/// never by part: "unverheiratet" contains "verheiratet".
package struct FoldedKey: Sendable, Hashable {
    package let text: String

    package init(_ text: String) {
        self.text = folded(text)
    }
}

/// The text of the ``FoldedKey``, for dictionaries that are keyed by text.
package func folded(_ text: String) -> String {
    var text = text
    var isQuick = true
    let quick = text.withUTF8 { bytes in
        String(unsafeUninitializedCapacity: max(bytes.count, 1)) { output in
            guard let start = output.baseAddress, let count = quickFold(bytes.span, to: start) else {
                isQuick = false
                return 0
            }
            return count
        }
    }
    if isQuick { return quick }
    let line = withoutGenderEndings(CleanText.line(text))
    var result = ""
    result.reserveCapacity(line.utf8.count)
    var pendingBlank = false
    for scalar in foldedUmlauts(line.lowercased()).unicodeScalars {
        switch scalar {
        case " ", "_", "/", ".", ",", "-":
            pendingBlank = !result.isEmpty
        default:
            if pendingBlank { result.append(" ") }
            pendingBlank = false
            result.unicodeScalars.append(scalar)
        }
    }
    return result
}

/// The key without its separators: `Forward-Darlehen` and `Forwarddarlehen` are one answer. Only where no answer has the
/// key itself, since separators may be all that parts two answers.
package func squeezed(_ key: String) -> String {
    guard key.utf8.contains(0x20) else { return key }
    return String(unsafeUninitializedCapacity: key.utf8.count) { output in
        var count = 0
        for byte in key.utf8 where byte != 0x20 {
            output[count] = byte
            count += 1
        }
        return count
    }
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

/// Folding byte by byte, for text of ASCII and German letters, into as many bytes as the text has; `nil` says: use the
/// slow way.
func quickFold(_ bytes: Span<UInt8>, to output: UnsafeMutablePointer<UInt8>) -> Int? {
    var count = 0
    var pendingBlank = false
    var index = 0
    while index < bytes.count {
        let byte = bytes[index]
        var second: UInt8 = 0
        var first = byte
        switch byte {
        case 0x41...0x5A:
            first = byte | 0x20
        case 0x61...0x7A: break
        case 0x3A, 0x2A, 0x2F, 0x28, 0x5F:
            if let length = lengthOfGenderEnding(bytes, at: index) {
                index += length
                continue
            }
            if byte == 0x2F || byte == 0x5F {
                pendingBlank = count > 0
                index += 1
                continue
            }
        case 0x20, 0x2E, 0x2C, 0x2D:
            pendingBlank = count > 0
            index += 1
            continue
        case 0x21...0x7E: break
        case 0xC3 where index + 1 < bytes.count:
            index += 1
            switch bytes[index] {
            case 0xA4, 0x84: (first, second) = (0x61, 0x65)
            case 0xB6, 0x96: (first, second) = (0x6F, 0x65)
            case 0xBC, 0x9C: (first, second) = (0x75, 0x65)
            case 0x9F: (first, second) = (0x73, 0x73)
            default: return nil
            }
        default:
            return nil
        }
        index += 1
        if pendingBlank {
            output[count] = 0x20
            count += 1
        }
        pendingBlank = false
        output[count] = first
        count += 1
        if second != 0 {
            output[count] = second
            count += 1
        }
    }
    return count
}

/// The bytes of a gender ending that begins here, behind a letter and before the end of the word.
private func lengthOfGenderEnding(_ bytes: Span<UInt8>, at index: Int) -> Int? {
    guard index > 0, bytes[index - 1] >= 0x80 || (bytes[index - 1] | 0x20) &- 0x61 < 26 else { return nil }
    guard index + 1 < bytes.count else { return nil }
    switch bytes[index + 1] | 0x20 {
    case 0x69, 0x72, 0x2D: break
    default: return nil
    }
    candidates: for ending in genderEndings where index + ending.utf8CodeUnitCount <= bytes.count {
        for place in 0..<ending.utf8CodeUnitCount {
            // `STAY_IN` keeps its word: behind an underscore only small letters are an ending.
            let byte = bytes[index + place]
            let isSame =
                byte == ending.utf8Start[place] || (bytes[index] != 0x5F && byte | 0x20 == ending.utf8Start[place])
            if !isSame { continue candidates }
        }
        let end = index + ending.utf8CodeUnitCount
        guard end < bytes.count else { return ending.utf8CodeUnitCount }
        let next = bytes[end]
        if next < 0x80, (next | 0x20) &- 0x61 >= 26, next &- 0x30 >= 10 { return ending.utf8CodeUnitCount }
    }
    return nil
}

private let genderEndings: [StaticString] = [
    ":innen", "*innen", "/-innen", "/innen", "_innen", ":in", "*in", "/-in", "/in", "(in)", "_in", ":r", "*r", "/-r",
    "/r",
    "(r)", "_r",
]

/// `Rentner*in` → `Rentner`, `Angestellte:r` → `Angestellte`.
private func withoutGenderEndings(_ text: String) -> String {
    var text = text
    return text.withUTF8 { bytes in
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            switch bytes[index] {
            case 0x3A, 0x2A, 0x2F, 0x28, 0x5F:
                if let length = lengthOfGenderEnding(bytes.span, at: index) {
                    index += length
                    continue
                }
            default: break
            }
            result.append(bytes[index])
            index += 1
        }
        return String(decoding: result, as: UTF8.self)
    }
}
