import JSON
import TargetSchemas
import Targets
import TestSupport
import Testing

@Suite("What the target makes of a document") struct TolerantReadingTests {
    @Test("Kundenangaben drops what it does not know and keeps the rest as it is")
    func dropping() throws {
        let schema = try Shipped.kundenangaben()
        let example = try PublishedExample.document()
        let person = "/kundenangaben/haushalte/0/kunden/0"
        let document = try example.setting(["person": ["vorname": "Max"]], at: person + "/persondendaten")
            .setting("Herr", at: person + "/personendaten/person/anrede")
            .setting("1", at: person + "/wohnsituation/anschrift/plz")
        let reading = schema.tolerantRead(document)
        #expect(reading.refusal == nil)
        #expect(
            reading.dropped.map(\.pointer.description) == [
                person + "/personendaten/person/anrede", person + "/wohnsituation/anschrift/plz",
                person + "/persondendaten",
            ]
        )
        var expected = example
        expected.remove(at: try JSONPointer(parsing: person + "/personendaten/person/anrede"))
        expected.remove(at: try JSONPointer(parsing: person + "/wohnsituation/anschrift/plz"))
        #expect(reading.kept == expected)
    }

    @Test("a valid document is kept byte for byte")
    func valid() throws {
        let schema = try Shipped.kundenangaben()
        for document in [try PublishedExample.document(), schema.sampleDocument()] {
            #expect(schema.tolerantRead(document).kept == document)
        }
    }

    @Test("a mix-up of object, array and scalar is refused with the path of the container")
    func deserialization() throws {
        let schema = try Shipped.kundenangaben()
        let example = try PublishedExample.document()
        let place = "/kundenangaben/finanzierungsobjekt/darlehensliste"
        let list = try #require(schema.tolerantRead(example.setting([["darlehen": []]], at: place)).refusal)
        #expect(
            list.detail == "Cannot deserialize into 'kundenangaben.finanzierungsobjekt.darlehensliste.[0].darlehen'"
        )
        #expect(list.kind == .deserialization && list.status == 400 && !list.isAssumption)
        let scalar = try #require(
            schema.tolerantRead(
                example.setting("heute", at: "/kundenangaben/haushalte/0/kunden/0/personendaten/geburtsdatum")
            )
            .refusal
        )
        #expect(scalar.detail == "Cannot deserialize into 'kundenangaben.haushalte.[0].kunden.[0].personendaten'")
        #expect(scalar.isAssumption)
    }

    @Test("KEX drops what it cannot read and refuses only a missing advisor")
    func kex() throws {
        let schema = try Shipped.kexVorgang()
        let document: JSONValue = [
            "kundenbetreuer": ["partnerId": "ABC12"],
            "antragsteller1": [
                "personendaten": ["geburtsdatum": "01.01.2016", "nachname": "Mustermann", "titel": ["DOKTOR", "DR"]],
                "wohnsituation": ["gemeinsamerHaushalt": true],
                "herkunft": ["arbeitserlaubnisVorhanden": "1"],
            ],
            "finanzbedarf": ["fahrzeugkauf": ["ps": 90], "finanzierungszweck": "UMSCHULDUNG"],
        ]
        let reading = schema.tolerantRead(document)
        #expect(reading.refusal == nil)
        #expect(reading.kept["antragsteller1"]?["personendaten"] == ["nachname": "Mustermann", "titel": ["DOKTOR"]])
        #expect(reading.kept["finanzbedarf"] == ["finanzierungszweck": "UMSCHULDUNG"])
        #expect(reading.dropped.count == 5)
        #expect(schema.tolerantRead(["antragsteller1": [:]]).refusal?.status == 422)
    }

    @Test("KEX reads the one employment that is named, and none if none is")
    func employment() throws {
        let schema = try Shipped.kexVorgang()
        func kept(_ employment: JSONValue) -> JSONValue? {
            schema.tolerantRead([
                "kundenbetreuer": ["partnerId": "ABC12"], "antragsteller1": ["beschaeftigung": employment],
            ])
            .kept["antragsteller1"]?["beschaeftigung"]
        }
        let income: JSONValue = ["sonstigesEinkommenMonatlich": 1000]
        #expect(
            kept(["beschaeftigungsart": "HAUSFRAU", "hausfrau": income, "arbeitsloser": income])
                == ["beschaeftigungsart": "HAUSFRAU", "hausfrau": income]
        )
        #expect(kept(["hausfrau": income]) == nil)
        #expect(kept(["beschaeftigungsart": "RENTNER", "hausfrau": income]) == nil)
    }

    @Test("a field that left KEX's documentation is a warning and counts as lost")
    func removed() throws {
        let schema = try Shipped.kexVorgang()
        let document: JSONValue = [
            "kundenbetreuer": ["partnerId": "ABC12"],
            "haushalt": ["vermoegen": ["bankUndSparguthaben": [["betrag": 1]]], "kinder": [["id": "x"]]],
        ]
        let findings = schema.findings(in: document)
        #expect(findings.map(\.code) == [.removedMember, .undocumentedMember])
        #expect(findings.allSatisfy { $0.severity == .warning })
        #expect(schema.tolerantRead(document).kept["haushalt"]?["vermoegen"] == [:])
    }
}
