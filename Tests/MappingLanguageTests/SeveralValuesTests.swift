import JSON
import TestSupport
import Testing

@testable import Mapping
@testable import MappingDesk
@testable import MappingLanguage

@Suite("Rules of several values")
struct SeveralValuesTests {
    private static let income = "/kundenangaben/haushalte/0/kunden/0/finanzielles/einkommenNetto"
    private static let rentEnds =
        "/kundenangaben/haushalte/0/finanzielleSituation/ausgaben/summeMietausgaben/entfaelltMitFinanzierung"
    private static let name = "/kundenangaben/haushalte/0/kunden/0/personendaten/person/nachname"
    private static let notes = "/kundenangaben/haushalte/0/kunden/0/kontakt/weitereKontaktmoeglichkeiten"

    /// A mapping with rules at three places, and with notes.
    private static func file(income: String = "null", rentEnds: String = "null", name: String = "null") -> String {
        mappingFile(
            #"""
            { "kundenangaben": { "haushalte": [{
              "kunden": [{ "referenzId": "k",
                "personendaten": { "person": { "nachname": \#(name) } },
                "kontakt": { "weitereKontaktmoeglichkeiten": { "$unread": "lines" } },
                "finanzielles": { "einkommenNetto": \#(income) } }],
              "finanzielleSituation": { "ausgaben": { "summeMietausgaben": { "entfaelltMitFinanzierung": \#(rentEnds) } } }
            }] } }
            """#
        )
    }

    private static func value(at place: String, of result: MappingResult) throws -> JSONValue? {
        try result.json[pointer: JSONPointer(parsing: place)]
    }

    // MARK: $sum

    private static let sum =
        #"{ "$sum": ["$.form.gehalt", "$.form.nebenjob", { "$from": "$.form.bonus", "$as": { "monatlich": "jahr" } }] }"#

    @Test(
        "a sum is exact, of the numbers that there are, each in the place's unit",
        arguments: [
            (#"{"gehalt": "2.500,10 €", "nebenjob": 450.2, "bonus": "6.000 € netto"}"#, "3450.3"),
            (#"{"gehalt": "2.500 €"}"#, "2500"), (#"{"gehalt": "30.000 € netto p.a.", "nebenjob": "100"}"#, "2600"),
            (#"{"gehalt": 0.1, "nebenjob": 0.2}"#, "0.3"), (#"{"gehalt": "k.A."}"#, nil), ("{}", nil),
            (#"{"gehalt": "3.000 € brutto", "nebenjob": "450"}"#, "450"),
            (#"{"gehalt": 100, "bonus": "6.000 € brutto"}"#, "100"), (#"{"gehalt": 1e999, "nebenjob": 1}"#, nil),
        ] as [(String, String?)]
    )
    func sum(payload: String, expected: String?) throws {
        let result = try load(Self.file(income: Self.sum)).run(input(payload))
        #expect(try Self.value(at: Self.income, of: result)?.text() == expected)
    }

    @Test("what a sum could not read goes to the notes, and what it read does not")
    func sumFates() throws {
        let result = try load(Self.file(income: Self.sum)).run(
            input(#"{"gehalt": "viel", "nebenjob": "450", "bonus": ""}"#)
        )
        #expect(try Self.value(at: Self.notes, of: result) == "gehalt: viel")
        let fates = result.report().fates
        #expect(fates.map(\.kind) == [.unreadable, .used, .unread])
        #expect(fates[1].targets.map(\.description) == [Self.income])
    }

    @Test("a sum fails as a whole where its policy says so")
    func sumPolicy() throws {
        let rule = #"{ "$sum": ["$.form.a", "$.form.b"], "$else": "fail", "$missing": { "use": 1 } }"#
        let mapping = try load(Self.file(income: rule))
        #expect(try mapping.run(input(#"{"a": "viel", "b": 2}"#)).problems.map(\.code) == ["zahl_ungueltig"])
        #expect(try Self.value(at: Self.income, of: mapping.run(input("{}")))?.text() == "1")
    }

    @Test("a selector of a sum may find several, or a list")
    func sumOfList() throws {
        for payload in [#"{"raten": [100, "50 €", ""]}"#, #"{"raten": 150}"#] {
            let result = try load(Self.file(income: #"{ "$sum": "$.form.raten" }"#)).run(input(payload))
            #expect(try Self.value(at: Self.income, of: result)?.text() == "150")
        }
        let each = try load(Self.file(income: #"{ "$sum": ["$.form.k[*].rate", "$.form.miete"] }"#))
        let result = try each.run(input(#"{"k": [{"rate": 100}, {"rate": 50}], "miete": 7}"#))
        #expect(try Self.value(at: Self.income, of: result)?.text() == "157")
    }

    // MARK: $join

    @Test(
        "a join over a selector takes every value that it finds, and the elements of a list",
        arguments: [
            (#""$.form.ziele""#, #"{"ziele": ["Haus", "", "Ruhe"]}"#, "Haus, Ruhe"),
            (#""$.form.ziele""#, #"{"ziele": "Haus"}"#, "Haus"),
            (#""$.form.ziele[*]""#, #"{"ziele": ["Haus", 2]}"#, "Haus, 2"),
            (
                #"["$.form.ziele[*].name", "$.form.sonst"]"#,
                #"{"ziele": [{"name": "A"}, {"name": "B"}], "sonst": "C"}"#, "A, B, C"
            ),
            (#""$.form.ziele""#, #"{"ziele": []}"#, nil),
        ] as [(String, String, String?)]
    )
    func join(rule: String, payload: String, expected: String?) throws {
        let result = try load(Self.file(name: #"{ "$join": \#(rule), "$with": ", " }"#)).run(input(payload))
        #expect(try Self.value(at: Self.name, of: result)?.stringValue == expected)
        #expect(result.report().fates.filter { !$0.isBlank }.allSatisfy { $0.kind == .used })
    }

    @Test("a lookup knows an answer by either of its names")
    func namedLookup() throws {
        let rule = #"{ "$from": "$.form.a", "$lookup": { "Miete entfällt": true, "Miete bleibt": false } }"#
        for (answer, expected) in [
            (#"{"value": "m1", "label": "Miete bleibt"}"#, false), (#"{"text": "Miete entfällt", "value": 1}"#, true),
        ] {
            let result = try load(Self.file(rentEnds: rule)).run(input(#"{"a": \#(answer)}"#))
            #expect(try Self.value(at: Self.rentEnds, of: result) == .bool(expected))
        }
    }

    // MARK: $has

    @Test(
        "an answer is found among the chosen ones, in whatever form they came",
        arguments: [
            (#"["Garage", "Garten"]"#, true), (#"["Garten"]"#, false), (#""garage""#, true),
            (#""Garten, Garage""#, true),
            (#""Garten;Garage""#, true), (#""||Garten||Garage||""#, true), (#""Garten\nGarage""#, true),
            (#""Garten""#, false),
            (#"["Garten, Garage"]"#, true), (#""Car-Port""#, true), (#""""#, nil), (#""k.A.""#, nil), ("null", nil),
            ("[]", nil), (#"["", null]"#, nil), (#""Garagentor""#, false), ("7", false), ("{}", nil),
            (#""[\"Garten\",\"Garage\"]""#, true), (#""[\"Garten\",7]""#, false), (#""['Garten', 'Garage']""#, true),
            (#""Garten und Garage""#, true), (#""Garten & Garage""#, true), (#""Garten / Garage""#, true),
            (#""Garten + Garage""#, true), (#""• Garten • Garage""#, true), (#""Garten, Haus und Carport""#, true),
            (#"[{"label": "Garten"}, {"label": "Garage", "value": "g7", "id": 7}]"#, true),
            (#"[{"name": "Garten"}]"#, false), (#"{"text": "Garage"}"#, true), (#"[["Garten"], ["Garage"]]"#, true),
        ] as [(String, Bool?)]
    )
    func has(choice: String, expected: Bool?) throws {
        let rule = #"{ "$from": "$.form.a", "$has": "Garage | Carport" }"#
        let result = try load(Self.file(rentEnds: rule)).run(input(#"{"a": \#(choice)}"#))
        #expect(try Self.value(at: Self.rentEnds, of: result) == expected.map(JSONValue.bool))
    }

    @Test(
        "where it cannot be told whether an answer was chosen there is no answer, and the notes have all of it",
        arguments: [
            (#""große Garage""#, "a: große Garage"), (#""keine Garage""#, "a: keine Garage"),
            (#""Garage oder Stellplatz""#, "a: Garage oder Stellplatz"), (#""Garage: nein""#, "a: Garage: nein"),
            (#""keine Sauna und Garage""#, "a: keine Sauna und Garage"),
            (#"["Sauna", "Garage 2"]"#, "a.1: Sauna\na.2: Garage 2"),
            (#"[{"label": "Garage", "selected": false}]"#, "label: Garage\nselected: false"),
            (#"[{"label": "Garage", "value": "nein"}]"#, "label: Garage\nvalue: nein"),
            // A box was ticked, and nobody says which.
            ("true", "a: true"), (#""on""#, "a: on"), (#"["ja"]"#, "a: ja"), ("1", "a: 1"),
        ]
    )
    func unsure(choice: String, note: String) throws {
        let rule = #"{ "$from": "$.form.a", "$has": "Garage" }"#
        let result = try load(Self.file(rentEnds: rule)).run(input(#"{"a": \#(choice)}"#))
        #expect(try Self.value(at: Self.rentEnds, of: result) == nil)
        #expect(try Self.value(at: Self.notes, of: result) == .string(note))
    }

    @Test("an answer with a separator in it is one, and its parts are others")
    func separatorInside() throws {
        for (wanted, note) in [
            ("Haus und Garten", "a: Sauna"), ("Garten", "a: Sauna, Haus"), ("Sauna", "a: Haus und Garten"),
        ] {
            let rule = #"{ "$from": "$.form.a", "$has": "\#(wanted)" }"#
            let result = try load(Self.file(rentEnds: rule)).run(input(#"{"a": "Sauna, Haus und Garten"}"#))
            #expect(try Self.value(at: Self.rentEnds, of: result) == true, "\(wanted)")
            #expect(try Self.value(at: Self.notes, of: result) == .string(note))
        }
    }

    @Test(
        "what else was chosen stays for the notes",
        arguments: [
            (#"["Garage", "Sauna"]"#, "a.2: Sauna"), (#""Garage, Sauna, Pool""#, "a: Sauna, Pool"), (#""Garage""#, nil),
            (#""Sauna""#, "a: Sauna"), (#""Garage, Keller""#, nil), (#""Keller, Sauna""#, "a: Sauna"),
            (#""Keller und Garage""#, nil), (#""Keller, Sauna & Garage""#, "a: Sauna"),
            (#""[\"Keller\",\"Sauna\",\"Garage\"]""#, "a: Sauna"),
        ] as [(String, String?)]
    )
    func remainder(choice: String, note: String?) throws {
        let rule = #"{ "$from": "$.form.a", "$has": "Garage" }"#
        let other = #"{ "$when": { "$from": "$.form.a", "$has": "Keller" }, "$then": "Kellerkind" }"#
        let result = try load(Self.file(rentEnds: rule, name: other)).run(input(#"{"a": \#(choice)}"#))
        #expect(try Self.value(at: Self.notes, of: result) == note.map(JSONValue.string))
        let fates = result.report().fates
        if note == nil { #expect(fates.allSatisfy { $0.kind == .used && !$0.targets.isEmpty }, "\(fates)") }
    }

    @Test("a function may take the answers apart first")
    func hasBehindFunction() throws {
        let rule = #"{ "$from": "$.form.a", "$as": { "liste": "/" }, "$has": "Garage" }"#
        let result = try load(Self.file(rentEnds: rule)).run(input(#"{"a": "Garten / Garage"}"#))
        #expect(try Self.value(at: Self.rentEnds, of: result) == true)
        #expect(try Self.value(at: Self.notes, of: result) == "a: Garten")
    }

    @Test(
        "what cannot be is said",
        arguments: [
            (#"{ "$from": "$.form.a", "$has": "" }"#, FindingCode.operatorMisuse),
            (#"{ "$from": "$.form.a", "$has": ["x"] }"#, .operatorMisuse),
            (#"{ "$from": "$.form.a", "$has": "x", "$lookup": { "a": true } }"#, .operatorMisuse),
            (#"{ "$sum": ["$.form.a"] }"#, .typeMismatch), (#"{ "$sum": [] }"#, .operatorMisuse),
            (#"{ "$sum": "form" }"#, .operatorMisuse), (#"{ "$join": 5 }"#, .operatorMisuse),
        ]
    )
    func mistakes(rule: String, code: FindingCode) {
        #expect(findings(Self.file(rentEnds: rule)).map(\.code).contains(code), "\(rule)")
    }

    @Test("an explanation says them in words")
    func explained() throws {
        let rule = #"{ "$from": "$.form.a", "$has": "Garage | Carport" }"#
        let text = Explanation.text(of: try load(Self.file(income: Self.sum, rentEnds: rule)))
        #expect(
            text.contains(
                "die Summe von Formularfeld „gehalt“, Formularfeld „nebenjob“, Formularfeld „bonus“ mit monatlich („jahr“)"
            ),
            "\(text)"
        )
        #expect(text.contains("ob in Formularfeld „a“ „Garage“ oder „Carport“ gewählt ist"), "\(text)")
    }

    @Test("a sum of what is no number is found at the desk")
    func sumOfText() {
        let found = findings(Self.file(income: #"{ "$sum": ["viel", "$.form.a"] }"#))
        #expect(found.map(\.code) == [.typeMismatch], "\(found)")
    }
}
