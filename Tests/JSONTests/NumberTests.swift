import JSON
import Testing

@Suite("Numbers keep their text and compare by value")
struct NumberTests {
    @Test(
        "only JSON's grammar is a number",
        arguments: [
            "", " 1", "1 ", "+1", "01", "1.", ".5", "1e", "0x1", "NaN", "[1]", "1,2", "-", "true", "\"1\"", "1\n", "١",
        ]
    )
    func invalid(text: String) { #expect(JSONNumber(text) == nil) }

    @Test("text is kept", arguments: ["0", "-0", "1.50", "1E+05", "123456789012345678901234567890.10", "1e-400"])
    func valid(text: String) { #expect(JSONNumber(text)?.text == text) }

    @Test(
        "an integer that fits is one, however it is written",
        arguments: [
            ("0", 0), ("-0", 0), ("1.0", 1), ("1e2", 100), ("100e-2", 1), ("1.50e1", 15), ("-12.3e1", -123),
            ("9223372036854775807", Int.max),
            ("-9223372036854775808", Int.min), ("9223372036854775807.0", Int.max), ("-9223372036854775808.00", Int.min),
            ("0.000e5", 0), ("0e999999", 0), ("9223372036854775808", nil),
            ("-9223372036854775809", nil), ("1.5", nil), ("1e-1", nil), ("1e19", nil), ("1e999999999999999999999", nil),
            ("0.1e0", nil), ("9223372036854775808.0", nil),
        ] as [(String, Int?)]
    )
    func integers(text: String, expected: Int?) throws { #expect(try #require(JSONNumber(text)).int == expected) }

    @Test(
        "being an integer does not depend on fitting",
        arguments: [
            ("1e30", true), ("10.0", true), ("-5", true), ("123456789012345678901234567890", true), ("0.0", true),
            ("1.1", false), ("1e-1", false), ("12e-1", false), ("120e-1", true),
        ]
    )
    func isInteger(text: String, expected: Bool) throws {
        #expect(try #require(JSONNumber(text)).isInteger == expected)
    }

    static let ordered = [
        "-1e400", "-9007199254740993", "-9007199254740992", "-1.5", "-1", "-1e-400", "0", "1e-999999999999", "1e-400",
        "0.1", "0.1000000000000000000000000000001", "1", "1.5", "2", "10", "9007199254740992",
        "9007199254740993", "18446744073709551615", "18446744073709551616", "1e400", "1e401", "1e999999999999",
    ]

    @Test("order is exact where doubles are not", arguments: ordered.indices)
    func order(index: Int) throws {
        let number = try #require(JSONNumber(Self.ordered[index]))
        for (other, text) in Self.ordered.enumerated() {
            let expected: JSONNumber.Order = index < other ? .less : index > other ? .greater : .same
            #expect(try number.compared(to: #require(JSONNumber(text))) == expected)
        }
    }

    @Test(
        "the same value in other writing is equal",
        arguments: [
            ("1", "1.0"), ("1", "10e-1"), ("-0", "0"), ("0.0", "0e5"), ("100", "1E2"), ("1.50", "1.5"),
            ("-2.0e3", "-2000"), ("12e400", "1.2e401"),
        ]
    )
    func equal(left: String, right: String) throws {
        let left = try #require(JSONNumber(left))
        let right = try #require(JSONNumber(right))
        #expect(left.isEqual(to: right) && right.isEqual(to: left))
        #expect(left != right)
    }

    @Test(
        "doubles are written as ECMAScript does, and read back",
        arguments: [
            (1.0, "1"), (0.1, "0.1"), (-0.0, "0"), (1e21, "1e+21"), (1.5e20, "150000000000000000000"), (1e-7, "1e-7"),
            (0.000001, "0.000001"), (1.25e-100, "1.25e-100"), (-1.5, "-1.5"),
        ]
    )
    func doubles(value: Double, text: String) throws {
        let number = try #require(JSONNumber(value))
        #expect(number.text == text)
        #expect(number.double == value)
        #expect(JSONNumber(Double.infinity) == nil && JSONNumber(Double.nan) == nil)
    }
}
