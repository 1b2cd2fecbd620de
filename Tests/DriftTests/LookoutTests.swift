import JSON
import Mapping
import MappingLanguage
import Testing

@Suite("What a lookout remembers from lead to lead changes nothing of what it sees")
struct LookoutTests {
    @Test("of leads that differ, in every order")
    func leads() throws {
        let payloads: [JSONValue] = [
            Sender.form(), Sender.form(dropping: ["telefon", "anrede"]), Sender.renamed,
            Sender.form(["anrede": "Divers", "kinder": [["name": "a"], ["name": "b", "alter": 3]], "utm_source": "x"]),
            Sender.form(["kinder": ["name": "c"], "max@example.org": 1, "erika@example.org": ["x"]]),
            Sender.form(["leer": "", "per": ["4711004711": "x", "4711004712": ["a": "y"]], "utm_source": ["tief": 1]]),
            Sender.form(["a": 1, "\u{E4}": 2, "a\u{308}": 3, "a/b~c": ["d": 4], "kinder": [["a": 1], ["b": []]]]),
        ]
        try expectTheSame(payloads + payloads.reversed() + payloads, mapping: Sender.mapping())
    }

    @Test("of a form builder, whose fields have names of their own")
    func formBuilder() throws {
        let payloads = try ["telefon", "vorname", "Wunsch", "telefon"].map { title in
            try JSONValue.parse(
                """
                {"form_response": {"form_id": "f", "definition": {"fields": [
                    {"id": "1", "ref": "r-1", "title": "\(title)"}, {"id": "2", "ref": "r-2", "title": "anrede"}]},
                  "answers": [
                    {"type": "text", "text": "030 420860", "field": {"id": "1", "ref": "r-1", "type": "short_text"}},
                    {"type": "text", "text": "Divers", "field": {"id": "2", "ref": "r-2", "type": "short_text"}}]}}
                """
            )
        }
        try expectTheSame(payloads, mapping: Sender.mapping(more: #""form": "typeform", "#))
    }

    @Test("of names without end, which it forgets again")
    func flood() throws {
        let payloads = (0..<8).map { round in
            var form = Sender.form().objectValue ?? [:]
            for number in 0..<400 { form["feld-\(round)-\(number)-"] = ["x": .string("y")] }
            form[String(repeating: "n", count: 300)] = "x"
            return JSONValue.object(form)
        }
        try expectTheSame(payloads + [Sender.form()] + payloads, mapping: Sender.mapping())
    }

    @Test(
        "of the variants of an object, whose rules share their targets",
        arguments: [["Kauf", "Neubau"], ["Neubau", "Kauf", "Bau"]]
    )
    func variants(answers: [String]) throws {
        let mapping = """
            { "target": "kundenangaben", "missing": "omit", "unreadable": "omit",
              "document": { "kundenangaben": { "finanzierungsbedarf": { "finanzierungszweck": {
                "$from": "$.form.vorhaben", "$lookup": {
                  "Kauf": { "@type": "KAUF", "kaufpreis": "$.form.kaufpreis" },
                  "Neubau": { "@type": "KAUF_NEUBAU_VOM_BAUTRAEGER", "kaufpreis": "$.form.preis" } },
                "$else": "omit" } } } } }
            """
        let payloads = answers.map { answer -> JSONValue in
            ["vorhaben": .string(answer), "kaufpreis": "250000", "preis": "300000"]
        }
        let seen = try expectTheSame(payloads, mapping: mapping)
        let rules = MappingRules(try #require(Sender.library(mapping).mapping("m"))).rules
        for (answer, sighting) in zip(answers, seen) {
            let hits = sighting.hits.map { rules[$0].pointer.tokens.suffix(2).joined(separator: "/") }
            #expect(hits == (answer == "Bau" ? [] : ["finanzierungsbedarf/finanzierungszweck", "\(answer)/kaufpreis"]))
            #expect(sighting.options.count == (answer == "Bau" ? 1 : 0))
        }
    }

    /// Looks at the leads one after the other, and at each as if it were the first.
    @discardableResult
    private func expectTheSame(_ payloads: [JSONValue], mapping: String) throws -> [LeadSighting] {
        let library = Sender.library(mapping)
        let mapping = try #require(library.mapping("m"), "\(library.findings.map(\.message))")
        var lookout = Lookout(mapping)
        return try payloads.map { payload in
            let document = try Sender.document(payload, library)
            var first = Lookout(mapping)
            let seen = lookout.sighting(of: document, salt: 7)
            let alone = first.sighting(of: document, salt: 7)
            #expect(seen.fields == alone.fields)
            #expect(seen.hits == alone.hits)
            #expect(seen.options == alone.options)
            return seen
        }
    }
}
