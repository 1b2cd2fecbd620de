import JSON

/// Percent-encoded text in URLs, read without ever failing: a URL's query is context, and a lead is not lost over it.
package enum PercentEncoding {
    /// The decoded bytes as text. A `%` without two hexadecimal digits stands for itself; bytes that are not UTF-8 are
    /// windows-1252, as in a form; U+0000 becomes U+FFFD.
    ///
    /// - Parameter plusIsSpace: true in a query, false in a path.
    package static func decode(_ text: some StringProtocol, plusIsSpace: Bool) -> String {
        let bytes = Array(text.utf8)
        guard bytes.contains(where: { $0 == UInt8(ascii: "%") || (plusIsSpace && $0 == UInt8(ascii: "+")) }) else {
            return String(text)
        }
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var position = 0
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "%"), position + 2 < bytes.count, let high = bytes[position + 1].hexadecimalValue,
                let low = bytes[position + 2].hexadecimalValue
            {
                out.append(high << 4 | low)
                position += 3
            } else {
                out.append(byte == UInt8(ascii: "+") && plusIsSpace ? 0x20 : byte)
                position += 1
            }
        }
        if out.contains(0) { out = out.withoutZeros }
        if out.firstInvalidUTF8(in: 0..<out.count) != nil { out = Charset.windows1252.utf8(from: out) }
        return String(decoding: out, as: UTF8.self)
    }

    /// The bytes that a body stands for which is a single escaped text, as a script writes it that forgets the name of the
    /// field; `nil` for anything else.
    static func whole(_ body: [UInt8]) -> [UInt8]? {
        guard body.first == UInt8(ascii: "%") else { return nil }
        var text = body[...]
        while let last = text.last, last == UInt8(ascii: "=") || last == 0x0A || last == 0x0D { text.removeLast() }
        guard !text.contains(UInt8(ascii: "&")), !text.contains(UInt8(ascii: "=")) else { return nil }
        return Array(decode(String(decoding: text, as: UTF8.self), plusIsSpace: true).utf8)
    }

    /// The pairs of a query, decoded, in their order; names are literal, brackets and all. At most `limit` of them.
    package static func pairs(ofQuery query: String, limit: Int = 1_000) -> [(name: String, value: String)] {
        query.split(separator: "&").prefix(limit).map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let value = parts.count > 1 ? parts[1] : ""
            var text = decode(value, plusIsSpace: true)
            if value.first == "+", LostPlus.stood(before: Array(text.utf8)[1...]) { text = "+" + text.dropFirst() }
            return (decode(parts[0], plusIsSpace: true), text)
        }
    }
}
