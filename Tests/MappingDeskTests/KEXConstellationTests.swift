import MappingLanguage
import TestSupport
import Testing

@testable import Mapping

@Suite("What KreditSmart would not read")
struct KEXConstellationTests {
    private static func kex(
        _ name: String,
        _ document: String,
        at pointer: String,
        advice: String = ""
    ) -> CheckerCase {
        CheckerCase(
            name,
            mappingFile(document, target: "kex-vorgang"),
            .notConsidered,
            at: "/document" + pointer,
            advice: advice
        )
    }

    private static func employment(_ name: String, _ template: String, at place: String, advice: String = "")
        -> CheckerCase
    {
        kex(
            name,
            #"{ "antragsteller1": { "beschaeftigung": \#(template) } }"#,
            at: "/antragsteller1/beschaeftigung" + place,
            advice: advice
        )
    }

    static let cases: [CheckerCase] = [
        employment(
            "an employment without its kind",
            #"{ "rentner": { "staatlicheRenteMonatlich": "$.form.r" } }"#,
            at: "/rentner",
            advice: #""beschaeftigungsart": "RENTNER""#
        ),
        employment(
            "an employment beside another kind",
            #"{ "beschaeftigungsart": "ARBEITER", "arbeiter": {}, "angestellter": {} }"#,
            at: "/angestellter"
        ),
        employment(
            "a kind without its employment",
            #"{ "beschaeftigungsart": "HAUSFRAU" }"#,
            at: "/beschaeftigungsart",
            advice: #""hausfrau""#
        ),
        employment(
            "a kind without its employment in one branch",
            #"{ "beschaeftigungsart": { "$from": "$.form.b", "$lookup": { "a": "ARBEITER", "r": "RENTNER" } }, "arbeiter": {} }"#,
            at: "/beschaeftigungsart/$lookup/r"
        ),
        employment(
            "an employment without its kind inside of a lookup",
            #"{ "$from": "$.form.b", "$lookup": { "r": { "rentner": { "staatlicheRenteMonatlich": "$.form.r" } } } }"#,
            at: "/$lookup/r/rentner"
        ),
        kex(
            "a car without a purpose",
            #"{ "finanzbedarf": { "fahrzeugkauf": { "marke": "$.form.m" } } }"#,
            at: "/finanzbedarf/fahrzeugkauf",
            advice: "FAHRZEUGKAUF"
        ),
        kex(
            "a car with other purposes only",
            #"{ "finanzbedarf": { "finanzierungszweck": { "$from": "$.form.v", "$lookup": { "u": "UMSCHULDUNG", "m": "MODERNISIEREN" } }, "fahrzeugkauf": { "marke": "$.form.m" } } }"#,
            at: "/finanzbedarf/fahrzeugkauf"
        ),
        kex(
            "a common household of the first applicant",
            #"{ "antragsteller1": { "wohnsituation": { "gemeinsamerHaushalt": "$.form.g" } } }"#,
            at: "/antragsteller1/wohnsituation/gemeinsamerHaushalt",
            advice: "antragsteller2"
        ),
        kex(
            "what belongs to a second applicant whom nobody maps",
            #"{ "haushalt": { "kinder": [{ "name": "$.form.k", "gehoertZuAntragsteller": "ANTRAGSTELLER_2" }] } }"#,
            at: "/haushalt/kinder/0/gehoertZuAntragsteller"
        ),
    ]

    @Test("is found", arguments: cases)
    func finds(_ item: CheckerCase) throws { try CheckerTests().finds(item) }

    @Test(
        "and what it may read, is not",
        arguments: [
            #"{ "antragsteller1": { "beschaeftigung": { "beschaeftigungsart": "$.form.b", "arbeiter": {}, "rentner": {} } } }"#,
            #"{ "antragsteller1": { "beschaeftigung": { "beschaeftigungsart": "RENTNER", "rentner": {} } } }"#,
            #"{ "finanzbedarf": { "finanzierungszweck": "$.form.z", "fahrzeugkauf": { "marke": "$.form.m" } } }"#,
            #"{ "finanzbedarf": { "finanzierungszweck": "FAHRZEUGKAUF", "fahrzeugkauf": { "marke": "$.form.m" } } }"#,
            #"{ "antragsteller2": { "wohnsituation": { "gemeinsamerHaushalt": "$.form.g" } }, "haushalt": { "kinder": [{ "name": "$.form.k", "gehoertZuAntragsteller": "ANTRAGSTELLER_2" }] } }"#,
        ]
    )
    func silent(document: String) {
        #expect(findings(mappingFile(document, target: "kex-vorgang")) == [])
    }
}
