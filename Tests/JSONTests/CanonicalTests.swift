import JSON
import Testing

@Suite("The canonical form (RFC 8785)")
struct CanonicalTests {
    /// RFC 8785 Appendix B, as IEEE 754 bits and text.
    static let samples: [(bits: UInt64, text: String)] = [
        (0x0000_0000_0000_0000, "0"), (0x8000_0000_0000_0000, "0"), (0x0000_0000_0000_0001, "5e-324"),
        (0x8000_0000_0000_0001, "-5e-324"),
        (0x7FEF_FFFF_FFFF_FFFF, "1.7976931348623157e+308"), (0xFFEF_FFFF_FFFF_FFFF, "-1.7976931348623157e+308"),
        (0x4340_0000_0000_0000, "9007199254740992"), (0xC340_0000_0000_0000, "-9007199254740992"),
        (0x4430_0000_0000_0000, "295147905179352830000"),
        (0x44B5_2D02_C7E1_4AF5, "9.999999999999997e+22"), (0x44B5_2D02_C7E1_4AF6, "1e+23"),
        (0x44B5_2D02_C7E1_4AF7, "1.0000000000000001e+23"),
        (0x444B_1AE4_D6E2_EF4E, "999999999999999700000"), (0x444B_1AE4_D6E2_EF4F, "999999999999999900000"),
        (0x444B_1AE4_D6E2_EF50, "1e+21"),
        (0x3EB0_C6F7_A0B5_ED8C, "9.999999999999997e-7"), (0x3EB0_C6F7_A0B5_ED8D, "0.000001"),
        (0x41B3_DE43_5555_5553, "333333333.3333332"),
        (0x41B3_DE43_5555_5554, "333333333.33333325"), (0x41B3_DE43_5555_5555, "333333333.3333333"),
        (0x41B3_DE43_5555_5556, "333333333.3333334"),
        (0x41B3_DE43_5555_5557, "333333333.33333343"), (0xBECB_F647_612F_3696, "-0.0000033333333333333333"),
        (0x4314_3FF3_C1CB_0959, "1424953923781206.2"),
    ]

    @Test("writes doubles as the RFC's samples", arguments: samples)
    func numbers(bits: UInt64, text: String) throws {
        let number = try #require(JSONNumber(Double(bitPattern: bits)))
        #expect(number.text == text)
        #expect(try JSONValue.number(number).canonical == Array(text.utf8))
    }

    @Test("any double reads back as the same double", arguments: 0..<2000)
    func anyDouble(seed: Int) throws {
        var generator = Generator(seed: seed)
        let double = Double(bitPattern: generator.next())
        guard double.isFinite else { return }
        #expect(JSONNumber(double)?.double == double)
    }

    @Test("is the RFC's example (§3.2.2 and §3.2.4)")
    func example() throws {
        let input = #"""
            {
              "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
              "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
              "literals": [null, true, false]
            }
            """#
        let expected =
            #"{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}"#
        #expect(try JSONValue.parse(input).canonical == Array(expected.utf8))
    }

    @Test("sorts names by UTF-16 code units (§3.2.3)")
    func order() throws {
        let input =
            #"{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}"#
        let canonical = try JSONValue.parse(JSONValue.parse(input).canonical)
        #expect(canonical.objectValue?.keys == ["\r", "1", "\u{80}", "ö", "€", "\u{1F600}", "\u{FB33}"])
        #expect(
            try JSONValue.parse(#"{"b":{"z":1,"a":2},"a":[{"y":1,"x":2}]}"#).canonical
                == Array(#"{"a":[{"x":2,"y":1}],"b":{"a":2,"z":1}}"#.utf8)
        )
    }

    @Test("does not exist for a number that no double holds, and says where")
    func tooLarge() throws {
        let value = try JSONValue.parse(#"{"a":[1,-1e400]}"#)
        let error = #expect(throws: JSONCanonicalError.self) { try value.canonical }
        #expect(error?.pointer.description == "/a/1")
    }
}
