import JSON
import NIOHTTP1
import Sandbox
import Testing

@Suite("The stand-in for the KEX-Vorgang-Export-API")
struct KEXExportTests {
    @Test("the export shows what was changed, by selection, and 404 for what is not there")
    func export() async throws {
        try await Server.run { server in
            let loan = try await Loan.create(server, ["leadquelle": "Portal"])
            let query = """
                query($nr: String!) { v: vorgang(vorgangsnummer: $nr) {
                  eigeneVorgangsnummer leadquelle datenkontext erstelltAm vorgangsstatus { status }
                  kundenbetreuer { partnerId } antraege { antragsnummer }
                } }
                """
            let path = "/kreditsmart/kex/vorgaenge"
            let answer = try await server.graphQL(query, ["nr": .string(loan.number)], path: path)
            let shown = answer.json["data"]?["v"]
            #expect(shown?["eigeneVorgangsnummer"] == "lead-1")
            #expect(shown?["datenkontext"] == "TESTUMGEBUNG")
            #expect(shown?["vorgangsstatus"] == ["status": "AKTIV"])
            #expect(shown?["kundenbetreuer"] == ["partnerId": "ABC12"])
            #expect(shown?["erstelltAm"]?.stringValue?.hasSuffix("Z") == false)
            #expect(shown?["antraege"] == [])
            let unknown = try await server.graphQL(query, ["nr": "ZZZZZZ"], path: path)
            #expect(unknown.json["errors"]?[0]?["status"] == 404)
            let wrong = try await server.graphQL("{ vorgaenge { id } }", path: path)
            #expect(wrong.json["errors"]?[0]?["validationErrorType"] == "FieldUndefined")
        }
    }

    static let path = "/kreditsmart/kex/vorgaenge"

    @Test("a slip in a field's name is told in the published words")
    func slip() async throws {
        try await Server.run { server in
            let query =
                "query getVorgang($vorgangsnummer: String!) { vorgang(vorgangsnummer: $vorgangsnummer) "
                + "{ vorgangsnummerr bearbeiter{ partnerId } kundenbetreuer{ partnerId } } }"
            let answer = try await server.graphQL(query, ["vorgangsnummer": "123456"], path: Self.path)
            let what = "Field 'vorgangsnummerr' in type 'Vorgang' is undefined"
            let error: JSONValue = [
                "message": .string("Validation error of type FieldUndefined: \(what) @ 'vorgang/vorgangsnummerr'"),
                "locations": [["line": 1, "column": 89]], "description": .string(what),
                "validationErrorType": "FieldUndefined", "queryPath": ["vorgang", "vorgangsnummerr"],
                "errorType": "ValidationError",
            ]
            #expect(answer.json == ["errors": [error]])
        }
    }

    @Test("a deleted case and somebody else's are told in the published words, and nothing is shown")
    func refused() async throws {
        try await Server.run(configure: Sample.partners) { server in
            let loan = try await Loan.create(server)
            let query = "{ vorgang(vorgangsnummer: \"\(loan.number)\") { leadquelle } }"
            let foreign = try await server.graphQL(query, path: Self.path, as: "stranger:s")
            #expect(
                foreign.json == ["data": [:], "errors": [["message": "Insufficient access rights", "status": 403]]]
            )
            let gone: JSONValue = ["status": "GELOESCHT"]
            _ = try await server.ask(.PUT, "/_sandbox/vorgaenge/\(loan.number)", gone.serialized)
            let deleted = try await server.graphQL(query, path: Self.path)
            let error: JSONValue = [
                "message": "Vorgang deleted", "status": 410, "vorgangsnummer": .string(loan.number),
            ]
            #expect(deleted.json == ["data": [:], "errors": [error]])
        }
    }

    @Test("it tells whose a household item is, in the import's words, and what lenders said of its applications")
    func owners() async throws {
        try await Server.run { server in
            let haushalt: JSONValue = [
                "kinder": [
                    ["name": "Eva", "gehoertZuAntragsteller": "BEIDE"],
                    ["name": "Tom", "gehoertZuAntragsteller": "ANTRAGSTELLER_2"],
                ],
                "kontoverbindung": ["gehoertZuAntragsteller": "ANTRAGSTELLER_1"],
            ]
            let loan = try await Loan.create(server, ["antragsteller2": [:], "haushalt": haushalt])
            let event: JSONValue = [
                "antragsnummer": .string("\(loan.number)/1/1"), "produktanbieterstatus": "UNTERSCHRIEBEN",
            ]
            _ = try await server.post("/kreditsmart/kex/antraege/status", event)
            let query = """
                { vorgang(vorgangsnummer: "\(loan.number)") {
                  haushalt { kinder { name gehoertZuAntragsteller } kontoverbindung { gehoertZuAntragsteller iban } }
                  antraege { antragsnummer produktanbieterstatus { status } antragstellerstatus { status } }
                  other: antraege(antragsnummer: "985132/1/1") { antragsnummer }
                } }
                """
            let shown = try await server.graphQL(query, path: Self.path).json["data"]?["vorgang"]
            var expected = haushalt
            expected.set(.null, at: JSONPointer(["kontoverbindung", "iban"]), creatingParents: true)
            #expect(shown?["haushalt"] == expected)
            #expect(shown?["antraege"]?[0]?["produktanbieterstatus"] == ["status": "UNTERSCHRIEBEN"])
            #expect(shown?["antraege"]?[0]?["antragstellerstatus"] == .null)
            #expect(shown?["other"] == [])
        }
    }
}
