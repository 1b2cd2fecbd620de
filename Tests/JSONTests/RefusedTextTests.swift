import JSON
import Testing

/// What RFC 8259 forbids is refused, with the reason and the place; the cases follow JSONTestSuite's `n_` files, and its
/// `i_` files where we decided to refuse.
@Suite("JSON that is refused")
struct RefusedTextTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let bytes: [UInt8]
        let code: JSONParseError.Code
        let offset: Int

        init(_ text: String, _ code: JSONParseError.Code, at offset: Int) {
            self.init(Array(text.utf8), code, at: offset)
        }

        init(_ bytes: [UInt8], _ code: JSONParseError.Code, at offset: Int) {
            self.bytes = bytes
            self.code = code
            self.offset = offset
        }

        /// `["` bytes `"]`
        static func inString(_ bytes: UInt8..., at offset: Int = 0) -> Case {
            Case([0x5B, 0x22] + bytes + [0x22, 0x5D], .invalidUTF8, at: 2 + offset)
        }

        var testDescription: String { "\(String(decoding: bytes, as: UTF8.self)) → \(code.rawValue) at \(offset)" }
    }

    static let structure: [Case] = [
        Case("", .empty, at: 0), Case(" ", .empty, at: 1), Case("\n\t ", .empty, at: 3),
        Case("[1 true]", .expectedCommaOrEnd, at: 3), Case("[\"\": 1]", .expectedCommaOrEnd, at: 3),
        Case("[\"\"],", .trailingContent, at: 4), Case("[,1]", .unexpectedCharacter, at: 1),
        Case("[1,,2]", .unexpectedCharacter, at: 3), Case("[\"x\",,]", .unexpectedCharacter, at: 5),
        Case("[\"x\"]]", .trailingContent, at: 5), Case("[\"\",]", .trailingComma, at: 4),
        Case("[1,]", .trailingComma, at: 3),
        Case("[\"x\"", .unexpectedEnd, at: 4), Case("[3[4]]", .expectedCommaOrEnd, at: 2),
        Case("[1:2]", .expectedCommaOrEnd, at: 2),
        Case("[,]", .unexpectedCharacter, at: 1), Case("[-]", .invalidNumber, at: 2),
        Case("[   , \"\"]", .unexpectedCharacter, at: 4),
        Case("[\"a\",\n4\n,1,", .unexpectedEnd, at: 11), Case("[1,\n1\n,1", .unexpectedEnd, at: 8),
        Case("[1,", .unexpectedEnd, at: 3),
        Case("[{}", .unexpectedEnd, at: 3), Case("[*]", .unexpectedCharacter, at: 1), Case("[", .unexpectedEnd, at: 1),
        Case("]", .unexpectedCharacter, at: 0), Case("{", .unexpectedEnd, at: 1),
        Case("}", .unexpectedCharacter, at: 0),
        Case("[}", .unexpectedCharacter, at: 1), Case("{]", .expectedKey, at: 1),
        Case("[1}", .expectedCommaOrEnd, at: 2),
        Case("{\"a\":1]", .expectedCommaOrEnd, at: 6), Case("1]", .trailingContent, at: 1),
        Case("[][]", .trailingContent, at: 2),
        Case("{}}", .trailingContent, at: 2), Case("2@", .trailingContent, at: 1), Case("1 2", .trailingContent, at: 2),
        Case("\"\"\"", .trailingContent, at: 2), Case("{}#", .trailingContent, at: 2),
        Case("<.>", .unexpectedCharacter, at: 0),
        Case("[<null>]", .unexpectedCharacter, at: 1), Case("[/*c*/1]", .unexpectedCharacter, at: 1),
        Case("[1]//", .trailingContent, at: 3),
        Case("\u{C}[]", .unexpectedCharacter, at: 0), Case("[\u{C}]", .unexpectedCharacter, at: 1),
        Case("[1\u{B}]", .expectedCommaOrEnd, at: 2),
        Case("[\u{A0}1]", .unexpectedCharacter, at: 1), Case("\u{2060}[]", .unexpectedCharacter, at: 0),
        Case("å", .unexpectedCharacter, at: 0),
        Case("[\u{0}]", .unexpectedCharacter, at: 1), Case("1\u{0}", .trailingContent, at: 1),
        Case([0xEF, 0xBB, 0xBF, 0x7B, 0x7D], .byteOrderMark, at: 0), Case([0xEF, 0xBB, 0xBF], .byteOrderMark, at: 0),
        Case([0xFF, 0xFE, 0x5B, 0x00], .unexpectedCharacter, at: 0), Case([0x00, 0x5B], .unexpectedCharacter, at: 0),
        Case([0x5B, 0x00, 0x31, 0x00], .unexpectedCharacter, at: 1), Case("['a']", .unexpectedCharacter, at: 1),
        Case("\\n", .unexpectedCharacter, at: 0),
    ]

    static let objects: [Case] = [
        Case("{\"x\", null}", .expectedColon, at: 4), Case("{\"x\"::\"b\"}", .unexpectedCharacter, at: 5),
        Case("{\"a\" b}", .expectedColon, at: 5),
        Case("{key: 1}", .expectedKey, at: 1), Case("{1:1}", .expectedKey, at: 1), Case("{'a':0}", .expectedKey, at: 1),
        Case("{null:null}", .expectedKey, at: 1),
        Case("{:\"b\"}", .expectedKey, at: 1), Case("{,}", .expectedKey, at: 1),
        Case("{\"a\":\"b\",}", .trailingComma, at: 9), Case("{\"a\":1,,}", .expectedKey, at: 7),
        Case("{\"a\":\"a\" 123}", .expectedCommaOrEnd, at: 9), Case("{\"a\"", .unexpectedEnd, at: 4),
        Case("{\"a\":", .unexpectedEnd, at: 5),
        Case("{\"a\":1", .unexpectedEnd, at: 6), Case("{\"a\":1,", .unexpectedEnd, at: 7),
        Case("{\"a\":}", .unexpectedCharacter, at: 5),
        Case("{\"a\":]", .unexpectedCharacter, at: 5), Case("{\"a\":/*c*/\"b\"}", .unexpectedCharacter, at: 5),
        Case("{\"a\":1/**/}", .expectedCommaOrEnd, at: 6),
        Case("{\"a\":\"b\"}#{}", .trailingContent, at: 9), Case("{[]:1}", .expectedKey, at: 1),
        Case("{\"a\"}", .expectedColon, at: 4),
        // Equal names, however they are written
        Case(#"{"a":1,"a":2}"#, .duplicateKey, at: 7), Case(#"{"":1,"":2}"#, .duplicateKey, at: 6),
        Case(#"{"a":1,"b":{"a":2},"a":3}"#, .duplicateKey, at: 19),
        Case(#"{"a":[{"x":1,"x":2}]}"#, .duplicateKey, at: 13),
        // Of several faults the first.
        Case(#"{"a":1,"a":{"x":1,"x":2}}"#, .duplicateKey, at: 7), Case(#"{"a":1,"a":2,]"#, .duplicateKey, at: 7),
        Case(#"{"a":1,"\u0061":2}"#, .duplicateKey, at: 7), Case(#"{"\u0061":1,"a":2}"#, .duplicateKey, at: 12),
        Case(#"{"\u00e4":1,"ä":2}"#, .duplicateKey, at: 12),
        Case(#"{"name lang genug":1,"name lang \u0067enug":2}"#, .duplicateKey, at: 21),
        Case(#"{"a":[{"p":[1]},{"p":[1]}],"c":1,"b":{"c":1},"c":1}"#, .duplicateKey, at: 45),
    ]

    static let literals: [Case] = [
        Case("[nul]", .invalidLiteral, at: 1), Case("[tru]", .invalidLiteral, at: 1),
        Case("[fals]", .invalidLiteral, at: 1), Case("[True]", .invalidLiteral, at: 1),
        Case("[NULL]", .invalidLiteral, at: 1), Case("nul", .unexpectedEnd, at: 3), Case("t", .unexpectedEnd, at: 1),
        Case("fals", .unexpectedEnd, at: 4),
        Case("falsE", .invalidLiteral, at: 0), Case("nulll", .trailingContent, at: 4),
        Case("[truefalse]", .expectedCommaOrEnd, at: 5), Case("undefined", .invalidLiteral, at: 0),
        Case("[NaN]", .invalidLiteral, at: 1), Case("[Infinity]", .invalidLiteral, at: 1),
        Case("[-Infinity]", .invalidNumber, at: 2), Case("[-NaN]", .invalidNumber, at: 2),
    ]

    static let numbers: [Case] = [
        Case("[+1]", .invalidNumber, at: 1), Case("[.1]", .invalidNumber, at: 1), Case("[-.1]", .invalidNumber, at: 2),
        Case("[1.]", .invalidNumber, at: 3),
        Case("[-2.]", .invalidNumber, at: 4), Case("[0.e1]", .invalidNumber, at: 3),
        Case("[2.e3]", .invalidNumber, at: 3), Case("[012]", .invalidNumber, at: 1),
        Case("[-012]", .invalidNumber, at: 2), Case("[00]", .invalidNumber, at: 1), Case("[1e]", .invalidNumber, at: 3),
        Case("[1e+]", .invalidNumber, at: 4),
        Case("[0E]", .invalidNumber, at: 3), Case("[0.3e]", .invalidNumber, at: 5),
        Case("[1eE2]", .invalidNumber, at: 3), Case("[1.0e-]", .invalidNumber, at: 6),
        Case("[0x42]", .expectedCommaOrEnd, at: 2), Case("[1 000.0]", .expectedCommaOrEnd, at: 3),
        Case("[1+2]", .expectedCommaOrEnd, at: 2),
        Case("[1.2.3]", .expectedCommaOrEnd, at: 4), Case("[--1]", .invalidNumber, at: 2),
        Case("[- 1]", .invalidNumber, at: 2), Case("[1a]", .expectedCommaOrEnd, at: 2),
        Case("[1,5]x", .trailingContent, at: 5), Case("[１]", .unexpectedCharacter, at: 1),
        Case("-", .unexpectedEnd, at: 1), Case("1.", .unexpectedEnd, at: 2),
        Case("1e", .unexpectedEnd, at: 2), Case("1e-", .unexpectedEnd, at: 3),
        Case("[-1x]", .expectedCommaOrEnd, at: 3), Case("[1_0]", .expectedCommaOrEnd, at: 2),
    ]

    static let strings: [Case] = [
        Case("[\"", .unexpectedEnd, at: 2), Case("[\"a", .unexpectedEnd, at: 3), Case("[\"asd]", .unexpectedEnd, at: 6),
        Case("\"", .unexpectedEnd, at: 1),
        Case("[\"a\\", .unexpectedEnd, at: 4), Case("[\"\\\"", .unexpectedEnd, at: 4),
        Case("[\"a\nb\"]", .controlCharacter, at: 3), Case("[\"\t\"]", .controlCharacter, at: 2),
        Case("[\"a\u{0}a\"]", .controlCharacter, at: 3), Case("[\"12345678\u{1F}\"]", .controlCharacter, at: 10),
        Case("[\"\\n\u{1}\"]", .controlCharacter, at: 4),
        Case(#"["\x00"]"#, .invalidEscape, at: 2), Case(#"["\a"]"#, .invalidEscape, at: 2),
        Case(#"["\U0041"]"#, .invalidEscape, at: 2), Case(#"["\'"]"#, .invalidEscape, at: 2),
        Case("[\"\\\u{0}\"]", .invalidEscape, at: 2), Case("[\"\\ä\"]", .invalidEscape, at: 2),
        Case("[\"\\\n\"]", .invalidEscape, at: 2), Case(#"["\\\"]"#, .unexpectedEnd, at: 7),
        Case(#"["\u00A"]"#, .invalidEscape, at: 2), Case(#"["\u00"]"#, .invalidEscape, at: 2),
        Case(#"["\u"]"#, .unexpectedEnd, at: 6), Case(#"["\uqqqq"]"#, .invalidEscape, at: 2),
        Case(#"["\u+123"]"#, .invalidEscape, at: 2), Case(#"["\u 123"]"#, .invalidEscape, at: 2),
        Case(#"["\u004"#, .unexpectedEnd, at: 7),
        Case(#"["\uD800"]"#, .loneSurrogate, at: 2), Case(#"["x\uDC00"]"#, .loneSurrogate, at: 3),
        Case(#"["\uD800\n"]"#, .loneSurrogate, at: 2), Case(#"["\uD800\uD800"]"#, .loneSurrogate, at: 2),
        Case(#"["\uD800\u0041"]"#, .loneSurrogate, at: 2), Case(#"["\uD800abc"]"#, .loneSurrogate, at: 2),
        Case(#"["\uDFFF\uD800"]"#, .loneSurrogate, at: 2), Case(#"["\uD800\u"]"#, .unexpectedEnd, at: 12),
        Case(#"{"\uDFAA":0}"#, .loneSurrogate, at: 2), Case(#"["\u0000"]"#, .nulCharacter, at: 2),
        Case(#"{"a\u0000":1}"#, .nulCharacter, at: 3),
        .inString(0x80), .inString(0xBF), .inString(0xC0, 0xAF), .inString(0xC1, 0xBF), .inString(0xC3),
        .inString(0xC3, 0x28), .inString(0xE9), .inString(0xFF), .inString(0xFE),
        .inString(0xE0, 0x80, 0x80), .inString(0xE0, 0x9F, 0xBF), .inString(0xE2, 0x82), .inString(0xE2, 0x28, 0xA1),
        .inString(0xED, 0xA0, 0x80), .inString(0xED, 0xBF, 0xBF), .inString(0xE2, 0x82, 0x28),
        .inString(0xF0, 0x80, 0x80, 0x80), .inString(0xF0, 0x8F, 0xBF, 0xBF), .inString(0xF0, 0x9F, 0x98),
        .inString(0xF4, 0x90, 0x80, 0x80), .inString(0xF5, 0x80, 0x80, 0x80), .inString(0xF8, 0x88, 0x80, 0x80, 0x80),
        .inString(0xFC, 0x84, 0x80, 0x80, 0x80, 0x80), .inString(0xF0, 0x28, 0x8C, 0xBC),
        .inString(0xF0, 0x90, 0x28, 0xBC), .inString(0xF0, 0x90, 0x8C, 0x28),
        .inString(0x61, 0xE4, 0x62, at: 1), .inString(0x5C, 0x6E, 0xE4, at: 2),
        Case([0x22, 0xE2, 0x82], .invalidUTF8, at: 1), Case([0x22, 0xF0, 0x90, 0x8C], .invalidUTF8, at: 1),
        Case([0x22, 0xC3], .invalidUTF8, at: 1),
    ]

    @Test("because of its structure", arguments: structure)
    func structureAreRefused(_ refused: Case) { check(refused) }

    @Test("because of an object", arguments: objects)
    func objectsAreRefused(_ refused: Case) { check(refused) }

    @Test("because of a literal", arguments: literals)
    func literalsAreRefused(_ refused: Case) { check(refused) }

    @Test("because of a number", arguments: numbers)
    func numbersAreRefused(_ refused: Case) { check(refused) }

    @Test("because of a string", arguments: strings)
    func stringsAreRefused(_ refused: Case) { check(refused) }

    private func check(_ refused: Case) {
        let error = #expect(throws: JSONParseError.self) { try JSONDocument(parsing: refused.bytes) }
        #expect(error?.code == refused.code)
        #expect(error?.byteOffset == refused.offset)
        #expect(error?.message.isEmpty == false)
    }

    @Test("when it is cut off anywhere")
    func cutOff() throws {
        let text = Array(#"{"a":[1,-2.50e+3,true,false,null,"ä\n\ud83d\ude39€"],"b":{"c":{},"d":[]}}"#.utf8)
        _ = try JSONDocument(parsing: text)
        for length in 0..<text.count {
            let error = #expect(throws: JSONParseError.self) { try JSONDocument(parsing: Array(text[..<length])) }
            #expect(error?.code == .unexpectedEnd || error?.code == .empty || error?.code == .invalidUTF8)
        }
    }
}
