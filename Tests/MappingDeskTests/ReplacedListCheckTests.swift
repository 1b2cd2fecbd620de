import JSON
import MappingLanguage
import TestSupport
import Testing

@testable import Mapping

/// Lists are replaced as a whole (RFC 7396): whoever changes one rule in one must not lose the others unseen.
@Suite("A list that takes the place of an extended file's")
struct ReplacedListCheckTests {
    private static let base = mappingFile(
        #"""
        { "kundenangaben": { "haushalte": [{ "kunden": [{ "referenzId": "k",
          "personendaten": { "person": { "vorname": "$.form.vorname", "nachname": "$.form.nachname" } },
          "kontakt": { "email": "$.form.email", "weitereKontaktmoeglichkeiten": { "$unread": "lines" } } }] }] } }
        """#
    )

    private static func found(_ document: String) -> [Finding] {
        findings(#"{ "extends": "base", "document": \#(document) }"#, others: ["base": base])
    }

    private static func list(_ kunde: String) -> String {
        #"{ "kundenangaben": { "haushalte": [{ "kunden": [{ "referenzId": "k", \#(kunde) }] }] } }"#
    }

    @Test("is found where what nobody reads reaches nobody any more, with what else is gone")
    func replaced() throws {
        let document = Self.list(#""personendaten": { "person": { "vorname": "$.form.first" } }"#)
        let finding = try #require(Self.found(document).first { $0.code == .replacedList })
        #expect(finding.pointer.description == "/document/kundenangaben/haushalte")
        #expect(finding.message.contains("email, nachname, vorname"))
        #expect(finding.advice.contains("names"))
    }

    @Test(
        "is none where the notes stay, or no list is replaced",
        arguments: [
            list(#""kontakt": { "weitereKontaktmoeglichkeiten": { "$unread": "lines" } }"#),
            #"{ "kundenangaben": { "bankverbindung": { "iban": "$.form.iban" } } }"#,
        ]
    )
    func kept(document: String) { #expect(!Self.found(document).contains { $0.code == .replacedList }) }
}
