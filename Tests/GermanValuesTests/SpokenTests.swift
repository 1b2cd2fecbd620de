import JSON
import Testing

@testable import GermanValues

@Suite("What people write: placeholders, several values in a field, lost signs")
struct SpokenTests {
    private static func apply(_ name: String, _ text: String, _ arguments: JSONValue...) throws -> Reading {
        try #require(ValueFunction.named(name)).apply(.string(text), arguments: arguments, context: .fixed)
    }

    @Test(
        "words that stand for nothing are nothing in every text place",
        arguments: [
            "–", "-", "—", "--", "...", "…", "?", "k.A.", "k. A.", "K.A", "n/a", "N/A", "n.a.", "Bitte wählen",
            "Bitte wählen Sie …", "-- Bitte auswählen --", "bitte waehlen", "keine Angabe", "Keine Angaben",
            "ohne Angabe",
            "nicht angegeben", "unbekannt", "undefined", "[object Object]", "Please select", "-/-", "***",
            "- keine Angabe -", "(keine Angabe)", "Select an option", "null", "none", "nan", "NaN", "(null)",
            "{{contact.first_name}}", "[your-name]", "[_site_title]", "[text-123]", "[vorname]", "{ort}",
            "{Name (First):1.3}", "${ort}", "#{ort}",
            "%NAME%", "%%id%%", "[[x]]", "*|FNAME|*", #"[field id="x"]"#, "<%= name %>", "#N/A", "#NV", "#DIV/0!",
        ]
    )
    func placeholders(_ text: String) {
        #expect(TargetReading.text(.string(text)) == .nothing)
        #expect(!QuickText(text).isPlainText)
    }

    @Test(
        "names that are words, and texts that only begin so, stay",
        arguments: [
            "Null", "None", "Na", "Ka", "Kein", "Keine Haustiere", "Bittermann", "Weinert", "Nolte", "Unbescheid",
            "Ohnesorg",
            "Nichtweiß", "Select Immobilien GmbH", "Bitte abends anrufen", "keine", "Auswahl", "E", "Ä",
            "[Notiz] abends", "weiß nicht", "NULL", "Nan", "[Berlin]", "[kauf]", "[self_employed]", "[telefon]",
            "{Sauna,Garage}",
            "{strasse=Weg 5}", "[siehe Anhang]", #"["Auto"]"#, "{}", "{7}",
            #"{"a": "b"}"#, "{ort} {land}", "Hallo {ort}", "$500", "%", "100 %", "%20%", "#1", "# Notiz", "*|x",
            "<b>fett</b>",
        ]
    )
    func names(_ text: String) {
        #expect(TargetReading.text(.string(text)).value == .string(text))
    }

    @Test(
        "answers that German mortgage and loan forms offer",
        arguments: [
            ("hauskauf", "KAUF"), ("Wohnungskauf", "KAUF"), ("Kauf einer Wohnung", "KAUF"),
            ("Kauf eines Hauses", "KAUF"),
            ("Immobilie kaufen", "KAUF"), ("Kaufen", "KAUF"), ("Neukauf", "KAUF"),
            ("Kauf einer Bestandsimmobilie", "KAUF"),
            ("kauf_einer_immobilie", "KAUF"), ("||Kauf||", "KAUF"), ("Haus-Kauf", "KAUF"), ("Kauf (Bestand)", "KAUF"),
            ("Immobilien-Kauf", "KAUF"), ("Hausbau", "NEUBAU"), ("Eigenheim bauen", "NEUBAU"), ("Haus bauen", "NEUBAU"),
            ("anschluss", "ANSCHLUSSFINANZIERUNG"), ("Anschluss-Finanzierung", "ANSCHLUSSFINANZIERUNG"),
            ("Forward-Darlehen", "ANSCHLUSSFINANZIERUNG"), ("Forward Darlehen", "ANSCHLUSSFINANZIERUNG"),
            ("Forwarddarlehen", "ANSCHLUSSFINANZIERUNG"),
            ("Umschuldung / Anschlussfinanzierung", "ANSCHLUSSFINANZIERUNG"),
            ("Kauf vom Bauträger", "KAUF_NEUBAU_VOM_BAUTRAEGER"),
            ("Umbau/Modernisierung", "MODERNISIERUNG_UMBAU_ANBAU"),
            ("Kapital-Beschaffung", "KAPITALBESCHAFFUNG"),
        ]
    )
    func purposes(_ text: String, _ expected: String) throws {
        #expect(try Self.apply("finanzierungszweck", text).value == .string(expected))
    }

    @Test(
        "purposes of consumer loans",
        arguments: [
            ("Autokredit", "FAHRZEUGKAUF"), ("Auto-Kauf", "FAHRZEUGKAUF"), ("KFZ-Kauf", "FAHRZEUGKAUF"),
            ("Wohnmobil", "FAHRZEUGKAUF"), ("Kredit-Ablösung", "UMSCHULDUNG"), ("Umschuldung", "UMSCHULDUNG"),
            ("Dispo ausgleichen", "UMSCHULDUNG"), ("Renovierung", "MODERNISIEREN"),
            ("Möbel / Einrichtung", "FREIE_VERWENDUNG"),
            ("Hochzeit", "FREIE_VERWENDUNG"), ("freie_verwendung", "FREIE_VERWENDUNG"),
        ]
    )
    func loans(_ text: String, _ expected: String) throws {
        #expect(try Self.apply("verwendungszweck", text, "kreditsmart").value == .string(expected))
    }

    @Test("separators make no difference, unless two answers differ by nothing else")
    func separators() throws {
        #expect(try Self.apply("nutzung", "TEIL_VERMIETET").value == "TEILVERMIETET")
        #expect(try Self.apply("nutzung", "Teil-vermietet").value == "TEILVERMIETET")
        let reader = EnumerationReader(["TEILVERMIETET", "A_B", "AB"])
        #expect(reader.read("teil vermietet").value == "TEILVERMIETET")
        #expect(reader.read("A B").value == "A_B")
        #expect(reader.read("ab").value == "AB")
        #expect(EnumerationReader(["A_BC", "AB_C"]).read("abc").unreadable?.code == "auswahl_mehrdeutig")
    }

    @Test(
        "a lost plus, a table's number cell, and a number from overseas",
        arguments: [
            (" 49 30 420860", "030 420860"), (" 4930420860", "030 420860"), (" 43 664 1234567", "+43 6641234567"),
            (" 41791234567", "+41 791234567"), (" 030 420860", "030 420860"), ("17612345678.0", "0176 12345678"),
            ("1-512-345-6789", "+1 5123456789"), ("1 (512) 345-6789", "+1 5123456789"),
            ("+1 512 345 6789", "+1 5123456789"),
            ("1.760.555.0123", "+1 7605550123"), ("15123456789", "0151 23456789"),
        ]
    )
    func phones(_ text: String, _ expected: String) throws {
        #expect(try Self.apply("telefon-national", text).value == .string(expected))
    }

    @Test(
        "postal codes beside towns, in table cells and in whole addresses",
        arguments: [
            ("plz", "10115 Berlin", "10115"), ("plz", "D-10115 Berlin", "10115"), ("plz", "Berlin, 10115", "10115"),
            ("plz", "10179.0", "10179"), ("plz", "1067.0", "01067"), ("adresse-ort", "10115 Berlin", "Berlin"),
            ("adresse-ort", "Musterstr. 5||||Berlin||10115||DE", "Berlin"),
            ("adresse-ort", "Musterstr. 5||3. OG||Berlin||BE||10115||DE", "Berlin"),
            ("adresse-plz", "Musterstr. 5||Berlin||10115", "10115"),
            ("adresse-ort", "Musterstr. 5||Berlin||10115", "Berlin"),
            ("strassenname", "Musterstr. 5||||Berlin||10115||DE", "Musterstr."),
            ("hausnummer", "Musterstr. 5||||Berlin||10115||DE", "5"), ("hausnummer", "Musterstr. 5, 10115 Berlin", "5"),
            ("strassenname", "Musterstr. 5\n10115 Berlin", "Musterstr."),
            ("adresszusatz", "Weg 1||2. OG||Ulm||89073||DE", "2. OG"),
            ("strassenname", "Dorfstr. Hs. 5", "Dorfstr."), ("hausnummer", "Dorfstr. Hs. 5", "5"),
            ("hausnummer", "Dorfstraße Hs.-Nr. 5a", "5a"), ("hausnummer", "Hs. 12", "12"),
            ("hausnummer", "Nr. 7b", "7b"),
            ("hausnummer", "5.0", "5"), ("strassenname", "Q7, 24a", "Q7"), ("hausnummer", "Q7, 24a", "24a"),
            ("hausnummer", "Q 7, 24 a", "24a"), ("hausnummer", "Q7,24", "24"), ("strassenname", "q7, 24a", "q7"),
        ]
    )
    func addresses(_ name: String, _ text: String, _ expected: String) throws {
        #expect(try Self.apply(name, text).value == .string(expected))
    }

    @Test("two e-mail addresses in a field are the first and the others")
    func emails() throws {
        for text in [
            "a@example.org, b@example.org", "a@example.org; b@example.org", "a@example.org oder b@example.org",
            "a@example.org b@example.org", "a@example.org\nb@example.org", "a@example.org / b@example.org",
        ] {
            #expect(try Self.apply("email", text).value == "a@example.org", "\(text)")
            #expect(try Self.apply("email-weitere", text).value == "b@example.org", "\(text)")
        }
        #expect(try Self.apply("email-weitere", "a@example.org, A@EXAMPLE.org") == .value("A@example.org"))
        #expect(try Self.apply("email-weitere", "a@example.org; a@example.org") == .nothing)
        #expect(try Self.apply("email", "erika baufi@example.org").unreadable?.code == "email_format")
        #expect(try Self.apply("email", "a@example.org, und abends").unreadable?.code == "email_format")
    }
}
