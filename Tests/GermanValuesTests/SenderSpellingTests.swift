import JSON
import Testing

@testable import GermanValues

/// What forms and people write around the answer itself.
@Suite("Answers as senders write them")
struct SenderSpellingTests {
    private static func read(_ text: String, _ kind: NumberKind) -> Reading {
        TargetReading.number(.string(text), kind: kind, context: .fixed)
    }

    private static func read(_ value: JSONValue, _ function: String) throws -> Reading {
        try #require(ValueFunction.named(function)).apply(value, context: .fixed)
    }

    @Test(
        "the text of an XML element is read whatever its attributes say",
        arguments: [
            (["@typ": "mobil", "#text": "Muster"], "Muster"),
            (["@a": "1", "@b": "2", "@c": "3", "@d": "4", "#text": " Muster "], "Muster"),
            (["@typ": "mobil", "#text": "k.A."], nil), (["#text": "Muster", "kind": "Anna"], nil),
        ] as [(JSONValue, String?)]
    )
    func element(_ value: JSONValue, _ expected: String?) throws {
        #expect(try Self.read(value, "nachname").value?.stringValue == expected)
        #expect(TargetReading.text(value).value?.stringValue == expected)
    }

    @Test(
        "pictures beside an answer are no part of it",
        arguments: [
            ("zahl", "💶 350.000 €", 350_000), ("zahl", "350.000 🏠", 350_000), ("ja-nein", "👍 Ja", true),
            ("ja-nein", "❌ Nein", false), ("ja-nein", "✅ Ja, gerne", true), ("ja-nein", "☐ Ja", nil),
            ("spanne-von", "💰 50.000 – 100.000 €", 50_000), ("zahl", "💶", nil),
        ] as [(String, String, JSONValue?)]
    )
    func pictures(_ function: String, _ text: String, _ expected: JSONValue?) throws {
        #expect(try Self.read(.string(text), function).value == expected)
    }

    @Test(
        "of an answer with a name for machines and one for people the known one counts",
        arguments: [
            (["value": "kauf_1", "label": "Kauf"], "KAUF"), (["label": "Vorhaben", "value": "Kauf"], "KAUF"),
            ([["id": 7, "text": "Neubau", "value": "x7"]], "NEUBAU"), (["value": "Kauf", "label": "Neubau"], "KAUF"),
            (["value": "a", "label": "b"], nil), (["label": "Kauf", "selected": false], nil),
        ] as [(JSONValue, String?)]
    )
    func named(_ answer: JSONValue, _ expected: String?) throws {
        #expect(try Self.read(answer, "finanzierungszweck").value?.stringValue == expected)
    }

    @Test(
        "a number keeps its meaning with words, signs and remarks around it",
        arguments: [
            ("+350000", NumberKind.einmalig, "350000"), ("350.000 €.", .einmalig, "350000"),
            ("350.000 Eur.", .einmalig, "350000"), ("350_000_€", .einmalig, "350000"),
            ("350.000-euro", .einmalig, "350000"), ("60-monate", .monate, "60"), ("60_monate", .monate, "60"),
            ("1.200 m²", .flaeche, "1200"), ("12.500 qm", .flaeche, "12500"), ("1.200", .flaeche, "1200"),
            ("120.5 m²", .flaeche, "120.5"), ("87,125 m²", .flaeche, "87.125"),
            ("Nettoeinkommen: 3.500 €", .nettoMonatlich, "3500"), ("3.500 € Nettoeinkommen", .nettoMonatlich, "3500"),
            ("42.000 € Jahresnettoeinkommen", .nettoMonatlich, "3500"), ("3.500 € / mtl.", .nettoMonatlich, "3500"),
            ("3.500 € nach Steuern", .nettoMonatlich, "3500"), ("10.800 € Jahreskaltmiete", .kaltmiete, "900"),
            ("3,25 % Sollzins", .prozent, "3.25"), ("Sollzins 3,25 %", .prozent, "3.25"),
            ("3 % anfängliche Tilgung", .prozent, "3"), ("3 v.H.", .prozent, "3"),
            ("3,57 % inkl. MwSt.", .prozent, "3.57"), ("1975 ca.", .jahreszahl, "1975"),
            ("7 Jahre 6 Monate", .monate, "90"), ("2 Jahre und 6 Monate", .monate, "30"),
            ("48 Monate / 4 Jahre", .monate, "48"), ("72 Monate - 6 Jahre", .monate, "72"),
            ("10 Jahre (120 Monate)", .jahre, "10"),
        ]
    )
    func numbers(_ text: String, _ kind: NumberKind, _ expected: String) {
        #expect(Self.read(text, kind).value?.numberValue?.text == expected, "\(Self.read(text, kind))")
    }

    @Test(
        "a number that says it is another is no number here",
        arguments: [
            ("3.500 € (Bruttogehalt)", NumberKind.nettoMonatlich), ("3.500 € (Brutto-Monatsgehalt)", .nettoMonatlich),
            ("3.500 € (brutto!)", .nettoMonatlich), ("3.500 € (vor Abzügen)", .nettoMonatlich),
            ("Bruttogehalt 3.500 €", .nettoMonatlich), ("42.000 € (Jahreseinkommen)", .nettoMonatlich),
            ("900 € bruttokalt", .kaltmiete), ("900 € brutto kalt", .kaltmiete), ("3,25 % (effektiv)", .prozent),
            ("3,25 % effektiv", .prozent), ("48 Monate / 5 Jahre", .monate), ("4 - 5 Jahre", .monate),
            ("7 Jahre 18 Monate", .monate), ("50-100k", .einmalig), ("300.000-350.000", .einmalig),
        ]
    )
    func otherNumbers(_ text: String, _ kind: NumberKind) {
        #expect(Self.read(text, kind).unreadable != nil, "\(Self.read(text, kind))")
    }

    @Test(
        "years are read with what stands around them",
        arguments: [
            ("10 Jahre (fest)", 10), ("10 Jahre (Sollzinsbindung)", 10), ("180 Monate (15 Jahre)", 15),
            ("120 Mon.", 10), ("Zinsbindung: 20 Jahre", 20), ("10-jährig", 10), ("10,0", 10), ("15 yrs", 15),
            ("10 Jahre / 120 Monate", 10),
        ]
    )
    func years(_ text: String, _ expected: Int) throws {
        #expect(try Self.read(.string(text), "jahre").value == .number(JSONNumber(expected)))
    }

    @Test("no number of years", arguments: ["10-15 Jahre", "2035", "1,5 Jahre", "10 %", "120 Jahre"])
    func noYears(_ text: String) throws {
        #expect(try Self.read(.string(text), "jahre").unreadable != nil)
    }

    @Test(
        "a choice is found behind marks, in several words for one meaning, and in the slugs of vendors",
        arguments: [
            ("finanzierungszweck", "🏠 Kauf", "KAUF"), ("finanzierungszweck", "A) Kauf", "KAUF"),
            ("finanzierungszweck", "1. Kauf", "KAUF"), ("finanzierungszweck", "Kauf!", "KAUF"),
            ("finanzierungszweck", "||Kauf||Kauf||", "KAUF"), ("finanzierungszweck", "['Kauf']", "KAUF"),
            ("finanzierungszweck", "modernisierung_&_sanierung", "MODERNISIERUNG_UMBAU_ANBAU"),
            ("finanzierungszweck", "Umbau + Anbau", "MODERNISIERUNG_UMBAU_ANBAU"),
            ("finanzierungszweck", "Anschlussfinanzierung & Umschuldung", "ANSCHLUSSFINANZIERUNG"),
            ("finanzierungszweck", "Kauf (Neubau)", "KAUF_NEUBAU_VOM_BAUTRAEGER"),
            ("finanzierungszweck", "Neubau/Bauträger", "KAUF_NEUBAU_VOM_BAUTRAEGER"),
            ("finanzierungszweck", "Kauf (Kapitalanlage)", "KAUF"),
            ("familienstand", "Ledig (nicht verheiratet)", "LEDIG"),
            ("finanzierungszweck", "Kauf vom Bauträger (Neubau)", "KAUF_NEUBAU_VOM_BAUTRAEGER"),
            ("beschaeftigung", "Ich bin angestellt", "ANGESTELLTER"),
            ("beschaeftigung", "angestellt_unbefristet", "ANGESTELLTER"),
            ("beschaeftigung", "Beamt:in", "BEAMTER"),
            ("familienstand", "verheiratet - getrennt lebend", "GETRENNT_LEBEND"),
            ("familienstand", "verheiratet (getrennt lebend)", "GETRENNT_LEBEND"),
            ("objektart", "1-Familien-Haus", "EINFAMILIENHAUS"),
            ("nutzung", "Eigennutzung & Vermietung", "TEILVERMIETET"),
            ("land", "🇩🇪 Deutschland", "DE"), ("land", "Deutsch (DE)", "DE"), ("land", "DE - Deutschland", "DE"),
        ]
    )
    func choices(_ function: String, _ text: String, _ expected: String) throws {
        #expect(try Self.read(.string(text), function).value == .string(expected))
    }

    @Test(
        "an answer that names two meanings, or takes itself back, is none",
        arguments: [
            ("finanzierungszweck", "Kauf, Neubau"), ("finanzierungszweck", "Kauf/Neubau"),
            ("finanzierungszweck", "kauf,_neubau"), ("finanzierungszweck", "Kauf und Modernisierung"),
            ("finanzierungszweck", "Kauf & Umschuldung"),
            ("finanzierungszweck", "Kauf (Umschuldung)"), ("nutzung", "Vermietung (nein)"),
            ("beschaeftigung", "Angestellt und selbstständig"), ("beschaeftigung", "nicht angestellt"),
            ("familienstand", "geschieden & verwitwet"), ("land", "deutsch (türkisch)"),
        ]
    )
    func noChoices(_ function: String, _ text: String) throws {
        #expect(try Self.read(.string(text), function).unreadable != nil)
    }

    @Test(
        "ways of saying nothing, as slugs, in brackets, as an unfilled place",
        arguments: [
            "keine_angabe", "keine-angabe", "bitte_waehlen", "Bitte-wählen", "[Bitte auswählen]", "Nicht beantwortet",
            "Möchte ich nicht angeben", "I prefer not to say", "Keine Angabe möglich", "{{ contact.first_name }}", "~",
            "•", "=",
        ]
    )
    func nothing(_ text: String) {
        #expect(TargetReading.text(.string(text)) == .nothing)
        #expect(CleanText.saysNothing(text))
    }

    @Test(
        "words that may be a name stay",
        arguments: ["Null", "None", "Nan", "Leer", "Möchtegern", "Ida", "😀", "+49", "C++"]
    )
    func names(_ text: String) {
        #expect(TargetReading.text(.string(text)) == .value(.string(text)))
    }

    @Test(
        "postal code and town are told apart however they stand together",
        arguments: [
            ("10179/Berlin", "10179", "Berlin"), ("10179-Berlin", "10179", "Berlin"),
            ("10179 - Berlin", "10179", "Berlin"), ("(10179) Berlin", "10179", "Berlin"),
            ("Berlin (10179)", "10179", "Berlin"), ("PLZ 10179 Berlin", "10179", "Berlin"),
            ("PLZ: 10179", "10179", nil),
            ("10179,00", nil, nil), ("10179-1234", nil, nil), ("Berlin-Mitte", nil, nil),
            ("10179 Berlin, Mitte", "10179", "Berlin, Mitte"),
        ]
    )
    func towns(_ text: String, _ code: String?, _ town: String?) throws {
        #expect(try Self.read(.string(text), "plz").value?.stringValue == code)
        #expect(try Self.read(.string(text), "adresse-ort").value?.stringValue == town)
    }

    @Test(
        "a house in a street keeps its word",
        arguments: [
            ("Musterstr. 5 Hs. 3", "Musterstr.", "5 Hs 3"), ("Musterstraße 12 Hs 2", "Musterstraße", "12 Hs 2"),
            ("Musterstr. 12/Hs. 3", "Musterstr.", "12 Hs 3"), ("Musterstr. Hs. 5", "Musterstr.", "5"),
        ]
    )
    func houses(_ text: String, _ street: String, _ number: String) {
        let read = Strasse(line: text)
        #expect(read.street == street)
        #expect(read.houseNumber == number)
    }

    @Test("two whole names in a field are two persons")
    func persons() throws {
        for text in ["Max Mustermann, Erika Mustermann", "Max+Erika Mustermann", "Max&Erika Mustermann"] {
            #expect(try Self.read(.string(text), "nachname").unreadable?.code == "mehrere_personen", "\(text)")
        }
        #expect(try Self.read("Garcia Lopez, Maria Teresa", "nachname").value == "Garcia Lopez")
    }

    @Test("a field that was sent twice with the same is read once")
    func sentTwice() throws {
        #expect(try Self.read(["a@example.org", "a@example.org"], "email").value == "a@example.org")
        #expect(try Self.read(["a@example.org", "b@example.org"], "email").unreadable?.code == "mehrere_werte")
    }

    @Test("labels and quotes around addresses and numbers go")
    func labels() throws {
        #expect(try Self.read("E-Mail: a@example.org", "email").value == "a@example.org")
        #expect(try Self.read("Tel.-Nr.: 030 420860", "telefon-national").value == "030 420860")
        #expect(try Self.read("'017612345678", "telefon-national").value == "0176 12345678")
        #expect(try Self.read("030_420860", "telefon-national").value == "030 420860")
    }

    @Test(
        "dates with marks around them",
        arguments: ["01.02.1980.", "*01.02.1980", "* 1. Februar 1980", "geb. 01.02.1980"]
    )
    func dates(_ text: String) throws {
        #expect(try Self.read(.string(text), "geburtsdatum").value == "1980-02-01")
    }

    @Test("months with words before them", arguments: ["ca. 2015", "seit ca. 2015", "seit dem 01.01.2015"])
    func months(_ text: String) throws {
        #expect(try Self.read(.string(text), "monat").value == "2015-01-01")
    }
}
