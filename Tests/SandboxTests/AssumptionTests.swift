import JSON
import NIOHTTP1
import Sandbox
import Testing

/// Nobody must mistake the stand-in for a promise of Europace's: what it assumes is said where it is assumed.
@Suite("What is assumed is said")
struct AssumptionTests {
    /// The assumptions that answers have named.
    private actor Named {
        private(set) var all: Set<Assumption> = []

        func add(_ answer: Answer) {
            guard let header = answer.assumption else { return }
            all.formUnion(Assumption.allCases.filter { header.contains("\($0.rawValue): ") })
        }
    }

    private static let json = "application/json"

    @Test("each assumption of the list is named by an answer that rests on it, and none is named that is not listed")
    func all() async throws {
        let named = Named()
        try await Server.run(configure: {
            Sample.partners(&$0)
            $0.bodyLimit = 20_000
        }) { server in
            try await Self.edge(server, named)
            try await Self.kundenangaben(server, named)
            try await Self.vorgaenge(server, named)
            try await Self.kreditSmart(server, named)
            try await Self.graphQL(server, named)
            // Last, as nothing gets through afterwards.
            _ = try await server.settings(["requestsPerMinute": 1])
            await named.add(try await server.get("/v3/vorgaenge"))
            let list = try await server.ask(.GET, "/_sandbox/assumptions").json.objectValue
            #expect(list?.keys.sorted() == Assumption.allCases.map(\.rawValue).sorted())
        }
        #expect(Set(Assumption.allCases).subtracting(await named.all) == [])
    }

    private static func edge(_ server: Server, _ named: Named) async throws {
        let long = Sample.kundenangaben(metadata: ["importquelle": .string(String(repeating: "x", count: 30_000))])
        await named.add(try await server.post("/kundenangaben", long))
        await named.add(try await server.send(.POST, "/kundenangaben", [:], type: "text/plain"))
        let token = try await server.token().json["access_token"]?.stringValue ?? ""
        await named.add(try await server.ask(.GET, "/v3/vorgaenge", headers: [("x-authentication", token)]))
        let basic = ("authorization", "Basic bGVhZGdhdGUtc2FuZGJveDpsZWFkZ2F0ZS1zYW5kYm94")
        await named.add(try await server.ask(.GET, "/auth/token", headers: [basic]))
        await named.add(try await server.token("grant_type=password"))
        await named.add(try await server.token("grant_type=client_credentials&subject=ORG01", basic: "adviser:s"))
    }

    private static func kundenangaben(_ server: Server, _ named: Named) async throws {
        let bodies: [JSONValue] = [
            ["importMetadaten": [:], "kundenangaben": [:]],
            Sample.kundenangaben(["finanzierungsbedarf": ["finanzierungszweck": ["@type": "RAUMFAHRT"]]]),
            Sample.kundenangaben(["haushalte": [["kunden": [["referenzId": "k"], ["referenzId": "k"]]]]]),
            Sample.kundenangaben(
                ["haushalte": [["kunden": [["referenzId": "k", "personendaten": ["geburtsdatum": "2100-01-01"]]]]]]
            ),
            Sample.kundenangaben(metadata: ["externeVorgangsId": 770]),
            Sample.kundenangaben(["haushalte": [["kunden": [[:]]]]]),
        ]
        for body in bodies { await named.add(try await server.post("/kundenangaben", body)) }
        await named.add(try await server.post("/kundenangaben/body-validation", Sample.kundenangaben()))
        let care: JSONObject = ["betreuung": ["kundenbetreuer": "ABC12", "bearbeiter": "LGT01"]]
        let number = try await Vorgang.create(server, metadata: care)
        let path = "/kundenangaben/\(number)"
        await named.add(try await server.get(path))
        await named.add(try await server.get(path, as: "stranger:s"))
        let replacement: JSONValue = ["updateMetadaten": [:], "kundenangaben": [:]]
        await named.add(try await server.send(.PUT, path, replacement, as: "head:s"))
        let archived: JSONValue = ["status": "ARCHIVIERT"]
        _ = try await server.ask(.PUT, "/_sandbox/vorgaenge/\(number)", archived.serialized)
        await named.add(try await server.send(.PUT, path, replacement))
    }

    private static func vorgaenge(_ server: Server, _ named: Named) async throws {
        let number = try await Vorgang.create(server)
        let path = "/v3/vorgaenge/\(number)"
        for path in [
            "/v2/vorgaenge", "/v3/vorgaenge?limit=2000", "/v3/vorgaenge?aenderungSeit=2020-07-10", path,
            "\(path)/vorgangsBearbeiter", "\(path)/antraege",
            "\(path)/finanzierungsvorschlaege",
        ] {
            await named.add(try await server.get(path))
        }
        let patch: JSONValue = [["op": "add", "path": "/status", "value": "AKTIV"]]
        await named.add(try await server.send(.PATCH, path, patch, type: "application/json-patch+json"))
        await named.add(try await server.send(.PUT, "\(path)/kundenBetreuer", ["partnerId": "AAV43"]))
    }

    private static func kreditSmart(_ server: Server, _ named: Named) async throws {
        let odd = Sample.kex(["unbekannt": 1, "antragsteller1": ["personendaten": ["geburtsdatum": "1.1.1980"]]])
        await named.add(try await server.post("/vorgang?environment=PROBE", odd))
        await named.add(try await server.post("/vorgang", ["kundenbetreuer": ["partnerId": "XXX99"]]))
        await named.add(try await server.send(.POST, "/vorgang", Sample.kex(), type: "\(Self.json);charset=utf-16"))
        let status = "/kreditsmart/kex/antraege/status"
        await named.add(try await server.post(status, ["produktanbieterstatus": "ABGELEHNT"]))
        await named.add(try await server.post(status, ["antragsnummer": "985132/1/1", "kommentar": "x"]))
    }

    private static func graphQL(_ server: Server, _ named: Named) async throws {
        let loan = try await Loan.create(server)
        let number = "vorgangsnummer: \"\(loan.number)\""
        let comment = "addKommentare(\(number), kommentare: [\"x\"]) { messages }"
        let stranger = "deleteKind(\(number), id: \"nobody\") { messages }"
        let employed = "updateBeschaeftigung(\(number), antragstellerId: \"\(loan.applicant)\", "
        for query in [
            "{ __schema { queryType { name } } }", "mutation { unbekannt }",
            "mutation { a: \(stranger) b: \(comment) }",
            "mutation { \(employed)beschaeftigung: {arbeitsloser: {sonstigesEinkommenMonatlich: 1}}) { messages } }",
        ] {
            await named.add(try await server.graphQL(query))
        }
        await named.add(
            try await server.graphQL(
                "mutation($nr: String!) { addKommentare(vorgangsnummer: $nr, kommentare: [\"x\"]) { messages } }",
                ["nr": .string(loan.number)]
            )
        )
        let path = "/kreditsmart/kex/vorgaenge"
        await named.add(try await server.graphQL("{ vorgang(\(number)) { leadquelle } }", path: path))
        _ = try await server.settings(["behaviour": ["graphQLData": "flat"]])
        await named.add(try await server.graphQL("mutation { \(comment) }"))
    }
}
