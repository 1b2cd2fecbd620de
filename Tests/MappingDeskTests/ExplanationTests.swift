import TestSupport
import Testing

@testable import Mapping
@testable import MappingDesk

@Suite("An explanation")
struct ExplanationTests {
    @Test("says in sentences what a mapping does")
    func sentences() throws {
        let mapping = try load(
            mappingFile(
                #"""
                { "kundenangaben": { "finanzierungsbedarf": { "finanzierungszweck": { "$from": "$.form.vorhaben", "$lookup": {
                  "Kauf | Erwerb": { "@type": "KAUF", "kaufpreis": { "$from": "$.form.preis", "$missing": "fail" } } } } } } }
                """#
            )
        )
        let german = Explanation.text(of: mapping)
        #expect(german.contains("Formularfeld „preis“, als Betrag gelesen; fehlt es, wird der Lead nicht übertragen"))
        #expect(german.contains("bei „Kauf“ oder „Erwerb“"))
        #expect(german.contains("@type ← immer „KAUF“"))
        let english = Explanation.text(of: mapping, language: .en)
        #expect(english.contains("Kaufpreis ← form field „preis“, read as an amount of money"))
    }

    @Test("is there for every shipped mapping, in both languages")
    func shipped() {
        for mapping in ShippedMappings.library.mappings {
            for language in Explanation.Language.allCases {
                #expect(Explanation.text(of: mapping, language: language).count > 500)
            }
        }
    }
}
