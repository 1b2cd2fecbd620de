import JSON
import Moments

extension ValueFunction {
    static let answerFunctions: [ValueFunction] = [
        ValueFunction(
            "ja-nein",
            gives: .boolean,
            german: "Ja oder Nein; leer ist nicht Nein, sondern nichts.",
            english: "Yes or no; blank is not no but nothing.",
            examples: [
                .reads("trifft nicht zu", as: false), .reads("vereinbart", as: true),
                .reads("Ja, gerne", as: true), .reads("off", as: false), .reads(["on"], as: true), .nothing(""),
                .refuses("2", with: .janeinUngueltig),
            ],
            quick: QuickFunctions.answer
        ) { value, _ throws(Unreadable) in
            try JaNein.read(value)
        },
        ValueFunction(
            "einwilligung",
            [.optional("texte", .texts)],
            gives: .boolean,
            german:
                "Einwilligung: jeder Text ist eine, nie aber einer mit einem Wort der Ablehnung. Mit „texte“ gelten nur diese.",
            english: "Consent: any text is, but never one with a word of refusal. With \"texte\" only those are.",
            examples: [
                .reads("Ich stimme der Datenschutzerklärung zu", as: true), .reads("Ich stimme nicht zu", as: false),
                .reads([""], as: false), .refuses("Einwilligung nicht erteilt", with: .einwilligungUnklar),
                .reads(["id-2"], ["id-1"], as: false), .nothing(.null),
            ]
        ) { value, arguments throws(Unreadable) in
            try Einwilligung.read(value, accepted: arguments.list(0))
        },
    ]

    private static func date(
        _ kind: DateKind,
        order: Int? = nil
    ) -> @Sendable (JSONValue, Arguments) throws(Unreadable) -> JSONValue? {
        { value, arguments throws(Unreadable) in
            var context = arguments.context
            if let order, let name = arguments.text(order), let said = ReadingContext.DateOrder(rawValue: name) {
                context.dateOrder = said
            }
            return try Datum.read(value, kind: kind, context: context).map { .string($0.description) }
        }
    }

    private static let order = Parameter.choice("reihenfolge", ReadingContext.DateOrder.allCases.map(\.rawValue))

    static let dateFunctions: [ValueFunction] = [
        ValueFunction(
            "datum",
            [.choice("art", DateKind.allCases.map(\.rawValue)), order],
            gives: .date,
            german: "Datum, Tag zuerst; ein Zeitpunkt wird zum Tag, der dann in Deutschland war.",
            english: "A date, day first; an instant becomes the day it was in Germany.",
            examples: [
                .reads("3. März 2015", as: "2015-03-03"), .reads("02/01/1980", "geburt", "mdy", as: "1980-02-01"),
                .reads("1980-01-31T23:00:00.000Z", as: "1980-02-01"), .reads(318_211_200, "epoch", as: "1980-02-01"),
                .refuses("31.02.2015", with: .datumUngueltig), .refuses("02/13/1980", with: .datumUngueltig),
            ],
            quick: QuickFunctions.date(.datum)
        ) { value, arguments throws(Unreadable) in
            try date(arguments.text(0).flatMap(DateKind.init) ?? .datum, order: 1)(value, arguments)
        },
        ValueFunction(
            "geburtsdatum",
            [order],
            gives: .date,
            german:
                "Geburtsdatum: vor heute, höchstens 120 Jahre her; „80“ ist das jüngste Jahr, das einen Erwachsenen ergibt.",
            english:
                "A date of birth: before today, at most 120 years ago; \"80\" is the youngest year that makes an adult.",
            examples: [
                .reads("1.2.80", as: "1980-02-01"), .reads("1.2.10", as: "1910-02-01"),
                .reads(["day": "01", "month": "02", "year": "1980"], as: "1980-02-01"),
                .refuses("01.02.2031", with: .datumBereich),
            ],
            quick: QuickFunctions.date(.geburt),
            body: date(.geburt, order: 0)
        ),
        ValueFunction(
            "monat",
            [order],
            gives: .date,
            german: "Der erste Tag eines Monats oder Jahres; auch ein ganzes Datum.",
            english: "The first day of a month or year; a whole date will do, too.",
            examples: [
                .reads("seit März 2015", as: "2015-03-01"), .reads("2015-03", as: "2015-03-01"),
                .reads("2015", as: "2015-01-01"),
            ],
            quick: QuickFunctions.date(.monat),
            body: date(.monat, order: 0)
        ),
        ValueFunction(
            "epoch",
            gives: .date,
            german: "Datum aus Sekunden oder Millisekunden seit 1970.",
            english: "A date from seconds or milliseconds since 1970.",
            examples: [.reads("1783029600000", as: "2026-07-03")],
            body: date(.epoch)
        ),
    ]
}
