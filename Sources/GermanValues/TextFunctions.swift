import Crypto
import JSON

/// Small readings of text that need no file of their own each.
enum TextFunctions {
    /// Text with line breaks kept; numbers and booleans as JSON writes them. Blank text says nothing, and so does "k.A.".
    ///
    /// - Throws: `mehrere_werte` for a list, `kein_text` for an object.
    static func text(_ value: JSONValue) throws(Unreadable) -> String? {
        switch try Answer(value) {
        case nil: return nil
        case .text(let text):
            let clean = CleanText.lines(text)
            return clean.isEmpty || CleanText.saysNothingAsText(clean) ? nil : clean
        case .number(let number): return number.text
        case .flag(let flag): return flag ? "true" : "false"
        case .object: throw notText
        }
    }

    static let notText = Unreadable(.keinText, "Das Feld enthält eine Gruppe von Werten, keinen Text.")

    /// The elements of a list, or the pieces of a text between separators, trimmed, without blank ones.
    static func list(_ value: JSONValue, separator: String) throws(Unreadable) -> JSONValue? {
        var elements: [JSONValue] = []
        for element in value.arrayValue ?? [value] {
            guard case .string(let text) = element else {
                if !Answer.saysNothing(element) { elements.append(element) }
                continue
            }
            for piece in pieces(of: separator == "\n" ? CleanText.lines(text) : text, at: separator) {
                let clean = CleanText.line(piece)
                if !clean.isEmpty { elements.append(.string(clean)) }
            }
        }
        return elements.isEmpty ? nil : .array(elements)
    }

    /// The pieces of a text between separators, without empty ones.
    private static func pieces(of text: String, at separator: String) -> [String] {
        // In text of ASCII a byte is a character.
        guard separator.utf8.count == 1, let byte = separator.utf8.first, byte != 0x0A,
            text.utf8.allSatisfy({ $0 < 0x80 })
        else { return text.split(separator: separator).map(String.init) }
        var text = text
        return text.withUTF8 { bytes in
            var pieces: [String] = []
            var end = 0
            while end < bytes.count {
                // Blanks before a piece, as most have, would have it cleaned.
                var begin = end
                while begin < bytes.count, bytes[begin] == 0x20, byte != 0x20 { begin += 1 }
                end = begin
                while end < bytes.count, bytes[end] != byte { end += 1 }
                if end > begin {
                    pieces.append(String(decoding: UnsafeBufferPointer(rebasing: bytes[begin..<end]), as: UTF8.self))
                }
                end += 1
            }
            return pieces
        }
    }

    /// The n-th piece of a text between separators, or element of a list; counted from 1, from the end if negative.
    ///
    /// - Throws: `teil_fehlt` if there are fewer.
    static func part(_ number: Int, of value: JSONValue, separator: String) throws(Unreadable) -> JSONValue? {
        let parts: [JSONValue]
        switch value {
        case .array(let elements): parts = elements
        case .string(let text):
            let pieces = separator == "\n" ? CleanText.lines(text) : text
            parts = pieces.split(separator: separator, omittingEmptySubsequences: false).map { .string(String($0)) }
        default: parts = [value]
        }
        guard !Answer.saysNothing(value) else { return nil }
        let place = number > 0 ? number - 1 : parts.count + number
        guard parts.indices.contains(place) else {
            throw Unreadable(.teilFehlt, "Der Text hat nur \(parts.count) Teile.")
        }
        return try text(parts[place]).map(JSONValue.string)
    }

    /// At most so many Unicode scalars of a text, as the targets count: up to the last blank among them, if there is one, and
    /// never a part of what is seen as one character.
    static func shortened(_ text: String, to length: Int) -> String {
        guard text.unicodeScalars.count > length else { return text }
        var kept = ""
        var count = 0
        var lastWord: String?
        for character in text {
            if character.isWhitespace { lastWord = kept }
            count += character.unicodeScalars.count
            if count > length { break }
            kept.append(character)
        }
        return CleanText.lines(lastWord ?? kept)
    }

    /// The names under which a mapping may ask for a separator.
    static let separators = [
        "komma": ",", "semikolon": ";", "zeile": "\n", "senkrecht": "|", "schraegstrich": "/", "leerzeichen": " ",
        "plus": "+",
    ]

    /// The first element of a list that says something; a single value is its own first element.
    static func first(_ value: JSONValue) -> JSONValue? {
        guard case .array(let elements) = value else { return Answer.saysNothing(value) ? nil : value }
        return elements.first { !Answer.saysNothing($0) }
    }

    /// SHA-256 of the text in UTF-8 without blanks at its ends, in lower-case hexadecimal digits.
    static func sha256(_ text: String) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var bytes: [UInt8] = []
        for byte in SHA256.hash(data: Array(text.utf8)) {
            bytes.append(digits[Int(byte >> 4)])
            bytes.append(digits[Int(byte & 15)])
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The value of a parameter in an address or a query string; `nil` if it is missing or blank.
    static func queryParameter(_ name: String, in address: String) -> String? {
        var query = address[...]
        if let mark = query.firstIndex(of: "?") {
            query = query[query.index(after: mark)...]
        } else if address.contains("://") {
            return nil
        }
        query = query[..<(query.firstIndex(of: "#") ?? query.endIndex)]
        for pair in query.split(separator: "&") {
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let key = sides.first, decoded(key).utf8.elementsEqual(name.utf8) else { continue }
            let value = CleanText.line(sides.count > 1 ? decoded(sides[1]) : "")
            if !value.isEmpty { return value }
        }
        return nil
    }

    /// Percent-decoding, `+` being a blank (application/x-www-form-urlencoded).
    private static func decoded(_ text: Substring) -> String {
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == 0x25, index + 2 < bytes.count, let high = bytes[index + 1].hexadecimalValue,
                let low = bytes[index + 2].hexadecimalValue
            {
                result.append(high << 4 | low)
                index += 3
            } else {
                result.append(bytes[index] == 0x2B ? 0x20 : bytes[index])
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
