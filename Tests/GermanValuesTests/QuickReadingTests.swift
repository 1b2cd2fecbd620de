import Foundation
import JSON
import Moments
import SeededRandom
import Testing

@testable import GermanValues

@Suite("The quick way and the thorough way agree")
struct QuickReadingTests {
    private static func texts(_ alphabet: String, _ length: ClosedRange<Int>, count: Int, seed: UInt64) -> [String] {
        var random = SeededRandom(seed: seed)
        let alphabet = Array(alphabet)
        return (0..<count).map { _ in
            String(
                (0..<Int.random(in: length, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? "0" }
            )
        }
    }

    private static let contexts = ReadingContext.Locale.allCases.map { locale in
        var context = ReadingContext.fixed
        context.locale = locale
        return context
    }

    @Test("on numbers")
    func numbers() {
        let units = ["", "", " €", "€", "%", " m²", " qm", " EUR", " Euro", "k", " ", "x"]
        for (index, digits) in Self.texts("0123456789.,-000", 1...10, count: 8000, seed: 17).enumerated() {
            let text = digits + units[index % units.count]
            let quick = QuickText(text)
            for context in Self.contexts {
                for kind in NumberKind.allCases {
                    let number = quick.number(kind, context.locale)
                    if number == nil && !quick.isPlainNumber { continue }
                    let thorough = TargetReading.number(.string(text), kind: kind, context: context).value?.numberValue?
                        .text
                    if let number { #expect(thorough == number, "\(text) \(kind) \(context.locale)") }
                    // Of years only some numbers are numbers.
                    if quick.isPlainNumber, kind != .jahreszahl {
                        #expect(thorough == text, "\(text) \(kind) \(context.locale)")
                    }
                }
            }
            if quick.isPlainInteger {
                #expect(
                    TargetReading.integer(.string(text), context: .fixed).value?.numberValue?.text == text,
                    "\(text)"
                )
            }
        }
    }

    @Test(
        "and the quick way knows what people write most",
        arguments: [
            ("350000", "350000"), ("350.000", "350000"), ("350.000 €", "350000"), ("1.150,50", "1150.5"),
            ("1150.5", "1150.5"),
            ("358.000,00 €", "358000"), ("358,000.00", "358000"), ("3,75 %", "3.75"), ("150 m²", "150"), ("0,5", "0.5"),
            ("0", "0"),
            ("-0,0", "0"), ("12.345.678,90 EUR", "12345678.9"),
        ]
    )
    func plainNumbers(_ text: String, _ expected: String) {
        #expect(QuickText(text).number(.zahl, .de) == expected)
    }

    @Test("on texts")
    func texts() {
        for text in Self.texts("ab ä€²–\u{A0}u\u{308}\t\n\u{200B}é\u{7F}", 0...6, count: 6000, seed: 19)
        where QuickText(text).isPlainText {
            #expect(TargetReading.text(.string(text)).value == .string(text), "\(text.unicodeScalars.map(\.value))")
        }
        #expect(QuickText("Müller, 3 m² für 5 € – ja").isPlainText)
        #expect(!QuickText("").isPlainText)
        #expect(!QuickText("u\u{308}").isPlainText)
        #expect(!QuickText(" a").isPlainText)
    }

    @Test("on what says nothing")
    func nothing() {
        var mutator = Mutator(seed: 29)
        let words = ["Karin", "Nadine", "Noack", "Weiß", "Ohne Sorge", "Bitte um Rückruf.", "Select GmbH", "Ausweg 3"]
        let placeholders = ["[your-name]", "{ort}", "${x}", "%X%", "%%id%%", "*|FNAME|*", "<%= x %>", "#N/A", "{{a}}"]
        let phrases = (NothingPhrases.phrases.union(NothingPhrases.phrasesButText).sorted() + words + placeholders)
            .flatMap {
                phrase in
                let umlauts = phrase.replacing("ae", with: "ä").replacing("ss", with: "ß")
                return [
                    phrase, umlauts, umlauts.uppercased(), phrase.capitalized, "- \(phrase) …", "\(phrase).",
                    "<\(phrase)>",
                ]
            }
        var nothings = 0
        for phrase in phrases {
            for text in [phrase] + (0..<20).map({ _ in mutator.damaged(phrase) }) {
                let clean = [CleanText.line(text), CleanText.lines(text)]
                for clean in clean {
                    for isAnyText in [false, true] {
                        let saysNothing = NothingPhrases.containByComparing(clean, isAnyText: isAnyText)
                        if saysNothing { nothings += 1 }
                        #expect(NothingPhrases.contain(clean, isAnyText: isAnyText) == saysNothing, "\(clean)")
                    }
                }
                if QuickText(text).isPlainText {
                    #expect(TargetReading.text(.string(text)).value == .string(text), "\(text)")
                }
            }
        }
        #expect(nothings > 500)
        for phrase in NothingPhrases.phrases.union(NothingPhrases.phrasesButText) {
            guard let first = phrase.utf8.first, first != 0x5B else { continue }
            #expect(NothingPhrases.isBeginning(first), "\(phrase)")
        }
        for text in words { #expect(QuickText(text).isPlainText, "\(text)") }
    }

    @Test("on keys without separators")
    func squeezedKeys() {
        for text in Self.texts("ab ä-_/é😀u\u{308}", 0...9, count: 4000, seed: 31) {
            let key = folded(text)
            #expect(squeezed(key) == key.replacing(" ", with: ""), "\(text)")
            if let quick = QuickText(text).squeezedKey { #expect(quick == squeezed(key), "\(text)") }
        }
    }

    @Test(
        "on yes and no",
        arguments: [
            "ja", "JA", "nein", "Nein", "yes", "no", "true", "false", "1", "0", "on", "off", "x", "", "Q", "2", "nO",
            "j\u{1}",
        ]
    )
    func booleans(_ text: String) {
        if let flag = QuickText(text).boolean { #expect(TargetReading.boolean(.string(text)).value == .bool(flag)) }
        #expect((QuickText(text).boolean == nil) == ["x", "", "Q", "2", "j\u{1}"].contains(text))
    }

    @Test("on dates")
    func dates() {
        for text in Self.texts("0123456789.-012", 10...10, count: 8000, seed: 23) + [
            "29.02.2023", "2024-02-29", "2023-02-29", "31.04.2020",
        ] {
            for kind in DateKind.allCases {
                guard let date = QuickText(text).date(kind) else { continue }
                #expect((try? Datum.read(line: text, kind: kind, context: .fixed)) == date, "\(text)")
            }
        }
    }

    @Test("on months")
    func months() {
        let words = [
            "März", "mär", "Mrz", "Dezember", "august", "Mo", "Mai", "since", "Jänner", "Okt", "Januar-", "Müller",
        ]
        let named = words.flatMap { word in ["2015", "1899", "201", "20150", "2o15"].map { "\(word) \($0)" } }
        var found = 0
        for text in Self.texts("0120195./-", 4...8, count: 8000, seed: 29) + named {
            guard let date = QuickText(text).date(.monat) else { continue }
            found += 1
            #expect((try? Datum.read(line: text, kind: .monat, context: .fixed)) == date, "\(text)")
        }
        #expect(found > 8)
        #expect(QuickText("03/2015").date(.monat) != nil)
        #expect(QuickText("März 2012").date(.monat) != nil)
        #expect(QuickText("03/2015").date(.datum) == nil)
    }
}
