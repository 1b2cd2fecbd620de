import MappingLanguage
import TestSupport
import Testing

@testable import Mapping

@Suite("What can never come into effect")
struct ReachCheckTests {
    private static let email = "/haushalte/0/kunden/0/kontakt/email"

    private static func email(_ name: String, _ template: String, at place: String, advice: String = "") -> CheckerCase
    {
        .angaben(
            name,
            #"{ "haushalte": [{ "kunden": [{ "referenzId": "k", "kontakt": { "email": \#(template) } }] }] }"#,
            .unreachableBranch,
            at: email + place,
            advice: advice
        )
    }

    static let cases: [CheckerCase] = [
        email("an alternative behind a constant", #"{ "$first": ["x", "$.form.a"] }"#, at: "/$first/1"),
        email(
            "an alternative behind a rule that has a value for everything",
            #"{ "$first": [{ "$from": "$.form.b", "$missing": { "use": "x" }, "$else": { "use": "y" } }, "$.form.a"] }"#,
            at: "/$first/1"
        ),
        email(
            "a condition that is a constant",
            #"{ "$when": "rueckruf", "$then": "$.form.a" }"#,
            at: "/$when",
            advice: "$.form.rueckruf"
        ),
        email("a rule that reads a constant", #"{ "$from": "mail" }"#, at: "/$from", advice: "$.form.mail"),
        email(
            "a blank lookup key",
            #"{ "$from": "$.form.a", "$lookup": { " | ": "x", "b": "y" } }"#,
            at: "/$lookup/ | "
        ),
        email(
            "a lookup key behind yes or no",
            #"{ "$from": "$.form.a", "$as": "ja-nein", "$lookup": { "ja": "x", "false": "y" } }"#,
            at: "/$lookup/ja",
            advice: "leave the function out"
        ),
        email(
            "a lookup key that is no number behind a number",
            #"{ "$from": "$.form.a", "$as": "betrag", "$lookup": { "12,5": "x", "viel": "y" } }"#,
            at: "/$lookup/viel"
        ),
        email(
            "a lookup key that is no date behind a date",
            #"{ "$from": "$.form.a", "$as": "datum", "$lookup": { "2026-03-31": "x", "31.03.2026": "y" } }"#,
            at: "/$lookup/31.03.2026"
        ),
        email(
            "a lookup key behind an object",
            #"{ "$from": "$.form.a", "$as": "telefon", "$lookup": { "030": "x" } }"#,
            at: "/$lookup/030"
        ),
        email(
            "a lookup key of the other target",
            #"{ "$from": "$.form.a", "$as": "beschaeftigung", "$lookup": { "BEAMTER": "x", "HAUSFRAU": "y" } }"#,
            at: "/$lookup/HAUSFRAU",
            advice: "leave the function out"
        ),
        email(
            "a misspelt lookup key behind a choice",
            #"{ "$from": "$.form.a", "$as": "anrede", "$lookup": { "HER": "x" } }"#,
            at: "/$lookup/HER",
            advice: "HERR"
        ),
    ]

    @Test("is found", arguments: cases)
    func finds(_ item: CheckerCase) throws { try CheckerTests().finds(item) }

    @Test(
        "and what can, is not",
        arguments: [
            #"{ "$first": ["$.form.a", { "$from": "$.form.b", "$missing": { "use": "x" } }, "y"] }"#,
            #"{ "$first": ["", "$.form.a"] }"#,
            #"{ "$first": [{ "$join": ["$.form.a", "$.form.b"] }, "y"] }"#,
            #"{ "$when": { "$from": "$.form.a", "$as": "ja-nein" }, "$then": "x", "$otherwise": "y" }"#,
            #"{ "$from": "$.form.a", "$lookup": { "ja | x": "x", "nein": "y" } }"#,
            #"{ "$from": "$.form.a", "$as": "ja-nein", "$lookup": { "true | ja": "x", "FALSE": "y" } }"#,
            #"{ "$from": "$.form.a", "$as": "beschaeftigung", "$lookup": { "Beamter": "x" } }"#,
            #"{ "$from": "$.form.a", "$as": { "beschaeftigung": "kreditsmart" }, "$lookup": { "HAUSFRAU": "x" } }"#,
            #"{ "$from": "$.form.a", "$as": "klein", "$lookup": { "GROSS": "x" } }"#,
            #"{ "$from": "$.form.a", "$as": "ganzzahl", "$lookup": { "12": "x", "-1": "y" } }"#,
        ]
    )
    func silent(template: String) {
        let kunde = #"{ "haushalte": [{ "kunden": [{ "referenzId": "k", "kontakt": { "email": \#(template) } }] }] }"#
        #expect(findings(mappingFile(#"{ "kundenangaben": \#(kunde) }"#)) == [])
    }
}
