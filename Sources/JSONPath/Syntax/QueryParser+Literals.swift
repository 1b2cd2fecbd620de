import JSON

extension QueryParser {
    /// A string literal, and where each of its scalars (and its end) stands in the query.
    typealias StringLiteral = (text: String, offsets: [Int])

    /// `string-literal`, single or double quoted, at its opening quote.
    mutating func parseStringLiteral() throws(JSONPathError) -> StringLiteral {
        let start = position
        let quote = scalars[position]
        position += 1
        var text = String.UnicodeScalarView()
        var offsets: [Int] = []
        while let next = peek {
            offsets.append(position)
            if next == quote {
                position += 1
                return (String(text), offsets)
            }
            if next == "\\" {
                text.append(try parseEscape(in: quote))
            } else if next.value < 0x20 {
                throw fail(
                    "a control character inside quotes",
                    advice: "write it as an escape, such as \\n, \\t or \\u0000"
                )
            } else {
                text.append(next)
                position += 1
            }
        }
        throw fail("this quote is never closed", advice: "add \(quote)", at: start)
    }

    /// `ESC escapable`, or the escaped quote of this literal.
    private mutating func parseEscape(in quote: Unicode.Scalar) throws(JSONPathError) -> Unicode.Scalar {
        let start = position
        guard let escaped = peek(1) else {
            throw fail("the query ends inside quotes", advice: "write \\\\ for a backslash, and close the quotes")
        }
        let scalar: Unicode.Scalar
        switch escaped {
        case "b": scalar = "\u{8}"
        case "f": scalar = "\u{C}"
        case "n": scalar = "\n"
        case "r": scalar = "\r"
        case "t": scalar = "\t"
        case "/", "\\", quote: scalar = escaped
        case "u":
            position += 2
            return try parseUnicodeEscape(from: start)
        case "'", "\"":
            throw fail(
                "\\\(escaped) inside \(quote) quotes",
                advice: "write \(escaped) without the backslash; only \(quote) needs one here",
                at: start
            )
        default:
            let isPattern = "dwspPSWD.*+?()[]{}|^$-".unicodeScalars.contains(escaped)
            throw fail(
                "'\\\(escaped)' is no escape",
                advice: isPattern
                    ? "in a pattern, write the backslash twice: \\\\\(escaped)"
                    : "the escapes are \\b \\f \\n \\r \\t \\/ \\\\ \\\(quote) and \\u0000",
                at: start
            )
        }
        position += 2
        return scalar
    }

    /// `hexchar = non-surrogate / (high-surrogate "\" %x75 low-surrogate)`, after the `\u`.
    private mutating func parseUnicodeEscape(from start: Int) throws(JSONPathError) -> Unicode.Scalar {
        let unit = try parseFourDigits(from: start)
        if let scalar = Unicode.Scalar(unit) { return scalar }
        let pairAdvice = "write both halves, \\ud83d\\ude00, or the character itself"
        guard unit < 0xDC00 else {
            throw fail("the second half of a surrogate pair without the first", advice: pairAdvice, at: start)
        }
        guard peek == "\\", peek(1) == "u" else {
            throw fail("the first half of a surrogate pair without the second", advice: pairAdvice, at: start)
        }
        let second = position
        position += 2
        let low = try parseFourDigits(from: second)
        guard (0xDC00...0xDFFF).contains(low),
            let scalar = Unicode.Scalar(0x1_0000 + (unit - 0xD800) << 10 + (low - 0xDC00))
        else {
            throw fail("the first half of a surrogate pair without the second", advice: pairAdvice, at: start)
        }
        return scalar
    }

    private mutating func parseFourDigits(from start: Int) throws(JSONPathError) -> UInt32 {
        var unit: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = peek.flatMap({ UInt8(exactly: $0.value) })?.hexadecimalValue else {
                throw fail("\\u needs four hexadecimal digits", advice: "write \\u00e4 for ä, or ä itself", at: start)
            }
            unit = unit << 4 | UInt32(digit)
            position += 1
        }
        return unit
    }

    /// `number = (int / "-0") [ frac ] [ exp ]`
    mutating func parseNumber() throws(JSONPathError) -> JSONNumber {
        let start = position
        let advice = "numbers are written as in JSON: 5, -0.5, 1.5e3"
        _ = skip("-")
        if peek == "0", peek(1)?.decimalDigit != nil {
            throw fail("a number with leading zeros", advice: "write it without them", at: start)
        }
        guard skipDigits() else { throw fail("a digit is missing", advice: advice) }
        if skip("."), !skipDigits() { throw fail("a digit is missing after '.'", advice: advice) }
        if peek == "e" || peek == "E" {
            position += 1
            if peek == "+" || peek == "-" { position += 1 }
            guard skipDigits() else { throw fail("a digit is missing in the exponent", advice: advice) }
        }
        let digits = String(String.UnicodeScalarView(scalars[start..<position]))
        guard let number = JSONNumber(digits) else { throw fail("this is no number", advice: advice, at: start) }
        return number
    }

    private mutating func skipDigits() -> Bool {
        let start = position
        while peek?.decimalDigit != nil { position += 1 }
        return position > start
    }
}
