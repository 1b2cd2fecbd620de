import JSON
import TestSupport
import Testing

@testable import Mapping
@testable import MappingLanguage

struct CheckerCase: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let file: String
    let code: FindingCode
    let pointer: String
    /// Part of the advice.
    var advice = ""

    init(_ name: String, _ file: String, _ code: FindingCode, at pointer: String, advice: String = "") {
        testDescription = name
        self.file = file
        self.code = code
        self.pointer = pointer
        self.advice = advice
    }

    /// A case below `kundenangaben`.
    static func angaben(
        _ name: String,
        _ template: String,
        _ code: FindingCode,
        at pointer: String,
        advice: String = ""
    ) -> Self {
        Self(
            name,
            mappingFile(#"{ "kundenangaben": \#(template) }"#),
            code,
            at: "/document/kundenangaben" + pointer,
            advice: advice
        )
    }
}

@Suite("The checker")
struct CheckerTests {
    static func kunde(_ inner: String) -> String {
        #"{ "haushalte": [{ "kunden": [{ "referenzId": "k", \#(inner) }] }] }"#
    }

    static let cases: [CheckerCase] = [
        .angaben(
            "an unknown member",
            kunde(#""persondendaten": {}"#),
            .unknownMember,
            at: "/haushalte/0/kunden/0/persondendaten",
            advice: "personendaten"
        ),
        .angaben(
            "a telephone number as one text, where a function takes it apart",
            kunde(#""kontakt": { "telefonnummer": "$.form.telefon" }"#),
            .typeMismatch,
            at: "/haushalte/0/kunden/0/kontakt/telefonnummer",
            advice: #"{"$from": "$.form.telefon", "$as": "telefon"}"#
        ),
        CheckerCase(
            "a function that gives another kind than its place takes, where one of its family fits",
            mappingFile(
                #"{ "antragsteller1": { "personendaten": { "telefonPrivat": { "$from": "$.form.t", "$as": "telefon" } } } }"#,
                target: "kex-vorgang"
            ),
            .typeMismatch,
            at: "/document/antragsteller1/personendaten/telefonPrivat/$as",
            advice: "\"telefon-national\""
        ),
        CheckerCase(
            "titles as an object, where a list of them belongs",
            mappingFile(
                #"{ "antragsteller1": { "personendaten": { "titel": { "$from": "$.form.t", "$as": "titel" } } } }"#,
                target: "kex-vorgang"
            ),
            .typeMismatch,
            at: "/document/antragsteller1/personendaten/titel/$as",
            advice: "\"titel-liste\""
        ),
        CheckerCase(
            "one object where a list of them belongs",
            mappingFile(
                #"{ "haushalt": { "ausgaben": { "mietausgaben": { "betragMonatlich": "$.form.m" } } } }"#,
                target: "kex-vorgang"
            ),
            .typeMismatch,
            at: "/document/haushalt/ausgaben/mietausgaben",
            advice: "[ { … } ]"
        ),
        CheckerCase(
            "a member that stands further inside, of the applicant that is meant",
            mappingFile(
                #"{ "antragsteller1": { "beschaeftigung": { "nettoeinkommenMonatlich": "$.form.n" } } }"#,
                target: "kex-vorgang"
            ),
            .unknownMember,
            at: "/document/antragsteller1/beschaeftigung/nettoeinkommenMonatlich",
            advice: "It exists at antragsteller1.beschaeftigung."
        ),
        .angaben(
            "a selector of which the beginning was forgotten",
            kunde(#""kontakt": { "email": "form.email" }"#),
            .forgottenDollar,
            at: "/haushalte/0/kunden/0/kontakt/email",
            advice: "$.form.email"
        ),
        .angaben(
            "a place of a template, as other tools have it",
            kunde(#""kontakt": { "email": "{{ form.email }}" }"#),
            .forgottenDollar,
            at: "/haushalte/0/kunden/0/kontakt/email",
            advice: "\"$.form.email\""
        ),
        .angaben(
            "a place of a template with a dollar",
            kunde(#""kontakt": { "email": "${form.email}" }"#),
            .forgottenDollar,
            at: "/haushalte/0/kunden/0/kontakt/email",
            advice: "\"$.form.email\""
        ),
        .angaben(
            "a place of a template in a text",
            kunde(#""kontakt": { "weitereKontaktmoeglichkeiten": "Objekt {{objekt}}" }"#),
            .forgottenDollar,
            at: "/haushalte/0/kunden/0/kontakt/weitereKontaktmoeglichkeiten",
            advice: "\"$.form.objekt\""
        ),
        .angaben(
            "a selector behind other words of a text",
            kunde(#""kontakt": { "weitereKontaktmoeglichkeiten": "Objekt: $.form.objekt" }"#),
            .forgottenDollar,
            at: "/haushalte/0/kunden/0/kontakt/weitereKontaktmoeglichkeiten",
            advice: "$join"
        ),
        CheckerCase(
            "a setting that takes a selector, without its beginning",
            mappingFile(#"{ "kundenangaben": {} }"#, more: #""unused": ["form.x"],"#),
            .invalidSelector,
            at: "/unused/0",
            advice: "\"$.form.x\""
        ),
        CheckerCase(
            "leads without their beginning",
            mappingFile(#"{ "kundenangaben": {} }"#, more: #""leads": "leads[*]","#),
            .invalidSelector,
            at: "/leads",
            advice: "\"$.payload.leads[*]\""
        ),
        CheckerCase(
            "leads of which the list is one value",
            mappingFile(
                #"{ "kundenangaben": { "haushalte": [{ "kunden": [{ "referenzId": "k", "kontakt": { "email": "$.item.e" } }] }] } }"#,
                more: #""leads": "$.payload.leads","#
            ),
            .undividedList,
            at: "/leads",
            advice: "$.payload.leads[*]"
        ),
        .angaben(
            "a list taken as one element",
            #"{ "haushalte": [{ "kinderErfassung": { "@type": "VORHANDENE_KINDER", "kinder": { "$each": "$.form.k", "$do": { "name": "@.n" } } } }] }"#,
            .undividedList,
            at: "/haushalte/0/kinderErfassung/kinder/$each",
            advice: "$.form.k[*]"
        ),
        .angaben(
            "elements that are all the same",
            #"{ "haushalte": [{ "kinderErfassung": { "@type": "VORHANDENE_KINDER", "kinder": { "$each": "$.form.k[*]", "$do": { "name": "$.form.n" } } } }] }"#,
            .equalElements,
            at: "/haushalte/0/kinderErfassung/kinder/$do"
        ),
        .angaben(
            "a function of another list of answers",
            kunde(#""personendaten": { "person": { "anrede": { "$from": "$.form.a", "$as": "familienstand" } } }"#),
            .unknownEnumValue,
            at: "/haushalte/0/kunden/0/personendaten/person/anrede/$as"
        ),
        .angaben(
            "a function of another list of types",
            #"{ "finanzierungsbedarf": { "finanzierungszweck": { "@type": { "$from": "$.form.a", "$as": "objektart" } } } }"#,
            .unknownType,
            at: "/finanzierungsbedarf/finanzierungszweck/@type/$as"
        ),
        .angaben(
            "an area where an income belongs",
            kunde(#""finanzielles": { "einkommenNetto": { "$from": "$.form.a", "$as": "flaeche" } }"#),
            .unitMismatch,
            at: "/haushalte/0/kunden/0/finanzielles/einkommenNetto/$as"
        ),
        .angaben(
            "an amount a year where one a month belongs",
            kunde(#""finanzielles": { "einkommenNetto": { "$from": "$.form.a", "$as": "jaehrlich" } }"#),
            .unitMismatch,
            at: "/haushalte/0/kunden/0/finanzielles/einkommenNetto/$as"
        ),
        .angaben(
            "a function that can read nothing of what the one before gives",
            kunde(#""personendaten": { "geburtsdatum": { "$from": "$.form.t", "$as": ["datum", "epoch"] } }"#),
            .unreadableChain,
            at: "/haushalte/0/kunden/0/personendaten/geburtsdatum/$as/1"
        ),
        .angaben(
            "a wrong case",
            #"{ "Finanzierungsobjekt": {} }"#,
            .unknownMember,
            at: "/Finanzierungsobjekt",
            advice: "finanzierungsobjekt"
        ),
        .angaben(
            "a literal that is no value of the enumeration",
            kunde(#""personendaten": { "person": { "anrede": "HER" } }"#),
            .unknownEnumValue,
            at: "/haushalte/0/kunden/0/personendaten/person/anrede",
            advice: "HERR"
        ),
        .angaben(
            "a lookup value that is none",
            kunde(
                #""personendaten": { "person": { "anrede": { "$from": "$.form.a", "$lookup": { "x": "DIVERS" } } } }"#
            ),
            .unknownEnumValue,
            at: "/haushalte/0/kunden/0/personendaten/person/anrede/$lookup/x"
        ),
        .angaben(
            "a default that is none",
            kunde(
                #""personendaten": { "person": { "anrede": { "$from": "$.form.a", "$missing": {"use": "DIVERS"} } } }"#
            ),
            .unknownEnumValue,
            at: "/haushalte/0/kunden/0/personendaten/person/anrede/$missing/use"
        ),
        .angaben(
            "a wrong @type",
            #"{ "finanzierungsbedarf": { "finanzierungszweck": { "@type": "KAUFEN" } } }"#,
            .unknownType,
            at: "/finanzierungsbedarf/finanzierungszweck/@type",
            advice: "KAUF"
        ),
        .angaben(
            "a wrong @type in a lookup",
            #"{ "finanzierungsbedarf": { "finanzierungszweck": { "@type": { "$from": "$.form.a", "$lookup": { "x": "KAUF", "y": "MODERNISIERUNG_UMBAU" } } } } }"#,
            .unknownType,
            at: "/finanzierungsbedarf/finanzierungszweck/@type/$lookup/y",
            advice: "MODERNISIERUNG_UMBAU_ANBAU"
        ),
        .angaben(
            "no @type",
            #"{ "finanzierungsbedarf": { "finanzierungszweck": { "kaufpreis": "$.form.k" } } }"#,
            .missingType,
            at: "/finanzierungsbedarf/finanzierungszweck"
        ),
        .angaben(
            "a member of another subtype",
            #"{ "finanzierungsbedarf": { "finanzierungszweck": { "@type": "NEUBAU", "kaufpreis": "$.form.k" } } }"#,
            .memberOfOtherType,
            at: "/finanzierungsbedarf/finanzierungszweck/kaufpreis",
            advice: "KAUF"
        ),
        .angaben(
            "a member that not every possible subtype has",
            #"{ "finanzierungsbedarf": { "finanzierungszweck": { "@type": { "$from": "$.form.a", "$lookup": { "x": "KAUF", "y": "NEUBAU" } }, "kaufpreis": "$.form.k" } } }"#,
            .memberOfOtherType,
            at: "/finanzierungsbedarf/finanzierungszweck/kaufpreis"
        ),
        .angaben(
            "a missing required member",
            #"{ "haushalte": [{ "kunden": [{ "externeKundenId": "$.form.a" }] }] }"#,
            .missingRequired,
            at: "/haushalte/0/kunden/0",
            advice: "referenzId"
        ),
        .angaben(
            "an object where a text belongs",
            kunde(#""kontakt": { "email": { "x": "$.form.a" } }"#),
            .typeMismatch,
            at: "/haushalte/0/kunden/0/kontakt/email"
        ),
        .angaben(
            "a text where an object belongs",
            kunde(#""kontakt": "x""#),
            .typeMismatch,
            at: "/haushalte/0/kunden/0/kontakt"
        ),
        .angaben(
            "a selector where an object belongs",
            kunde(#""kontakt": "$.form.a""#),
            .typeMismatch,
            at: "/haushalte/0/kunden/0/kontakt"
        ),
        .angaben(
            "a text where a number belongs",
            kunde(#""finanzielles": { "einkommenNetto": "viel" }"#),
            .typeMismatch,
            at: "/haushalte/0/kunden/0/finanzielles/einkommenNetto"
        ),
        .angaben(
            "a list where an object belongs",
            kunde(#""kontakt": ["x"]"#),
            .typeMismatch,
            at: "/haushalte/0/kunden/0/kontakt"
        ),
        .angaben(
            "an object where a list belongs",
            #"{ "haushalte": { "kunden": [] } }"#,
            .typeMismatch,
            at: "/haushalte"
        ),
        .angaben(
            "a function that gives an object where a text belongs",
            kunde(#""kontakt": { "email": { "$from": "$.form.a", "$as": "telefon" } }"#),
            .typeMismatch,
            at: "/haushalte/0/kunden/0/kontakt/email/$as"
        ),
        .angaben(
            "too many elements",
            #"{ "haushalte": [{ "kunden": [{ "referenzId": "a" }, { "referenzId": "b" }, { "referenzId": "c" }] }] }"#,
            .tooManyElements,
            at: "/haushalte/0/kunden"
        ),
        .angaben(
            "an impossible date",
            kunde(#""personendaten": { "geburtsdatum": "1980-02-31" }"#),
            .invalidValue,
            at: "/haushalte/0/kunden/0/personendaten/geburtsdatum"
        ),
        .angaben(
            "a referenzId twice",
            #"{ "haushalte": [{ "kunden": [{ "referenzId": "a" }, { "referenzId": "a" }] }] }"#,
            .repeatedReference,
            at: "/haushalte/0/kunden/1/referenzId"
        ),
        .angaben(
            "a reference to nothing",
            #"{ "haushalte": [{ "kunden": [{ "referenzId": "kunde1" }], "kinderErfassung": { "@type": "VORHANDENE_KINDER", "kinder": [{ "name": "$.form.a", "kundenreferenzIdRiesterzuordnung": "kunde2" }] } }] }"#,
            .unresolvedReference,
            at: "/haushalte/0/kinderErfassung/kinder/0/kundenreferenzIdRiesterzuordnung",
            advice: "kunde1"
        ),
        .angaben(
            "a wildcard where one value is taken",
            kunde(#""kontakt": { "email": "$.form.mails[*]" }"#),
            .selectorNotSingular,
            at: "/haushalte/0/kunden/0/kontakt/email"
        ),
        .angaben(
            "a selector that is none",
            kunde(#""kontakt": { "email": "$.form.[" }"#),
            .invalidSelector,
            at: "/haushalte/0/kunden/0/kontakt/email"
        ),
        .angaben(
            "an input that does not exist",
            kunde(#""kontakt": { "email": "$.from.email" }"#),
            .unknownInput,
            at: "/haushalte/0/kunden/0/kontakt/email",
            advice: "form"
        ),
        .angaben(
            "an element outside of $each",
            kunde(#""kontakt": { "email": "@.email" }"#),
            .relativeOutsideEach,
            at: "/haushalte/0/kunden/0/kontakt/email"
        ),
        .angaben(
            "an unknown function",
            kunde(#""kontakt": { "email": { "$from": "$.form.a", "$as": "e-mail" } }"#),
            .unknownFunction,
            at: "/haushalte/0/kunden/0/kontakt/email/$as",
            advice: "email"
        ),
        .angaben(
            "an unknown operator",
            kunde(#""kontakt": { "email": { "$form": "$.form.a" } }"#),
            .unknownOperator,
            at: "/haushalte/0/kunden/0/kontakt/email/$form",
            advice: "$from"
        ),
        .angaben(
            "operators beside members",
            kunde(#""kontakt": { "email": { "$from": "$.form.a", "x": 1 } }"#),
            .operatorMisuse,
            at: "/haushalte/0/kunden/0/kontakt/email/x"
        ),
        .angaben(
            "an operator that does not belong there",
            kunde(#""kontakt": { "email": { "$first": ["$.form.a"], "$as": "email" } }"#),
            .operatorMisuse,
            at: "/haushalte/0/kunden/0/kontakt/email/$as"
        ),
        .angaben(
            "lookup keys that are the same once folded",
            kunde(#""kontakt": { "email": { "$from": "$.form.a", "$lookup": { "Über": "a", "ueber": "b" } } }"#),
            .lookupKeyTwice,
            at: "/haushalte/0/kunden/0/kontakt/email/$lookup/ueber"
        ),
        CheckerCase(
            "no policy",
            #"{ "target": "kex-vorgang", "missing": "omit", "document": {} }"#,
            .missingPolicy,
            at: "",
            advice: "unreadable"
        ),
        CheckerCase(
            "an unknown target",
            #"{ "target": "kundenangabe", "missing": "omit", "unreadable": "omit", "document": {} }"#,
            .unknownTarget,
            at: "/target",
            advice: "kundenangaben"
        ),
        CheckerCase(
            "an unknown preset",
            mappingFile("{}", more: #""form": "typefrom", "#),
            .unknownPreset,
            at: "/form",
            advice: "typeform"
        ),
        CheckerCase(
            "an unknown setting",
            mappingFile("{}", more: #""unreadble": "omit", "#),
            .unknownSetting,
            at: "/unreadble",
            advice: "unreadable"
        ),
        CheckerCase(
            "a failing test",
            mappingFile("{}", more: #""tests": [{ "payload": {}, "expect": {"a": 1} }], "#),
            .testFailed,
            at: "/tests/0",
            advice: "/a"
        ),
        CheckerCase("no JSON", "{ \"target\": }", .jsonSyntax, at: ""),
        CheckerCase(
            "a circle of extends",
            #"{ "extends": "m", "document": {} }"#,
            .extendsCircle,
            at: "/extends",
            advice: ""
        ),
        CheckerCase("an unknown mapping", #"{ "extends": "n", "document": {} }"#, .unknownMapping, at: "/extends"),
    ]

    @Test("finds", arguments: cases)
    func finds(_ item: CheckerCase) throws {
        let found = findings(item.file)
        let finding = try #require(found.first, "nothing found")
        #expect(found.map(\.code) == [item.code], "\(found)")
        #expect(finding.pointer.description == item.pointer)
        #expect(item.advice.isEmpty || finding.advice.contains(item.advice), "\(finding.advice)")
        #expect(finding.line > 0 && finding.column > 0)
    }

    static let warnings: [CheckerCase] = [
        .angaben(
            "a read-only member",
            kunde(#""kontakt": { "validierungEmail": "UNGEPRUEFT" }"#),
            .readOnlyMember,
            at: "/haushalte/0/kunden/0/kontakt/validierungEmail"
        ),
        CheckerCase(
            "a member the source sets",
            mappingFile(#"{ "importMetadaten": { "tippgeber": { "tippgeberPartnerId": "$.form.p" } } }"#),
            .setBySource,
            at: "/document/importMetadaten/tippgeber"
        ),
        CheckerCase(
            "a member that only the published schema knows",
            mappingFile(#"{ "antragsteller1": { "id": "$.form.a" } }"#, target: "kex-vorgang"),
            .readOnlyMember,
            at: "/document/antragsteller1/id"
        ),
    ]

    @Test("warns of", arguments: warnings)
    func warns(_ item: CheckerCase) throws {
        let found = findings(item.file)
        #expect(found.map(\.pointer.description) == [item.pointer], "\(found)")
        #expect(found.allSatisfy { $0.severity == .warning })
        #expect(throws: Never.self) { try load(item.file) }
    }

    @Test("finds everything at once and shows where")
    func all() throws {
        let file = """
            {
              "target": "kundenangaben",
              "missing": "omit", "unreadable": "omit",
              "document": {
                "kundenangaben": {
                  "haushalt": [],
                  "finanzierungsbedarf": { "finanzierungszweck": { "@type": "KAUF", "kaufpries": "$.form.k" } }
                }
              }
            }
            """
        let found = findings(file)
        #expect(found.map(\.code) == [.unknownMember, .unknownMember])
        #expect(found.map(\.line) == [6, 7])
        #expect(
            found[0].rendered(sourceText: file) == """
                m.json:6:7: error: There is no member "haushalt" here. [unknown-member]
                  6 |       "haushalt": [],
                    |       ^
                  /document/kundenangaben/haushalt: \(found[0].advice)
                """
        )
        #expect(found[0].advice.contains("haushalte"))
    }
}
