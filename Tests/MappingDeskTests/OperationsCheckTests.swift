import JSON
import TestSupport
import Testing

@testable import MappingDesk
@testable import MappingLanguage

@Suite("What is wrong with a list of operations")
struct OperationsCheckTests {
    static let mistakes: [CheckerCase] = [
        CheckerCase(
            "an object where the target takes a list",
            mappingFile(#"{ "deleteKind": { "id": "1" } }"#, target: "kex-update"),
            .typeMismatch,
            at: "/document"
        ),
        CheckerCase("an empty list", mappingFile("[]", target: "kex-update"), .tooFewElements, at: "/document"),
        CheckerCase(
            "a list where the target takes an object",
            mappingFile("[]", target: "kex-vorgang"),
            .typeMismatch,
            at: "/document"
        ),
        CheckerCase(
            "an unknown operation",
            mappingFile(#"[{ "deleteKinder": { "id": "1" } }]"#, target: "kex-update"),
            .unknownMember,
            at: "/document/0/deleteKinder",
            advice: "deleteKind"
        ),
        CheckerCase(
            "two operations in one object",
            mappingFile(#"[{ "deleteKind": { "id": "1" }, "deleteLeasing": { "id": "2" } }]"#, target: "kex-update"),
            .notOneOperation,
            at: "/document/0"
        ),
        CheckerCase(
            "a list among the operations",
            mappingFile(#"[[{ "deleteKind": { "id": "1" } }]]"#, target: "kex-update"),
            .notOneOperation,
            at: "/document/0"
        ),
        CheckerCase(
            "the case number, which the gateway writes",
            mappingFile(#"[{ "deleteKind": { "vorgangsnummer": "$.form.nr", "id": "1" } }]"#, target: "kex-update"),
            .setBySource,
            at: "/document/0/deleteKind/vorgangsnummer"
        ),
        CheckerCase(
            "a rate beside a constant term",
            mappingFile(
                #"[{ "updateFinanzierungswunsch": { "finanzierungswunsch": { "laufzeitInMonaten": 48, "rateMonatlich": "$.form.r" } } }]"#,
                target: "kex-update"
            ),
            .notConsidered,
            at: "/document/0/updateFinanzierungswunsch/finanzierungswunsch/rateMonatlich"
        ),
        CheckerCase(
            "two applicants at a position of one",
            mappingFile(
                #"[{ "addSonstigeEinnahme": { "sonstigeEinnahme": { "antragstellerIds": ["1", "2"] } } }]"#,
                target: "kex-update"
            ),
            .tooManyElements,
            at: "/document/0/addSonstigeEinnahme/sonstigeEinnahme/antragstellerIds"
        ),
        CheckerCase(
            "an operation that the target does not have",
            mappingFile("{}", more: #""operation": "replce", "#),
            .unknownOperation,
            at: "/operation",
            advice: "replace"
        ),
        CheckerCase(
            "a status event without a number",
            mappingFile(#"{ "produktanbieterstatus": "ABGELEHNT" }"#, target: "antragsstatus"),
            .missingRequired,
            at: "/document"
        ),
        CheckerCase(
            "a status event without a status",
            mappingFile(#"{ "antragsnummer": "$.form.nr", "kommentar": "$.form.k" }"#, target: "antragsstatus"),
            .disputedMember,
            at: "/document"
        ),
        CheckerCase(
            "a message that is too long",
            mappingFile(
                #"[{ "nachricht": { "text": "\#(String(repeating: "x", count: 2001))" } }]"#,
                target: "vorgaenge"
            ),
            .invalidValue,
            at: "/document/0/nachricht/text"
        ),
        CheckerCase(
            "what creates a case, in a document that replaces",
            mappingFile(
                #"{ "importMetadaten": { "prioritaet": "HOCH" }, "kundenangaben": {} }"#,
                more: #""operation": "replace", "#
            ),
            .unknownMember,
            at: "/document/importMetadaten"
        ),
    ]

    @Test("is found", arguments: mistakes)
    func mistake(_ item: CheckerCase) throws {
        let found = findings(item.file)
        #expect(found.map(\.code) == [item.code], "\(found)")
        #expect(found.first?.pointer.description == item.pointer)
        #expect(item.advice.isEmpty || found.first?.advice.contains(item.advice) == true)
    }
}
