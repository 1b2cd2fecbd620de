import JSON
import TargetSchemas
import Targets
import TestSupport
import Testing

@Suite("A lender's status event") struct AntragsstatusSchemaTests {
    @Test(
        "every published example passes",
        arguments: [
            ["produktanbieterantragsnummer": "12919351", "produktanbieterstatus": "UNTERSCHRIEBEN"],
            ["antragsnummer": "985132/1/1", "produktanbieterstatus": "UNTERSCHRIEBEN"],
            [
                "produktanbieterantragsnummer": "12919351", "produktanbieterstatus": "ZURUECKGESTELLT",
                "kommentar": "Bitte reichen Sie noch folgende Dokumente nach:",
                "hinweise": ["Personalausweis", "Geburtsurkunde"],
            ],
            ["produktanbieterantragsnummer": "12919351", "antragstellerstatus": "UNTERSCHRIEBEN"],
        ] as [JSONValue]
    )
    func examples(_ document: JSONValue) throws {
        let schema = try #require(TargetSchema.shipped(.antragsstatus))
        #expect(schema.findings(in: document).isEmpty)
    }

    @Test("one of the two numbers is required, and something to say")
    func required() throws {
        let schema = try #require(TargetSchema.shipped(.antragsstatus))
        #expect(
            schema.findings(in: ["produktanbieterstatus": "ABGELEHNT"]).map(\.code) == [.missingMember]
        )
        #expect(schema.tolerantRead(["produktanbieterstatus": "ABGELEHNT"]).refusal?.status == 400)
        let silent = schema.findings(in: ["antragsnummer": "985132/1/1"])
        #expect(silent.map(\.code) == [.missingMember, .disputedMember])
    }

    @Test("a comment without a status is a warning: the older version demands one")
    func disputed() throws {
        let schema = try #require(TargetSchema.shipped(.antragsstatus))
        let findings = schema.findings(in: ["antragsnummer": "985132/1/1", "kommentar": "Nachweis liegt vor"])
        #expect(findings.map(\.code) == [.disputedMember])
        #expect(findings.first?.severity == .warning)
        #expect(findings.first?.consequence == .accepted)
    }
}

@Suite("Operations on a BaufiSmart case") struct VorgaengeSchemaTests {
    @Test("the four operations pass")
    func right() throws {
        let schema = try #require(TargetSchema.shipped(.vorgaenge))
        let document: JSONValue = [
            ["patch": ["status": "ARCHIVIERT"]], ["patch": ["externeVorgangsNummer": "ext_VN_4711"]],
            [
                "patch": [
                    "antrag": [
                        "antragsnummer": "ABC123/1/1", "antragsteller": "BEANTRAGT",
                        "produktAnbieter": "UNTERSCHRIEBEN",
                    ]
                ]
            ],
            ["kundenBetreuer": ["partnerId": "AAV43"]], ["vorgangsBearbeiter": ["partnerId": "MNC81"]],
            ["nachricht": ["text": "Bitte rufen Sie zurück."]],
        ]
        #expect(schema.findings(in: document).isEmpty)
    }

    static let cases: [(JSONValue, DocumentFinding.Code)] = [
        ([["patch": [:]]], DocumentFinding.Code.missingMember),
        ([["patch": ["status": "GELOESCHT"]]], .unknownValue),
        ([["patch": ["antrag": ["antragsnummer": "ABC123/1", "antragsteller": "BEANTRAGT"]]]], .badFormat),
        ([["patch": ["antrag": ["antragsnummer": "ABC123/1/1"]]]], .missingMember),
        ([["kundenBetreuer": ["partnerId": "AAV4"]]], .badFormat),
        ([["vorgangsBearbeiter": [:]]], .missingMember),
        ([["nachricht": ["text": ""]]], .badLength),
        ([["nachricht": ["text": .string(String(repeating: "x", count: 2001))]]], .badLength),
    ]

    @Test("what the specification excludes is found", arguments: cases)
    func wrong(_ document: JSONValue, _ code: DocumentFinding.Code) throws {
        let schema = try #require(TargetSchema.shipped(.vorgaenge))
        #expect(schema.findings(in: document).map(\.code) == [code])
    }
}

@Suite("Replacing what a BaufiSmart case holds") struct ReplacementSchemaTests {
    @Test("has a document of its own, in which ids are references")
    func document() throws {
        let creating = try Shipped.kundenangaben()
        let replacing = try #require(creating.performing("replace"))
        let document: JSONValue = [
            "updateMetadaten": ["tippgeber": ["tippgeberPartnerId": "ABC12"]],
            "kundenangaben": ["haushalte": [["id": "65c388f13e1fd44cbadab021"]]],
        ]
        #expect(replacing.findings(in: document).isEmpty)
        #expect(replacing.tolerantRead(document).kept == document)
        #expect(
            replacing.findings(in: ["updateMetadaten": [:], "importMetadaten": [:]]).map(\.code).contains(
                .unknownMember
            )
        )
        #expect(creating.findings(in: document).contains { $0.code == .unknownMember })
        #expect(replacing.profile.caseRole == .changes)
    }

    @Test("there is no other operation, and no other target has one")
    func none() throws {
        #expect(try Shipped.kundenangaben().performing("delete")?.version == nil)
        #expect(try Shipped.kexVorgang().performing("replace")?.version == nil)
        #expect(try Shipped.kexVorgang().performing(nil)?.target == .kexVorgang)
    }
}

@Suite("The form of a text") struct TextShapeTests {
    @Test(
        "is matched position by position",
        arguments: [
            ("AAA99", "ABC12", true), ("AAA99", "ABC123", false), ("AAA99", "Abc12", false), ("AAA99", "", false),
            ("XXXXXX/#/#", "985132/1/1", true), ("XXXXXX/#/#", "ABC123/12/3", true), ("XXXXXX/#/#", "ABC123//3", false),
        ]
    )
    func matches(_ shape: String, _ text: String, _ fits: Bool) throws {
        let shape = TextShape(shape)
        #expect(shape.matches(text) == fits)
        #expect(shape.matches(shape.example))
        let matched = try Regex(shape.pattern).wholeMatch(in: text)
        #expect((matched != nil) == fits)
    }
}
