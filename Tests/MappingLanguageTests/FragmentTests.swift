import JSON
import TestSupport
import Testing

@testable import Mapping
@testable import MappingDesk
@testable import MappingLanguage

@Suite("Fragments")
struct FragmentTests {
    private static let fragments = #"""
        "fragments": {
          "person": { "vorname": "$.form.vorname", "nachname": { "$from": "$.form['nach name'].text", "$missing": "omit" } },
          "kontakt": { "email": { "$first": ["$.form.email", "$.query.email"] } } },
        """#

    private static func file(_ more: String = fragments, second: String = #"{ "$use": "person", "$suffix": "_2" }"#)
        -> String
    {
        mappingFile(
            #"""
            { "kundenangaben": { "haushalte": [{ "kunden": [
              { "referenzId": "kunde1", "personendaten": { "person": { "$use": "person" } }, "kontakt": { "$use": "kontakt" } },
              { "referenzId": "kunde2", "personendaten": { "person": \#(second) } } ] }] } }
            """#,
            more: more
        )
    }

    private static func kunden(_ payload: String) throws -> [JSONValue] {
        let document = try load(file()).run(input(payload)).json
        return document["kundenangaben"]?["haushalte"]?.arrayValue?.first?["kunden"]?.arrayValue ?? []
    }

    @Test("a fragment reads the fields of the first and, with a suffix, of the second applicant")
    func twoApplicants() throws {
        let kunden = try Self.kunden(
            #"{"vorname": "Max", "nach name": {"text": "M"}, "vorname_2": "Erika", "nach name_2": {"text": "N"}, "email": "a@example.org"}"#
        )
        #expect(kunden.count == 2)
        #expect(kunden.first?["personendaten"]?["person"] == ["vorname": "Max", "nachname": "M"])
        #expect(kunden.first?["kontakt"] == ["email": "a@example.org"])
        #expect(kunden.last?["personendaten"]?["person"] == ["vorname": "Erika", "nachname": "N"])
    }

    @Test("a second applicant of whom nothing came is not there")
    func nobody() throws {
        #expect(try Self.kunden(#"{"vorname": "Max"}"#).map { $0["referenzId"] } == ["kunde1"])
    }

    @Test(
        "a suffix is put behind the field's name, however the selector writes it",
        arguments: [
            ("$.form.name", "_2", "$.form.name_2"), ("$.form.a.b", "_2", "$.form.a_2.b"),
            ("$.form['a b'].c", "_2", "$.form['a b_2'].c"),
            (#"$.form["it's"]"#, "2", #"$.form['it\'s2']"#), ("$.form.a", "-2", "$.form['a-2']"),
            ("$.form.a[*]", " 2", "$.form['a 2'][*]"),
            ("$.payload.a", "_2", "$.payload.a"), ("$.form", "_2", "$.form"), ("$.form[*]", "_2", "$.form[*]"),
            ("@.a", "_2", "@.a"),
            ("$['form']['a']", "_2", "$.form['a_2']"), ("$.form.a", "", "$.form.a"),
        ]
    )
    func suffixes(text: String, suffix: String, expected: String) {
        #expect(Selector.suffixed(text, by: suffix) == expected)
    }

    @Test("a file that extends another may change its fragments")
    func extends() throws {
        let own = #"{ "extends": "base", "fragments": { "person": { "vorname": "$.form.first" } } }"#
        let files = ["base": Self.file(), "m": own].mapValues { FileText(path: "x.json", bytes: Array($0.utf8)) }
        let mapping = try #require(MappingLoader.load(name: "m", files: files).mapping)
        let text = String(
            decoding: try mapping.run(input(#"{"first": "Max", "first_2": "Erika"}"#)).document,
            as: UTF8.self
        )
        #expect(text.contains("Max") && text.contains("Erika"))
    }

    @Test("fates and explanation know the places where a fragment is used")
    func report() throws {
        let mapping = try load(Self.file())
        let fates = try mapping.run(input(#"{"vorname_2": "Erika"}"#)).report().fates
        #expect(fates.map(\.kind) == [.used])
        #expect(
            fates.first?.targets.map(\.description) == [
                "/kundenangaben/haushalte/0/kunden/0/personendaten/person/vorname"
            ]
        )
        #expect(Explanation.text(of: mapping).contains("Formularfeld „vorname_2“"))
    }

    @Test(
        "what cannot be is said, where it stands",
        arguments: [
            (#"{ "$use": "persn" }"#, FindingCode.unknownFragment, "/$use", "person"),
            (#"{ "$use": 5 }"#, .operatorMisuse, "/$use", ""),
            (#"{ "$use": "person", "$suffix": 2 }"#, .operatorMisuse, "/$suffix", "_2"),
            (#"{ "$use": "person", "$suffix": "'" }"#, .operatorMisuse, "/$suffix", ""),
            (#"{ "$use": "person", "vorname": "x" }"#, .operatorMisuse, "/vorname", "fragment"),
            (#"{ "$use": "person", "$as": "klein" }"#, .operatorMisuse, "/$as", "$suffix"),
        ]
    )
    func mistakes(use: String, code: FindingCode, place: String, advice: String) {
        let found = findings(Self.file(second: use))
        #expect(found.map(\.code) == [code], "\(found)")
        #expect(
            found.first?.pointer.description == "/document/kundenangaben/haushalte/0/kunden/1/personendaten/person"
                + place
        )
        #expect(found.first?.advice.contains(advice) == true, "\(found)")
    }

    @Test("a mistake in a fragment is one finding in the fragment, whoever uses it")
    func inFragment() {
        let unused = Self.fragments.replacing("$.form.vorname", with: "$.from.vorname")
        let found = findings(Self.file(unused))
        #expect(
            found.map(\.code) == [.unknownInput] && found.first?.pointer.description == "/fragments/person/vorname",
            "\(found)"
        )
        let nested = #""fragments": { "person": { "$use": "b" }, "kontakt": {}, "b": {} }, "#
        #expect(findings(Self.file(nested)).map(\.code) == [.operatorMisuse])
    }
}
