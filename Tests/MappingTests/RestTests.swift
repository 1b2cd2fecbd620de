import JSON
import TestSupport
import Testing

@testable import Mapping

/// Nothing in the result may be the only copy of what was typed: what a reading leaves of a text goes to the notes.
@Suite("What a reading leaves of a text")
struct RestTests {
    /// The document without its notes, and the lines of those.
    private static func run(_ payload: JSONObject, _ name: String) throws -> (document: String, notes: [String]) {
        let mapping = try #require(ShippedMappings.library.mapping(name))
        var payload = payload
        if payload["email"] == nil { payload["email"] = "erika@example.org" }
        if name == "trisalis" { payload["nachname"] = "Muster" }
        let json = try mapping.run(input(JSONValue.object(payload).text())).json
        if case .array(let lines)? = json["kommentare"] {
            return (json.text(), lines.compactMap(\.stringValue))
        }
        let place = "/kundenangaben/haushalte/0/kunden/0/kontakt/weitereKontaktmoeglichkeiten"
        let notes = json[pointer: try JSONPointer(parsing: place)]?.stringValue ?? ""
        return (json.text(), notes.split(separator: "\n").map(String.init))
    }

    @Test(
        "a remark in brackets is in the notes with what it is a remark on, and what stands before it is read",
        arguments: [
            ("beschaeftigung", "Angestellter (gekündigt)", "ANGESTELLTER"),
            ("beschaeftigung", "Angestellter (befristet)", "ANGESTELLTER"),
            ("beschaeftigung", "angestellt (befristet)", "ANGESTELLTER"),
            ("beschaeftigung", "Angestellter (in Probezeit)", "ANGESTELLTER"),
            ("familienstand", "verheiratet (Gütertrennung)", "VERHEIRATET"),
            ("familienstand", "verheiratet (in Scheidung)", "VERHEIRATET"),
            // Answers that say more than their value.
            ("beschaeftigung", "befristet angestellt", "ANGESTELLTER"),
            ("beschaeftigung", "Angestellte im öffentlichen Dienst", "ANGESTELLTER"),
            ("beschaeftigung", "Beamter auf Probe", "BEAMTER"),
            ("familienstand", "Verheiratet mit Gütertrennung", "VERHEIRATET"),
            ("telefon", "030-420860 (nur abends)", "420860"),
            ("geburtsdatum", "01.02.1980 (geschätzt)", "1980-02-01"),
            ("name", "Erika Muster (Firma Beispiel)", "Erika"),
        ]
    )
    func remarks(_ field: String, _ text: String, _ read: String) throws {
        for name in ["kundenangaben-standard", "kex-standard"] {
            let (document, notes) = try Self.run([field: .string(text), "beruf": "Maler"], name)
            #expect(document.contains(read), "\(document)")
            #expect(notes.filter { !$0.hasPrefix("beruf") } == ["\(field): \(text)"], "\(name)")
        }
    }

    @Test(
        "in a field for \"PLZ oder Ort\" either is found, and nothing else is a town",
        arguments: [
            ("ort", "10115", #""plz":"10115""#, true), ("plz", "Berlin", #""ort":"Berlin""#, true),
            ("ort", "Halle (Saale)", #""ort":"Halle (Saale)""#, true), ("ort", "12", #""ort":"#, false),
            ("ort", "1010 Wien", #""ort":"#, false), ("plz", "1010", #""plz":"#, false),
        ]
    )
    func codeOrTown(_ field: String, _ text: String, _ part: String, _ isThere: Bool) throws {
        for name in ["kundenangaben-standard", "kex-standard"] {
            let (document, notes) = try Self.run([field: .string(text)], name)
            #expect(document.contains(part) == isThere, "\(document)")
            #expect(notes == (isThere ? [] : ["\(field): \(text)"]), "\(name)")
        }
    }

    @Test(
        "so is a remark on an amount",
        arguments: [
            (["nettoeinkommen": "2.500 € (zusammen)"], "2500"),
            (["eigenkapital": "50.000 € (noch nicht verfügbar)"], "50000"),
            (["vorhaben": "Kauf", "kaufpreis": "350.000 € (ohne Grundstück)"], "350000"),
            (["vorhaben": "Kauf", "nutzung": "Vermietung (teilweise)"], "VERMIETET"),
        ] as [(JSONObject, String)]
    )
    func amounts(_ payload: JSONObject, _ read: String) throws {
        let (document, notes) = try Self.run(payload, "kundenangaben-standard")
        let last = try #require(payload.members.last)
        #expect(document.contains(read), "\(document)")
        #expect(notes == ["\(last.key): \(last.value.stringValue ?? "")"], "\(document)")
    }

    @Test(
        "a remark that says the unit, the same number, or what is meant anyway is no note",
        arguments: [
            ["beschaeftigung": "Angestellter (unbefristet)"], ["beschaeftigung": "Angestellte(r)"],
            ["beschaeftigung": "Angestellter (m/w/d)"], ["familienstand": "Ledig (nicht verheiratet)"],
            ["familienstand": "verheiratet (getrennt lebend)"],
            ["nettoeinkommen": "2.500 € (netto)"], ["nettoeinkommen": "2.500 (EUR)"],
            ["nettoeinkommen": "2.500 € (monatlich)"], ["telefon": "(030) 420860"], ["telefon": "+49 (0)30 420860"],
            ["telefon": "0151 58557703 (mobil)"], ["geburtsdatum": "01.02.1980 (Freitag)"],
        ] as [JSONObject]
    )
    func plain(_ payload: JSONObject) throws {
        #expect(try Self.run(payload, "kundenangaben-standard").notes == [])
    }

    @Test("a term that is said twice is no note")
    func term() throws {
        #expect(try Self.run(["laufzeit": "48 Monate (4 Jahre)"], "kex-standard").notes == [])
    }

    @Test(
        "a name at birth in brackets is one",
        arguments: ["Erika Muster (geb. Beispiel)", "Erika (geb. Beispiel) Muster", "Erika Muster, geb. Beispiel"]
    )
    func nameAtBirth(_ name: String) throws {
        #expect(try Self.run(["name": .string(name)], "kundenangaben-standard").notes == ["geb. Beispiel"])
        let (document, notes) = try Self.run(["name": .string(name)], "kex-standard")
        #expect(document.contains("\"geburtsname\":\"Beispiel\"") && notes == [], "\(document)")
    }

    @Test("a widow's name is noted", arguments: ["kundenangaben-standard", "kex-standard", "html-form"])
    func formerName(_ mapping: String) throws {
        let (document, notes) = try Self.run(["name": "Erika Muster, verw. Beispiel"], mapping)
        #expect(document.contains("\"vorname\":\"Erika\",\"nachname\":\"Muster\""), "\(document)")
        #expect(notes == ["name: verw. Beispiel"])
    }

    @Test(
        "a second number is noted, whatever the field is called",
        arguments: ["telefon", "mobil", "telefon_geschaeftlich"]
    )
    func secondNumber(_ field: String) throws {
        let (document, notes) = try Self.run([field: "0176 12345678 oder 030 420860"], "kex-standard")
        #expect(document.contains("\"0176 12345678\""), "\(document)")
        #expect(notes.count == 1 && notes.allSatisfy { $0.hasSuffix("030 420860") }, "\(notes)")
    }

    @Test(
        "what a small form has no place for is noted",
        arguments: [
            ("html-form", "name", "Erika Muster, geb. Zander", "name: geb. Zander"),
            ("html-form", "strasse", "Weg 7, Whg. 4711", "strasse: Whg. 4711"),
            ("html-form", "telefon", "030 420860 oder 0176 12345678", "telefon.weitere: 0176 12345678"),
            ("html-form", "email", "a@example.org, c@example.org", "email: c@example.org"),
            ("html-form", "plz", "10115 Zossen", "plz: Zossen"),
            ("trisalis", "strasse", "Weg 7, Whg. 4711", "strasse: Whg. 4711"),
            ("trisalis", "email", "a@example.org, c@example.org", "email: c@example.org"),
            ("trisalis", "plz", "10115 Zossen", "plz: Zossen"),
            ("trisalis", "objekt_strasse", "Musterstr. 5, 2. OG", "objekt_strasse: 2. OG"),
        ]
    )
    func small(_ mapping: String, _ field: String, _ text: String, _ line: String) throws {
        #expect(try Self.run([field: .string(text)], mapping).notes == [line])
    }

    @Test(
        "of two postcodes or towns the one that is not sent is noted",
        arguments: [
            (["plz": "10115", "ort": "10117 Berlin"], "ort: 10117"),
            (["plz": "10115 Zossen", "ort": "Berlin"], "plz: Zossen"),
            (["strasse": "Weg 5, 10119 Zossen", "plz": "10115", "ort": "Berlin"], "strasse: 10119, Zossen"),
        ] as [(JSONObject, String)]
    )
    func contradiction(_ payload: JSONObject, _ line: String) throws {
        for name in ["kundenangaben-standard", "kex-standard"] {
            #expect(try Self.run(payload, name).notes == [line], "\(name)")
        }
    }

    @Test("the same of the property")
    func contradictionOfProperty() throws {
        let payload: JSONObject = ["vorhaben": "Kauf", "objekt_plz": "10115 Zossen", "objekt_ort": "Berlin"]
        #expect(try Self.run(payload, "kundenangaben-standard").notes == ["objekt_plz: Zossen"])
    }

    @Test(
        "what is in the document is not noted again",
        arguments: [
            ["name": "Frau Dr. Erika von Muster", "strasse": "Musterstr. 5, 10115 Berlin"],
            ["plz": "D-10115", "ort": "Berlin"], ["plz": "PLZ: 10115"], ["strasse": "12 Hauptstraße"],
            ["strasse": "Musterstr.", "hausnummer": "Nr. 5"], ["plz": "10115", "ort": "10115 Berlin"],
            ["strasse": "Am Markt 5 a - 7 b"], ["email": "Max <max@example.com>"],
        ] as [JSONObject]
    )
    func nothing(_ payload: JSONObject) throws {
        for name in ["kundenangaben-standard", "kex-standard"] {
            #expect(try Self.run(payload, name).notes == [], "\(name)")
        }
    }

    @Test(
        "a title in the form of address and a form of address among the titles are both read",
        arguments: [
            (["anrede": "Herr Dr."], "HERR", true, false), (["anrede": "Frau Prof. Dr."], "FRAU", true, true),
            (["anrede": "Frau Dr. med."], "FRAU", true, false), (["titel": "Frau"], "FRAU", false, false),
            (["titel": "Herr Dr."], "HERR", true, false),
        ] as [(JSONObject, String, Bool, Bool)]
    )
    func titles(_ payload: JSONObject, _ salutation: String, _ isDoctor: Bool, _ isProfessor: Bool) throws {
        var payload = payload
        payload["nachname"] = "Muster"
        let standard = try Self.run(payload, "kundenangaben-standard")
        #expect(standard.document.contains("\"anrede\":\"\(salutation)\""))
        #expect(standard.document.contains("\"dr\":true") == isDoctor)
        #expect(standard.document.contains("\"prof\":true") == isProfessor)
        let kex = try Self.run(payload, "kex-standard")
        #expect(kex.document.contains("\"anrede\":\"\(salutation)\""))
        #expect(kex.document.contains("\"DOKTOR\"") == isDoctor)
        #expect(kex.document.contains("\"PROFESSOR\"") == isProfessor)
        #expect(standard.notes == [] && kex.notes == [])
    }

    @Test(
        "a phrase that is an answer of yes or no is one, and with an amount it is noted",
        arguments: [("trifft nicht zu", "false"), ("nicht vorhanden", "false"), ("trifft zu", "true")]
    )
    func answers(_ text: String, _ flag: String) throws {
        let married: JSONObject = ["familienstand": "verheiratet", "guetertrennung": .string(text)]
        let (document, notes) = try Self.run(married, "kundenangaben-standard")
        #expect(document.contains("\"guetertrennungVereinbart\":\(flag)") && notes == [], "\(document)")
        #expect(
            try Self.run(["eigenkapital": .string(text)], "kundenangaben-standard").notes == ["eigenkapital: \(text)"]
        )
    }

    @Test(
        "a name that says less than the fields of its parts is no note",
        arguments: [
            ("Max", "Muster", "Muster", true), ("Max", "Muster", "M. Muster", true), ("Max", "Muster", "Max", true),
            ("Max Peter", "Muster", "Max Muster", true), ("Max", "Muster", "Herr Muster", true),
            ("Max", "Muster", "Meier", false), ("Max", "Muster", "Erika Muster", false),
            ("Max", "Muster", "P. Muster", false),
        ]
    )
    func saidName(_ given: String, _ surname: String, _ name: String, _ isSaid: Bool) throws {
        let payload: JSONObject = [
            "vorname": .string(given), "nachname": .string(surname), "name": .string(name),
        ]
        for mapping in ["kundenangaben-standard", "kex-standard"] {
            #expect(try Self.run(payload, mapping).notes == (isSaid ? [] : ["name: \(name)"]), "\(mapping)")
        }
    }

    @Test("a field that holds only a house number has no street")
    func houseNumber() throws {
        let (document, notes) = try Self.run(["strasse": "12"], "kundenangaben-standard")
        #expect(document.contains("\"hausnummer\":\"12\"") && !document.contains("\"strasse\""), "\(document)")
        #expect(notes == [])
    }

    @Test("a street with a long number is no town")
    func streetAndCode() throws {
        let (document, notes) = try Self.run(["strasse": "Musterstr. 12345"], "kundenangaben-standard")
        #expect(document.contains("\"strasse\":\"Musterstr. 12345\"") && !document.contains("\"ort\""), "\(document)")
        #expect(notes == [])
    }
}
