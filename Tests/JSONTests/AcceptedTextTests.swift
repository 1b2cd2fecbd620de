import JSON
import Testing

/// What RFC 8259 allows is taken; the cases follow the categories of JSONTestSuite's `y_` files.
@Suite("JSON that RFC 8259 allows")
struct AcceptedTextTests {
    /// Unicode scalars that Swift does not allow in a literal.
    private static let noncharacters = String(
        String.UnicodeScalarView([0xFFFF, 0xFFFE, 0xFDD0, 0x10FFFE].compactMap { Unicode.Scalar(UInt32($0)) })
    )

    static let texts: [(text: String, written: String)] = [
        // Structure
        ("[]", "[]"), ("{}", "{}"), ("[[]   ]", "[[]]"), ("[\"\"]", "[\"\"]"), ("[ 4]", "[4]"), (" [] ", "[]"),
        ("[1,null,null,null,2]", "[1,null,null,null,2]"), ("[null, 1, \"1\", {}]", #"[null,1,"1",{}]"#),
        ("[[[[[[[]]]]],{}],{\"a\":[{}]}]", "[[[[[[[]]]]],{}],{\"a\":[{}]}]"),
        ("\t\r\n [\r\n\t 1 \n,\t2\r]\r\n", "[1,2]"), ("[\"a\"]\n", #"["a"]"#), ("{\n\"a\" :\t1\n}", #"{"a":1}"#),
        ("[                                   1,                 2 ]", "[1,2]"),
        // A value alone
        ("null", "null"), ("true", "true"), ("false", "false"), ("-0.1", "-0.1"), ("42", "42"), ("\"asd\"", "\"asd\""),
        ("\"\"", "\"\""), (" null ", "null"), ("0", "0"),
        // Objects
        (#"{"asd":"sdf","dfg":"fgh"}"#, #"{"asd":"sdf","dfg":"fgh"}"#), (#"{"":0}"#, #"{"":0}"#),
        (#"{"a":{},"b":{"a":{}}}"#, #"{"a":{},"b":{"a":{}}}"#), (#"{"a":1,"A":2}"#, #"{"a":1,"A":2}"#),
        (#"{"ab":1,"a":2,"abc":3,"b":4}"#, #"{"ab":1,"a":2,"abc":3,"b":4}"#),
        ("{\"\u{E9}\":1,\"e\u{301}\":2}", "{\"\u{E9}\":1,\"e\u{301}\":2}"),
        (#"{"title":"\u041f\u043e\u043b\u0442\u043e\u0440\u0430"}"#, #"{"title":"Полтора"}"#),
        // Numbers keep their text
        ("[123e65]", "[123e65]"), ("[0e+1]", "[0e+1]"), ("[0e1]", "[0e1]"), ("[-0]", "[-0]"), ("[-123]", "[-123]"),
        ("[-1]", "[-1]"), ("[1E22]", "[1E22]"), ("[1E-2]", "[1E-2]"), ("[1E+2]", "[1E+2]"),
        ("[123.456e78]", "[123.456e78]"),
        ("[1e-2]", "[1e-2]"), ("[1e+2]", "[1e+2]"), ("[123.456789]", "[123.456789]"), ("[0.10]", "[0.10]"),
        ("[-0.0]", "[-0.0]"), ("[1.50e0007]", "[1.50e0007]"),
        (
            "[-0.000000000000000000000000000000000000000000000001]",
            "[-0.000000000000000000000000000000000000000000000001]"
        ),
        ("[9223372036854775808,-18446744073709551616]", "[9223372036854775808,-18446744073709551616]"),
        ("[1e400,123123e100000]", "[1e400,123123e100000]"),
        // Strings
        (#"["\u0060\u012a\u12AB"]"#, "[\"`\u{12A}\u{12AB}\"]"), (#"["\uD801\udc37"]"#, "[\"\u{10437}\"]"),
        (#"["\ud83d\ude39\ud83d\udc8d"]"#, "[\"\u{1F639}\u{1F48D}\"]"),
        (#"["\"\\\/\b\f\n\r\t"]"#, #"["\"\\/\b\f\n\r\t"]"#),
        (#"["\\u0000"]"#, #"["\\u0000"]"#), (#"["\""]"#, #"["\""]"#), ("[\"a/*b*/c/*d//e\"]", "[\"a/*b*/c/*d//e\"]"),
        (#"["\\a"]"#, #"["\\a"]"#), (#"["\u0012"]"#, #"["\u0012"]"#), (#"["\u001F\u007f"]"#, "[\"\\u001f\u{7F}\"]"),
        (#"["\uFFFF\uFFFE\uFDD0\uDBFF\uDFFE"]"#, "[\"\(noncharacters)\"]"),
        ("[\"\u{7F}\"]", "[\"\u{7F}\"]"), ("[\"\u{2028}\u{2029}\u{200B}\"]", "[\"\u{2028}\u{2029}\u{200B}\"]"),
        ("[\"\u{FEFF}\"]", "[\"\u{FEFF}\"]"), ("[\"€𝄞\"]", "[\"€𝄞\"]"), (#"["\uD834\uDd1e"]"#, "[\"𝄞\"]"),
        (
            "[\"\u{80}\u{7FF}\u{800}\u{D7FF}\u{E000}\u{FFFD}\u{10000}\u{10FFFF}\"]",
            "[\"\u{80}\u{7FF}\u{800}\u{D7FF}\u{E000}\u{FFFD}\u{10000}\u{10FFFF}\"]"
        ),
        (
            #"["\u00e4\u00F6ü\u00dF lang genug für mehr als acht Bytes"]"#,
            #"["äöüß lang genug für mehr als acht Bytes"]"#
        ),
        (#"{"a\"b":1,"\u0061":2,"\t":3}"#, #"{"a\"b":1,"a":2,"\t":3}"#),
        ("[\"new\\u000Aline\"]", #"["new\nline"]"#),
    ]

    @Test("is read without loss", arguments: texts)
    func accepted(text: String, written: String) throws {
        let value = try JSONValue.parse(text)
        #expect(value.text() == written)
        #expect(try JSONDocument(parsing: text).root.serialized == Array(written.utf8))
        #expect(try JSONValue.parse(written) == value)
        #expect(try JSONValue.parse(value.text(pretty: true)) == value)
    }

    @Test("is found at every length around the eight-byte steps of the scanner", arguments: 0...40)
    func lengths(_ length: Int) throws {
        for special in ["", "\\n", "ä", "€", "𝄞", "\\u0041"] {
            for place in 0...length {
                let text =
                    String(repeating: "x", count: place) + special + String(repeating: "y", count: length - place)
                let value = try JSONValue.parse("[\"\(text)\"]")
                let decoded = text.replacing("\\n", with: "\n").replacing("\\u0041", with: "A")
                #expect(value[0]?.stringValue == decoded)
                #expect(try JSONValue.parse("{\"\(text)\":1}")[decoded] == 1)
            }
        }
    }

    @Test("may have NUL in strings if the limits say so")
    func nul() throws {
        let limits = JSONLimits(allowsNUL: true)
        let value = try JSONValue.parse(#"{"a\u0000b":"\u0000"}"#, limits: limits)
        #expect(value["a\u{0}b"] == "\u{0}")
        #expect(value.text() == #"{"a\u0000b":"\u0000"}"#)
    }
}
