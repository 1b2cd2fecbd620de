import Testing

/// RFC 9535 §2.3.5.2.2: Table 11, and what it does not show.
@Suite("Comparisons")
struct ComparisonTests {
    @Test(
        "Table 11",
        arguments: [
            ("$.absent1 == $.absent2", true), ("$.absent1 <= $.absent2", true), ("$.absent == 'g'", false),
            ("$.absent1 != $.absent2", false), ("$.absent != 'g'", true), ("1 <= 2", true), ("1 > 2", false),
            ("13 == '13'", false), ("'a' <= 'b'", true), ("'a' > 'b'", false), ("$.obj == $.arr", false),
            ("$.obj != $.arr", true), ("$.obj == $.obj", true), ("$.obj != $.obj", false), ("$.arr == $.arr", true),
            ("$.arr != $.arr", false), ("$.obj == 17", false), ("$.obj != 17", true), ("$.obj <= $.arr", false),
            ("$.obj < $.arr", false), ("$.obj <= $.obj", true), ("$.arr <= $.arr", true), ("1 <= $.arr", false),
            ("1 >= $.arr", false), ("1 > $.arr", false), ("1 < $.arr", false), ("true <= true", true),
            ("true > true", false),
        ]
    )
    func table11(condition: String, isTrue: Bool) throws {
        #expect(try holds(condition, in: #"{"obj":{"x":"y"},"arr":[2,3]}"#) == isTrue)
    }

    @Test(
        "Nothing equals Nothing only, and is neither less nor greater than anything",
        arguments: [
            ("$.no == null", false), ("$.no != null", true), ("$.no < 1", false), ("$.no > 1", false),
            ("$.no <= 1", false), ("$.no >= 1", false), ("$.no < $.nor", false), ("$.no >= $.nor", true),
            ("$.no == ''", false), ("$.no == false", false), ("$.no == 0", false), ("$.n == null", true),
            ("length($.n) == $.no", true), ("length(1) == value($..no)", true), ("null == null", true),
            ("null <= null", true), ("null < null", false), ("null >= null", true), ("null == false", false),
            ("value($.*) == $.no", true), ("1 == $.no", false), ("$.n.deeper == $.no", true),
        ]
    )
    func nothing(condition: String, isTrue: Bool) throws {
        #expect(try holds(condition, in: #"{"n":null,"m":1}"#) == isTrue)
    }

    @Test(
        "numbers are compared by their exact decimal value, however they are written",
        arguments: [
            ("$.one == 1.0", true), ("$.one == 10e-1", true), ("$.one == 0.1E+1", true), ("$.zero == -0", true),
            ("-0 == 0", true), ("-0.0 == 0", true), ("$.big == 9007199254740993", true),
            ("$.big == 9007199254740992", false), ("$.big > 9007199254740992", true), ("$.cents == 0.3", true),
            ("$.cents == 0.30", true), ("$.cents < 0.30000000000000001", true), ("$.huge > 1e308", true),
            ("$.huge == 1e400", true), ("$.huge < 1e401", true), ("$.tiny > 0", true), ("$.tiny < 1e-399", true),
            ("$.minus < -1", true), ("$.minus <= -1.5", true), ("$.minus > -1.50001", true), ("$.one != '1'", true),
            ("1 == true", false), ("$.one < $.big", true), ("$.one >= $.one", true), ("1e2 == 100", true),
            ("1E2 == 100", true), ("1e+2 == 100", true), ("1e-0 == 1", true), ("1e00 == 1", true),
            ("123456789012345678901234567890 < 123456789012345678901234567891", true),
        ]
    )
    func numbers(condition: String, isTrue: Bool) throws {
        let text = #"""
            {"one":1,"zero":0,"big":9007199254740993,"cents":0.3,"huge":1e400,"tiny":1e-400,"minus":-1.5}
            """#
        #expect(try holds(condition, in: text) == isTrue)
    }

    @Test(
        "strings are compared by Unicode scalars",
        arguments: [
            ("'' < 'a'", true), ("'a' < 'aa'", true), ("'Z' < 'a'", true), ("'10' < '9'", true), ("'ä' > 'z'", true),
            // In UTF-16 the surrogates of 😀 would come before U+FFFD.
            (#"'\ud83d\ude00' > '\ufffd'"#, true), (#"$.face > '\ufffd'"#, true), (#"'\ufffd' < $.face"#, true),
            (#"$.e == 'é'"#, true), (#"$.e == 'e\u0301'"#, false), (#"$.e == $.decomposed"#, false),
            ("$.face == '😀'", true), ("$.face == $.escaped", true), ("$.e >= 'é'", true), ("$.e <= 'é'", true),
            ("$.e < 'é'", false), ("'é' < $.e", false), ("'é' <= $.e", true), ("$.e == \"é\"", true),
            ("'a' < 1", false), ("'a' >= 1", false), ("$.face < true", false), ("$.decomposed < $.e", true),
            (#"'\u0000' == "\u0000""#, true), ("'b' > 'ab'", true), ("'' == ''", true), ("'' <= ''", true),
        ]
    )
    func strings(condition: String, isTrue: Bool) throws {
        let text = #"{"face":"😀","escaped":"\ud83d\ude00","e":"é","decomposed":"e\u0301"}"#
        #expect(try holds(condition, in: text) == isTrue)
    }

    @Test(
        "arrays and objects are equal by content; the order of members does not count, that of elements does",
        arguments: [
            ("$.a == $.b", true), ("$.a == $.c", false), ("$.a != $.c", true), ("$.o == $.p", true),
            ("$.o == $.q", false), ("$.o == $.r", false), ("$.o <= $.p", true), ("$.o < $.p", false),
            ("$.a >= $.b", true), ("$.a > $.b", false), ("$.o == $.a", false), ("$.e == $.f", false),
            ("$.e == $.e", true), ("$.s == $.t", true), ("$.s == $.u", false), ("$.deep == $.deeper", true),
        ]
    )
    func containers(condition: String, isTrue: Bool) throws {
        let text = #"""
            {"a":[1,"x",null],"b":[1.0,"\u0078",null],"c":["x",1,null],
             "o":{"k":1,"l":[2],"m":3},"p":{"l":[2.0],"k":1,"m":3e0},"q":{"k":1,"l":[2]},"r":{"k":1,"l":[3],"m":3},
             "e":[],"f":{},"s":{"a":1,"b":2,"c":3},"t":{"a":1,"c":3,"b":2},"u":{"a":1,"b":2,"d":3},
             "deep":[[[{"x":[1]}]]],"deeper":[[[{"x":[1]}]]]}
            """#
        #expect(try holds(condition, in: text) == isTrue)
    }

    @Test("the two sides of every comparison may be exchanged")
    func symmetry() throws {
        let values = [
            "$.no", "null", "true", "false", "0", "1", "1.50", "'1'", "''", "'a'", "$.null", "$.true", "$.one",
            "$.text", "$.array", "$.object", "length($.array)", "length($.one)", "count($.*)", "value($..x)",
        ]
        let text = #"{"null":null,"true":true,"one":1,"text":"a","array":[1],"object":{"x":1}}"#
        for left in values {
            for right in values {
                let isEqual = try holds("\(left) == \(right)", in: text)
                let isLess = try holds("\(left) < \(right)", in: text)
                let isGreater = try holds("\(left) > \(right)", in: text)
                #expect(try holds("\(right) == \(left)", in: text) == isEqual, "\(left) \(right)")
                #expect(try holds("\(left) != \(right)", in: text) == !isEqual, "\(left) \(right)")
                #expect(try holds("\(right) > \(left)", in: text) == isLess, "\(left) \(right)")
                #expect(try holds("\(left) <= \(right)", in: text) == (isLess || isEqual), "\(left) \(right)")
                #expect(try holds("\(left) >= \(right)", in: text) == (isGreater || isEqual), "\(left) \(right)")
                #expect([isEqual, isLess, isGreater].filter(\.self).count <= 1, "\(left) \(right)")
            }
        }
    }
}
