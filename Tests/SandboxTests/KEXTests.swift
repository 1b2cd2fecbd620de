import JSON
import NIOHTTP1
import Sandbox
import Testing

@Suite("The stand-in for the KEX import")
struct KEXTests {
    @Test("old and new address create a Vorgang, a test unless production is asked for")
    func created() async throws {
        try await Server.run { server in
            let paths = [
                ("/vorgang", "TEST_MODUS"), ("/kreditsmart/kex/vorgang", "TEST_MODUS"),
                ("/vorgang?environment=PRODUCTION", "ECHT_GESCHAEFT"), ("/vorgang?environment=PROBE", "TEST_MODUS"),
            ]
            for (path, _) in paths {
                let answer = try await server.post(path, Sample.kex())
                #expect(answer.status == 201)
                #expect(answer.json["messages"] == [])
                #expect(answer.json["antragsteller1"]?["id"]?.stringValue?.isEmpty == false)
                #expect(answer.json["antragsteller2"] == nil)
            }
            let cases = try await server.cases()
            #expect(cases.compactMap { $0["datenkontext"]?.stringValue } == paths.map(\.1))
            #expect(cases.first?["api"] == "kex-vorgang")
            #expect(cases.first?["externeVorgangsId"] == "lead-1")
        }
    }

    @Test("a second applicant gets an id")
    func twoApplicants() async throws {
        try await Server.run { server in
            let document = Sample.kex(["antragsteller2": ["personendaten": ["nachname": "Muster"]]])
            let answer = try await server.post("/vorgang", document)
            #expect(answer.json["antragsteller2"]?["id"]?.stringValue?.isEmpty == false)
        }
    }

    @Test("without a Kundenbetreuer who exists nothing is stored", arguments: [nil, "XXX99", "12ABC", ""])
    func adviser(partner: String?) async throws {
        try await Server.run { server in
            let care: JSONValue = partner.map { ["partnerId": .string($0)] } ?? [:]
            let answer = try await server.post("/vorgang", Sample.kex(["kundenbetreuer": care]))
            #expect(answer.status == 422)
            #expect(answer.assumption != nil)
            let cases = try await server.cases()
            #expect(cases.isEmpty)
        }
    }

    @Test("a wrong format is dropped and said in messages")
    func messages() async throws {
        try await Server.run { server in
            let document = Sample.kex(
                ["antragsteller1": ["personendaten": ["nachname": "Muster", "geburtsdatum": "01.02.1980"]]]
            )
            let answer = try await server.post("/vorgang", document)
            #expect(answer.status == 201)
            let messages = answer.json["messages"]?.arrayValue?.compactMap(\.stringValue) ?? []
            #expect(messages.count == 1)
            #expect(messages.first?.hasPrefix("antragsteller1.personendaten.geburtsdatum") == true)
            #expect(answer.assumption?.contains("texts") == true)
            let dropped = try await server.cases().first?["dropped"]?[0]?["pointer"]
            #expect(dropped == "/antragsteller1/personendaten/geburtsdatum")
        }
    }

    @Test("whether unknown members are reported can be switched, since nobody knows", arguments: [false, true])
    func unknownMembers(reports: Bool) async throws {
        try await Server.run(configure: { $0.behaviour.kexUnknownMembers = reports ? .reported : .silent }) { server in
            let answer = try await server.post("/vorgang", Sample.kex(["unbekannt": 1]))
            #expect(answer.status == 201)
            #expect(answer.json["messages"]?.arrayValue?.count == (reports ? 1 : 0))
            #expect(answer.assumption?.contains("unknown members") == true)
        }
    }

    @Test("a scope for the other product does not count")
    func scope() async throws {
        try await Server.run { server in
            let answer = try await server.post("/vorgang", Sample.kex(), scope: SandboxScope.writeCase)
            #expect(answer.status == 403)
        }
    }

    @Test(
        "a body in ISO-8859-1 is read as such where its charset says so",
        arguments: [("application/json;charset=ISO-8859-1", 201), ("application/json; charset=utf-16", 415)]
    )
    func charset(type: String, status: Int) async throws {
        try await Server.run { server in
            let document = Sample.kex(["antragsteller1": ["personendaten": ["nachname": "Müller"]]])
            let latin = document.text().unicodeScalars.map { UInt8($0.value) }
            let headers = try await server.authorization() + [("content-type", type)]
            let answer = try await server.ask(.POST, "/vorgang", latin, headers: headers)
            #expect(answer.status == status)
            guard status == 201 else { return }
            let name = try await server.cases().first?["stored"]?["antragsteller1"]?["personendaten"]?["nachname"]
            #expect(name == "Müller")
        }
    }

    @Test("household items get ids and know whose they are")
    func owners() async throws {
        try await Server.run { server in
            let loans: JSONValue = [
                ["glaeubiger": "Bank", "gehoertZuAntragsteller": "BEIDE"],
                ["gehoertZuAntragsteller": "ANTRAGSTELLER_2"],
            ]
            let answer = try await server.post(
                "/vorgang",
                Sample.kex(["antragsteller2": [:], "haushalt": ["verbindlichkeiten": ["ratenkredite": loans]]])
            )
            let ids = ["antragsteller1", "antragsteller2"].map { answer.json[$0]?["id"] ?? .null }
            let stored = try await server.cases().first?["stored"]?["haushalt"]?["verbindlichkeiten"]?["ratenkredite"]
            #expect(stored?[0]?["antragstellerIds"] == .array(ids))
            #expect(stored?[1]?["antragstellerIds"] == [ids[1]])
            #expect(stored?[0]?["id"]?.stringValue?.utf8.count == 36)
            #expect(stored?[0]?["gehoertZuAntragsteller"] == nil)
        }
    }
}
