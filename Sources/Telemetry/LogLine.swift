/// Writes one log record as one line of JSON.
///
/// By hand, because a record is written on the hot path and Foundation's encoder costs more than the lead itself. What a
/// value holds cannot break the line: quotes, backslashes and all control characters (also U+007F–U+009F, which carry
/// terminal escapes, and U+2028/2029) are escaped.
package struct LogLine: Sendable {
    /// The line so far, without its line end.
    package private(set) var bytes: [UInt8] = [UInt8(ascii: "{")]
    private var isFirst = true

    package init() {
        bytes.reserveCapacity(320)
    }

    /// Adds a member whose value is text.
    package mutating func add(_ key: String, _ text: some StringProtocol) {
        self.key(key)
        string(text)
    }

    /// Adds a member whose value is a whole number.
    package mutating func add(_ key: String, _ number: some BinaryInteger) {
        self.key(key)
        bytes.append(contentsOf: String(number).utf8)
    }

    /// Starts a member; its value is up to the caller's next `string`, `open` … call.
    mutating func key(_ key: String) {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        string(key)
        bytes.append(UInt8(ascii: ":"))
        isFirst = false
    }

    /// Opens an object or array value.
    mutating func open(_ bracket: Unicode.Scalar) {
        bytes.append(UInt8(ascii: bracket))
        isFirst = true
    }

    /// Closes an object or array value.
    mutating func close(_ bracket: Unicode.Scalar) {
        bytes.append(UInt8(ascii: bracket))
        isFirst = false
    }

    /// Parts two elements of an array.
    mutating func separateElement() {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
    }

    /// Writes a JSON string.
    mutating func string(_ text: some StringProtocol) {
        bytes.append(UInt8(ascii: "\""))
        var text = text.utf8.makeIterator()
        // Two-byte and three-byte forms that need an escape are recognised by their lead bytes.
        while let byte = text.next() {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0x0A: bytes.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "n")])
            case 0x00..<0x20, 0x7F: escape(UInt16(byte))
            case 0xC2:
                let next = text.next() ?? 0x80
                if next < 0xA0 { escape(UInt16(next)) } else { bytes.append(contentsOf: [byte, next]) }
            case 0xE2:
                let second = text.next() ?? 0x80
                let third = text.next() ?? 0x80
                if second == 0x80, third == 0xA8 || third == 0xA9 {
                    escape(0x2000 + UInt16(third & 0x3F))
                } else {
                    bytes.append(contentsOf: [byte, second, third])
                }
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Ends the record.
    package consuming func finished() -> [UInt8] {
        bytes.append(contentsOf: [UInt8(ascii: "}"), 0x0A])
        return bytes
    }

    private mutating func escape(_ unit: UInt16) {
        let text = String(unit, radix: 16)
        bytes.append(contentsOf: "\\u".utf8)
        bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: 4 - text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }
}
