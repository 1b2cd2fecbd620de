/// The character sets a sender may declare. Anything else is refused, never guessed.
enum Charset: Sendable, Hashable {
    case utf8
    /// windows-1252, and what calls itself ISO-8859-1 or ASCII beyond 7 bits: browsers and servers write the euro sign
    /// as 0x80 under that name, and the WHATWG Encoding standard reads all three labels as windows-1252.
    case windows1252
    /// ISO-8859-15, Latin-9.
    case latin9

    /// The character set of an IANA label or alias, in any letter case. A body that is UTF-16 has been told by its bytes
    /// before anybody asks (``UTF16Text``); another that calls itself so is UTF-8.
    init?(label: String) {
        switch label.lowercased() {
        case "utf-8", "utf8", "us-ascii", "ascii", "utf-16", "utf-16le", "utf-16be", "ucs-2", "unicode": self = .utf8
        case "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "l1", "windows-1252", "cp1252", "x-cp1252":
            self = .windows1252
        case "iso-8859-15", "iso8859-15", "iso_8859-15", "latin-9", "latin9", "l9": self = .latin9
        default: return nil
        }
    }

    /// The same text as UTF-8. UTF-8 itself is handed back as it is, unchecked.
    func utf8(from bytes: some Collection<UInt8>) -> [UInt8] {
        guard self != .utf8 else { return Array(bytes) }
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count + bytes.count / 8)
        for byte in bytes {
            if byte < 0x80 {
                out.append(byte)
                continue
            }
            // All of them have two bytes or three in UTF-8.
            let code = scalar(byte).value
            if code < 0x800 {
                out.append(0xC0 | UInt8(code >> 6))
            } else {
                out.append(0xE0 | UInt8(code >> 12))
                out.append(0x80 | UInt8(code >> 6 & 0x3F))
            }
            out.append(0x80 | UInt8(code & 0x3F))
        }
        return out
    }

    private func scalar(_ byte: UInt8) -> Unicode.Scalar {
        switch self {
        case .utf8: Unicode.Scalar(byte)
        case .windows1252: byte < 0xA0 ? Self.windows1252Block[Int(byte - 0x80)] : Unicode.Scalar(byte)
        case .latin9: Self.latin9Differences[byte] ?? Unicode.Scalar(byte)
        }
    }

    /// The byte of a character that windows-1252 has between 0x80 and 0x9F; `nil` for every other.
    static func windows1252Byte(of scalar: Unicode.Scalar) -> UInt8? {
        windows1252Block.firstIndex(of: scalar).map { UInt8(0x80 + $0) }
    }

    /// 0x80–0x9F. The five positions windows-1252 leaves empty stay C1 controls, as the Encoding standard has it.
    private static let windows1252Block: [Unicode.Scalar] = [
        "\u{20AC}", "\u{81}", "\u{201A}", "\u{192}", "\u{201E}", "\u{2026}", "\u{2020}", "\u{2021}",
        "\u{2C6}", "\u{2030}", "\u{160}", "\u{2039}", "\u{152}", "\u{8D}", "\u{17D}", "\u{8F}",
        "\u{90}", "\u{2018}", "\u{2019}", "\u{201C}", "\u{201D}", "\u{2022}", "\u{2013}", "\u{2014}",
        "\u{2DC}", "\u{2122}", "\u{161}", "\u{203A}", "\u{153}", "\u{9D}", "\u{17E}", "\u{178}",
    ]

    private static let latin9Differences: [UInt8: Unicode.Scalar] = [
        0xA4: "\u{20AC}", 0xA6: "\u{160}", 0xA8: "\u{161}", 0xB4: "\u{17D}",
        0xB8: "\u{17E}", 0xBC: "\u{152}", 0xBD: "\u{153}", 0xBE: "\u{178}",
    ]
}

extension [UInt8] {
    /// The index of the first byte in a range that is not well-formed UTF-8 (Unicode 16, table 3-7); nil if all is.
    func firstInvalidUTF8(in range: Range<Int>) -> Int? {
        var position = range.lowerBound
        let end = range.upperBound
        func continues(_ index: Int, _ allowed: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
            index < end && allowed.contains(self[index])
        }
        while position < end {
            let length: Int
            switch self[position] {
            case 0x00...0x7F: length = 1
            case 0xC2...0xDF: length = continues(position + 1) ? 2 : 0
            case 0xE0...0xEF:
                let second: ClosedRange<UInt8> =
                    self[position] == 0xE0 ? 0xA0...0xBF : self[position] == 0xED ? 0x80...0x9F : 0x80...0xBF
                length = continues(position + 1, second) && continues(position + 2) ? 3 : 0
            case 0xF0...0xF4:
                let second: ClosedRange<UInt8> =
                    self[position] == 0xF0 ? 0x90...0xBF : self[position] == 0xF4 ? 0x80...0x8F : 0x80...0xBF
                let complete = continues(position + 1, second) && continues(position + 2) && continues(position + 3)
                length = complete ? 4 : 0
            default: length = 0
            }
            guard length > 0 else { return position }
            position += length
        }
        return nil
    }
}
