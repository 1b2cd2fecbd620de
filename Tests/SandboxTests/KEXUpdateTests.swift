import JSON
import NIOHTTP1
import Sandbox
import Testing

@Suite("The stand-in for the KEX-Vorgang-Update-API")
struct KEXUpdateTests {
    @Test("a mutation with variables and literals changes the stored case")
    func person() async throws {
        try await Server.run { server in
            let loan = try await Loan.create(server)
            let query = """
                mutation personendaten($vorgangsnummer: String!, $antragstellerId: String!) {
                  updatePersonendaten(vorgangsnummer: $vorgangsnummer, antragstellerId: $antragstellerId, personendaten: {
                    vorname: "Max"
                    nachname: "Mustermann", anrede: HERR, titel: DOKTOR
                  }) { messages }
                }
                """
            let answer = try await server.graphQL(
                query,
                ["vorgangsnummer": .string(loan.number), "antragstellerId": .string(loan.applicant)]
            )
            #expect(answer.status == 200)
            #expect(answer.json == ["data": ["updatePersonendaten": ["messages": []]]])
            let person = try await server.stored(loan.number)["stored"]?["antragsteller1"]?["personendaten"]
            #expect(person == ["vorname": "Max", "nachname": "Mustermann", "anrede": "HERR", "titel": ["DOKTOR"]])
        }
    }

    @Test("several mutations of one document are done in order, under their aliases")
    func aliases() async throws {
        try await Server.run { server in
            let loan = try await Loan.create(server)
            let query = """
                mutation($nr: String!, $kredit: Ratenkredit!) {
                  eins: addRatenkredit(vorgangsnummer: $nr, ratenkredit: $kredit) { id messages }
                  zwei: addRatenkredit(vorgangsnummer: $nr, ratenkredit: {glaeubiger: "Bank B"}) { id }
                  addKommentare(vorgangsnummer: $nr, kommentare: ["a", "", "b"]) { messages }
                }
                """
            let answer = try await server.graphQL(
                query,
                [
                    "nr": .string(loan.number),
                    "kredit": ["glaeubiger": "Bank A", "antragstellerIds": [.string(loan.applicant)]],
                ]
            )
            let stored = try await server.stored(loan.number)["stored"]
            let loans = stored?["haushalt"]?["verbindlichkeiten"]?["ratenkredite"]?.arrayValue ?? []
            #expect(loans.compactMap { $0["glaeubiger"]?.stringValue } == ["Bank A", "Bank B"])
            #expect(loans.first?["id"] == answer.json["data"]?["eins"]?["id"])
            #expect(loans.last?["id"] == answer.json["data"]?["zwei"]?["id"])
            #expect(stored?["kommentare"] == ["a", "b"])
            #expect(answer.json["data"]?.objectValue?.keys == ["eins", "zwei", "addKommentare"])
        }
    }

    @Test("the answer can be asked for in the shape that the README prints")
    func flat() async throws {
        try await Server.run(configure: { $0.behaviour.graphQLData = .flat }) { server in
            let loan = try await Loan.create(server)
            let answer = try await server.graphQL(
                #"mutation { addKommentare(vorgangsnummer: "\#(loan.number)", kommentare: ["a"]) { messages } }"#
            )
            #expect(answer.json == ["data": ["messages": []], "errors": []])
        }
    }

    @Test("who may change what: unknown, gone, archived, somebody else's")
    func rights() async throws {
        try await Server.run(configure: Sample.partners) { server in
            let loan = try await Loan.create(server, ["bearbeiter": ["partnerId": "ABC12"]])
            func status(_ mutation: String, as client: String, number: String? = nil) async throws -> Int {
                let number = number ?? loan.number
                let query = "mutation { m: \(mutation.replacing("NR", with: "\"\(number)\"")) { messages } }"
                let answer = try await server.graphQL(query, as: client)
                #expect(answer.status == 200)
                return answer.json["errors"]?[0]?["status"]?.numberValue?.int ?? 200
            }
            let edit = "updateFinanzierungswunsch(vorgangsnummer: NR, finanzierungswunsch: {kreditbetrag: 1})"
            let comment = "addKommentare(vorgangsnummer: NR, kommentare: [\"x\"])"
            let outcomes = [
                try await status(edit, as: "adviser:s"), try await status(edit, as: "head:s"),
                try await status(comment, as: "head:s"), try await status(comment, as: "stranger:s"),
                try await status(edit, as: "adviser:s", number: "ZZZZZZ"),
                try await status("updateBearbeiter(vorgangsnummer: NR, partnerId: \"ORG01\")", as: "head:s"),
                try await status(edit, as: "adviser:s"), try await status(edit, as: "head:s"),
                try await status("updateKundenbetreuer(vorgangsnummer: NR, partnerId: \"XXX99\")", as: "head:s"),
            ]
            #expect(outcomes == [200, 403, 200, 403, 404, 200, 403, 200, 400])
            for (state, code) in [("ARCHIVIERT", 403), ("AKTIV", 200), ("GELOESCHT", 410)] {
                let body: JSONValue = ["status": .string(state)]
                _ = try await server.ask(.PUT, "/_sandbox/vorgaenge/\(loan.number)", body.serialized)
                let answered = try await status(edit, as: "head:s")
                #expect(answered == code)
            }
        }
    }

    @Test("HTTP's own errors: no token, no scope, wrong media type")
    func http() async throws {
        try await Server.run { server in
            let body: JSONValue = ["query": "mutation { a }"]
            let nobody = try await server.ask(.POST, "/vorgaenge", body.serialized)
            let scope = try await server.post("/vorgaenge", body, scope: SandboxScope.readLoan)
            let type = try await server.send(.POST, "/vorgaenge", body, type: "application/graphql")
            #expect([nobody.status, scope.status, type.status] == [401, 403, 415])
        }
    }

    @Test("a failed mutation leaves the others done: its data is null and errors names it")
    func partialSuccess() async throws {
        try await Server.run { server in
            let loan = try await Loan.create(
                server,
                ["antragsteller2": ["personendaten": ["nachname": "Muster"]]]
            )
            let ids = try await server.stored(loan.number)["stored"]
            let both: JSONValue = [
                ids?["antragsteller1"]?["id"] ?? .null, ids?["antragsteller2"]?["id"] ?? .null,
            ]
            let query = """
                mutation($nr: String!, $ids: [String]) {
                  a: addEhegattenunterhalt(vorgangsnummer: $nr, ehegattenunterhalt: {antragstellerIds: $ids}) { id }
                  b: addKommentare(vorgangsnummer: $nr, kommentare: ["x"]) { messages }
                }
                """
            let variables: JSONValue = ["nr": .string(loan.number), "ids": both]
            let answer = try await server.graphQL(query, variables)
            #expect(answer.json["data"]?["a"] == .null)
            #expect(answer.json["data"]?["b"] == ["messages": []])
            #expect(answer.json["errors"]?[0]?["status"] == 422)
            #expect(answer.json["errors"]?[0]?["path"] == ["a"])
            #expect(answer.assumption?.contains("graphql-partial") == true)

            _ = try await server.settings(
                ["behaviour": ["graphQLPartial": "stops", "graphQLStatus": "extensions"]]
            )
            let stopped = try await server.graphQL(query, variables)
            #expect(stopped.json["data"] == .null)
            #expect(stopped.json["errors"]?[0]?["extensions"]?["status"] == 422)
            let comments = try await server.stored(loan.number)["stored"]?["kommentare"]?.arrayValue
            #expect(comments?.count == 1)
        }
    }
}
