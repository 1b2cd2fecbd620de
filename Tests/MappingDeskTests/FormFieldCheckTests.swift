import TestSupport
import Testing

@testable import Mapping
@testable import MappingLanguage

@Suite("Fields that do not fit the form")
struct FormFieldCheckTests {
    private static let document = #"{ "kommentare": ["$.form.notiz", "$.form['zweite Notiz']"] }"#

    private static func form(
        _ name: String,
        _ form: String,
        document: String = document,
        _ code: FindingCode = .unknownField,
        at pointer: String,
        advice: String = ""
    ) -> CheckerCase {
        CheckerCase(
            name,
            mappingFile(document, target: "kex-vorgang", more: form),
            code,
            at: pointer,
            advice: advice
        )
    }

    static let cases: [CheckerCase] = [
        form(
            "a name that no rule reads",
            #""form": { "preset": "meta", "names": { "notitz": "note" } }, "#,
            at: "/form/names/notitz",
            advice: "notiz"
        ),
        form(
            "the meaning of an answer that no rule reads",
            #""form": { "answers": { "notitz": { "a": "b" } } }, "#,
            at: "/form/answers/notitz",
            advice: "notiz"
        ),
        form(
            "a field that the described form never has",
            #""form": { "fields": { "notiz": "$.payload.n", "zweite notiz": "$.payload.m" } }, "#,
            at: "/document/kommentare/1",
            advice: "zweite notiz"
        ),
        form(
            "a preset for one lead of several without leads",
            #""form": "immoscout24", "#,
            .missingSetting,
            at: "/form",
            advice: "leads"
        ),
        form(
            "a preset for one lead where there are several",
            #""form": "zapier", "leads": "$.payload[*]", "#,
            .undividedForm,
            at: "/form",
            advice: "$.item"
        ),
        form(
            "a form of the whole post for each of several leads",
            #""form": { "members": "$.payload.kontakt" }, "leads": "$.payload.leads[*]", "#,
            .undividedForm,
            at: "/form",
            advice: "$.item"
        ),
        form(
            "an item where there is none",
            "",
            document: #"{ "kommentare": ["$.item.notiz"] }"#,
            .unknownInput,
            at: "/document/kommentare/0",
            advice: "leads"
        ),
    ]

    @Test("are found", arguments: cases)
    func finds(_ item: CheckerCase) throws { try CheckerTests().finds(item) }

    @Test(
        "and those that do, are not",
        arguments: [
            #""form": { "preset": "meta", "names": { "notiz": "note", "zweite Notiz": "note_2" } }, "#,
            #""form": { "preset": "meta", "names": { "id": "note" } }, "unused": ["$.form.id"], "#,
            #""form": [{ "fields": { "notiz": "$.payload.n" } }, { "members": "$.payload" }], "#,
            #""form": { "fields": { "notiz": "$.payload.n", "zweite Notiz": "$.payload.m" } }, "#,
            #""form": "immoscout24", "leads": "$.payload.lead[*]", "#,
            #""form": { "names": { "notiz": "note" } }, "leads": "$.payload[*]", "#,
            #""form": [{ "members": "$.item" }, { "members": "$.payload" }], "leads": "$.payload.leads[*]", "#,
            "",
        ]
    )
    func silent(form: String) {
        #expect(findings(mappingFile(Self.document, target: "kex-vorgang", more: form)) == [])
    }

    @Test("a rule that goes through all fields may read any of them")
    func wildcard() {
        let file = mappingFile(
            #"{ "kommentare": ["$.form[*]"] }"#,
            target: "kex-vorgang",
            more: #""form": { "preset": "meta", "names": { "notiz": "note" } }, "#
        )
        #expect(!findings(file).contains { $0.code == .unknownField })
    }
}
