import JSON
import TestSupport
import Testing

@testable import Mapping
@testable import MappingDesk
@testable import MappingLanguage

@Suite("The case in a mapping")
struct MappingCaseTests {
    private static let change = #"[{ "addKommentare": { "kommentare": ["$.case.vorgangsnummer"] } }]"#

    @Test("only a document that changes a case reads it")
    func readsCase() throws {
        let created = findings(mappingFile(#"{ "importMetadaten": { "importquelle": "$.case.reference" } }"#))
        #expect(
            created.map(\.code) == [.setBySource, .caseNotTaken] || created.map(\.code) == [.caseNotTaken],
            "\(created)"
        )
        let named = findings(mappingFile("{}", more: #""case": "$.form.nr", "#))
        #expect(named.map(\.code) == [.caseNotTaken] && named.first?.pointer.description == "/case")
        #expect(!findings(mappingFile(Self.change, target: "kex-update")).contains { $0.code == .caseNotTaken })
    }

    @Test("what is known of the case is read at $.case, and a mapping may find its number in the lead")
    func known() throws {
        let mapping = try load(
            mappingFile(Self.change, target: "kex-update", more: #""case": "$.form.nr", "#)
        )
        let lead = try LeadInput(
            payload: Array(#"{"nr": "AB1234"}"#.utf8),
            case: ["vorgangsnummer": "XY9876"],
            leadID: "l",
            receivedAt: "2026-06-15T10:00:00Z"
        )
        #expect(mapping.caseNumber(in: lead) == "AB1234")
        let text = String(decoding: mapping.run(lead).document, as: UTF8.self)
        #expect(text.contains("XY9876"), "\(text)")
        #expect(try mapping.caseNumber(in: input("{}")) == nil)
        let unknown = String(decoding: try mapping.run(input("{}")).document, as: UTF8.self)
        #expect(!unknown.contains("kommentare"), "\(unknown)")
    }

    @Test("a test in the file gives the case")
    func inTest() {
        let file = mappingFile(
            Self.change,
            target: "kex-update",
            more:
                #""tests": [{"name": "t", "payload": {}, "case": {"vorgangsnummer": "XY9876"}, "expect": [{"addKommentare": {"kommentare": ["XY9876"]}}]}], "#
        )
        #expect(findings(file).filter { $0.code == .testFailed } == [])
    }
}
