/// Reads `application/x-www-form-urlencoded` (WHATWG URL §5) the way senders of webhooks write it.
///
/// `+` and `%XX` count in names and values alike, pairs are parted by `&` only, a pair without `=` has an empty value,
/// and a `%` that two hexadecimal digits do not follow stands for itself (`100%` loses nothing). What is not text in the
/// form's character set is refused, as is U+0000.
enum URLEncodedForm {
    static func decode(
        _ body: [UInt8],
        charset: Charset,
        options: SubmissionOptions
    ) throws(SubmissionError) -> DecodedSubmission {
        var tree = FormTree(capacity: body.count + 64, depthLimit: options.depth)
        var position = SubmissionDecoder.byteOrderMark(body)
        var end = body.count
        while end > position, body[end - 1] == 0x0A || body[end - 1] == 0x0D { end -= 1 }  // a here-document's line end
        var pairs = 0
        while position < end {
            let start = position
            let nameStart = tree.bytes.count
            component(body, &position, end, stopAtEquals: true, into: &tree.bytes)
            let name = try checked(nameStart, in: &tree.bytes, charset: charset, offset: start)
            var value = name.upperBound..<name.upperBound
            if position < end, body[position] == UInt8(ascii: "=") {
                position += 1
                let valueStart = tree.bytes.count
                component(body, &position, end, stopAtEquals: false, into: &tree.bytes)
                value = try checked(valueStart, in: &tree.bytes, charset: charset, offset: start)
            }
            if position > start {
                pairs += 1
                guard pairs <= options.pairs else {
                    throw SubmissionError(
                        .tooMany,
                        "The form has more than \(options.pairs) fields",
                        advice: "Send fewer fields in one post",
                        offset: start
                    )
                }
                try tree.insert(name: name, .text(value), offset: start)
            }
            position += 1  // the ampersand
        }
        return DecodedSubmission(format: .urlencoded, json: tree.json(), overwritten: tree.overwritten)
    }

    /// Decodes up to the next `&` (or `=`), which is left for the caller.
    private static func component(
        _ body: [UInt8],
        _ position: inout Int,
        _ end: Int,
        stopAtEquals: Bool,
        into out: inout [UInt8]
    ) {
        while position < end {
            let byte = body[position]
            switch byte {
            case UInt8(ascii: "&"):
                return
            case UInt8(ascii: "=") where stopAtEquals:
                return
            case UInt8(ascii: "+"):
                out.append(0x20)
            case UInt8(ascii: "%"):
                if position + 2 < end, let high = body[position + 1].hexValue, let low = body[position + 2].hexValue {
                    out.append(high << 4 | low)
                    position += 2
                } else {
                    out.append(byte)
                }
            default:
                out.append(byte)
            }
            position += 1
        }
    }

    /// Makes the bytes from `start` on UTF-8 text without U+0000, or says that they are not.
    private static func checked(
        _ start: Int,
        in bytes: inout [UInt8],
        charset: Charset,
        offset: Int
    ) throws(SubmissionError) -> Range<Int> {
        var union: UInt8 = 0
        var hasZero = false
        for index in start..<bytes.count {
            union |= bytes[index]
            if bytes[index] == 0 { hasZero = true }
        }
        guard !hasZero else { throw .zeroCharacter(offset: offset) }
        if union >= 0x80 {
            if charset == .utf8 {
                guard bytes.firstInvalidUTF8(in: start..<bytes.count) == nil else { throw .notUTF8(offset: offset) }
            } else {
                let transcoded = charset.utf8(from: bytes[start...])
                bytes.replaceSubrange(start..., with: transcoded)
            }
        }
        return start..<bytes.count
    }
}

extension SubmissionError {
    static func zeroCharacter(offset: Int) -> SubmissionError {
        SubmissionError(.invalidText, "The text contains the character U+0000", advice: "Remove it", offset: offset)
    }

    static func notUTF8(offset: Int) -> SubmissionError {
        SubmissionError(
            .invalidText,
            "The text is not valid UTF-8",
            advice: "Send UTF-8, or declare the character set, for example charset=windows-1252 in Content-Type",
            offset: offset
        )
    }
}
