import JSON
import TargetSchemas
import Targets
import TestSupport
import Testing

@testable import Mapping
@testable import MappingDesk
@testable import MappingLanguage

@Suite("A document that is a list of operations")
struct OperationsDocumentTests {
    private static let document = """
        [
          { "updateFinanzierungswunsch": { "finanzierungswunsch": { "laufzeitInMonaten": "$.form.laufzeit" } } },
          { "$each": "$.form.kredite[*]", "$do": {
              "addRatenkredit": { "ratenkredit": { "antragstellerIds": ["antragsteller1"], "rateMonatlich": "@.rate" } } } },
          { "$when": "$.form.kuendigen", "$then": { "deleteLeasing": { "id": "$.form.leasing" } } },
          { "$when": "$.form.karten", "$then": { "$each": "$.form.karten[*]", "$do": {
              "addKreditkarte": { "kreditkarte": { "rateMonatlich": "@" } } } } },
          { "addKommentare": { "kommentare": { "$unread": "lines" } } }
        ]
        """

    private func mapping(_ document: String = document) throws -> Mapping {
        try load(mappingFile(document, target: "kex-update"))
    }

    @Test("holds what yields something, in order, and what $each makes stands among the others")
    func order() throws {
        let payload = """
            { "laufzeit": "48", "kredite": [{ "rate": "100" }, { "rate": "" }, { "rate": "200" }],
              "kuendigen": "ja", "leasing": "l-1", "karten": ["10", "20"], "haustier": "Hund" }
            """
        let document = try mapping().run(input(payload)).json
        #expect(
            document == [
                ["updateFinanzierungswunsch": ["finanzierungswunsch": ["laufzeitInMonaten": 48]]],
                ["addRatenkredit": ["ratenkredit": ["antragstellerIds": ["antragsteller1"], "rateMonatlich": 100]]],
                ["addRatenkredit": ["ratenkredit": ["antragstellerIds": ["antragsteller1"], "rateMonatlich": 200]]],
                ["deleteLeasing": ["id": "l-1"]],
                ["addKreditkarte": ["kreditkarte": ["rateMonatlich": 10]]],
                ["addKreditkarte": ["kreditkarte": ["rateMonatlich": 20]]],
                ["addKommentare": ["kommentare": ["haustier: Hund"]]],
            ]
        )
        let schema = try #require(TargetSchema.shipped(.kexUpdate))
        #expect(schema.findings(in: document).isEmpty)
    }

    @Test("is empty where nothing yields something", arguments: ["{}", #"{ "laufzeit": " ", "kuendigen": "ja" }"#])
    func nothing(_ payload: String) throws {
        #expect(
            try mapping(Self.document.replacing("{ \"$unread\": \"lines\" }", with: "[\"$.form.x\"]")).run(
                input(payload)
            ).json == []
        )
    }

    @Test("an operation of constants stays whatever else is left out")
    func constants() throws {
        let mapping = try mapping(
            #"[{ "addKommentare": { "kommentare": ["$.form.x"] } }, { "createAccountCheckSession": {} }]"#
        )
        #expect(try mapping.run(input("{}")).json == [["createAccountCheckSession": [:]]])
    }

    @Test("one that lacks a member that it must have is left out, with its constants")
    func lacking() throws {
        let mapping = try mapping(
            #"[{ "updatePersonendaten": { "antragstellerId": "$.form.id", "personendaten": { "vorname": "$.form.vorname" } } }]"#
        )
        #expect(try mapping.run(input(#"{ "id": "1" }"#)).json == [])
    }

    @Test("one of whose members at least one must be there is left out without any of them")
    func demanded() throws {
        let mapping = try load(
            mappingFile(
                #"[{ "patch": { "antrag": { "antragsnummer": "$.form.nr", "antragsteller": "$.form.s" } } }]"#,
                target: "vorgaenge"
            )
        )
        #expect(try mapping.run(input(#"{ "nr": "ABC123/1/1" }"#)).json == [])
        #expect(try mapping.run(input(#"{ "nr": "ABC123/1/1", "s": "beantragt" }"#)).json.arrayValue?.count == 1)
    }

    @Test("a text that has not the form that its place demands is unreadable")
    func shape() throws {
        let mapping = try load(
            mappingFile(#"[{ "kundenBetreuer": { "partnerId": "$.form.p" } }]"#, target: "vorgaenge")
        )
        #expect(try mapping.run(input(#"{ "p": "aav43" }"#)).json == [["kundenBetreuer": ["partnerId": "AAV43"]]])
        let report = try mapping.run(input(#"{ "p": "Meier" }"#)).report()
        #expect(report.fates(.unreadable).map(\.code) == ["form_falsch"])
    }

    @Test("may be one $each")
    func each() throws {
        let mapping = try mapping(#"{ "$each": "$.form.alt[*]", "$do": { "deleteKind": { "id": "@" } } }"#)
        #expect(
            try mapping.run(input(#"{ "alt": ["1", "2"] }"#)).json == [
                ["deleteKind": ["id": "1"]], ["deleteKind": ["id": "2"]],
            ]
        )
    }

    @Test("every value's fate names the operation that it went to")
    func fates() throws {
        let report = try mapping().run(input(#"{ "kredite": [{ "rate": "100" }, { "rate": "200" }] }"#)).report()
        let targets = report.fates(.used).map { $0.targets.map(\.description) }
        #expect(
            targets == [
                ["/0/addRatenkredit/ratenkredit/rateMonatlich"], ["/1/addRatenkredit/ratenkredit/rateMonatlich"],
            ]
        )
    }

    @Test("the places that it uses are those of the schema")
    func places() throws {
        let schema = try #require(TargetSchema.shipped(.kexUpdate))
        let places = try mapping().usedPlaces
        #expect(places.map(\.path).contains("addRatenkredit.ratenkredit.rateMonatlich"))
        for place in places { #expect(throws: Never.self) { try schema.place(at: place.path) } }
    }

    @Test("is explained operation by operation")
    func explained() throws {
        let text = Explanation.text(of: try mapping())
        #expect(text.contains("updateFinanzierungswunsch › finanzierungswunsch"))
        #expect(text.contains("addRatenkredit › ratenkredit"))
    }
}
