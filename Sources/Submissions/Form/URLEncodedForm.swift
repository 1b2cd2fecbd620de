import JSON

/// Reads `application/x-www-form-urlencoded` (WHATWG URL §5) the way senders of webhooks write it.
///
/// `+` and `%XX` count in names and values alike, pairs are parted by `&` only, a pair without `=` has an empty value, or is
/// the rest of the value before it where it begins with a blank or holds one (`Müller & Sohn`), and a `%` that two hexadecimal digits do not follow stands for itself (`100%` loses nothing). A form that names no
/// character set, neither in its header nor in a field `_charset_` (HTML §4.10.21.5), is UTF-8, and windows-1252, as it is to
/// browsers, where a name or a value is no UTF-8; what is not text in the set that was named is refused. U+0000 becomes
/// U+FFFD.
enum URLEncodedForm {
    static func decode(
        _ body: [UInt8],
        charset: Charset?,
        options: SubmissionOptions
    ) throws(SubmissionError) -> DecodedSubmission {
        try decode(body, in: charset ?? namedCharset(body), options: options)
    }

    /// The character set that the field `_charset_` names.
    private static func namedCharset(_ body: [UInt8]) -> Charset? {
        let name = Array("_charset_=".utf8)
        for place in body.indices
        where body[place] == name[0] && (place == 0 || body[place - 1] == UInt8(ascii: "&"))
            && body[place...].starts(with: name)
        {
            let label = body[(place + name.count)...].prefix { $0 != UInt8(ascii: "&") }
            return Charset(label: String(decoding: label, as: UTF8.self))
        }
        return nil
    }

    private static func decode(
        _ body: [UInt8],
        in charset: Charset?,
        options: SubmissionOptions
    ) throws(SubmissionError) -> DecodedSubmission {
        var tree = FormTree(capacity: body.count + 64, depthLimit: options.depth)
        var repairs: [Repair] = []
        var position = SubmissionDecoder.byteOrderMark(body)
        var end = body.count
        while end > position, body[end - 1] == 0x0A || body[end - 1] == 0x0D { end -= 1 }  // a here-document's line end
        var pairs = 0
        /// The pair before, which may yet go on.
        var open: (name: Range<Int>, value: Range<Int>, offset: Int)?
        while position < end {
            let start = position
            let nameStart = tree.bytes.count
            component(body, &position, end, stopAtEquals: true, into: &tree.bytes)
            let name = try checked(nameStart, in: &tree.bytes, charset: charset, offset: start, &repairs)
            var value = name.upperBound..<name.upperBound
            if position == end || body[position] == UInt8(ascii: "&"), let before = open, !before.value.isEmpty,
                before.value.upperBound == nameStart, tree.bytes[name].contains(0x20)
            {
                tree.bytes.insert(UInt8(ascii: "&"), at: nameStart)
                open?.value = before.value.lowerBound..<name.upperBound + 1
                if !repairs.contains(.lostAmpersand) { repairs.append(.lostAmpersand) }
                position += 1
                continue
            }
            if position < end, body[position] == UInt8(ascii: "=") {
                position += 1
                let valueStart = tree.bytes.count
                let hadPlus = position < end && body[position] == UInt8(ascii: "+")
                component(body, &position, end, stopAtEquals: false, into: &tree.bytes)
                if hadPlus, LostPlus.stood(before: tree.bytes[(valueStart + 1)...]) {
                    tree.bytes[valueStart] = UInt8(ascii: "+")
                    repairs.append(.lostPlus)
                }
                value = try checked(valueStart, in: &tree.bytes, charset: charset, offset: start, &repairs)
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
                if let open { try insert(open, into: &tree) }
                open = (name, value, start)
            }
            position += 1  // the ampersand
        }
        if let open { try insert(open, into: &tree) }
        var submission = DecodedSubmission(format: .urlencoded, json: tree.json(), overwritten: tree.overwritten)
        for repair in repairs { submission = submission.repaired(repair) }
        return submission
    }

    private static func insert(
        _ pair: (name: Range<Int>, value: Range<Int>, offset: Int),
        into tree: inout FormTree
    ) throws(SubmissionError) {
        guard !tree.bytes[pair.name].elementsEqual("_charset_".utf8) else { return }
        try tree.insert(name: pair.name, .text(pair.value), offset: pair.offset)
    }

    /// Decodes up to the next `&` (or `=`), which is left for the caller.
    private static func component(
        _ body: [UInt8],
        _ position: inout Int,
        _ end: Int,
        stopAtEquals: Bool,
        into out: inout [UInt8]
    ) {
        // What stands for itself goes over in runs.
        var run = position
        func isSpecial(_ byte: UInt8) -> Bool {
            byte == UInt8(ascii: "&") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "%")
                || (stopAtEquals && byte == UInt8(ascii: "="))
        }
        while true {
            while position < end, !isSpecial(body[position]) { position += 1 }
            out.append(contentsOf: body[run..<position])
            guard position < end else { return }
            switch body[position] {
            case UInt8(ascii: "+"):
                out.append(0x20)
            case UInt8(ascii: "%"):
                if position + 2 < end, let high = body[position + 1].hexadecimalValue,
                    let low = body[position + 2].hexadecimalValue
                {
                    out.append(high << 4 | low)
                    position += 2
                } else {
                    out.append(UInt8(ascii: "%"))
                }
            default: return
            }
            position += 1
            run = position
        }
    }

    /// Makes the bytes from `start` on UTF-8 text without U+0000, or says that they are not.
    private static func checked(
        _ start: Int,
        in bytes: inout [UInt8],
        charset: Charset?,
        offset: Int,
        _ repairs: inout [Repair]
    ) throws(SubmissionError) -> Range<Int> {
        var union: UInt8 = 0
        var hasZero = false
        for index in start..<bytes.count {
            union |= bytes[index]
            if bytes[index] == 0 { hasZero = true }
        }
        if union >= 0x80 {
            let isUTF8 = (charset ?? .utf8) == .utf8 && bytes.firstInvalidUTF8(in: start..<bytes.count) == nil
            if !isUTF8 {
                guard charset != .utf8 else { throw .notUTF8(offset: offset) }
                bytes.replaceSubrange(start..., with: (charset ?? .windows1252).utf8(from: bytes[start...]))
                if charset == nil { repairs.append(.assumedWindows1252) }
            }
        }
        if hasZero {
            bytes.replaceSubrange(start..., with: bytes[start...].withoutZeros)
            repairs.append(.zeroCharacter)
        }
        return start..<bytes.count
    }
}

extension Collection<UInt8> {
    /// UTF-8 text with U+FFFD for every U+0000.
    var withoutZeros: [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(count + 64)
        for byte in self { if byte == 0 { out.append(contentsOf: "\u{FFFD}".utf8) } else { out.append(byte) } }
        return out
    }
}

extension SubmissionError {
    static func notUTF8(offset: Int) -> SubmissionError {
        SubmissionError(
            .invalidText,
            "The text is not valid UTF-8",
            advice: "Send UTF-8, or declare the character set, for example charset=windows-1252 in Content-Type",
            offset: offset
        )
    }
}
