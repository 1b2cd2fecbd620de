import Foundation
import JSON
import Testing

/// A folder of its own, gone after the test.
final class Workplace {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("leadgate-desk-\(UUID().uuidString)")

    init(_ files: [String: String]) throws {
        for (path, text) in files { try write(text, to: path) }
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

    func write(_ text: String, to name: String) throws {
        let url = folder.appendingPathComponent(name)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: url, atomically: true, encoding: .utf8)
    }

    func read(_ name: String) throws -> String { try String(contentsOfFile: path(name), encoding: .utf8) }
}

/// The commands of somebody who writes mappings, as processes.
@Suite("At the desk", .serialized)
struct MappingCommandTests {
    /// A mapping that the shipped schema takes.
    static let mapping = #"""
        {
          "target": "kundenangaben",
          "missing": "omit",
          "unreadable": "omit",
          "document": {
            "kundenangaben": { "haushalte": [{ "kunden": [{ "referenzId": "kunde1", "externeKundenId": "$.form.nummer" }] }] }
          },
          "tests": [
            {
              "name": "Nummer",
              "payload": { "nummer": "7" },
              "expect": { "kundenangaben": { "haushalte": [{ "kunden": [{ "referenzId": "kunde1", "externeKundenId": "7" }] }] } }
            }
          ]
        }
        """#

    /// A published specification that knows a member by another name.
    static let specification = #"""
        {"openapi": "3.0.1", "info": {"title": "newer", "version": "99.0"}, "paths": {}, "components": {"schemas": {
          "ImportKundenangabenRequest": {"type": "object", "properties": {
            "importMetadaten": {"$ref": "#/components/schemas/Metadaten"},
            "kundenangaben": {"$ref": "#/components/schemas/Kundenangaben"}}},
          "Metadaten": {"type": "object", "properties": {"datenkontext": {"type": "string"}}},
          "Kundenangaben": {"type": "object", "properties":
            {"haushalte": {"type": "array", "items": {"$ref": "#/components/schemas/Haushalt"}}}},
          "Haushalt": {"type": "object", "properties":
            {"kunden": {"type": "array", "items": {"$ref": "#/components/schemas/Kunde"}}}},
          "Kunde": {"type": "object", "properties": {"referenzId": {"type": "string"}, "externeKundenID": {"type": "string"}}}}}}
        """#

    @Test("a newer target schema is swapped without a rebuild: import says what would be lost, check finds it")
    func swappedSchema() async throws {
        let place = try Workplace(["mappings/m.json": Self.mapping, "newer.json": Self.specification])
        let mappings = place.path("mappings")
        let schemas = place.path("schemas")
        #expect(try await ServerProcess.run(["check", mappings]).status == 0)
        let imported = try await ServerProcess.run([
            "schema", "import", "kundenangaben", place.path("newer.json"), "--output", schemas + "/kundenangaben.json",
            "--against", mappings,
        ])
        #expect(imported.status == 1)
        #expect(
            imported.output.contains("m.json: error: kundenangaben.haushalte[].kunden[].externeKundenId"),
            "\(imported.output)"
        )
        let checked = try await ServerProcess.run(["check", mappings, "--schemas", schemas])
        #expect(checked.status == 1)
        #expect(
            checked.output.contains("There is no member \"externeKundenId\" here. [unknown-member]"),
            "\(checked.output)"
        )
        #expect(checked.output.contains("Did you mean 'externeKundenID'?"))
        #expect(checked.output.contains(mappings + "/m.json:"), "a place that a terminal can open")
        try place.write(
            Self.mapping.replacingOccurrences(of: "\"externeKundenId\"", with: "\"externeKundenID\""),
            to: "mappings/m.json"
        )
        #expect(try await ServerProcess.run(["check", mappings, "--schemas", schemas]).status == 0)
        #expect(try await ServerProcess.run(["check", mappings]).status == 1)
        // A mapping that cannot be looked at is no all-clear.
        try place.write("{", to: "mappings/m.json")
        let blind = try await ServerProcess.run([
            "schema", "import", "kundenangaben", place.path("newer.json"), "--output", schemas + "/kundenangaben.json",
            "--against", mappings,
        ])
        #expect(blind.status == 1, "\(blind.output)")
    }

    @Test("a mapping to a target that no identity of the settings reaches fails the check, with what to set")
    func withoutSystem() async throws {
        let place = try Workplace([
            "mappings/m.json": Self.mapping,
            "identities.json":
                #"{"bank": {"clientID": "b", "clientSecret": {"env": "BANK"}, "targets": ["antragsstatus"]}}"#,
        ])
        let environment = [
            "LEADGATE_EUROPACE": "test", "LEADGATE_IDENTITIES": place.path("identities.json"), "BANK": "secret",
        ]
        let check = try await ServerProcess.run(["check", place.path("mappings")], environment: environment)
        #expect(check.status == 1)
        #expect(check.output.contains("target-without-system") && check.output.contains("kundenangaben"))
        #expect(check.output.contains("LEADGATE_IDENTITIES"), "\(check.output)")
        // What is missing in the settings is no fault of the mapping.
        let unset = try await ServerProcess.run(
            ["check", place.path("mappings")],
            environment: ["LEADGATE_EUROPACE": "test"]
        )
        #expect(unset.status == 0 && unset.output.contains("not looked at"), "\(unset.output)")
    }

    @Test("a callback into a private network is found at the desk, unless the source says that it is meant")
    func privateCallback() async throws {
        for (address, more, status) in [
            ("https://10.0.0.5/told", "", 1), ("https://[::ffff:127.0.0.1]:8443/told", "", 1),
            ("https://10.0.0.5/told", #", "allowPrivate": true"#, 0), ("https://crm.example.org/told", "", 0),
        ] as [(String, String, Int32)] {
            let callback = #"{"url": "\#(address)", "secret": {"env": "NOT_HERE"}\#(more)}"#
            let place = try Workplace([
                "mappings/m.json": Self.mapping,
                "mappings/sources/s.json":
                    #"{"mapping": "m", "credential": {"scheme": "url", "secret": {"env": "S"}}, "callback": \#(callback)}"#,
            ])
            let check = try await ServerProcess.run(["check", place.path("mappings")])
            #expect(check.status == status, "\(check.output)")
            #expect(check.output.contains("allowPrivate") == (status == 1), "\(check.output)")
        }
    }

    @Test("try shows every lead of a post, or the one that was asked for")
    func batch() async throws {
        let place = try Workplace([
            "m.json": """
            { "target": "kex-vorgang", "missing": "omit", "unreadable": "omit", "leads": "$.payload.leads[*]",
              "document": { "kommentare": ["$.item.text"] } }
            """,
            "post.json": #"{"leads": [{"text": "eins"}, {"text": "zwei"}]}"#,
        ])
        let command = ["try", place.path("m.json"), place.path("post.json")]
        let all = try await ServerProcess.run(command)
        #expect(all.status == 0, "\(all.output)")
        #expect(all.output.contains("Lead 1 of 2 (item 0)"))
        #expect(all.output.contains("Lead 2 of 2 (item 1)"))
        let second = try await ServerProcess.run(command + ["--item", "1", "--json"])
        let lead = try JSONValue.parse(second.output)
        #expect(lead["document"]?["kommentare"] == ["zwei"] && lead["verdict"] == "queued")
        let list = try JSONValue.parse(try await ServerProcess.run(command + ["--json"]).output)
        #expect(list["leads"]?.arrayValue?.count == 2)
        let missing = try await ServerProcess.run(command + ["--item", "2"])
        #expect(missing.status == 2)
        #expect(missing.output.contains("2 leads, items 0 to 1"), "\(missing.output)")
    }

    @Test(
        "try says what a gateway would decide, and why a lead would not be sent",
        arguments: [
            (#"{"leads": [{"text": ""}]}"#, "nothing-mapped"), (#"{"leads": []}"#, "no-lead-in-post"),
            (#"{"leads": [{"text": "eins"}]}"#, nil),
        ] as [(String, String?)]
    )
    func verdict(post: String, code: String?) async throws {
        let place = try Workplace([
            "m.json": """
            { "target": "kex-vorgang", "missing": "omit", "unreadable": "omit", "leads": "$.payload.leads[*]",
              "document": { "kommentare": ["$.item.text"] } }
            """,
            "post.json": post,
        ])
        let tried = try await ServerProcess.run(["try", place.path("m.json"), place.path("post.json")])
        #expect(tried.status == (code == nil ? 0 : 1), "\(tried.output)")
        #expect(tried.output.contains(code ?? "verdict: it would be sent"), "\(tried.output)")
    }

    @Test("what is mistaken on the command line is said with what to do")
    func mistaken() async throws {
        let place = try Workplace([
            "mappings/m.json": Self.mapping,
            "mappings/sources/s.json": #"{"mapping": "m", "credential": {"scheme": "none"}}"#, "lead.json": #"{"a": }"#,
        ])
        let source = try await ServerProcess.run([
            "try", place.path("mappings/sources/s.json"), place.path("lead.json"),
        ])
        #expect(source.status == 2)
        #expect(source.output.contains("is a source, not a mapping"), "\(source.output)")
        let payload = try await ServerProcess.run(["try", place.path("mappings/m.json"), place.path("lead.json")])
        #expect(payload.status == 2)
        #expect(payload.output.contains("lead.json: line 1, column 7"), "\(payload.output)")
        let folder = try await ServerProcess.run(["schema", "import", "kex-vorgang", place.path("lead.json")])
        #expect(folder.status == 2)
        #expect(folder.output.contains("takes a folder"), "\(folder.output)")
        let nowhere = try await ServerProcess.run(["schema", "editor", "source", "--folder", "/dev/null/x"])
        #expect(nowhere.status == 2)
        #expect(nowhere.output.contains("Not a directory") && !nowhere.output.contains("Domain="), "\(nowhere.output)")
    }

    @Test("a stored lead becomes a test of its mapping, without what the customer typed")
    func captured() async throws {
        let gateway = try await TestGateway()
        let id = try await gateway.post(
            "vorname=Balduin&nachname=Sonderlich&vorhaben=Kauf&kaufpreis=417.300,00&telefon=0221+8765432"
        ).id
        let place = try Workplace([:])
        try FileManager.default.createDirectory(at: place.folder, withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: TestGateway.shippedMappings, toPath: place.path("mappings"))
        let before = try place.read("mappings/trisalis.json")
        let command = [
            "test", "--capture", id, place.path("mappings"), "--admin-url", await gateway.admin, "--data", gateway.data,
        ]
        let shown = try await ServerProcess.run(command)
        #expect(shown.status == 0, "\(shown.output)")
        #expect(try place.read("mappings/trisalis.json") == before, "shown, not written")
        let written = try await ServerProcess.run(command + ["--write"])
        #expect(written.status == 0, "\(written.output)")
        let after = try place.read("mappings/trisalis.json")
        #expect(after.count > before.count)
        for word in ["Balduin", "Sonderlich", "417.300", "8765432"] {
            #expect(!after.contains(word) && !shown.output.contains(word), "\(word)")
        }
        #expect(try await ServerProcess.run(["test", place.path("mappings/trisalis.json")]).status == 0)
        #expect(await gateway.stop() == 0)
    }

    @Test("a lead is previewed under another mapping, after a restart too")
    func previewed() async throws {
        let gateway = try await TestGateway()
        let id = try await gateway.post(trisalisForm).id
        await gateway.crash()
        try await gateway.restart()
        let place = try Workplace([:])
        try FileManager.default.createDirectory(at: place.folder, withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: TestGateway.shippedMappings, toPath: place.path("mappings"))
        let changed = try place.read("mappings/trisalis.json")
            .replacingOccurrences(of: "\"$.form.email\"", with: "\"$.form.mail\"")
        try place.write(changed, to: "mappings/trisalis.json")
        let preview = try await ServerProcess.run([
            "leads", "preview", id, "--mapping", place.path("mappings/trisalis.json"), "--admin-url",
            await gateway.admin,
            "--data", gateway.data, "--reason", "a test",
        ])
        #expect(preview.status == 0, "\(preview.output)")
        #expect(
            preview.output.contains(
                "/kundenangaben/haushalte/0/kunden/0/kontakt/email: \"max.mustermann@example.org\" → nothing"
            ),
            "\(preview.output)"
        )
    }
}
