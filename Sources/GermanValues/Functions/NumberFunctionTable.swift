import JSON

extension ValueFunction {
    private static let kind = Parameter.choice("art", NumberKind.allCases.map(\.rawValue))

    private static func number(_ kind: NumberKind) -> @Sendable (JSONValue, Arguments) throws(Unreadable) -> JSONValue?
    {
        { value, arguments throws(Unreadable) in
            try Zahl.read(value, kind: kind, locale: arguments.context.locale)
        }
    }

    private static func range(_ value: JSONValue, _ arguments: Arguments) throws(Unreadable) -> Spanne? {
        let kind = arguments.kind(0) ?? .zahl
        return try Spanne.read(value, kind: kind, locale: arguments.context.locale)
    }

    static let numberFunctions: [ValueFunction] = [
        ValueFunction(
            "zahl",
            [kind],
            gives: .number,
            german: "Zahl in deutscher oder englischer Schreibweise; die Einheit dahinter darf stehen.",
            english: "A number in German or English writing; a unit may stand behind it.",
            examples: [
                .reads("358.000,00", as: 358000), .reads("358,000.00", as: 358000), .reads("3,75 %", as: 3.75),
                .reads("1.250", "prozent", as: 1.25), .reads(358000, as: 358000),
                .refuses("viel", with: .zahlUngueltig),
                .refuses("1e5", with: .zahlUngueltig), .nothing("weiß nicht"),
            ],
            quick: Quick { text, arguments, output in
                QuickFunctions.number(text, arguments.kind(0) ?? .zahl, arguments, output)
            }
        ) { value, arguments throws(Unreadable) in
            let kind = arguments.kind(0) ?? .zahl
            return try Zahl.read(value, kind: kind, locale: arguments.context.locale)
        },
        ValueFunction(
            "betrag",
            gives: .number,
            german: "Geldbetrag, auch „300 T€“ und „1,2 Mio“; ein Bereich wird nicht zur Zahl.",
            english: "An amount of money, also \"300 T€\" and \"1,2 Mio\"; a range does not become a number.",
            examples: [
                .reads("358.000,-- €", as: 358000), .reads("300 Tsd. €", as: 300000), .reads("2.500 € netto", as: 2500),
                .refuses("über 500.000 €", with: .bereich), .refuses("3,75 %", with: .einheitFalsch),
            ],
            quick: QuickFunctions.number(.geld),
            body: number(.geld)
        ),
        ValueFunction(
            "prozent",
            gives: .number,
            german: "Prozentsatz; ein einzelnes Komma oder ein einzelner Punkt trennt hier immer Nachkommastellen ab.",
            english: "A percentage; a single comma or point is always the decimal separator here.",
            examples: [
                .reads("2,00% p.a.", as: 2), .reads("3,750 %", as: 3.75), .refuses("500 €", with: .einheitFalsch),
            ],
            quick: QuickFunctions.number(.prozent),
            body: number(.prozent)
        ),
        ValueFunction(
            "flaeche",
            gives: .number,
            german: "Fläche in Quadratmetern.",
            english: "An area in square metres.",
            examples: [.reads("150 qm", as: 150), .reads("87,125 m²", as: 87.125)],
            quick: QuickFunctions.number(.flaeche),
            body: number(.flaeche)
        ),
        ValueFunction(
            "ganzzahl",
            [kind],
            gives: .integer,
            german: "Ganze Zahl; es wird nie gerundet.",
            english: "A whole number; never rounded.",
            examples: [
                .reads("120 Monate", as: 120), .reads("10,0", as: 10), .refuses("150,5", with: .ganzzahlUngueltig),
            ],
            quick: Quick { text, arguments, output in
                QuickFunctions.integer(text, arguments.kind(0) ?? .zahl, arguments, output)
            }
        ) { value, arguments throws(Unreadable) in
            let kind = arguments.kind(0) ?? .zahl
            switch TargetReading.integer(value, kind: kind, context: arguments.context) {
            case .value(let value): return value
            case .nothing: return nil
            case .unreadable(let reason): throw reason
            }
        },
        ValueFunction(
            "jahre",
            gives: .integer,
            german: "Anzahl von Jahren, auch in Worten (TEN_YEARS, zehn Jahre).",
            english: "A number of years, also in words (TEN_YEARS, zehn Jahre).",
            examples: [
                .reads("TEN_YEARS", as: 10), .reads("15 Jahre", as: 15), .reads("180 Monate", as: 15),
                .refuses("10-15 Jahre", with: .bereich), .refuses("7,5 Jahre", with: .jahreUngueltig),
            ],
            quick: QuickFunctions.years
        ) { value, _ throws(Unreadable) in
            try Jahre.read(value)
        },
        ValueFunction(
            "spanne",
            [kind],
            gives: .object(["von", "bis"]),
            german: "Bereich als {von, bis}; ein offenes Ende ist null, eine einzelne Zahl ist von und bis.",
            english: "A range as {von, bis}; an open end is null, a single number is both.",
            examples: [
                .reads("50.000–100.000 €", as: ["von": 50000, "bis": 100_000]),
                .reads("über 500.000 €", as: ["von": 500_000, "bis": .null]),
                .refuses("100.000–50.000 €", with: .bereichVerdreht), .refuses("viel", with: .bereichUngueltig),
            ]
        ) { value, arguments throws(Unreadable) in
            try range(value, arguments)?.json
        },
        ValueFunction(
            "spanne-von",
            [kind],
            gives: .number,
            german: "Anfang eines Bereichs; nichts, wenn er nach unten offen ist.",
            english: "The beginning of a range; nothing if it is open downwards.",
            examples: [.reads("50-100k", as: 50000), .nothing("bis 50.000 €"), .reads("75.000", as: 75000)]
        ) { value, arguments throws(Unreadable) in
            try range(value, arguments)?.from?.json
        },
        ValueFunction(
            "spanne-bis",
            [kind],
            gives: .number,
            german: "Ende eines Bereichs; nichts, wenn er nach oben offen ist.",
            english: "The end of a range; nothing if it is open upwards.",
            examples: [.reads("50-100k", as: 100_000), .nothing("ab 50.000 €")]
        ) { value, arguments throws(Unreadable) in
            try range(value, arguments)?.to?.json
        },
        ValueFunction(
            "spanne-mitte",
            [kind],
            gives: .number,
            german: "Mitte eines Bereichs. Sie ist erfunden: besser den Bereich selbst in die Bemerkung schreiben.",
            english: "The middle of a range. It is an invention: better put the range itself into the comment.",
            examples: [.reads("50.000–100.000 €", as: 75000), .refuses("über 500.000 €", with: .bereichOffen)]
        ) { value, arguments throws(Unreadable) in
            try range(value, arguments)?.middle()
        },
        ValueFunction(
            "monatlich",
            [.choice("zeitraum", AmountPeriod.allCases.map(\.rawValue)), kind],
            gives: .number,
            german:
                "Betrag je Monat. Sagt der Text seinen Zeitraum nicht selbst, ist er der genannte, sonst ein Jahr; geteilt wird auf den Cent.",
            english:
                "An amount a month. Where the text does not say its period itself it is the one that is named, otherwise a year; divided to the cent.",
            examples: [
                .reads("42.000 €", as: 3500), .reads("3.500 € mtl.", as: 3500),
                .reads("3.000", "quartal", as: 1000), .reads(10000, as: 833.33),
                .refuses("60 m²", with: .einheitFalsch), .refuses("viel", with: .zahlUngueltig),
            ]
        ) { value, arguments throws(Unreadable) in
            try AmountPeriod.amount(value, as: .monatlich, usually: .year, arguments)
        },
        ValueFunction(
            "jaehrlich",
            [.choice("zeitraum", AmountPeriod.allCases.map(\.rawValue)), kind],
            gives: .number,
            german:
                "Betrag je Jahr. Sagt der Text seinen Zeitraum nicht selbst, ist er der genannte, sonst ein Monat.",
            english:
                "An amount a year. Where the text does not say its period itself it is the one that is named, otherwise a month.",
            examples: [
                .reads("3.500 €", as: 42000), .reads("42.000 € p.a.", as: 42000),
                .reads("500", "quartal", as: 2000), .refuses("60 m²", with: .einheitFalsch),
            ]
        ) { value, arguments throws(Unreadable) in
            try AmountPeriod.amount(value, as: .jaehrlich, usually: .month, arguments)
        },
    ]
}
