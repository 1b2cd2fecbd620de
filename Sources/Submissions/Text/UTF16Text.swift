/// A body in UTF-16, as Windows programs write where nobody tells them otherwise.
///
/// It is told by its bytes, a byte order mark or a first character of ASCII with a zero beside it (RFC 4627 §3): what only calls
/// itself UTF-16 is mostly UTF-8, as in `encoding="utf-16"`, which .NET's `StringWriter` declares of whatever is sent.
enum UTF16Text {
    private enum ByteOrder { case big, little }

    /// Whether a body is UTF-16.
    static func isText(_ body: [UInt8]) -> Bool { byteOrder(of: body) != nil }

    /// The same text as UTF-8, without the mark; `nil` for a body that is not UTF-16.
    static func utf8(of body: [UInt8]) throws(SubmissionError) -> [UInt8]? {
        guard let order = byteOrder(of: body) else { return nil }
        let units = stride(from: 0, to: body.count - 1, by: 2).map { place in
            let (first, second) = (UInt16(body[place]), UInt16(body[place + 1]))
            return order == .big ? first << 8 | second : second << 8 | first
        }
        let text = units[(units[0] == 0xFEFF ? 1 : 0)...]
        guard body.count.isMultiple(of: 2), let string = String(validating: text, as: UTF16.self) else {
            throw SubmissionError(
                .invalidText,
                "The body is UTF-16 that is cut off within a character or has half of one",
                advice: "Send UTF-8"
            )
        }
        return Array(string.utf8)
    }

    private static func byteOrder(of body: [UInt8]) -> ByteOrder? {
        guard body.count >= 2 else { return nil }
        switch (body[0], body[1]) {
        case (0xFE, 0xFF): return .big
        case (0xFF, 0xFE): return .little
        case (0, 0x09...0x7E): return .big
        case (0x09...0x7E, 0): return .little
        default: return nil
        }
    }
}
