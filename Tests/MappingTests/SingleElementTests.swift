import JSON
import TestSupport
import Testing

@testable import Mapping

/// XML knows no list of one: a single element reads as one, wherever a list is read.
@Suite("One element alone")
struct SingleElementTests {
    private static func children(_ payload: String) throws -> JSONValue? {
        let mapping = try load(
            mappingFile(
                #"""
                { "haushalt": { "kinder": { "$each": "$.payload.kinder[*]",
                  "$do": { "name": "@.name", "unterhaltseinnahmenMonatlich": "@.unterhalt" } } },
                  "kommentare": { "$unread": "lines" } }
                """#,
                target: "kex-vorgang"
            )
        )
        return try mapping.run(input(payload)).json
    }

    @Test("an element alone is as a list of it, and nothing of it is left for the notes")
    func alone() throws {
        let list = try Self.children(#"{"kinder": [{"name": "Anna", "unterhalt": "200 €"}]}"#)
        let single = try Self.children(#"{"kinder": {"name": "Anna", "unterhalt": "200 €"}}"#)
        #expect(single == list)
        #expect(single?["haushalt"]?["kinder"]?[0]?["name"] == "Anna")
        #expect(single?["kommentare"] == nil)
    }

    @Test("a list of one lead is that lead, with a form, without one and with values in the address")
    func onlyLead() throws {
        for (more, query) in [("", JSONObject()), (#""form": {"names": {"n": "name"}}, "#, [:]), ("", ["q": "x"])] {
            let field = more.isEmpty ? "name" : "n"
            let mapping = try load(
                mappingFile(
                    #"{ "antragsteller1": { "personendaten": { "nachname": "$.form.\#(field)" } }, "kommentare": { "$unread": "lines" } }"#,
                    target: "kex-vorgang",
                    more: more
                )
            )
            let json = try mapping.run(input(#"[{"name": "Muster", "tier": "Hund"}]"#, query: query)).json
            #expect(json["antragsteller1"]?["personendaten"]?["nachname"] == "Muster")
            let notes = (json["kommentare"]?.arrayValue ?? []).compactMap(\.stringValue)
            #expect(notes.first == "tier: Hund", "\(notes)")
        }
    }

    @Test("the members of an object are elements where they hold what is read")
    func members() throws {
        let json = try Self.children(#"{"kinder": {"1": {"name": "Anna"}, "2": {"name": "Otto"}}}"#)
        #expect(json?["haushalt"]?["kinder"]?[1]?["name"] == "Otto")
    }

    @Test("what is neither stays for the notes")
    func neither() throws {
        let json = try Self.children(#"{"kinder": {"vorname": "Anna"}}"#)
        #expect(json?["kommentare"] == ["vorname: Anna"])
    }
}
