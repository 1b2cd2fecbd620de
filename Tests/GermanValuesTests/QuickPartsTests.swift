import Foundation
import JSON
import Testing

@testable import GermanValues

@Suite("Parts of addresses and names are the same, found quickly or thoroughly")
struct QuickPartsTests {
    private static let streets = [
        "Teststr. 55", "Am Markt 5 a", "Immobilienstraße 16", "Hauptstraße", "Bachstr. Nr. 5", "Hs. 12", "Nr. 7a",
        "Nordstr 5", "Pf 12", "Postfach 1234", "Großkunde 12", "Große Str. 5", "C 4", "C 4, 12", "M 7 a",
        "Weg 7, Whg. 12",
        "12a", "5 a", "12 Hauptstraße", "Str. des 17. Juni 135", "Karl-Marx-Allee 3", "An der Str. 9s", "Hausnr. 9",
        "Bei Haus-Nr. 4", "Packstation 110", "Österreich 5", "Straße 12 1/2", "Hauptstr., 5", "O'Hara-Weg 7",
        "Weg 5c/o",
    ]
    private static let towns = [
        "10115 Berlin", "D-60311 Frankfurt am Main", "Berlin, 10179", "DE 10179 Berlin", "Berlin", "d 10115",
        "00999 Ort",
        "Ort 00999", "Köln", "10115", "10115, Berlin", "Berlin 2", "De 10115", "Düren 52349", "/Berlin, 10179", "X 1",
    ]
    private static let names = [
        "Max Mustermann", "Erika Muster-Groß", "Max von der Heide", "Mustermann, Max", "Anna-Lena Müller",
        "MAX MUSTERMANN", "max mustermann", "Mustermann", "Herr Max Mustermann", "Max und Erika Muster",
        "Familie Muster",
        "Familie-", "-Familie Muster", "Muster GmbH", "Max Muster Jr", "Al Gore", "Graf Zeppelin", "née Müller",
        "Dipl-Ing Max Muster", "Max Née Muster", "Max GRÄFIN Muster", "Sehr geehrter Herr Muster", "Max Ag",
        "Élodie Dupont", "van Gogh", "Ms Müller", "Max U Muster", "Max×Muster", "Dr Muster", "ßmann Max", "Max Fürst",
    ]

    private static let ranges = [
        "50.000–100.000 €", "über 500.000 €", "300.000 - 400.000", "bis 250.000 €", "200.000 € bis 300.000 €",
        "bis zu 5",
        "0-100", "ab 50.000", "unter 1.000 EUR", "mehr als 10 €", "ueber 7", "100.000–50.000 €", "1,5-2,5", "50-100k",
        "10-20-30", "10-15 Jahre", "500 - 1 Mio.", "007-009", "50.000–100.000 qm", "von 5 bis 7", "bis 10 bis 20",
        "5-7 %",
    ]

    private static func damaged(_ texts: [String], seed: UInt64) -> [String] {
        var mutator = Mutator(seed: seed)
        return texts + texts.flatMap { text in (0..<150).map { _ in CleanText.line(mutator.damaged(text)) } }
    }

    @Test("streets")
    func streets() {
        var found = 0
        for line in Self.damaged(Self.streets, seed: 41) {
            var copy = line
            if copy.withUTF8({ Strasse(quick: $0) }) != nil { found += 1 }
            #expect(Strasse(line: line) == Strasse(thorough: line), "\(line)")
        }
        #expect(found > 500)
    }

    @Test("postal codes and towns")
    func towns() {
        for line in Self.damaged(Self.towns, seed: 43) {
            #expect(PLZOrt(line: line) == PLZOrt(thorough: line), "\(line)")
        }
    }

    @Test("ranges", arguments: [NumberKind.zahl, .geld, .prozent])
    func ranges(kind: NumberKind) {
        var found = 0
        for line in Self.damaged(Self.ranges, seed: 53) {
            if QuickRange.read(line, kind: kind, locale: .de) != nil { found += 1 }
            let quick = Result { try Spanne.read(.string(line), kind: kind, locale: .de)?.json }
            let thorough = Result { try Spanne.read(thorough: line, kind: kind, locale: .de)?.json }
            #expect((try? quick.get()) == (try? thorough.get()), "\(line)")
        }
        #expect(kind == .prozent ? found == 0 : found > 100)
    }

    @Test("names")
    func names() {
        var found = 0
        for line in Self.damaged(Self.names, seed: 47) {
            if QuickName.read(line) != nil { found += 1 }
            let quick = Result { try Personenname.read(line: line) }
            let thorough = Result { try Personenname.read(thorough: line) }
            #expect((try? quick.get()) == (try? thorough.get()), "\(line)")
        }
        #expect(found > 300)
        #expect(QuickName.read("Max Mustermann") != nil)
        #expect(QuickName.read("Anna-Lena Müller") != nil)
    }

    @Test(
        "a sentence without a word that refuses is consent, and none with one is found to be",
        arguments: [
            ("Ich stimme der Datenschutzerklärung zu", true), ("Ja, ich stimme zu", false),
            ("Ich stimme nicht zu", false),
            ("Einwilligung nicht erteilt", false), ("isNotAccepted by me", false), ("Zugestimmt", false),
            ("i c h", false), ("Ich lehne das ab", false), ("Ich Widerspreche dem", false),
            ("Häkchen 2 gesetzt", false),
            ("Mir ist klar, dass dem widersprochen werden kann", false), ("J_in gerne", false),
            ("Kein Newsletter", false),
        ]
    )
    func consent(_ text: String, _ isQuick: Bool) {
        var copy = text
        #expect(copy.withUTF8 { QuickConsent.isConsent($0.span) } == isQuick)
        if isQuick {
            #expect(ValueFunction.named("einwilligung")?.apply(.string(text), context: .fixed).value == .bool(true))
        }
    }

    @Test("no damaged sentence is consent by the quick way that refuses or is unclear by the thorough one")
    func damagedConsent() {
        let words = Einwilligung.refusalWords.union(JaNein.words).sorted() + Einwilligung.refusalBeginnings
        let sentences = words.flatMap { ["Ich \($0) dem zu", "\($0.uppercased()) und mehr"] }
        for sentence in sentences {
            var copy = sentence
            #expect(!copy.withUTF8 { QuickConsent.isConsent($0.span) }, "\(sentence)")
        }
    }

    /// Readings of whole and damaged inputs as they were before any of this was read byte by byte: function, arguments,
    /// input, and what came out: a value, `-` for nothing, or `!` and the reason.
    @Test("all readings are what they always were")
    func table() throws {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let file = try String(contentsOf: tests.appending(path: "Fixtures/readings.tsv"), encoding: .utf8)
        let lines = file.split(separator: "\n")
        #expect(lines.count > 1_900)
        for line in lines {
            let columns = line.split(separator: "\t").map(String.init)
            let function = try #require(ValueFunction.named(columns[0]))
            let arguments = try #require(try JSONValue.parse(columns[1]).arrayValue)
            let outcome: String
            switch function.apply(try JSONValue.parse(columns[2]), arguments: arguments, context: .fixed) {
            case .value(let value): outcome = value.text()
            case .nothing: outcome = "-"
            case .unreadable(let reason): outcome = "! \(reason.code)"
            }
            #expect(outcome == columns[3], "\(line)")
        }
    }
}
