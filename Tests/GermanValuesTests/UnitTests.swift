import JSON
import Testing

@testable import GermanValues

@Suite("Units: what a number says it is")
struct UnitTests {
    private static func read(_ text: String, _ kind: NumberKind) -> Reading {
        TargetReading.number(.string(text), kind: kind, context: .fixed)
    }

    @Test(
        "a value that says another unit is converted by a rule",
        arguments: [
            ("4 Jahre", NumberKind.monate, "48"), ("1 Jahr", .monate, "12"), ("5 years", .monate, "60"),
            ("1,5 Jahre", .monate, "18"), ("48", .monate, "48"), ("48 Monate", .monate, "48"),
            ("84 Mon.", .monate, "84"),
            ("10 J.", .monate, "120"), ("vier Jahre", .monate, "48"), ("TEN_YEARS", .monate, "120"),
            ("120 Monate", .jahre, "10"), ("18 Monate", .jahre, "1.5"), ("10 Jahre", .jahre, "10"),
            ("zehn Jahre", .jahre, "10"),
            ("12.000 € im Jahr", .monatlich, "1000"), ("10.000 € p.a.", .monatlich, "833.33"),
            ("1.200 EUR jährlich", .monatlich, "100"), ("100 € mtl.", .jaehrlich, "1200"),
            ("42.000 € netto p.a.", .nettoMonatlich, "3500"), ("3.500 € netto im Monat", .nettoJaehrlich, "42000"),
            ("4.000 € brutto mtl.", .bruttoJaehrlich, "48000"), ("150 PS", .kilowatt, "110"), ("110 kW", .ps, "150"),
            ("0,5 ha", .flaeche, "5000"), ("87,125 m²", .flaeche, "87.125"), ("150 Tkm", .kilometer, "150000"),
            ("12 €/m²", .proQuadratmeter, "12"), ("850 € kalt", .kaltmiete, "850"),
            ("1.050 € warm", .warmmiete, "1050"),
            ("10.200 € kalt im Jahr", .kaltmiete, "850"), ("Baujahr 1975", .jahreszahl, "1975"),
            ("ca. 1975", .jahreszahl, "1975"), ("Bj. 1975", .jahreszahl, "1975"), ("350 k€", .einmalig, "350000"),
            ("350.000_€", .einmalig, "350000"), ("10179.0", .einmalig, "10179"), ("2 Personen", .personen, "2"),
        ]
    )
    func converted(_ text: String, _ kind: NumberKind, _ expected: String) {
        #expect(Self.read(text, kind).value?.numberValue?.text == expected)
    }

    @Test(
        "a value whose unit has no rule is refused",
        arguments: [
            ("42.000 € p.a.", NumberKind.nettoMonatlich), ("42.000 € pro Jahr", .nettoMonatlich),
            ("3.500 € brutto", .nettoMonatlich), ("3.500 € (brutto)", .nettoMonatlich),
            ("3500 brutto", .nettoJaehrlich),
            ("42.000 € (im Jahr)", .nettoMonatlich), ("42000 (p.a.)", .nettoMonatlich),
            ("20 € pro Stunde", .nettoMonatlich),
            ("800 € die Woche", .monatlich), ("300 € im Quartal", .monatlich), ("1.500 € brutto", .einkommenMonatlich),
            ("3.500 € netto", .bruttoJaehrlich), ("1.500 € mtl.", .einmalig),
            ("358.000 € inkl. NK", .einmalig), ("358.000 € zzgl. Nebenkosten", .einmalig), ("12.000 € p.a.", .einmalig),
            ("5 %", .einmalig), ("3.500 €/m²", .einmalig), ("48 €", .monate), ("4 %", .monate), ("12 Wochen", .monate),
            ("10 Tage", .jahre), ("10 m²", .jahre), ("3 Zimmer", .personen), ("2 Kinder", .personen),
            ("5 Jahre", .personen),
            ("3 Zimmer", .flaeche), ("120 m", .flaeche), ("120 m³", .flaeche), ("120 €", .flaeche), ("75", .jahreszahl),
            ("45 Jahre", .jahreszahl), ("0", .jahreszahl), ("120 m²", .jahreszahl), ("150 kWh", .kilowatt),
            ("150 km", .kilowatt),
            ("90.000 Meilen", .kilometer), ("500 €", .prozent), ("1 % im Monat", .prozent), ("850 € warm", .kaltmiete),
            ("700 € kalt", .warmmiete), ("1.250 $", .einmalig), ("900 CHF", .monatlich), ("5 kW", .faktor),
        ]
    )
    func refused(_ text: String, _ kind: NumberKind) {
        #expect(Self.read(text, kind).unreadable?.code == "einheit_falsch", "\(Self.read(text, kind))")
    }

    @Test("a JSON number is a year only if it can be one")
    func years() {
        #expect(TargetReading.integer(1975, kind: .jahreszahl, context: .fixed).value == 1975)
        #expect(TargetReading.integer(75, kind: .jahreszahl, context: .fixed).unreadable?.code == "einheit_falsch")
    }

    @Test(
        "a remark in brackets behind a number with its unit changes nothing, unless it says another unit or a range",
        arguments: [
            ("48 Monate (4.0 Jahre)", NumberKind.monate, "48"), ("10 Jahre (fest)", .jahre, "10"),
            ("10 Jahre fest", .jahre, "10"),
            ("350.000 € (inkl. 20.000 € Küche)", .einmalig, "350000"), ("350.000 € (Festpreis)", .einmalig, "350000"),
            ("350.000 € [VB]", .einmalig, "350000"), ("350.000 €, VB", .einmalig, "350000"),
            ("350.000 € (Wohnung)", .einmalig, "350000"), ("3.500 € (netto)", .nettoMonatlich, "3500"),
            ("3.500 € (14 Gehälter)", .nettoMonatlich, "3500"), ("110 kW (150 PS)", .kilowatt, "110"),
            ("120 m² (3 Zimmer)", .flaeche, "120"), ("15 Jahre Zinsbindung", .jahre, "15"),
            ("48 (Monate)", .monate, "48"),
            ("4 (Jahre)", .monate, "48"),
        ] as [(String, NumberKind, String?)] + [
            ("350.000 € (oder mehr)", .einmalig, nil), ("48 (4 Jahre)", .monate, nil),
            ("350.000 € (max.)", .einmalig, nil),
            ("50.000 (bis 100.000)", .einmalig, nil), ("42.000 € (brutto im Jahr)", .nettoMonatlich, nil),
        ]
    )
    func remarks(_ text: String, _ kind: NumberKind, _ expected: String?) {
        #expect(Self.read(text, kind).value?.numberValue?.text == expected, "\(Self.read(text, kind))")
    }

    @Test("multiplying, dividing and rounding are exact")
    func arithmetic() {
        for number in [0, 1, 7, 11, 12, 99, 100, 1234, 42_000, 999_999] {
            let exact = ExactDecimal(number)
            #expect(exact.multiplied(by: 12) == ExactDecimal(number * 12))
            #expect(exact.multiplied(by: 12).divided(by: 12, places: 2) == exact)
            let cents = (number * 100 * 2 + 12) / 24
            #expect(exact.divided(by: 12, places: 2) == ExactDecimal(cents).shifted(by: -2), "\(number)")
        }
        #expect(ExactDecimal(-10).divided(by: 4, places: 0) == ExactDecimal(-3))
        #expect(ExactDecimal(5).shifted(by: -2).rounded(to: 1) == ExactDecimal(1).shifted(by: -1))
        #expect(ExactDecimal(999).shifted(by: -3).rounded(to: 1) == ExactDecimal(1))
    }
}
