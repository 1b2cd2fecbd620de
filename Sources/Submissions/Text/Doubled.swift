/// UTF-8 that was taken for windows-1252 or ISO-8859-1 and encoded once more: `MÃ¼ller` for "Müller".
enum Doubled {
    /// Whether a byte behind 0xC3 continues `Ã`, `Â`, `â` or `Å`.
    static func begins(_ byte: UInt8) -> Bool { byte == 0x83 || byte == 0x82 || byte == 0xA2 || byte == 0x85 }

    /// Whether all texts are UTF-8 that was encoded twice, as far as they have more than ASCII. One with a letter of its own
    /// says that the others are meant as they are.
    static func isWhole(_ texts: [String]) -> Bool {
        var isAny = false
        for text in texts where text.utf8.contains(where: { $0 >= 0x80 }) {
            guard undone(text) != nil else { return false }
            isAny = true
        }
        return isAny
    }

    /// The text that was encoded twice; `nil` if this is none.
    static func undone(_ text: String) -> String? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        var isAny = false
        for scalar in text.unicodeScalars {
            guard let byte = byte(of: scalar) else { return nil }
            isAny = isAny || byte >= 0x80
            bytes.append(byte)
        }
        guard isAny, let single = String(validating: bytes, as: UTF8.self) else { return nil }
        return single
    }

    /// The byte that a character is in windows-1252, or in ISO-8859-1 where that has a control character of it.
    private static func byte(of scalar: Unicode.Scalar) -> UInt8? {
        if scalar.value < 0x100 { return UInt8(scalar.value) }
        return Charset.windows1252Byte(of: scalar)
    }
}
