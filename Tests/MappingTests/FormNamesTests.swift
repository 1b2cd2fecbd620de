import JSON
import TestSupport
import Testing

@testable import Mapping

/// What a mapping calls the sender's fields, and where it looks for them.
@Suite("Names of a form's fields")
struct FormNamesTests {
    private static let document = #"""
        { "antragsteller1": { "personendaten": { "nachname": "$.form.name", "email": "$.form.email" } },
          "kommentare": { "$unread": "lines" } }
        """#

    private static func read(_ more: String, _ payload: String, item: Int? = nil) throws -> (
        name: String?, notes: [String]
    ) {
        let mapping = try load(mappingFile(document, target: "kex-vorgang", more: more + ", "))
        let json = try mapping.run(input(payload, item: item)).json
        return (
            json["antragsteller1"]?["personendaten"]?["nachname"]?.stringValue,
            (json["kommentare"]?.arrayValue ?? []).compactMap(\.stringValue)
        )
    }

    @Test(
        "what the mapping says goes before what the sender happens to call so",
        arguments: [
            (#"{"name": "Kontaktformular", "full": "Muster"}"#, "Muster", ["name: Kontaktformular"]),
            (#"{"name": "Muster", "full": ""}"#, "Muster", []), (#"{"name": "Muster"}"#, "Muster", []),
            (#"{"name": "", "full": "Muster"}"#, "Muster", []),
        ] as [(String, String, [String])]
    )
    func explicit(payload: String, name: String, notes: [String]) throws {
        let read = try Self.read(#""form": {"names": {"name": ["full", "fullname"]}}"#, payload)
        #expect(read.name == name)
        #expect(read.notes == notes)
    }

    @Test("two fields can be given each other's names")
    func swapped() throws {
        let read = try Self.read(
            #""form": {"names": {"name": "email", "email": "name"}}"#,
            #"{"name": "m@example.org", "email": "Muster"}"#
        )
        #expect(read.name == "Muster")
        #expect(read.notes == [])
    }

    @Test(
        "a nested value can be called as the notes call it",
        arguments: [
            ("kunde.name", #"{"kunde": {"name": "Muster"}}"#),
            ("kunden.2.name", #"{"kunden": [{"name": "A"}, {"name": "Muster"}]}"#),
            ("a.b", #"{"a.b": "Muster", "a": {"b": "x"}}"#), ("a.b.c", #"{"a": {"b": {"c": "Muster"}}}"#),
        ]
    )
    func dotted(field: String, payload: String) throws {
        #expect(try Self.read(#""form": {"names": {"name": "\#(field)"}}"#, payload).name == "Muster")
    }

    @Test(
        "the mapping says what the sender's answers mean, whatever rule reads them",
        arguments: [
            (#""Haus suchen""#, "KAUF"), (#""WOHNUNG-suchen""#, "KAUF"), (#"["Haus suchen"]"#, "KAUF"),
            (#""Neubau""#, "NEUBAU"), (#""Schiff""#, nil),
        ] as [(String, String?)]
    )
    func answers(answer: String, expected: String?) throws {
        for form in [
            #"{"answers": {"ziel": {"Haus suchen | Wohnung suchen": "Kauf"}}}"#,
            #"{"names": {"ziel": "was"}, "answers": {"ziel": {"Haus suchen | Wohnung suchen": "Kauf"}}}"#,
            #"{"preset": "zapier", "names": {"ziel": "was"}, "answers": {"ziel": {"Haus suchen | Wohnung suchen": "Kauf"}}}"#,
        ] {
            let mapping = try load(
                mappingFile(
                    #"""
                    { "kundenangaben": { "finanzierungsbedarf": { "finanzierungszweck": { "$from": "$.form.ziel",
                      "$as": "finanzierungszweck", "$lookup": { "KAUF": { "@type": "KAUF" }, "NEUBAU": { "@type": "NEUBAU" } } } },
                      "haushalte": [{ "kunden": [{ "referenzId": "k", "kontakt": { "weitereKontaktmoeglichkeiten": { "$unread": "lines" } } }] }] } }
                    """#,
                    more: #""form": \#(form), "#
                )
            )
            let field = form.contains("was") ? "was" : "ziel"
            let json = try mapping.run(input(#"{"\#(field)": \#(answer)}"#)).json["kundenangaben"]
            #expect(json?["finanzierungsbedarf"]?["finanzierungszweck"]?["@type"]?.stringValue == expected)
            let note = json?["haushalte"]?[0]?["kunden"]?[0]?["kontakt"]?["weitereKontaktmoeglichkeiten"]?.stringValue
            #expect(note == (expected == nil ? "ziel: Schiff" : nil))
        }
    }

    @Test("of several leads each has its own fields, also where the mapping names them")
    func items() throws {
        for (leads, payload) in [
            ("$.payload[*]", #"[{"last": "A"}, {"last": "B", "tier": "Hund"}]"#),
            ("$.payload.leads[*]", #"{"leads": [{"last": "A"}, {"last": "B", "tier": "Hund"}]}"#),
        ] {
            let more = #""leads": "\#(leads)", "form": {"names": {"name": "last"}}"#
            #expect(try Self.read(more, payload, item: 0).name == "A")
            let second = try Self.read(more, payload, item: 1)
            #expect(second.name == "B")
            #expect(second.notes == ["tier: Hund"])
        }
    }

    @Test(
        "JSON text in a field is read however it was wrapped",
        arguments: [
            #"{"data": "{\"name\": \"Muster\"}"}"#, #"{"data": "\uFEFF{\"name\": \"Muster\"}"}"#,
            #"{"data": "\"{\\\"name\\\": \\\"Muster\\\"}\""}"#, #"{"data": {"name": "Muster"}}"#,
            #"{"data": "[{\"name\": \"Muster\"}]"}"#, #"{"data": [{"name": "Muster"}]}"#,
        ]
    )
    func json(payload: String) throws {
        #expect(try Self.read(#""form": {"json": "$.payload.data"}"#, payload).name == "Muster")
    }

    @Test(
        "one question with its answer is read as a list of such",
        arguments: [
            #"{"answers": [{"q": "name", "a": "Muster"}]}"#, #"{"answers": {"q": "name", "a": "Muster"}}"#,
            #"{"answers": {"1": {"q": "name", "a": "Muster"}, "2": {"q": "email", "a": "m@example.org"}}}"#,
        ]
    )
    func rows(payload: String) throws {
        let form = #""form": {"list": "$.payload.answers[*]", "key": "@.q", "value": "@.a"}"#
        let read = try Self.read(form, payload)
        #expect(read.name == "Muster")
        #expect(read.notes == [])
    }
}
