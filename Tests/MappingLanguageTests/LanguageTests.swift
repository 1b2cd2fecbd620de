import JSON
import TestSupport
import Testing

@testable import Mapping
@testable import MappingDesk
@testable import MappingLanguage
@testable import SourceFiles

/// A document template below `kundenangaben.finanzierungsbedarf`, a payload, and what comes out.
struct LanguageCase: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let template: String
    let payload: String
    /// JSON text of what comes out at `person`, or nil for nothing at all.
    let expected: String?
    var unreadable: [String] = []

    init(_ name: String, _ template: String, _ payload: String, _ expected: String?, unreadable: [String] = []) {
        testDescription = name
        self.template = template
        self.payload = payload
        self.expected = expected
        self.unreadable = unreadable
    }
}

@Suite("The mapping language")
struct LanguageTests {
    static let cases = [
        LanguageCase(
            "a selector yields what it selects",
            #"{ "vorname": "$.form.a" }"#,
            #"{"a": "Max"}"#,
            #"{"vorname": "Max"}"#
        ),
        LanguageCase(
            "$.payload and $.form are the same object",
            #"{ "vorname": "$.payload.a" }"#,
            #"{"a": "Max"}"#,
            #"{"vorname": "Max"}"#
        ),
        LanguageCase(
            "text is cleaned",
            #"{ "vorname": "$.form.a" }"#,
            #"{"a": "  Max \u00a0 Peter "}"#,
            #"{"vorname": "Max Peter"}"#
        ),
        LanguageCase(
            "nothing found leaves the member out",
            #"{ "vorname": "$.form.a", "nachname": "$.form.b" }"#,
            #"{"b": "M"}"#,
            #"{"nachname": "M"}"#
        ),
        LanguageCase(
            "null and blank are nothing",
            #"{ "vorname": "$.form.a", "nachname": "$.form.b" }"#,
            #"{"a": null, "b": "  "}"#,
            nil
        ),
        LanguageCase(
            "constants go when every rule yields nothing",
            #"{ "anrede": "HERR", "nachname": "$.form.b" }"#,
            "{}",
            nil
        ),
        LanguageCase(
            "constants stay beside a rule that yields",
            #"{ "anrede": "HERR", "nachname": "$.form.b" }"#,
            #"{"b": "M"}"#,
            #"{"anrede": "HERR", "nachname": "M"}"#
        ),
        LanguageCase("an object of constants stays", #"{ "anrede": "HERR" }"#, "{}", #"{"anrede": "HERR"}"#),
        LanguageCase(
            "a doubled $ is a text",
            #"{ "vorname": "$$5", "nachname": "@@x" }"#,
            "{}",
            #"{"vorname": "$5", "nachname": "@x"}"#
        ),
        LanguageCase(
            "$comment yields nothing",
            #"{ "$comment": "x", "vorname": { "$comment": "y", "$from": "$.form.a" } }"#,
            #"{"a": "M"}"#,
            #"{"vorname": "M"}"#
        ),
        LanguageCase(
            "$first takes the first that yields",
            #"{ "vorname": { "$first": ["$.form.a", "$.form.b", "x"] } }"#,
            #"{"b": "M"}"#,
            #"{"vorname": "M"}"#
        ),
        LanguageCase(
            "$first can end in a constant",
            #"{ "vorname": { "$first": ["$.form.a", "x"] } }"#,
            "{}",
            #"{"vorname": "x"}"#
        ),
        LanguageCase(
            "$missing uses a literal",
            #"{ "vorname": { "$from": "$.form.a", "$missing": {"use": "x"} } }"#,
            "{}",
            #"{"vorname": "x"}"#
        ),
        LanguageCase(
            "$else uses a literal where reading fails",
            #"{ "anrede": { "$from": "$.form.a", "$else": {"use": "FRAU"} } }"#,
            #"{"a": "Königin"}"#,
            #"{"anrede": "FRAU"}"#,
            unreadable: ["auswahl_unbekannt"]
        ),
        LanguageCase(
            "enumerations are read folded",
            #"{ "anrede": "$.form.a" }"#,
            #"{"a": "herr"}"#,
            #"{"anrede": "HERR"}"#
        ),
        LanguageCase(
            "what has no target value is left out and stays visible",
            #"{ "anrede": { "$from": "$.form.a", "$as": "anrede" }, "vorname": "$.form.b" }"#,
            #"{"a": "Divers", "b": "M"}"#,
            #"{"vorname": "M"}"#,
            unreadable: ["ohne_zielwert"]
        ),
        LanguageCase(
            "$lookup compares folded",
            #"{ "anrede": { "$from": "$.form.a", "$lookup": { "Männlich | m": "HERR", "weiblich": "FRAU" } } }"#,
            #"{"a": "maennlich"}"#,
            #"{"anrede": "HERR"}"#
        ),
        LanguageCase(
            "$lookup takes either of its keys",
            #"{ "anrede": { "$from": "$.form.a", "$lookup": { "männlich | m": "HERR" } } }"#,
            #"{"a": "M"}"#,
            #"{"anrede": "HERR"}"#
        ),
        LanguageCase(
            "$lookup without a match is unreadable",
            #"{ "anrede": { "$from": "$.form.a", "$lookup": { "m": "HERR" } }, "vorname": "$.form.b" }"#,
            #"{"a": "x", "b": "M"}"#,
            #"{"vorname": "M"}"#,
            unreadable: ["nicht_in_liste"]
        ),
        LanguageCase(
            "$lookup reads true and numbers as text",
            #"{ "anrede": { "$from": "$.form.a", "$lookup": { "true": "HERR" } }, "vorname": { "$from": "$.form.b", "$lookup": { "2": "zwei" } } }"#,
            #"{"a": true, "b": 2}"#,
            #"{"anrede": "HERR", "vorname": "zwei"}"#
        ),
        LanguageCase(
            "$join takes those that yield",
            #"{ "vorname": { "$join": ["$.form.a", "$.form.b", "$.form.c"], "$with": "-" } }"#,
            #"{"a": "A", "c": "C"}"#,
            #"{"vorname": "A-C"}"#
        ),
        LanguageCase(
            "$when is not fooled by false and blank",
            #"{ "vorname": { "$when": "$.form.a", "$then": "x", "$otherwise": "y" }, "nachname": { "$when": "$.form.b", "$then": "x", "$otherwise": "y" } }"#,
            #"{"a": false, "b": ""}"#,
            #"{"vorname": "y", "nachname": "y"}"#
        ),
        LanguageCase(
            "$when holds for zero and text",
            #"{ "vorname": { "$when": "$.form.a", "$then": "x" }, "nachname": { "$when": "$.form.b", "$then": "$.form.b" } }"#,
            #"{"a": 0, "b": "M"}"#,
            #"{"vorname": "x", "nachname": "M"}"#
        ),
        LanguageCase(
            "two nodes are never picked from in silence",
            #"{ "vorname": "$.form.l[?@.k=='a'].v", "nachname": "$.form.n" }"#,
            #"{"l": [{"k": "a", "v": "1"}, {"k": "a", "v": "2"}], "n": "M"}"#,
            #"{"nachname": "M"}"#,
            unreadable: ["mehrere_werte", "mehrere_werte"]
        ),
        LanguageCase(
            "$pick says which",
            #"{ "vorname": { "$from": "$.form.l[*]", "$pick": "last" } }"#,
            #"{"l": ["1", "2"]}"#,
            #"{"vorname": "2"}"#
        ),
        LanguageCase(
            "a list of one stands for its element",
            #"{ "vorname": "$.form.a" }"#,
            #"{"a": ["Max"]}"#,
            #"{"vorname": "Max"}"#
        ),
        LanguageCase(
            "a list of two where one is taken is unreadable",
            #"{ "vorname": "$.form.a", "nachname": "$.form.b" }"#,
            #"{"a": ["Max", "Moritz"], "b": "M"}"#,
            #"{"nachname": "M"}"#,
            unreadable: ["mehrere_werte", "mehrere_werte"]
        ),
        LanguageCase(
            "functions apply in order",
            #"{ "vorname": { "$from": "$.form.a", "$as": ["liste", "erste", "gross"] } }"#,
            #"{"a": "max, moritz"}"#,
            #"{"vorname": "MAX"}"#
        ),
        LanguageCase(
            "functions take arguments",
            #"{ "vorname": { "$from": "$.form.a", "$as": [{"liste": "||"}, "erste"] } }"#,
            #"{"a": "max||moritz"}"#,
            #"{"vorname": "max"}"#
        ),
    ]

    @Test("yields what the design says", arguments: cases)
    func person(_ item: LanguageCase) throws {
        let document =
            #"{ "kundenangaben": { "haushalte": [{ "kunden": [{ "referenzId": "k", "personendaten": { "person": \#(item.template) } }] }] } }"#
        let result = try load(mappingFile(document)).run(input(item.payload))
        let person = try result.json[
            pointer: JSONPointer(parsing: "/kundenangaben/haushalte/0/kunden/0/personendaten/person")
        ]
        let expected = try item.expected.map { try JSONValue.parse($0) }
        #expect(person == expected)
        if expected == nil { #expect(try result.json == [:]) }
        #expect(result.report().fates(.unreadable).compactMap(\.code) == item.unreadable)
    }

    @Test("numbers are read by their place: percent, area, money")
    func numbers() throws {
        let mapping = try load(
            mappingFile(
                #"""
                { "kundenangaben": {
                    "finanzierungsobjekt": { "immobilie": { "typ": { "@type": "EINFAMILIENHAUS", "gebaeude": {
                      "baujahr": "$.form.jahr", "nutzung": { "wohnen": { "gesamtflaeche": "$.form.flaeche" } } } } } },
                    "finanzierungsbedarf": {
                      "finanzierungsbausteine": [{ "@type": "ANNUITAETENDARLEHEN",
                        "annuitaetendetails": { "sondertilgungJaehrlich": "$.form.sondertilgung" } }],
                      "finanzierungszweck": { "@type": "KAUF", "kaufpreis": "$.form.preis",
                      "nebenkosten": { "maklergebuehr": { "wert": "$.form.makler", "einheit": "PROZENT" },
                        "notargebuehr": { "wert": "$.form.notar", "einheit": "EURO" } } } } } }
                """#
            )
        )
        let result = try mapping.run(
            input(
                #"{"jahr": "2018", "flaeche": "87,125 m²", "preis": "3.750", "makler": "3,750", "notar": "3.750", "sondertilgung": "2,500"}"#
            )
        )
        let darlehen = try result.json[
            pointer: JSONPointer(parsing: "/kundenangaben/finanzierungsbedarf/finanzierungsbausteine/0")
        ]
        #expect(darlehen?["annuitaetendetails"]?["sondertilgungJaehrlich"]?.isEquivalent(to: 2.5) == true)
        let zweck = try result.json["kundenangaben"]?["finanzierungsbedarf"]?["finanzierungszweck"]
        #expect(zweck?["kaufpreis"]?.isEquivalent(to: 3750) == true)
        #expect(zweck?["nebenkosten"]?["maklergebuehr"]?["wert"]?.isEquivalent(to: 3.75) == true)
        #expect(zweck?["nebenkosten"]?["notargebuehr"]?["wert"]?.isEquivalent(to: 3750) == true)
        let flaeche = try result.json[
            pointer: JSONPointer(
                parsing: "/kundenangaben/finanzierungsobjekt/immobilie/typ/gebaeude/nutzung/wohnen/gesamtflaeche"
            )
        ]
        #expect(flaeche?.isEquivalent(to: 87.125) == true)
    }

    @Test("$each makes one element a node, bounded by $limit")
    func each() throws {
        let mapping = try load(
            mappingFile(
                #"{ "haushalt": { "kinder": { "$each": "$.form.kinder[*]", "$limit": 2, "$do": { "name": "@.name" } } } }"#,
                target: "kex-vorgang"
            )
        )
        let result = try mapping.run(input(#"{"kinder": [{"name": "A"}, {"name": ""}, {"name": "B"}, {"name": "C"}]}"#))
        #expect(try result.json == ["haushalt": ["kinder": [["name": "A"], ["name": "B"]]]])
        #expect(result.report().fates(.unread).map(\.place.description) == ["/kinder/3/name"])
    }

    @Test("an object that a $lookup chose keeps its constants: the choice itself is something")
    func chosen() throws {
        let mapping = try load(
            mappingFile(
                #"""
                { "kundenangaben": { "finanzierungsbedarf": { "finanzierungszweck": { "$from": "$.form.vorhaben", "$lookup": {
                    "Kauf": { "@type": "KAUF", "kaufpreis": "$.form.preis", "weitereKosten": { "mobiliarkosten": "$.form.m" } },
                    "Neubau": { "@type": "NEUBAU" } } } } } }
                """#
            )
        )
        let text = String(decoding: mapping.run(try input(#"{"vorhaben": "Kauf"}"#)).document, as: UTF8.self)
        #expect(text == #"{"kundenangaben":{"finanzierungsbedarf":{"finanzierungszweck":{"@type":"KAUF"}}}}"#)
        #expect(String(decoding: mapping.run(try input(#"{"preis": "1"}"#)).document, as: UTF8.self) == "{}")
    }

    @Test("fail collects every problem, not the first")
    func fail() throws {
        let mapping = try load(
            mappingFile(
                #"""
                { "kundenangaben": { "haushalte": [{ "kunden": [{ "referenzId": "k", "personendaten": {
                  "person": { "vorname": { "$from": "$.form.a", "$missing": "fail" }, "nachname": { "$from": "$.form.b", "$missing": "fail" } },
                  "geburtsdatum": { "$from": "$.form.c", "$else": "fail" } } }] }] } }
                """#
            )
        )
        let problems = try mapping.run(input(#"{"c": "31.02.1980"}"#)).problems
        #expect(problems.map(\.code) == ["missing", "missing", "datum_ungueltig"])
        #expect(problems.last?.target.description == "/kundenangaben/haushalte/0/kunden/0/personendaten/geburtsdatum")
        #expect(problems.last?.rule.description.hasPrefix("/document/kundenangaben") == true)
    }

    @Test("an object of the target's own shape is copied member by member")
    func copies() throws {
        let mapping = try load(
            mappingFile(
                #"{ "antragsteller1": { "$from": "$.payload.vorgang.antragsteller1" } }"#,
                target: "kex-vorgang"
            )
        )
        let result = try mapping.run(
            input(
                #"{"vorgang": {"antragsteller1": {"personendaten": {"vorname": "Max", "nachnahme": "M", "geburtsdatum": "1.2.1980"}}}}"#
            )
        )
        #expect(
            try result.json == ["antragsteller1": ["personendaten": ["vorname": "Max", "geburtsdatum": "1980-02-01"]]]
        )
    }

    @Test("a test that names a lead which the post does not carry fails, and says what there is")
    func missingItem() throws {
        func outcome(_ leads: String, _ payload: String, item: Int) throws -> [String] {
            let file = mappingFile(
                #"{ "kommentare": ["x"] }"#,
                target: "kex-vorgang",
                more:
                    #"\#(leads) "tests": [{"name": "t", "payload": \#(payload), "item": \#(item), "expect": {"kommentare": ["x"]}}], "#
            )
            return findings(file).filter { $0.code == .testFailed }.map { $0.advice }
        }
        let leads = #""leads": "$.payload.leads[*]","#
        #expect(try outcome(leads, #"{"leads": [{}, {}]}"#, item: 1) == [])
        #expect(try outcome(leads, #"{"leads": [{}, {}]}"#, item: 2).first?.contains("2 leads, items 0 to 1") == true)
        #expect(try outcome(leads, #"{"leads": []}"#, item: 0).first?.contains("selects nothing") == true)
        #expect(try outcome("", "{}", item: 0).first?.contains("has no \"leads\"") == true)
    }

    @Test("one post carries several leads")
    func leads() throws {
        let mapping = try load(
            mappingFile(
                #"{ "antragsteller1": { "personendaten": { "email": "$.form.email" } } }"#,
                target: "kex-vorgang",
                more: #""form": "evocalize", "leads": "$.payload.leads[*]", "#
            )
        )
        let post = try input(
            #"{"leads": [{"id": "1", "google": {"leadForm": [{"name": "email", "values": ["a@example.org"]}]}}, {"id": "2", "google": {"leadForm": [{"name": "email", "values": ["b@example.org"]}]}}]}"#
        )
        #expect(mapping.count(in: post) == 2)
        let emails = try (0..<2).map {
            try mapping.run(post.selecting(item: $0)).json["antragsteller1"]?["personendaten"]?["email"]
        }
        #expect(emails == ["a@example.org", "b@example.org"])
        let key = try #require(Selector.parse("$.item.id", at: .root, insideEach: false, log: FindingLog([])))
        let rule = DuplicateRule(key: [key], windowSeconds: 1, differs: .keep, mapping: nil)
        #expect(mapping.duplicateKey(of: rule, post.selecting(item: 1)) == "1:2")
    }

    @Test("without a form the fields of a lead among several are its own, with what the address brings")
    func leadsWithoutForm() throws {
        let mapping = try load(
            mappingFile(
                #"{ "antragsteller1": { "personendaten": { "email": "$.form.email", "vorname": "$.form.vorname" } } }"#,
                target: "kex-vorgang",
                more: #""leads": "$.payload.leads[*]", "#
            )
        )
        let payload = #"{"email": "x@example.org", "leads": [{"email": "a@example.org"}, {"email": "b@example.org"}]}"#
        for query in [[:], ["vorname": "Max"]] as [JSONObject] {
            for (item, email) in ["a@example.org", "b@example.org"].enumerated() {
                let person = try mapping.run(input(payload, query: query, item: item))
                    .json["antragsteller1"]?["personendaten"]
                #expect(person?["email"] == .string(email))
                #expect(person?["vorname"] == query["vorname"])
            }
        }
    }

    @Test("no value of another lead in the same post gets into a lead's notes")
    func otherLeads() throws {
        let mapping = try load(
            mappingFile(
                #"{ "antragsteller1": { "personendaten": { "email": "$.item.email" } }, "kommentare": { "$unread": "lines" } }"#,
                target: "kex-vorgang",
                more: #""leads": "$.payload.leads[*]", "#
            )
        )
        let post = try input(
            #"{"partner": "P", "leads": [{"email": "a@example.org", "note": "A"}, {"email": "b@example.org", "note": "B"}]}"#
        ).selecting(item: 1)
        let result = mapping.run(post)
        #expect(try result.json["kommentare"] == ["partner: P", "note: B"])
        let report = result.report()
        #expect(report.fates(.unused).map(\.place.description) == ["/leads/0/email", "/leads/0/note"])
        #expect(report.fates(.unused).compactMap(\.code) == ["other-lead", "other-lead"])
    }

    @Test("a mapping extends another by a merge patch, and does not take over its tests")
    func extends() throws {
        let base =
            #"{ "target": "kex-vorgang", "missing": "omit", "unreadable": "omit", "document": { "antragsteller1": { "personendaten": { "vorname": "$.form.a", "nachname": "$.form.b" } } }, "tests": [{ "payload": {}, "expect": {"x": 1} }] }"#
        let own =
            #"{ "extends": "base", "document": { "antragsteller1": { "personendaten": { "vorname": null, "email": "$.form.e" } } } }"#
        let files = ["base": base, "m": own].mapValues { FileText(path: "x.json", bytes: Array($0.utf8)) }
        let mapping = try #require(MappingLoader.load(name: "m", files: files).mapping)
        let result = try mapping.run(input(#"{"a": "A", "b": "B", "e": "e@example.org"}"#))
        #expect(try result.json == ["antragsteller1": ["personendaten": ["nachname": "B", "email": "e@example.org"]]])
    }
}
