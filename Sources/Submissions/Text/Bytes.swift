/// The few byte classes that header and form syntax needs.
extension UInt8 {
    /// An octet of an RFC 9110 `token`.
    var isTokenByte: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "!"), UInt8(ascii: "#"), UInt8(ascii: "$"),
            UInt8(ascii: "%"), UInt8(ascii: "&"), UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: "+"),
            UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "^"), UInt8(ascii: "_"), UInt8(ascii: "`"),
            UInt8(ascii: "|"), UInt8(ascii: "~"):
            true
        default:
            false
        }
    }

    /// Space or tab.
    var isLinearSpace: Bool { self == 0x20 || self == 0x09 }

    /// ASCII letters lowered, everything else untouched.
    var lowercased: UInt8 {
        self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") ? self | 0x20 : self
    }
}

extension ArraySlice<UInt8> {
    /// Without spaces and tabs at either end.
    func trimmed() -> ArraySlice<UInt8> {
        var slice = self
        while let first = slice.first, first.isLinearSpace { slice.removeFirst() }
        while let last = slice.last, last.isLinearSpace { slice.removeLast() }
        return slice
    }
}

/// Writing JSON text by hand: the forms' fields go straight from bytes to bytes.
extension [UInt8] {
    /// Appends UTF-8 text as a JSON string (RFC 8259 §7: quote, backslash and controls escaped, all else as it is).
    mutating func appendJSONString(_ text: some Sequence<UInt8>) {
        append(UInt8(ascii: "\""))
        // Most of it goes over in long runs.
        let isDone: Void? = text.withContiguousStorageIfAvailable { bytes in
            var start = 0
            for place in bytes.indices where Self.isEscaped(bytes[place]) {
                append(contentsOf: bytes[start..<place])
                appendEscape(of: bytes[place])
                start = place + 1
            }
            append(contentsOf: bytes[start...])
        }
        if isDone == nil {
            for byte in text { if Self.isEscaped(byte) { appendEscape(of: byte) } else { append(byte) } }
        }
        append(UInt8(ascii: "\""))
    }

    private static func isEscaped(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func appendEscape(of byte: UInt8) {
        append(UInt8(ascii: "\\"))
        switch byte {
        case 0x0A: append(UInt8(ascii: "n"))
        case 0x0D: append(UInt8(ascii: "r"))
        case 0x09: append(UInt8(ascii: "t"))
        case 0x00..<0x20:
            append(contentsOf: "u00".utf8)
            append(UInt8(ascii: "0") + byte >> 4)
            append((byte & 15) + (byte & 15 < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10))
        default: append(byte)
        }
    }
}
