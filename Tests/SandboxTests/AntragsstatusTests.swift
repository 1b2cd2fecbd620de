import JSON
import NIOHTTP1
import Sandbox
import Testing

@Suite("The stand-in for the KEX-Antragsstatus-API")
struct AntragsstatusTests {
    private static let path = "/kreditsmart/kex/antraege/status"

    @Test("a status is kept; the same one again still adds its comment")
    func comment() async throws {
        try await Server.run { server in
            let event: JSONValue = [
                "produktanbieterantragsnummer": "12919351", "produktanbieterstatus": "ZURUECKGESTELLT",
                "kommentar": "Bitte nachreichen:", "hinweise": ["Ausweis", "Urkunde"], "unbekannt": 1,
            ]
            for _ in 0..<2 {
                let answer = try await server.post(Self.path, event)
                #expect(answer.status == 200)
                #expect(answer.body.isEmpty)
            }
            _ = try await server.post(
                Self.path,
                ["produktanbieterantragsnummer": "12919351", "antragstellerstatus": "UNTERSCHRIEBEN"]
            )
            let known = try await server.ask(.GET, "/_sandbox/antraege").json
            #expect(known[0]?["produktanbieterstatus"] == "ZURUECKGESTELLT")
            #expect(known[0]?["antragstellerstatus"] == "UNTERSCHRIEBEN")
            #expect(known[0]?["kommentare"] == ["Bitte nachreichen:", "Bitte nachreichen:"])
            #expect(known[0]?["hinweise"]?.arrayValue?.count == 4)
            #expect(known[0]?["ereignisse"]?.arrayValue?.count == 3)
        }
    }

    @Test(
        "what breaks the rules is refused",
        arguments: [
            (#"{"produktanbieterstatus": "UNTERSCHRIEBEN"}"#, 400),
            (#"{"antragsnummer": "1/1/1", "produktanbieterstatus": "OFFEN"}"#, 400),
            (#"{"antragsnummer": 1, "produktanbieterstatus": "ABGELEHNT"}"#, 400),
            (#"{"antragsnummer": "1/1/1", "hinweise": "x"}"#, 400), (#"["#, 400),
            (#"{"antragsnummer": "9/9/9", "produktanbieterstatus": "ABGELEHNT"}"#, 404),
        ]
    )
    func refused(body: String, status: Int) async throws {
        try await Server.run(configure: { $0.unknownApplications = ["9/9/9"] }) { server in
            let answer = try await server.post(Self.path, text: body)
            #expect(answer.status == status)
            #expect(answer.assumption != nil)
            let known = try await server.ask(.GET, "/_sandbox/antraege").json
            #expect(known == [])
        }
    }

    @Test("a comment without a status is taken today, and was not by the older rules", arguments: ["current", "seed"])
    func rules(version: String) async throws {
        try await Server.run { server in
            _ = try await server.settings(["behaviour": ["antragsstatus": .string(version)]])
            let answer = try await server.post(Self.path, ["antragsnummer": "985132/1/1", "kommentar": "Hallo"])
            #expect(answer.status == (version == "current" ? 200 : 400))
        }
    }

    @Test("its scope and media type are its own")
    func edges() async throws {
        try await Server.run { server in
            let event: JSONValue = ["antragsnummer": "985132/1/1", "antragstellerstatus": "BEANTRAGT"]
            let scope = try await server.post(Self.path, event, scope: SandboxScope.writeLoan)
            let type = try await server.send(.POST, Self.path, event, type: "text/plain")
            let method = try await server.get(Self.path)
            #expect([scope.status, type.status, method.status] == [403, 415, 405])
        }
    }
}
