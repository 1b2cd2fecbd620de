import JSON
import Testing

@testable import GermanValues

@Suite("Choices, folding, countries")
struct ChoiceTests {
    @Test(
        "no spelling stands in two rows, and each gives its row's value at each target",
        arguments: Auswahl.all.map(\.name)
    )
    func tables(_ name: String) throws {
        let table = try #require(Auswahl.all.first { $0.name == name })
        var seen: [String: String] = [:]
        for (text, values) in table.spellings {
            let row = "\(values[.baufismart] ?? "-") \(values[.kreditsmart] ?? "-")"
            #expect(seen[folded(text)].map { $0 == row } ?? true, "\(text)")
            seen[folded(text)] = row
            for target in ChoiceColumn.all where !table.values(for: target).isEmpty {
                for writing in [text, text.uppercased(), "  \(text.replacing(" ", with: "_")) "]
                where !writing.contains("ẞ") {
                    let reading = Reading { () throws(Unreadable) in try table.read(.string(writing), from: target) }
                    #expect(reading.value?.stringValue == values[target], "\(writing)")
                    #expect(reading.unreadable == nil, "\(writing)")
                }
            }
        }
        for target in ChoiceColumn.all {
            for value in table.values(for: target) {
                #expect(try table.read(.string(value), from: target) == .string(value))
            }
        }
    }

    @Test("a table without values for a target says so instead of dropping the answer")
    func missingColumn() throws {
        let purpose = try #require(ValueFunction.named("finanzierungszweck"))
        #expect(
            purpose.apply("Kauf", arguments: ["kreditsmart"], context: .fixed).unreadable?.code == "ziel_ohne_werte"
        )
    }

    @Test(
        "unseen answers",
        arguments: [
            ("beschaeftigung", "Arbeiter:in", "ARBEITER"), ("beschaeftigung", "Beamte(r)", "BEAMTER"),
            ("beschaeftigung", "Angestellte/r (unbefristet)", "ANGESTELLTER"),
            ("familienstand", "geschieden.", "GESCHIEDEN"), ("familienstand", "nicht-verheiratet", "LEDIG"),
            ("anrede", "Sehr geehrte Frau", "FRAU"), ("anrede", "MALE", "HERR"),
            ("familienstand", "EINGETRAGENE_LEBENSPARTNERSCHAFT", "LEBENSPARTNERSCHAFT"),
        ]
    )
    func unseenAnswers(_ name: String, _ text: String, _ expected: String) throws {
        let function = try #require(ValueFunction.named(name))
        #expect(function.apply(.string(text), context: .fixed).value == .string(expected))
    }

    @Test(
        "what keys have in common",
        arguments: [
            ("Angestellte:r", "angestellte"), ("Rentner*in", "rentner"), ("Beamter/-in", "beamter"),
            ("Beamter/in", "beamter"), ("Berater/innen", "berater"), ("Selbstständige/r", "selbststaendige"),
            ("Hausfrau/Inhaberin", "hausfrau inhaberin"),
            ("Schüler_in", "schueler"),
            ("Angestellte(r)", "angestellte"), ("Student*innen", "student"), ("GETRENNT_LEBEND", "getrennt lebend"),
            ("  Große   Straße ", "grosse strasse"), ("Öl/Gas", "oel gas"), ("in-House", "in house"),
            ("LIVING_IN", "living in"),
            ("Mo.–Fr.", "mo –fr"), ("", ""), ("_-/", ""),
        ]
    )
    func folding(_ text: String, _ key: String) {
        #expect(folded(text) == key)
        #expect(FoldedKey(text) == FoldedKey(key))
    }

    @Test("composed and decomposed letters have the same key")
    func composition() {
        for word in ["Müller", "ÄRZTIN", "schön", "Größe", "Café"] {
            var decomposed = ""
            for scalar in word.unicodeScalars {
                switch scalar {
                case "ü": decomposed += "u\u{308}"
                case "ö": decomposed += "o\u{308}"
                case "Ä": decomposed += "A\u{308}"
                case "é": decomposed += "e\u{301}"
                default: decomposed.unicodeScalars.append(scalar)
                }
            }
            #expect(Array(folded(decomposed).utf8) == Array(folded(word).utf8))
        }
    }

    @Test("a value of a schema is found exactly, else folded, never by part, never by chance")
    func enumerations() {
        let reader = EnumerationReader(["LEDIG", "VERHEIRATET", "GETRENNT_LEBEND", "A_B", "A-B"])
        #expect(reader.read("VERHEIRATET").value == "VERHEIRATET")
        #expect(reader.read("getrennt lebend").value == "GETRENNT_LEBEND")
        #expect(reader.read("Ledig").value == "LEDIG")
        #expect(reader.read("A-B").value == "A-B")
        #expect(reader.read("unverheiratet").unreadable?.code == "auswahl_unbekannt")
        #expect(reader.read("a b").unreadable?.code == "auswahl_mehrdeutig")
        #expect(reader.read("k.A.") == .nothing)
        #expect(reader.read(["x", "y"]).unreadable?.code == "mehrere_werte")
        #expect(QuickText("VERHEIRATET").index(in: reader) == 1)
        #expect(QuickText("verheiratet").index(in: reader) == nil)
    }

    @Test("every code is its own country, and KEX gets one of its 199 values")
    func countries() throws {
        let codes = Set(
            (CountryData.firstNames + "\n" + CountryData.secondNames).split(separator: "\n").map {
                String($0.prefix(2))
            }
        )
        #expect(codes.count == 250)
        let kex = Set(CountryData.kex.split(whereSeparator: \.isWhitespace).map(String.init)).union(["SONSTIGE"])
        #expect(kex.count == 199)
        for code in codes where code != "NA" {
            #expect(try Land.read(.string(code), for: .baufismart) == .string(code))
            let value = try #require(try Land.read(.string(code), for: .kreditsmart)?.stringValue)
            #expect(kex.contains(value))
            #expect(value == code || value == "SONSTIGE")
        }
    }

    @Test(
        "unseen countries",
        arguments: [
            ("Deutsch", "DE"), ("DEU", "DE"), ("Réunion", "RE"), ("Cote d’Ivoire", "CI"),
            ("Deutschland / Germany", "DE"), ("USA", "US"),
        ]
    )
    func unseenCountries(_ text: String, _ code: String) throws {
        #expect(try Land.read(.string(text), for: .baufismart) == .string(code))
    }
}
