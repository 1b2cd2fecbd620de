import JSON

/// Puts right the two escapes that RFC 8259's grammar allows and no text can hold: U+0000, and half of a surrogate pair.
enum EscapeRepair {
    /// The text with the escape of U+FFFD in their place, of the same length so that every later fault keeps its place; `nil`
    /// if there is nothing to put right. Only escapes within strings are looked at; what else is wrong stays as it is.
    static func repaired(_ text: [UInt8]) -> (text: [UInt8], repairs: [Repair])? {
        var result = text
        var repairs: [Repair] = []
        var isString = false
        var place = 0
        func note(_ repair: Repair) { if !repairs.contains(repair) { repairs.append(repair) } }
        func replace(at place: Int) {
            for (offset, byte) in "FFFD".utf8.enumerated() { result[place + 2 + offset] = byte }
        }
        while place < text.count {
            switch text[place] {
            case 0x22:
                isString.toggle()
                place += 1
            case 0x5C where isString:
                guard let code = code(text, place) else {
                    place += 2
                    continue
                }
                if code == 0 {
                    replace(at: place)
                    note(.zeroCharacter)
                } else if code & 0xFC00 == 0xD800, let low = self.code(text, place + 6), low & 0xFC00 == 0xDC00 {
                    place += 6
                } else if code & 0xF800 == 0xD800 {
                    replace(at: place)
                    note(.halfSurrogate)
                }
                place += 6
            default: place += 1
            }
        }
        return repairs.isEmpty ? nil : (result, repairs)
    }

    /// The number of an escape with four hexadecimal digits that begins here.
    private static func code(_ text: [UInt8], _ place: Int) -> UInt32? {
        guard place + 6 <= text.count, text[place] == 0x5C, text[place + 1] == UInt8(ascii: "u") else { return nil }
        var code: UInt32 = 0
        for byte in text[(place + 2)..<(place + 6)] {
            guard let digit = byte.hexadecimalValue else { return nil }
            code = code << 4 | UInt32(digit)
        }
        return code
    }
}
