/// Why and where a text is not the JSON we take (RFC 8259, plus ``JSONLimits``).
///
/// The message is for people and never quotes text from the document: what is parsed here are leads.
package struct JSONParseError: Error, Sendable, Hashable {
    /// The stable name of the reason.
    package enum Code: String, Sendable, Hashable, CaseIterable {
        case empty = "empty"
        case byteOrderMark = "byte-order-mark"
        case unexpectedEnd = "unexpected-end"
        case unexpectedCharacter = "unexpected-character"
        case expectedKey = "expected-key"
        case expectedColon = "expected-colon"
        case expectedCommaOrEnd = "expected-comma-or-end"
        case trailingComma = "trailing-comma"
        case trailingContent = "trailing-content"
        case invalidLiteral = "invalid-literal"
        case invalidNumber = "invalid-number"
        case invalidEscape = "invalid-escape"
        case loneSurrogate = "lone-surrogate"
        case controlCharacter = "control-character"
        case nulCharacter = "nul-character"
        case invalidUTF8 = "invalid-utf8"
        case duplicateKey = "duplicate-key"
        case tooDeep = "too-deep"
        case tooLarge = "too-large"
        case tooManyNodes = "too-many-nodes"
    }

    /// What is wrong.
    package let code: Code
    /// Where, as an offset into the bytes that were given.
    package let byteOffset: Int
    /// Where: line, from 1. A line ends with LF, CR LF or CR.
    package let line: Int
    /// Where: column in the line, in Unicode scalars, from 1.
    package let column: Int
    /// What is wrong and what to do, in a sentence or two.
    package let message: String

    init(_ failure: ParseFailure, in bytes: UnsafeBufferPointer<UInt8>, limits: JSONLimits) {
        let location = JSONLocation(ofByte: failure.offset, in: bytes)
        code = failure.code
        byteOffset = location.byteOffset
        line = location.line
        column = location.column
        message = failure.code.message(limits: limits)
    }
}

extension JSONParseError: CustomStringConvertible {
    /// `line 3, column 7: …`
    package var description: String { "line \(line), column \(column): \(message)" }
}

/// A reason and a place; the parser's own error, small enough to cost nothing.
struct ParseFailure: Error {
    let code: JSONParseError.Code
    let offset: Int
}

extension JSONParseError.Code {
    fileprivate func message(limits: JSONLimits) -> String {
        switch self {
        case .empty: "The text is empty; JSON needs exactly one value."
        case .byteOrderMark: "The text starts with a byte order mark; save it as UTF-8 without one."
        case .unexpectedEnd: "The text ends before the value is complete."
        case .unexpectedCharacter:
            "A value must start here: an object, an array, a string in double quotes, a number, true, false or null."
        case .expectedKey: "A member name in double quotes is missing here."
        case .expectedColon: "A colon between member name and value is missing here."
        case .expectedCommaOrEnd: "A comma or the closing bracket is missing here."
        case .trailingComma: "There is a comma before the closing bracket; remove it."
        case .trailingContent: "There is more text after the end of the value; remove it."
        case .invalidLiteral: "Only true, false and null are words in JSON, in lower case; text needs double quotes."
        case .invalidNumber:
            "This is not a JSON number: no leading zeros or plus sign, digits on both sides of the point, an exponent with digits."
        case .invalidEscape:
            "This escape does not exist; allowed are \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four hex digits."
        case .loneSurrogate: "This \\u escape is one half of a surrogate pair; the other half is missing."
        case .controlCharacter:
            "Control characters, line breaks too, must be escaped inside a string (for example \\n)."
        case .nulCharacter: "U+0000 is not allowed in strings and member names."
        case .invalidUTF8: "These bytes are not UTF-8; send or save the text as UTF-8."
        case .duplicateKey: "This member name stands twice in the same object; keep one."
        case .tooDeep: "Arrays and objects nest deeper than the \(limits.depth) levels allowed."
        case .tooLarge: "The text is longer than the \(limits.bytes) bytes allowed."
        case .tooManyNodes: "The text holds more than the \(limits.nodes) values and member names allowed."
        }
    }
}
