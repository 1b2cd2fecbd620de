import GermanValues
import JSON

/// Text between tags and in attributes.
extension XMLReader {
    /// Text up to a byte (which is left), with references replaced and line ends as LF (XML 1.0 §2.11).
    mutating func characters(until end: UInt8) throws(SubmissionError) -> [UInt8] {
        var out: [UInt8] = []
        let start = position
        while position < bytes.count, bytes[position] != end {
            let byte = bytes[position]
            switch byte {
            case UInt8(ascii: "&"):
                try reference(into: &out)
                continue
            case UInt8(ascii: "<"):
                throw malformed("The value of an attribute contains <")
            case 0x0D:
                out.append(0x0A)
                if position + 1 < bytes.count, bytes[position + 1] == 0x0A { position += 1 }
            case UInt8(ascii: "]") where end == UInt8(ascii: "<") && starts(with: "]]>"):
                throw malformed("The text contains ]]>")
            default:
                out.append(byte)
            }
            position += 1
        }
        try checkCharacters(start..<position)
        return out
    }

    /// Whether all of it are characters of XML 1.0 (§2.2): no controls, no U+FFFE, no U+FFFF.
    mutating func checkCharacters(_ range: Range<Int>) throws(SubmissionError) {
        for index in range {
            switch bytes[index] {
            case 0x00..<0x09, 0x0B, 0x0C, 0x0E..<0x20:
                position = index
                throw malformed("The text contains a control character")
            case 0xEF where index + 2 < range.upperBound && bytes[index + 1] == 0xBF && bytes[index + 2] >= 0xBE:
                position = index
                throw malformed("The text contains what is no character")
            default:
                break
            }
        }
    }

    /// Line ends as LF (XML 1.0 §2.11).
    static func withLineFeeds(_ text: ArraySlice<UInt8>) -> [UInt8] {
        guard text.contains(0x0D) else { return Array(text) }
        var out: [UInt8] = []
        var previous: UInt8 = 0
        for byte in text {
            if byte == 0x0D { out.append(0x0A) } else if byte != 0x0A || previous != 0x0D { out.append(byte) }
            previous = byte
        }
        return out
    }

    private mutating func reference(into out: inout [UInt8]) throws(SubmissionError) {
        let start = position + 1
        var end = start
        while end < bytes.count, end - start <= 10, bytes[end] != UInt8(ascii: ";") { end += 1 }
        guard end < bytes.count, bytes[end] == UInt8(ascii: ";") else { throw malformed("A reference is not closed") }
        switch String(decoding: bytes[start..<end], as: UTF8.self) {
        case "lt": out.append(UInt8(ascii: "<"))
        case "gt": out.append(UInt8(ascii: ">"))
        case "amp": out.append(UInt8(ascii: "&"))
        case "apos": out.append(0x27)
        case "quot": out.append(0x22)
        case let name where name.hasPrefix("#"):
            let isHexadecimal = name.hasPrefix("#x")
            let digits = name.dropFirst(isHexadecimal ? 2 : 1)
            // A number's reader would take a sign, too.
            let isNumber = digits.utf8.allSatisfy {
                isHexadecimal ? $0.hexadecimalValue != nil : (0x30...0x39).contains($0)
            }
            let code = isNumber ? UInt32(digits, radix: isHexadecimal ? 16 : 10) : nil
            guard let code, let scalar = Unicode.Scalar(code), code == 9 || code == 10 || code == 13 || code >= 0x20,
                code != 0xFFFE, code != 0xFFFF
            else {
                throw malformed("A character reference is not a character")
            }
            out.append(contentsOf: String(Character(scalar)).utf8)
        case let name:
            // Not XML's, but what people write who make XML with a tool for HTML.
            let reference = "&\(name);"
            let text = TextDecoding.entities(reference)
            guard text != reference else {
                throw malformed("The document uses an entity that neither XML nor HTML defines")
            }
            out.append(contentsOf: text.utf8)
        }
        position = end + 1
    }
}

extension UInt8 {
    var isXMLSpace: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }

    var isXMLNameStart: Bool {
        isXMLNameByte && !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
            && self != UInt8(ascii: "-") && self != UInt8(ascii: ".")
    }

    var isXMLNameByte: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: ":"), 0x80...0xFF:
            true
        default: false
        }
    }
}
