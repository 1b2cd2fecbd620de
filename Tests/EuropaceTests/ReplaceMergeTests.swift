import Europace
import JSON
import Leads
import Testing

@Suite("What a replacement sends")
struct ReplaceMergeTests {
    /// A row: what is stored, what the patch says, what goes out; as JSON texts.
    static let rows: [(rule: String, stored: String, patch: String, merged: String)] = [
        ("what is not named comes along", #"{"a":1,"b":{"c":2}}"#, #"{"b":{"d":3}}"#, #"{"a":1,"b":{"c":2,"d":3}}"#),
        ("null removes a member", #"{"a":1,"b":2}"#, #"{"a":null}"#, #"{"b":2}"#),
        (
            "another @type takes the whole place, without the old id",
            #"{"z":{"@type":"KAUF","id":"7","kaufpreis":1}}"#,
            #"{"z":{"@type":"NEUBAU","baunebenkosten":2}}"#, #"{"z":{"@type":"NEUBAU","baunebenkosten":2}}"#
        ),
        (
            "the same @type merges", #"{"z":{"@type":"KAUF","kaufpreis":1,"x":3}}"#,
            #"{"z":{"@type":"KAUF","kaufpreis":2}}"#, #"{"z":{"@type":"KAUF","kaufpreis":2,"x":3}}"#
        ),
        (
            "an element changes the one at its place and keeps its id", #"{"l":[{"id":"a","x":1},{"id":"b","x":2}]}"#,
            #"{"l":[{"x":9}]}"#, #"{"l":[{"id":"a","x":9},{"id":"b","x":2}]}"#
        ),
        (
            "an element with an id changes that one, wherever it stands", #"{"l":[{"id":"a","x":1},{"id":"b","x":2}]}"#,
            #"{"l":[{"id":"b","x":9}]}"#, #"{"l":[{"id":"a","x":1},{"id":"b","x":9}]}"#
        ),
        (
            "what an id claims is not changed by place", #"{"l":[{"id":"a","x":1},{"id":"b","x":2}]}"#,
            #"{"l":[{"x":8},{"id":"a","x":9}]}"#, #"{"l":[{"id":"a","x":9},{"id":"b","x":2},{"x":8}]}"#
        ),
        (
            "an element of another @type is new", #"{"l":[{"@type":"A","id":"a"}]}"#, #"{"l":[{"@type":"B","y":1}]}"#,
            #"{"l":[{"@type":"A","id":"a"},{"@type":"B","y":1}]}"#
        ),
        (
            "null removes the element at its place", #"{"l":[{"id":"a"},{"id":"b"}]}"#, #"{"l":[null]}"#,
            #"{"l":[{"id":"b"}]}"#
        ),
        ("an empty list removes all", #"{"l":[{"id":"a"}]}"#, #"{"l":[]}"#, #"{"l":[]}"#),
        ("a self-made id is left out", #"{"l":[]}"#, #"{"l":[{"id":"mine","x":1}]}"#, #"{"l":[{"x":1}]}"#),
        ("lists of texts are replaced", #"{"l":["a","b"]}"#, #"{"l":["c"]}"#, #"{"l":["c"]}"#),
        (
            "the status of an unchanged number stays",
            #"{"telefonnummer":{"vorwahl":"030","nummer":"1"},"validierungTelefonnummer":"FORMAT_VALIDIERT"}"#,
            #"{"telefonnummer":{"nummer":"1"}}"#,
            #"{"telefonnummer":{"vorwahl":"030","nummer":"1"},"validierungTelefonnummer":"FORMAT_VALIDIERT"}"#
        ),
        (
            "the status of a changed number is left out",
            #"{"telefonnummer":{"vorwahl":"030","nummer":"1"},"validierungTelefonnummer":"FORMAT_VALIDIERT"}"#,
            #"{"telefonnummer":{"nummer":"2"}}"#, #"{"telefonnummer":{"vorwahl":"030","nummer":"2"}}"#
        ),
        (
            "a status in the patch is not ours to set", #"{"email":"a@example.org"}"#,
            #"{"email":"b@example.org","validierungEmail":"BERATER_VERIFIZIERT"}"#, #"{"email":"b@example.org"}"#
        ),
        (
            "a removed address takes its status along", #"{"email":"a@example.org","validierungEmail":"X","x":1}"#,
            #"{"email":null}"#, #"{"x":1}"#
        ),
        (
            "a deprecated member changes what its successor holds",
            #"{"kinderErfassung":{"@type":"VORHANDENE_KINDER","kinder":[{"id":"k","name":"A"}]}}"#,
            #"{"kinder":[{"name":"B"}]}"#, #"{"kinder":[{"id":"k","name":"B"}]}"#
        ),
        (
            "a successor in the patch leaves the stored one to it",
            #"{"kinderErfassung":{"@type":"VORHANDENE_KINDER","kinder":[{"id":"k","name":"A"}]}}"#,
            #"{"kinderErfassung":{"@type":"KEINE_KINDER"}}"#, #"{"kinderErfassung":{"@type":"KEINE_KINDER"}}"#
        ),
    ]

    @Test("the rules of the merge", arguments: rows)
    func merge(row: (rule: String, stored: String, patch: String, merged: String)) throws {
        let merge = ReplaceMerge(try JSONValue.parse(row.patch), into: try JSONValue.parse(row.stored))
        let expected = try JSONValue.parse(row.merged)
        #expect(merge.kundenangaben.isEquivalent(to: expected), "\(row.rule): \(merge.kundenangaben.text())")
        #expect(merge.lostReferences.isEmpty)
    }

    @Test("references follow their objects, though both sides call different people the same")
    func references() throws {
        let stored = """
            {"haushalte":[{"id":"h","kunden":[{"id":"1","referenzId":"k1"},{"id":"2","referenzId":"k2"}]}],
             "bankverbindung":{"kundenreferenzIdsDerKontoinhaber":["k1","k2"]},
             "finanzierungsbedarf":{"finanzierungsbausteine":[{"id":"b","referenzId":"k1"}],
              "abloesungen":[{"referenzIdFinanzierungsbaustein":"k1"}]}}
            """
        let patch = """
            {"haushalte":[{"kunden":[{"id":"2","referenzId":"k1","x":1}]}],
             "ratenschutz":{"kundenreferenzIdDerVersichertenPerson":"k1"}}
            """
        let merge = ReplaceMerge(try JSONValue.parse(patch), into: try JSONValue.parse(stored))
        let merged = merge.kundenangaben
        func at(_ pointer: String) throws -> JSONValue? { merged[pointer: try JSONPointer(parsing: pointer)] }
        let first = try #require(try at("/haushalte/0/kunden/0/referenzId")?.stringValue)
        let second = try #require(try at("/haushalte/0/kunden/1/referenzId")?.stringValue)
        let loan = try #require(try at("/finanzierungsbedarf/finanzierungsbausteine/0/referenzId")?.stringValue)
        #expect(Set([first, second, loan]).count == 3)
        #expect(try at("/bankverbindung/kundenreferenzIdsDerKontoinhaber") == [.string(first), .string(second)])
        #expect(try at("/ratenschutz/kundenreferenzIdDerVersichertenPerson") == .string(second))
        #expect(
            try at("/finanzierungsbedarf/abloesungen/0/referenzIdFinanzierungsbaustein") == .string(loan)
        )
        #expect(merge.lostReferences.isEmpty)
    }

    @Test("applicants get a name where the case came back without, and references to ids are understood")
    func unnamed() throws {
        let stored = """
            {"haushalte":[{"kunden":[{"id":"1"}]}],"bankverbindung":{"kundenreferenzIdsDerKontoinhaber":["1"]}}
            """
        let merged = ReplaceMerge(try JSONValue.parse("{}"), into: try JSONValue.parse(stored)).kundenangaben
        let name = try #require(merged["haushalte"]?.arrayValue?.first?["kunden"]?.arrayValue?.first?["referenzId"])
        #expect(merged["bankverbindung"]?["kundenreferenzIdsDerKontoinhaber"] == [name])
    }

    @Test("a reference that leads nowhere is left out and named")
    func lost() throws {
        let patch = #"{"bankverbindung":{"kundenreferenzIdsDerKontoinhaber":["nobody"]}}"#
        let merge = ReplaceMerge(try JSONValue.parse(patch), into: try JSONValue.parse("{}"))
        #expect(merge.lostReferences.map(\.description) == ["/bankverbindung/kundenreferenzIdsDerKontoinhaber/0"])
        #expect(merge.kundenangaben["bankverbindung"]?["kundenreferenzIdsDerKontoinhaber"] == [])
    }
}

@Suite("What reading a case back shows")
struct ReadBackTests {
    static let rows: [(rule: String, sent: String, stored: String, differences: [String])] = [
        ("the same is no difference", #"{"a":1.0,"b":"x"}"#, #"{"b":"x","a":1}"#, []),
        ("more is no difference", #"{"a":1}"#, #"{"a":1,"id":"7","c":[1]}"#, []),
        ("what was dropped is missing", #"{"a":{"b":1}}"#, #"{"a":{}}"#, ["/a/b missing"]),
        ("a dropped object is named once", #"{"a":{"b":1,"c":2}}"#, "{}", ["/a missing"]),
        ("another value has changed", #"{"a":"x"}"#, #"{"a":"y"}"#, ["/a changed"]),
        ("nothing said is nothing lost", #"{"a":null,"b":{},"c":[]}"#, "{}", []),
        ("ids and references hold in one call", #"{"id":"1","referenzId":"k"}"#, #"{"referenzId":"x"}"#, []),
        ("elements may change their order", #"{"l":[{"x":1},{"x":2}]}"#, #"{"l":[{"x":2},{"x":1}]}"#, []),
        ("a changed element is named", #"{"l":[{"x":1},{"x":2}]}"#, #"{"l":[{"x":1},{"x":3}]}"#, ["/l/1/x changed"]),
        ("an element too few is missing", #"{"l":[{"x":1},{"x":2}]}"#, #"{"l":[{"x":2}]}"#, ["/l/0 missing"]),
        (
            "a deprecated member has moved", #"{"kinder":[{"name":"A"}]}"#,
            #"{"kinderErfassung":{"@type":"VORHANDENE_KINDER","kinder":[{"name":"A"}]}}"#,
            ["/kinder moved /kinderErfassung"]
        ),
        (
            "what moved is compared where it is now", #"{"kinder":[{"name":"A"}]}"#,
            #"{"kinderErfassung":{"@type":"VORHANDENE_KINDER","kinder":[{"name":"B"}]}}"#,
            ["/kinder moved /kinderErfassung", "/kinder/0/name changed"]
        ),
    ]

    @Test("the rules of the comparison", arguments: rows)
    func compare(row: (rule: String, sent: String, stored: String, differences: [String])) throws {
        let found = ReadBack.differences(
            sent: try JSONValue.parse(row.sent),
            stored: try JSONValue.parse(row.stored),
            at: .root
        )
        let told = found.map { difference in
            switch difference.kind {
            case .missing: "\(difference.place) missing"
            case .changed: "\(difference.place) changed"
            case .moved(to: let place): "\(difference.place) moved \(place)"
            }
        }
        #expect(told == row.differences, "\(row.rule)")
    }
}
