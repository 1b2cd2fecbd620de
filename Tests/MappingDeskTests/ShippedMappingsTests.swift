import JSON
import MappingLanguage
import Names
import TargetSchemas
import Targets
import TestSupport
import Testing

@testable import Mapping
@testable import MappingDesk

@Suite("The shipped mappings and sources")
struct ShippedMappingsTests {
    @Test("have no errors, and every mapping has tests that pass")
    func valid() {
        #expect(!ShippedMappings.files.isEmpty)
        for finding in ShippedMappings.library.findings {
            let file = ShippedMappings.files.first { $0.path == finding.file }
            let text = file.map { String(decoding: $0.bytes, as: UTF8.self) }
            #expect(
                finding.code == .weakSecret || finding.code == .setBySource,
                "\(finding.rendered(sourceText: text))"
            )
        }
        #expect(ShippedMappings.library.rejected.isEmpty)
        for mapping in ShippedMappings.library.mappings {
            for result in runTests(in: mapping) {
                #expect(result.passed, "\(mapping.name): \(result.name): \(result.differences)")
            }
        }
    }

    @Test("Trisalis' form post becomes the example of the Kundenangaben API, member for member")
    func trisalis() throws {
        let source = try #require(ShippedMappings.library.source("trisalis"))
        let mapping = try #require(ShippedMappings.library.mapping("trisalis"))
        let test = try #require(mapping.content.tests.first)
        let input = try LeadInput(
            payload: test.payload.serialized,
            query: [
                "utm_term": "Altersvorsorge - stark wie Beton", "gclid": "be8d40b0-25af-48ae-8c57-a1b72527f903",
            ],
            leadID: "0197f0a1-0000-7000-8000-000000000001",
            receivedAt: "2026-06-15T10:00:00Z"
        )
        let built = LeadDocument.build(
            source: source,
            mapping: mapping,
            input: input,
            leadID: "0197f0a1-0000-7000-8000-000000000001",
            gatewayMode: .production
        )
        let document = try JSONValue.parse(built.document)
        let expected = JSONValue.object([
            "importMetadaten": try JSONValue.parse(Self.metadata),
            "kundenangaben": try #require(test.expect?["kundenangaben"]),
        ])
        #expect(Difference.between(expected, document) == [])
        #expect(built.reference == "Lead 7c78de13-da02-4bdd-b4b2-c37855abfccc")
        #expect(built.mode == .test)
        #expect(built.problems.isEmpty)
        #expect(mapping.schema.findings(in: document).filter { $0.severity == .error } == [])
        #expect(built.report().fates(.unread).filter { !$0.isBlank } == [])
    }

    static let metadata = #"""
        {
          "datenkontext": "TEST_MODUS",
          "externeVorgangsId": "Lead 7c78de13-da02-4bdd-b4b2-c37855abfccc",
          "importquelle": "Landinpage Trisalis AG 2021",
          "leadtracking": {
            "kampagne": "Trisalis AG",
            "keyword": "Altersvorsorge - stark wie Beton",
            "trackingId": "be8d40b0-25af-48ae-8c57-a1b72527f903"
          },
          "zusaetzlicherEreignistext": "Premium-Kunde",
          "prioritaet": "HOCH",
          "betreuung": {
            "kundenbetreuer": "ABC12",
            "bearbeiter": "ABC12"
          },
          "tippgeber": {
            "tippgeberPartnerId": "TRI01",
            "tippgeberprovisionswunsch": {
              "@type": "BETRAG",
              "betrag": 50
            }
          }
        }
        """#
}
