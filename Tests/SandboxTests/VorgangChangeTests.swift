import JSON
import NIOHTTP1
import Sandbox
import Testing

/// A BaufiSmart case to be changed.
enum Vorgang {
    static func create(
        _ server: Server,
        as client: String = "leadgate-sandbox:leadgate-sandbox",
        metadata: JSONObject = [:],
        _ kundenangaben: JSONValue = [:]
    ) async throws -> String {
        let document = Sample.kundenangaben(kundenangaben, metadata: metadata)
        let answer = try await server.send(.POST, "/kundenangaben", document, as: client)
        return answer.json["vorgangsnummer"]?.stringValue ?? ""
    }
}

@Suite("Changes to a case through the Vorgaenge API")
struct VorgangChangeTests {
    private static let patch = "application/json-patch+json"

    @Test("a patch changes reference, status and roles, and answers the whole case")
    func patch() async throws {
        try await Server.run { server in
            let number = try await Vorgang.create(server)
            let operations: JSONValue = [
                ["op": "replace", "path": "/externeVorgangsNummer", "value": "ext_4711"],
                ["op": "replace", "path": "/vorgangsBearbeiter/partnerId", "value": "MNC81"],
                ["op": "replace", "path": "/kundenBetreuer/partnerId", "value": "AAV43"],
            ]
            let answer = try await server.send(.PATCH, "/v3/vorgaenge/\(number)", operations, type: Self.patch)
            #expect(answer.status == 200)
            #expect(answer.json["externeVorgangsNummer"] == "ext_4711")
            #expect(answer.json["vorgangsBearbeiter"] == ["partnerId": "MNC81"])
            #expect(answer.json["kundenBetreuer"] == ["partnerId": "AAV43"])
            let archived = try await server.send(
                .PATCH,
                "/v3/vorgaenge/\(number)",
                [["op": "replace", "path": "/status", "value": "ARCHIVIERT"]],
                type: Self.patch
            )
            #expect(archived.json["status"] == "ARCHIVIERT")
            let list = try await server.get("/v3/vorgaenge?datenKontext=TEST_MODUS")
            #expect(list.json["vorgaenge"] == [])
            let single = try await server.get("/v3/vorgaenge/\(number)")
            #expect(single.json["status"] == "ARCHIVIERT")
        }
    }

    @Test(
        "another path, another value or no patch at all changes nothing",
        arguments: [
            (#"[{"op": "replace", "path": "/datenKontext", "value": "ECHT_GESCHAEFT"}]"#, 400),
            (#"[{"op": "replace", "path": "/status", "value": "FERTIG"}]"#, 400),
            (#"[{"op": "replace", "path": "/status", "value": {}}]"#, 400),
            (#"[{"op": "ersetze", "path": "/status", "value": "AKTIV"}]"#, 400),
            (#"[{"path": "/status", "value": "AKTIV"}]"#, 400), (#"{"op": "replace"}"#, 400), ("[", 400),
            (
                #"[{"op": "replace", "path": "/externeVorgangsNummer", "value": "x"}, {"op": "replace", "path": "/a"}]"#,
                400
            ),
            (#"[{"op": "replace", "path": "/kundenBetreuer/partnerId", "value": "XXX99"}]"#, 400),
            (#"[{"op": "replace", "path": "/antraege/ABC123/1/1/status", "value": {}}]"#, 404),
        ]
    )
    func refused(patch: String, status: Int) async throws {
        try await Server.run { server in
            let number = try await Vorgang.create(server)
            let headers = try await server.authorization() + [("content-type", Self.patch)]
            let answer = try await server.ask(
                .PATCH,
                "/v3/vorgaenge/\(number)",
                Array(patch.utf8),
                headers: headers
            )
            #expect(answer.status == status)
            #expect(answer.json["statusCode"]?.numberValue?.int == status)
            let stored = try await server.stored(number)
            #expect(stored["externeVorgangsId"] == "lead-1")
            #expect(stored["status"] == "AKTIV")
        }
    }

    @Test(
        "a role can be read and given, with the success code of README or specification",
        arguments: [
            ("kundenBetreuer", "readme", 201), ("vorgangsBearbeiter", "readme", 201),
            ("kundenBetreuer", "specification", 204), ("vorgangsBearbeiter", "specification", 200),
        ]
    )
    func roles(role: String, published: String, status: Int) async throws {
        try await Server.run { server in
            _ = try await server.settings(["behaviour": ["partnerStatus": .string(published)]])
            let number = try await Vorgang.create(server)
            let path = "/v3/vorgaenge/\(number)/\(role)"
            let answer = try await server.send(.PUT, path, ["partnerId": "AAV43"])
            #expect(answer.status == status)
            let read = try await server.get(path)
            #expect(read.json == ["partnerId": "AAV43"])
            let refused = try await server.send(.PUT, path, ["partnerId": "XXX99"])
            #expect(refused.status == 400)
        }
    }

    @Test("a role is given to nobody who has no right to the case, not by a patch either")
    func withoutRight() async throws {
        try await Server.run(configure: Sample.partners) { server in
            let number = try await Vorgang.create(server, as: "adviser:s")
            let path = "/v3/vorgaenge/\(number)"
            for role in ["kundenBetreuer", "vorgangsBearbeiter"] {
                let foreign = try await server.send(.PUT, "\(path)/\(role)", ["partnerId": "DEF34"], as: "adviser:s")
                let patch: JSONValue = [["op": "replace", "path": .string("/\(role)/partnerId"), "value": "DEF34"]]
                let patched = try await server.send(.PATCH, path, patch, as: "adviser:s", type: Self.patch)
                let head = try await server.send(.PUT, "\(path)/\(role)", ["partnerId": "ORG01"], as: "adviser:s")
                #expect([foreign.status, patched.status] == [403, 403], "\(role)")
                #expect(head.status == 201)
                _ = try await server.send(.PUT, "\(path)/\(role)", ["partnerId": "ABC12"], as: "head:s")
            }
            let shown = try await server.get(path, as: "head:s").json
            #expect(shown["kundenBetreuer"] == ["partnerId": "ABC12"])
        }
    }

    @Test("a message has 1 to 2000 characters", arguments: [(0, 400), (1, 201), (2_000, 201), (2_001, 400)])
    func message(length: Int, status: Int) async throws {
        try await Server.run { server in
            let number = try await Vorgang.create(server)
            let text = String(repeating: "ä", count: length)
            let answer = try await server.send(.POST, "/v3/vorgaenge/\(number)/nachricht", ["text": .string(text)])
            #expect(answer.status == status)
            let kept = try await server.stored(number)["nachrichten"]?.arrayValue
            #expect(kept?.count == (status == 201 ? 1 : 0))
        }
    }

    @Test("a case is shown to its adviser, its editor and those above them, and to nobody else")
    func visibility() async throws {
        try await Server.run(configure: Sample.partners) { server in
            let number = try await Vorgang.create(server, as: "adviser:s")
            for (client, status) in [("adviser:s", 200), ("head:s", 200), ("stranger:s", 403)] {
                for path in ["/v3/vorgaenge/\(number)", "/kundenangaben/\(number)"] {
                    let answer = try await server.get(path, as: client)
                    #expect(answer.status == status, "\(client) \(path)")
                }
                let list = try await server.get("/v3/vorgaenge?datenKontext=TEST_MODUS", as: client)
                #expect(list.json["vorgaenge"]?.arrayValue?.count == (status == 200 ? 1 : 0))
                let changed = try await server.send(
                    .POST,
                    "/v3/vorgaenge/\(number)/nachricht",
                    ["text": "x"],
                    as: client
                )
                #expect(changed.status == (status == 200 ? 201 : 403))
            }
            _ = try await server.settings(["behaviour": ["foreignCase": "404"]])
            let hidden = try await server.get("/v3/vorgaenge/\(number)", as: "stranger:s")
            #expect(hidden.status == 404)
        }
    }

    @Test("a case shows all that was said of it at its creation, under the names of this API")
    func detail() async throws {
        try await Server.run { server in
            let number = try await Vorgang.create(
                server,
                metadata: [
                    "importquelle": "Landingpage", "prioritaet": "HOCH",
                    "leadtracking": ["kampagne": "k", "keyword": "w", "trackingId": "t", "sendNotification": true],
                    "betreuung": ["kundenbetreuer": "ABC12", "bearbeiter": "DEF34"],
                    "tippgeber": ["tippgeberPartnerId": "GHI56"],
                ],
                ["haushalte": [["kunden": [["referenzId": "k1", "externeKundenId": "ext-1"]]]]]
            )
            let shown = try await server.get("/v3/vorgaenge/\(number)").json
            #expect(shown["importQuelle"] == "Landingpage")
            #expect(shown["prioritaet"] == "HOCH")
            #expect(shown["leadTracking"]?["kundenBetreuerBenachrichtigen"] == true)
            #expect(shown["leadTracking"]?["sendNotification"] == nil)
            #expect(shown["kundenBetreuer"] == ["partnerId": "ABC12"])
            #expect(shown["vorgangsBearbeiter"] == ["partnerId": "DEF34"])
            #expect(shown["tippGeber"] == ["partnerId": "GHI56"])
            #expect(shown["erstelltAm"]?.stringValue?.utf8.count == 10)
            #expect(shown["aufbewahrungBis"]?.stringValue?.utf8.count == 10)
            #expect(shown["haushalte"]?[0]?["antragsteller"]?[0]?["externeAntragstellerId"] == "ext-1")
        }
    }

    @Test(
        "what v2 answers after its end of life is a switch",
        arguments: [("gone", 410), ("not-found", 404), ("works", 200)]
    )
    func version2(behaviour: String, status: Int) async throws {
        try await Server.run { server in
            _ = try await server.settings(["behaviour": ["vorgaengeV2": .string(behaviour)]])
            let answer = try await server.get("/v2/vorgaenge")
            #expect(answer.status == status)
            #expect((answer.assumption?.contains("end-of-life") == true) == (status != 200))
            if status == 200 {
                let link = answer.json["_links"]?["self"]?["href"]?.stringValue
                #expect(link?.contains("/v2/vorgaenge?") == true)
            }
        }
    }

    @Test("an Antrag there is none of: an empty list, and 404 for each")
    func applications() async throws {
        try await Server.run { server in
            let number = try await Vorgang.create(server)
            let list = try await server.get("/v3/vorgaenge/\(number)/antraege")
            #expect(list.json["antraege"] == [])
            let proposals = try await server.get("/v3/vorgaenge/\(number)/finanzierungsvorschlaege")
            #expect(proposals.status == 200 && proposals.json["finanzierungsvorschlaege"] == [])
            #expect(proposals.assumption?.contains("finanzierungsvorschlaege") == true)
            let proposal = try await server.get("/v3/vorgaenge/\(number)/finanzierungsvorschlaege/1")
            #expect(proposal.status == 404 && proposal.assumption?.contains("finanzierungsvorschlaege") == true)
            let status = try await server.send(.POST, "/v3/vorgaenge/\(number)/antraege/1/1/status", [:])
            #expect(status.status == 404)
            #expect(status.assumption?.contains("antraege") == true)
        }
    }
}
