import JSON
import NIOHTTP1
import Sandbox
import Testing

@Suite("The 19 request bodies of the published READMEs are accepted as they are printed")
struct SeedExampleTests {
    @Test("Kundenangaben: created with nothing lost, then replaced by the same")
    func kundenangaben() async throws {
        try await Server.run { server in
            let created = try await server.post("/kundenangaben", text: SeedExamples.create)
            #expect(created.status == 201, "\(created.text)")
            let number = created.json["vorgangsnummer"]?.stringValue ?? ""
            let stored = try await server.stored(number)
            #expect(stored["dropped"] == [])
            // The example's Bearbeiter is ABC12: on whose behalf the caller acts now.
            let replacement: JSONValue = [
                "updateMetadaten": try JSONValue.parse(SeedExamples.updateMetadaten),
                "kundenangaben": try JSONValue.parse(SeedExamples.create)["kundenangaben"] ?? .null,
            ]
            let form = "grant_type=client_credentials&subject=ABC12"
            let token = try await server.token(form).json["access_token"]?.stringValue ?? ""
            let headers = [("authorization", "Bearer \(token)"), ("content-type", "application/json")]
            let replaced = try await server.ask(
                .PUT,
                "/kundenangaben/\(number)",
                replacement.serialized,
                headers: headers
            )
            #expect(replaced.status == 204, "\(replaced.text)")
            let after = try await server.stored(number)
            #expect(after["dropped"] == [])
            #expect(after["importMetadaten"]?["tippgeber"]?["tippgeberPartnerId"] == "AAV43")
        }
    }

    @Test("Vorgaenge: patches", arguments: SeedExamples.patches)
    func patch(body: String) async throws {
        try await Server.run { server in
            let number = try await Vorgang.create(server)
            let operations = try JSONValue.parse(body)
            let answer = try await server.send(
                .PATCH,
                "/v3/vorgaenge/\(number)",
                operations,
                type: "application/json-patch+json"
            )
            #expect(answer.status == 200, "\(answer.text)")
        }
    }

    @Test("Vorgaenge: adviser and editor, at today's address and at the README's", arguments: ["v3", "v2"])
    func partner(version: String) async throws {
        try await Server.run(configure: { $0.behaviour.vorgaengeV2 = .works }) { server in
            let number = try await Vorgang.create(server)
            for (role, body) in SeedExamples.partners {
                let answer = try await server.send(
                    .PUT,
                    "/\(version)/vorgaenge/\(number)/\(role)",
                    try JSONValue.parse(body)
                )
                #expect(answer.status == 201, "\(answer.text)")
            }
        }
    }

    @Test("KEX import")
    func loan() async throws {
        try await Server.run { server in
            let headers = try await server.authorization() + [("content-type", "application/json;charset=utf-8")]
            let body = Array(SeedExamples.loan.utf8)
            let answer = try await server.ask(.POST, "/kreditsmart/kex/vorgang", body, headers: headers)
            #expect(answer.status == 201, "\(answer.text)")
            #expect(answer.json["messages"] == [])
        }
    }

    @Test("KEX update", arguments: SeedExamples.mutations)
    func mutation(query: String) async throws {
        try await Server.run { server in
            let loan = try await Loan.create(server)
            var variables: JSONObject = ["vorgangsnummer": .string(loan.number)]
            if query.contains("$antragstellerId") { variables["antragstellerId"] = .string(loan.applicant) }
            let answer = try await server.graphQL(query, .object(variables))
            #expect(answer.json["errors"] == nil, "\(answer.text)")
            #expect(answer.json["data"]?.objectValue?.values == [["messages": []]])
        }
    }

    @Test("KEX-Antragsstatus, by today's rules and by the seed's", arguments: SeedExamples.events)
    func event(body: String) async throws {
        for rules in ["current", "seed"] {
            try await Server.run { server in
                _ = try await server.settings(["behaviour": ["antragsstatus": .string(rules)]])
                let answer = try await server.post("/kreditsmart/kex/antraege/status", text: body)
                #expect(answer.status == 200, "\(answer.text)")
            }
        }
    }
}
