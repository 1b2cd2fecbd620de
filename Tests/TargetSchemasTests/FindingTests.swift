import JSON
import TargetSchemas
import Targets
import TestSupport
import Testing

@Suite("Checking a Kundenangaben document") struct FindingTests {
    let schema: TargetSchema
    let example: JSONValue

    init() throws {
        schema = try Shipped.kundenangaben()
        example = try PublishedExample.document()
    }

    @Test("the published example has no finding")
    func publishedExample() {
        #expect(schema.findings(in: example).isEmpty)
        #expect(example.memberCount == 124)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let pointer: String
        let value: JSONValue
        let code: DocumentFinding.Code
        let consequence: DocumentFinding.Consequence
        var foundAt: String?
        var advice: String = ""
        var testDescription: String { "\(code.rawValue) at \(pointer)" }
    }

    static let person = "/kundenangaben/haushalte/0/kunden/0"
    static let purpose = "/kundenangaben/finanzierungsbedarf/finanzierungszweck"

    static let cases: [Case] = [
        Case(
            pointer: person + "/persondendaten",
            value: [:],
            code: .unknownMember,
            consequence: .dropped,
            advice: "Did you mean 'personendaten'?"
        ),
        Case(
            pointer: person + "/Personendaten",
            value: [:],
            code: .unknownMember,
            consequence: .dropped,
            advice: "Did you mean 'personendaten'?"
        ),
        Case(
            pointer: person + "/finanzielles/beschaeftigung/beschaeftigungsverhaeltnis/beschaeftigungsstatus",
            value: "UNBEFRISTET",
            code: .unknownMember,
            consequence: .dropped,
            advice:
                "It exists at kundenangaben.haushalte[].kunden[].finanzielles.beschaeftigung[ANGESTELLTER].beschaeftigungsstatus"
        ),
        Case(
            pointer: purpose + "/baunebenkosten",
            value: 1,
            code: .unknownMember,
            consequence: .dropped,
            advice: "@type"
        ),
        Case(
            pointer: person + "/personendaten/person/anrede",
            value: "Herr",
            code: .unknownValue,
            consequence: .dropped,
            advice: "Did you mean 'HERR'?"
        ),
        Case(
            pointer: person + "/personendaten/person/anrede",
            value: "DIVERS",
            code: .unknownValue,
            consequence: .dropped,
            advice: "Allowed: HERR, FRAU"
        ),
        Case(
            pointer: purpose + "/@type",
            value: "KAUFEN",
            code: .unknownType,
            consequence: .dropped,
            advice: "Did you mean 'KAUF'"
        ),
        Case(
            pointer: purpose + "/@type",
            value: 3,
            code: .wrongKind,
            consequence: .refused
        ),
        Case(pointer: purpose + "/kaufpreis", value: "358000", code: .wrongKind, consequence: .refused),
        Case(pointer: purpose + "/kaufpreis", value: [:], code: .wrongKind, consequence: .refused),
        Case(pointer: "/kundenangaben/haushalte", value: [:], code: .wrongKind, consequence: .refused),
        Case(
            pointer: "/importMetadaten/externeVorgangsId",
            value: 770,
            code: .wrongKind,
            consequence: .refused
        ),
        Case(
            pointer: person + "/finanzielles/beschaeftigung/beschaeftigungsverhaeltnis/arbeitgeber/inDeutschland",
            value: "ja",
            code: .wrongKind,
            consequence: .refused
        ),
        Case(
            pointer: "/kundenangaben/finanzierungsobjekt/immobilie/typ/gebaeude/baujahr",
            value: .number(JSONNumber(1.5)!),
            code: .wrongKind,
            consequence: .refused
        ),
        Case(
            pointer: "/kundenangaben/finanzierungsobjekt/immobilie/typ/gebaeude/baujahr",
            value: 3_000_000_000,
            code: .outOfRange,
            consequence: .refused
        ),
        Case(
            pointer: person + "/wohnsituation/anschrift/plz",
            value: "1017",
            code: .badPostcode,
            consequence: .dropped
        ),
        Case(
            pointer: person + "/wohnsituation/anschrift/plz",
            value: "101790",
            code: .badPostcode,
            consequence: .dropped
        ),
        Case(
            pointer: person + "/personendaten/geburtsdatum",
            value: "1980-02-30",
            code: .badDate,
            consequence: .refused
        ),
        Case(
            pointer: person + "/personendaten/geburtsdatum",
            value: "01.02.1980",
            code: .badDate,
            consequence: .refused
        ),
        Case(
            pointer: person + "/personendaten/staatsangehoerigkeit",
            value: "D",
            code: .unknownCountry,
            consequence: .dropped
        ),
        Case(
            pointer: person + "/referenzId",
            value: "",
            code: .badLength,
            consequence: .refused
        ),
        Case(
            pointer: person + "/kontakt/validierungEmail",
            value: "FORMAT_VALIDIERT",
            code: .readOnlyMember,
            consequence: .dropped
        ),
        Case(
            pointer: person + "/id",
            value: "65c388f13e1fd44cbadab021",
            code: .serverAssignedMember,
            consequence: .dropped
        ),
        Case(
            pointer: "/kundenangaben/haushalte/0/kinder",
            value: [],
            code: .deprecatedMember,
            consequence: .accepted,
            advice: "Use 'kinderErfassung' instead"
        ),
        Case(
            pointer: purpose + "/modernisierung",
            value: [:],
            code: .deprecatedMember,
            consequence: .accepted,
            advice: "Use 'modernisierungskostenErfassung' instead"
        ),
        Case(
            pointer: "/kundenangaben/bankverbindung/kundenreferenzIdsDerKontoinhaber",
            value: ["kunde9"],
            code: .unresolvedReference,
            consequence: .accepted,
            foundAt: "/kundenangaben/bankverbindung/kundenreferenzIdsDerKontoinhaber/0",
            advice: "There are 'jsonRef1'"
        ),
        Case(
            pointer: "/importMetadaten/tippgeber",
            value: ["tippgeberprovisionswunsch": ["betrag": 50]],
            code: .missingType,
            consequence: .refused,
            foundAt: "/importMetadaten/tippgeber/tippgeberprovisionswunsch",
            advice: "PROZENT_DER_PROVISION"
        ),
        Case(
            pointer: "/importMetadaten/betreuung",
            value: ["bearbeiter": "ABC12"],
            code: .missingMember,
            consequence: .refused,
            foundAt: "/importMetadaten/betreuung/kundenbetreuer"
        ),
        Case(
            pointer: "/importMetadaten/datenkontext",
            value: "ECHTGESCHAEFT",
            code: .unknownValue,
            consequence: .refused,
            advice: "Did you mean 'ECHT_GESCHAEFT'?"
        ),
    ]

    @Test("each fault is found where it is, with what the target does", arguments: cases)
    func fault(_ fault: Case) throws {
        let document = try example.setting(fault.value, at: fault.pointer)
        let pointer = try JSONPointer(parsing: fault.foundAt ?? fault.pointer)
        let finding = try #require(
            schema.findings(in: document).first { $0.pointer == pointer && $0.code == fault.code }
        )
        #expect(finding.consequence == fault.consequence)
        #expect((finding.advice ?? "").contains(fault.advice), "\(finding)")
    }

    @Test("more customers than a household takes are refused as a violated constraint")
    func tooManyCustomers() throws {
        let person = try #require(example[pointer: JSONPointer(parsing: Self.person)])
        var others: [JSONValue] = []
        for name in ["a", "b", "c"] { others.append(try person.setting(.string(name), at: "/referenzId")) }
        let document = try example.setting(.array(others), at: "/kundenangaben/haushalte/0/kunden")
        let refusal = try #require(schema.tolerantRead(document).refusal)
        #expect(refusal.status == 400)
        #expect(refusal.kind == .constraint)
        #expect(refusal.violations.map(\.field) == ["haushalte[0].kunden"])
        #expect(refusal.violations.map(\.message) == ["size must be between 0 and 2"])
        #expect(!refusal.isAssumption)
    }

    @Test("two customers of the same name make every reference to them doubtful")
    func duplicateReferences() throws {
        let document = try example.setting(
            [["referenzId": "770_"], ["referenzId": "770_"]],
            at: "/kundenangaben/haushalte/0/kunden"
        )
        let findings = schema.findings(in: document)
        #expect(findings.map(\.code) == [.duplicateReference])
        #expect(findings.first?.pointer.description == "/kundenangaben/haushalte/0/kunden/1/referenzId")
    }

    @Test("null is the same as leaving the member out")
    func null() throws {
        let document = try example.setting(.null, at: "/kundenangaben/bankverbindung")
        #expect(schema.findings(in: document).isEmpty)
        #expect(schema.tolerantRead(document).kept["kundenangaben"]?["bankverbindung"] == nil)
        let incomplete = try example.setting(.null, at: Self.person + "/referenzId")
        #expect(schema.findings(in: incomplete).map(\.code) == [.missingMember])
    }

    @Test("the same name means different things at different places")
    func sameNameByPlace() throws {
        // The loans of the financed property are wrapped, those of another property are not.
        let loan: JSONValue = ["@type": "BESTEHENDES_IMMOBILIENDARLEHEN", "restschuld": ["betrag": 1]]
        let property = "/kundenangaben/finanzierungsobjekt/darlehenslisteErfassung"
        let wrong = try example.setting(
            ["@type": "VORHANDENE_BESTEHENDE_DARLEHEN_DES_FINANZIERUNGSOBJEKTES", "darlehensliste": [loan]],
            at: property
        )
        #expect(schema.findings(in: wrong).contains { $0.code == .unknownMember })
        #expect(schema.findings(in: wrong).contains { $0.code == .missingMember })
    }

    @Test("an existing loan needs no @type, but then has only what all loans have")
    func untaggedLoan() throws {
        let place = "/kundenangaben/finanzierungsobjekt/darlehenslisteErfassung"
        func document(_ loan: JSONValue) throws -> JSONValue {
            try example.setting(
                [
                    "@type": "VORHANDENE_BESTEHENDE_DARLEHEN_DES_FINANZIERUNGSOBJEKTES",
                    "darlehensliste": [["darlehen": loan]],
                ],
                at: place
            )
        }
        #expect(try schema.findings(in: document(["sollzins": 1.5])).isEmpty)
        let findings = try schema.findings(in: document(["grundschuldart": "BUCH_GRUNDSCHULD"]))
        #expect(findings.map(\.code) == [.unknownMember])
        #expect(findings.first?.advice?.contains("BESTEHENDES_BAUSPARDARLEHEN") == true)
    }

    @Test("the allowed @type values belong to the field, not to the base")
    func variantsOfTheField() throws {
        let assets = "/kundenangaben/haushalte/0/finanzielleSituation/vermoegen"
        let pledged: JSONValue = ["@type": "ABTRETEN_ALS_VERWENDUNG"]
        let savings = try example.setting(pledged, at: assets + "/summeBankUndSparguthaben/verwendung")
        #expect(schema.findings(in: savings).map(\.code) == [.unknownType])
        let contracts = try example.setting([["verwendung": pledged]], at: assets + "/bausparvertraege")
        #expect(schema.findings(in: contracts).isEmpty)
    }

    @Test("a @type that is given up is a warning")
    func deprecatedType() throws {
        let document = try example.setting(
            [
                [
                    "@type": "KFW_DARLEHEN", "darlehensbetrag": 1,
                    "programm": ["@type": "KFW_PROGRAMM_151", "laufzeitInJahren": 10, "tilgungsfreieAnlaufjahre": 2],
                ]
            ],
            at: "/kundenangaben/finanzierungsbedarf/finanzierungsbausteine"
        )
        #expect(schema.findings(in: document).contains { $0.code == .deprecatedType && $0.severity == .warning })
    }
}
