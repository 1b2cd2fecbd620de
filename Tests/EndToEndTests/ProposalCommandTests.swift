import Foundation
import JSON
import NIOHTTP1
import Testing

/// `leadgate map` as a process.
@Suite("Proposing a mapping", .serialized)
struct ProposalCommandTests {
    @Test("a lead that came is mapped for a reason, its mapping taken up, and the lead replayed with it")
    func fromLead() async throws {
        let gateway = try await TestGateway(files: ["unused.txt": ""])
        let mappings = gateway.folder.appendingPathComponent("mappings").path
        let options = ["--mappings", mappings, "--data", gateway.data, "--admin-url", await gateway.admin]
        let made = try await ServerProcess.run(["source", "new", "neu", "--vendor", "tally"] + options)
        #expect(made.status == 0 && made.output.contains("The running gateway has taken it up."), "\(made.output)")
        let post = gateway.folder.appendingPathComponent("post.json").path
        try await ServerProcess.run(["source", "sample", "tally"]).output.write(
            toFile: post,
            atomically: true,
            encoding: .utf8
        )
        let sent = try await ServerProcess.run([
            "send", "neu", post, "--url", await gateway.intake, "--mappings", mappings,
        ])
        let id = try #require(
            sent.output.firstMatch(of: /"id": *"([0-9a-f-]+)"/).map { String($0.output.1) },
            "\(sent.output)"
        )
        let output = mappings + "/neu.json"
        let unsaid = try await ServerProcess.run(["map", "--from", id, "--output", output] + options)
        #expect(unsaid.status == 2 && unsaid.output.contains("--reason"))
        let mapped = try await ServerProcess.run(
            ["map", "--from", id, "--output", output, "--reason", "connecting"] + options
        )
        #expect(mapped.status == 0 && mapped.output.contains("taken it up"), "\(mapped.output)")
        #expect(mapped.output.contains("Nachname") && !mapped.output.contains("Mustermann"))
        let file = try JSONValue.parse(Array(Data(contentsOf: URL(fileURLWithPath: output))))
        #expect(file["form"]?["names"]?["nachname"] == "Nachname" && file["extends"] == "kundenangaben-standard")
        let audit = try await gateway.operatorAsks(.GET, "/admin/api/audit?subject=\(id)").json
        #expect(audit["entries"]?[0]?["act"] == "submission-viewed")
        let document = try await gateway.operatorAsks(.GET, "/admin/api/leads/\(id)/document?reason=test")
        #expect(document.text.contains("Mustermann"))
    }

    @Test("what is no post, no lead or no base is said, and nothing written; a form that nobody knows is exit code 1")
    func refusals() async throws {
        let place = try Workplace([
            "leer.json": "{\"x\": {}}",
            "eigen.json": #"{"extends": "kundenangaben-standard", "form": [{"members": "$.payload.x"}]}"#,
        ])
        let options = ["--mappings", TestGateway.shippedMappings]
        let nobody = try await ServerProcess.run(["map", "--from", "nowhere.json"] + options)
        #expect(nobody.status == 2 && nobody.output.contains("there is no file"))
        let described = try await ServerProcess.run(
            ["map", "--from", place.path("leer.json"), "--output", place.path("eigen.json")] + options
        )
        #expect(described.status == 2 && described.output.contains("describes its form itself"), "\(described.output)")
        let preset = try await ServerProcess.run(
            ["map", "--from", place.path("leer.json"), "--preset", "tyepform"] + options
        )
        #expect(preset.status == 2 && preset.output.contains("typeform"))
        let nothing = try await ServerProcess.run(["map", "--from", place.path("leer.json")] + options)
        #expect(nothing.status == 1 && nothing.output.contains("0 of"), "\(nothing.output)")
    }

    @Test("the API of each listener is printed as OpenAPI 3.1")
    func openAPI() async throws {
        for (api, path) in [([], "/hooks/{source}"), (["admin"], "/admin/api/leads")] {
            let printed = try await ServerProcess.run(["print", "openapi"] + api)
            let document = try JSONValue.parse(Array(printed.output.utf8))
            #expect(document["openapi"] == "3.1.0" && document["paths"]?[path] != nil)
        }
    }
}
