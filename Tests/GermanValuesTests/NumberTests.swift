import JSON
import SeededRandom
import Testing

@testable import GermanValues

@Suite("Numbers")
struct NumberTests {
    private static func grouped(_ digits: String, by separator: String) -> String {
        var result = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { result += separator }
            result.append(digit)
        }
        return result
    }

    @Test("a number written in German or English reads back as itself")
    func roundTrip() {
        var random = SeededRandom(seed: 1)
        for _ in 0..<600 {
            let magnitude = Int.random(in: 0...9, using: &random)
            let whole = String(
                Int.random(in: 0...(1..<magnitude + 1).reduce(1) { power, _ in power * 10 }, using: &random)
            )
            let cents = Int.random(in: 1...99, using: &random)
            let fraction = (cents < 10 ? "0" : "") + String(cents)
            let expected = ExactDecimal(digits: (whole + fraction).utf8.map { $0 - 0x30 }, exponent: -2).text
            let writings = [
                whole + "," + fraction, whole + "." + fraction, Self.grouped(whole, by: ".") + "," + fraction,
                Self.grouped(whole, by: ",") + "." + fraction, Self.grouped(whole, by: "'") + "." + fraction,
                Self.grouped(whole, by: " ") + "," + fraction,
                Self.grouped(whole, by: "\u{202F}") + "," + fraction + " €",
            ]
            for writing in writings {
                let reading = TargetReading.number(.string(writing), context: .fixed)
                #expect(reading.value?.numberValue?.text == expected, "\(writing)")
            }
            for writing in [
                whole, Self.grouped(whole, by: "."), Self.grouped(whole, by: ","), Self.grouped(whole, by: "'"),
            ] {
                let reading = TargetReading.number(.string(writing), kind: .geld, context: .fixed)
                #expect(reading.value?.numberValue?.text == whole, "\(writing)")
            }
        }
    }

    @Test(
        "what a single separator means is decided by the kind and the language",
        arguments: [
            ("1.250", NumberKind.geld, ReadingContext.Locale.de, "1250"), ("1.250", .zahl, .de, "1250"),
            ("1.250", .prozent, .de, "1.25"), ("1,250", .flaeche, .de, "1.25"), ("1.250", .geld, .en, "1.25"),
            ("1,250", .geld, .en, "1250"), ("1,25", .geld, .en, "1.25"), ("1.250,50", .geld, .en, "1250.5"),
            ("0.500", .geld, .de, "0.5"), ("1234.567", .geld, .de, "1234.567"), ("1.250 %", .zahl, .de, "1.25"),
            ("87,125 m²", .zahl, .de, "87.125"), ("1.250 Mio", .geld, .de, "1250000"),
            ("-1.250,50 €", .geld, .de, "-1250.5"),
            ("1.500 € / Monat", .geld, .de, "1500"),
            ("netto 1.500 €", .geld, .de, "1500"), ("TEUR 300", .geld, .de, "300000"), ("3 Personen", .zahl, .de, "3"),
            ("350 000,00 €", .geld, .de, "350000"), ("350.000 (Festpreis)", .geld, .de, "350000"),
            ("007", .zahl, .de, "7"), ("12.345.678,90", .geld, .de, "12345678.9"), ("0,00", .geld, .de, "0"),
        ]
    )
    func separators(_ text: String, _ kind: NumberKind, _ locale: ReadingContext.Locale, _ expected: String) {
        var context = ReadingContext.fixed
        context.locale = locale
        let reading = TargetReading.number(.string(text), kind: kind, context: context)
        #expect(reading.value?.numberValue?.text == expected)
    }

    @Test(
        "a JSON number that is written as Germans write thousands is not sure to be one of euros",
        arguments: [
            ("350.000", .einmalig, nil), ("1.250", .monatlich, nil), ("350.0", .einmalig, "350.0"),
            ("350000.000", .einmalig, "350000.000"), ("0.125", .geld, "0.125"), ("1250.50", .monatlich, "1250.50"),
            ("87.125", .flaeche, "87.125"), ("3.750", .prozent, "3.750"), ("350000", .einmalig, "350000"),
        ] as [(String, NumberKind, String?)]
    )
    func unquoted(_ digits: String, _ kind: NumberKind, _ expected: String?) throws {
        let value = try JSONValue.parse(digits)
        #expect(TargetReading.number(value, kind: kind, context: .fixed).value?.numberValue?.text == expected)
    }

    @Test(
        "what is not plainly one number is not one",
        arguments: [
            "1.2.3", "1,2,3", "12 34", "1.23.456", "1,234.5.6", "1..5", ".5", ",5", "5.", "5,", "--5", "5-", "1'23",
            "1 2345",
            "€", "€€", "12 € 5", "300 TEUR Tsd", "12 % €", "1.250 $", "0x10", "1_000", "½", "²", "1e5", "NaN", "inf",
            "",
            "ca.", "Mio", "eine Million", "12 Äpfel", "1,234,56", "1.234.56",
        ]
    )
    func refused(_ text: String) {
        let reading = TargetReading.number(.string(text), kind: .geld, context: .fixed)
        #expect(reading.value == nil)
    }

    @Test(
        "ranges as forms ask for them",
        arguments: [
            ("bis zu 50.000", nil, "50000"), ("ab 100.000 €", "100000", nil), ("100.000 € oder mehr", "100000", nil),
            ("500.000+", "500000", nil), ("> 500.000 €", "500000", nil), ("< 10", nil, "10"),
            ("von 50.000 bis 100.000 €", "50000", "100000"), ("zwischen 50.000 und 100.000", "50000", "100000"),
            ("50.000 - 1 Mio. €", "50000", "1000000"), ("50.000,- bis 100.000,- €", "50000", "100000"),
            ("3,125 - 4,250 %", "3.125", "4.25"), ("100000", "100000", "100000"), ("0-50k", "0", "50000"),
            ("50.000 € - 100.000 €", "50000", "100000"), ("1.000 … 2.000", "1000", "2000"),
            ("over_500000", "500000", nil),
            ("50.000 € bis unter 100.000 €", "50000", "100000"), ("3-4 Zimmer", "3", "4"),
        ] as [(String, String?, String?)]
    )
    func ranges(_ text: String, _ from: String?, _ to: String?) throws {
        let range = try #require(try Spanne.read(.string(text), kind: .zahl, locale: .de))
        #expect(range.from?.text == from)
        #expect(range.to?.text == to)
    }

    @Test(
        "an unclear scale, a phone number or a date is no range",
        arguments: ["500 - 1 Mio.", "1-2-3", "abc-def", "-"]
    )
    func noRanges(_ text: String) throws {
        #expect(Spanne(text, kind: .zahl, locale: .de) == nil)
    }

    @Test("the middle of a range is exact")
    func middles() {
        func middle(_ a: Int, _ b: Int) -> String {
            ExactDecimal.middle(of: ExactDecimal(a), and: ExactDecimal(b)).text
        }
        #expect(middle(50000, 100_000) == "75000")
        #expect(middle(1, 2) == "1.5")
        #expect(middle(0, 0) == "0")
        #expect(middle(999, 1) == "500")
        #expect(middle(0, 5) == "2.5")
    }

    @Test("decimals compare by value", arguments: [(-5, 3), (0, 1), (9, 10), (-10, -9), (99, 100), (100, 1000)])
    func comparison(_ small: Int, _ large: Int) {
        #expect(ExactDecimal(small) < ExactDecimal(large))
        #expect(!(ExactDecimal(large) < ExactDecimal(small)))
    }

    @Test("a whole number is never made by rounding")
    func integers() {
        #expect(TargetReading.integer("10,0 Jahre", context: .fixed).value == 10)
        #expect(TargetReading.integer(10.0, context: .fixed).value == 10)
        #expect(TargetReading.integer("150,5 m²", context: .fixed).unreadable?.code == "ganzzahl_ungueltig")
        #expect(TargetReading.integer(10.5, context: .fixed).unreadable?.code == "ganzzahl_ungueltig")
    }
}
