import JSON
import Mapping
import Testing

@testable import Drift

@Suite("Whatever a sender makes up, what is kept stays small and harmless")
struct BoundTests {
    @Test("names that differ from lead to lead are one place, and at most one notice")
    func mapLike() throws {
        var sender = Sender()
        try sender.send(20, Sender.form())
        try sender.send(300) { Sender.form(["antworten": [Self.word($0): "x"]]) }
        #expect(sender.kinds == ["field-new /form/antworten/*"])
        #expect(sender.ledger.freeForm.map(\.description) == ["/form/antworten"])
        #expect(sender.ledger.fields.count < 60)
        #expect(!sender.text.contains(Self.word(7)))
    }

    @Test("a map that was there from the beginning is none")
    func mapLikeFromTheBeginning() throws {
        var sender = Sender()
        try sender.send(300) { Sender.form(["antworten": [Self.word($0): "x"]]) }
        #expect(sender.changes == [])
        #expect(sender.ledger.freeForm.map(\.description) == ["/form/antworten"])
    }

    @Test("a new field beside names that differ from lead to lead is told apart from them")
    func besideMapLike() throws {
        var sender = Sender()
        try sender.send(100) { Sender.form([Self.word($0): "x"]) }
        #expect(sender.ledger.freeForm.map(\.description) == ["/form"])
        #expect(sender.changes == [])
        try sender.send(40) { Sender.form([Self.word(1_000 + $0): "x", "wunschtermin": "bald"]) }
        #expect(sender.kinds == ["field-new /form/wunschtermin"])
    }

    @Test("a flood of names neither grows the ledger nor hides a renamed field")
    func flood() throws {
        var sender = Sender()
        try sender.send(30, Sender.form())
        try sender.send(30) { round in
            var form = Sender.renamed.objectValue ?? [:]
            for number in 0..<400 { form[Self.word(round * 400 + number)] = "x" }
            return .object(form)
        }
        #expect(sender.ledger.fields.count <= DriftLedger.mostFields)
        #expect(sender.ledger.isFull)
        #expect(sender.raised.filter { $0.kind == .fieldRenamed }.map(\.place.description) == ["/form/phone"])
        #expect(sender.raised.count <= 2)
        #expect(sender.text.utf8.count < 128 << 10)
    }

    @Test(
        "places are generalised, bounded and free of what could harm a reader",
        arguments: [
            (#"{"kinder": [{"name": "a"}, {"name": "b"}]}"#, ["/form/kinder/*/name"]),
            (#"{"a/b": {"c~d": "x"}}"#, ["/form/a~1b/c~0d"]),
            (#"{"max@example.org": "x"}"#, ["/form/*"]),
            (#"{"per": {"4711004711": "x", "550e8400-e29b-41d4-a716-446655440000": "y"}}"#, ["/form/per/*"]),
            (#"{"4711004711": "x"}"#, ["/form/4711004711"]),
            ("{\"a\\u001b[31m\\u202eb\": \"x\"}", ["/form/a\u{FFFD}[31m\u{FFFD}b"]),
            (#"{"leer": "", "null": null, "da": false, "liste": []}"#, ["/form/da"]),
        ]
    )
    func places(payload: String, places: [String]) throws {
        #expect(try Self.sighting(payload).fields.map(\.place.description) == places)
    }

    @Test("a name is cut, a depth is bounded")
    func long() throws {
        let name = String(repeating: "n", count: 5_000)
        let deep = String(repeating: #"{"a": "#, count: 40) + "1" + String(repeating: "}", count: 40)
        let places = try Self.sighting(#"{"\#(name)": 1, "tief": \#(deep)}"#).fields.map(\.place)
        #expect(places.count == 2)
        #expect(places.allSatisfy { $0.description.utf8.count < 150 })
    }

    @Test("fields of a form builder have the names that the mapping reads")
    func formBuilder() throws {
        let mapping = Sender.mapping(more: #""form": "typeform", "#)
        let payload = """
            {"form_response": {"form_id": "f", "definition": {"fields": [
                {"id": "1", "ref": "r-1", "title": "telefon"}, {"id": "2", "ref": "r-2", "title": "Wunsch"}]},
              "answers": [{"type": "text", "text": "030 420860", "field": {"id": "1", "ref": "r-1", "type": "short_text"}},
                {"type": "text", "text": "bald", "field": {"id": "2", "ref": "r-2", "type": "short_text"}}]}}
            """
        let fields = try Self.sighting(payload, mapping: mapping).fields
        let read = fields.filter(\.isRead).map(\.place.description)
        #expect(read == ["/form/telefon"])
        #expect(fields.filter { !$0.isRead && $0.place.tokens.first == "form" }.count == 1)
    }

    @Test(
        "selectors and places find each other",
        arguments: [
            ("$.form.telefon", "/form/telefon", true), ("$.payload.telefon", "/form/telefon", true),
            ("$['form']['E-Mail']", "/form/E-Mail", true), ("$.form.kinder[0].name", "/form/kinder/*/name", true),
            ("$.form.kinder[*]", "/form/kinder/*/name", true), ("$.form[*]", "/form/x", true),
            ("$.form.telefon2", "/form/telefon", false), ("$.query.telefon", "/form/telefon", false),
            ("$.form.liste[?@.k=='telefon'].v", "/form/liste/*/v", true),
            ("$.form.liste[?@.k=='telefon'].v", "/form/liste/*/w", false),
        ]
    )
    func reach(selector: String, place: String, covers: Bool) throws {
        let mapping = Sender.mapping(unused: "\"\(selector)\"")
        let rules = MappingRules(try #require(Sender.library(mapping).mapping("m")))
        #expect(rules.declaresUnused(try #require(InputPlace(place))) == covers)
    }

    @Test("a place can be written into a mapping as it is shown")
    func selector() {
        #expect(InputPlace(["form", "telefon"]).selector == "$.form.telefon")
        #expect(InputPlace(["form", "E-Mail"]).selector == "$.form['E-Mail']")
        #expect(InputPlace(["form", "kinder", "*", "name"]).selector == "$.form.kinder[*].name")
        #expect(InputPlace(["form", "it's \\ "]).selector == #"$.form['it\'s \\ ']"#)
    }

    /// Words that are no numbers, so that they are not taken for ids.
    private static func word(_ number: Int) -> String {
        "wort"
            + String(number, radix: 26).map { String(UnicodeScalar(97 + (Int(String($0), radix: 26) ?? 0)) ?? "a") }
            .joined()
    }

    private static func sighting(_ payload: String, mapping: String = Sender.mapping()) throws -> LeadSighting {
        let library = Sender.library(mapping)
        var lookout = Lookout(try #require(library.mapping("m")))
        return lookout.sighting(of: try Sender.document(try JSONValue.parse(payload), library), salt: 1)
    }
}
