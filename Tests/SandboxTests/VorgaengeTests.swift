import JSON
import NIOHTTP1
import Sandbox
import TestSupport
import Testing

@Suite("The stand-in for the Vorgaenge list")
struct VorgaengeTests {
    static func references(_ answer: Answer) -> [String] {
        answer.json["vorgaenge"]?.arrayValue?.compactMap { $0["externeVorgangsNummer"]?.stringValue } ?? []
    }

    @Test("the list knows the references, defaults to real business, sorts and pages with links")
    func list() async throws {
        try await Server.run { server in
            for number in 1...12 {
                let metadata: JSONObject = ["externeVorgangsId": .string("lead-\(number)")]
                _ = try await server.post("/kundenangaben", Sample.kundenangaben(metadata: metadata))
            }
            let real = try await server.get("/v3/vorgaenge")
            #expect(Self.references(real).isEmpty)
            let newest = try await server.get("/v3/vorgaenge?datenKontext=TEST_MODUS")
            #expect(Self.references(newest).first == "lead-12")
            #expect(Self.references(newest).count == 10)
            #expect(newest.json["_links"]?["prev"] == nil)
            let first = try await server.get("/v3/vorgaenge?datenKontext=TEST_MODUS&sort=aufsteigend&limit=5")
            #expect(Self.references(first) == (1...5).map { "lead-\($0)" })
            var next = try #require(first.json["_links"]?["next"]?["href"]?.stringValue)
            #expect(next.hasPrefix(server.base))
            let second = try await server.get(String(next.dropFirst(server.base.count)))
            #expect(Self.references(second) == (6...10).map { "lead-\($0)" })
            next = try #require(second.json["_links"]?["next"]?["href"]?.stringValue)
            let third = try await server.get(String(next.dropFirst(server.base.count)))
            #expect(Self.references(third) == ["lead-11", "lead-12"])
            #expect(third.json["_links"]?["next"] == nil)
            #expect(third.json["_links"]?["prev"] != nil)
            // A last page that is just full is the last all the same.
            let full = try await server.get("/v3/vorgaenge?datenKontext=TEST_MODUS&limit=6&page=1")
            #expect(Self.references(full).count == 6)
            #expect(full.json["_links"]?["next"] == nil)
            let beyond = try await server.get("/v3/vorgaenge?datenKontext=TEST_MODUS&page=9223372036854775807")
            #expect(beyond.status == 200 && Self.references(beyond).isEmpty)
        }
    }

    @Test("a change window bounds the list, and a new case shows up after the indexing delay")
    func window() async throws {
        let clock = ManualClock(1_594_386_000_000)  // 2020-07-10T13:00:00Z
        try await Server.run(
            configure: {
                $0.clock = clock
                $0.indexingDelay = 60_000
            }
        ) { server in
            _ = try await server.post("/kundenangaben", Sample.kundenangaben())
            let query = "/v3/vorgaenge?datenKontext=TEST_MODUS"
            let early = try await server.get(query)
            #expect(Self.references(early).isEmpty)
            clock.advance(60_000)
            let late = try await server.get(query)
            #expect(Self.references(late).count == 1)
            let windows = [
                ("aenderungSeit=2020-07-10", 1), ("aenderungSeit=2020-07-10T13:00Z", 1),
                ("aenderungSeit=2020-07-10T13:00:00.000Z", 1), ("aenderungSeit=2020-07-10T13:01Z", 0),
                ("aenderungSeit=2020-07-10T15:00%2B02:00", 1), ("aenderungSeit=2020-07-10T15:01%2B0200", 0),
                ("aenderungBis=2020-07-10T12:59Z", 0), ("aenderungBis=2020-07-10T13:00Z", 1),
            ]
            for (window, count) in windows {
                let answer = try await server.get("\(query)&\(window)")
                #expect(Self.references(answer).count == count, "\(window)")
            }
        }
    }

    @Test(
        "what cannot be read is a 400 in the API's own form",
        arguments: [
            "datenKontext=PROBE", "aenderungSeit=gestern", "aenderungBis=2020-13-01", "sort=quer", "page=-1", "limit=0",
        ]
    )
    func badRequest(query: String) async throws {
        try await Server.run { server in
            let answer = try await server.get("/v3/vorgaenge?\(query)")
            #expect(answer.status == 400)
            #expect(answer.json["statusCode"] == 400)
            #expect((answer.assumption?.contains("list-query") == true) == (query != "datenKontext=PROBE"))
            #expect(answer.json["traceId"]?.stringValue == answer.headers["x-traceid"].first)
        }
    }

    @Test("a single case shows who looks after it: the subject of the token where nobody was named")
    func single() async throws {
        try await Server.run { server in
            let created = try await server.post("/kundenangaben", Sample.kundenangaben())
            let answer = try await server.get("/v3/vorgaenge/\(created.json["vorgangsnummer"]?.stringValue ?? "")")
            #expect(answer.status == 200)
            #expect(answer.json["kundenBetreuer"]?["partnerId"] == "LGT01")
            #expect(answer.json["externeVorgangsNummer"] == "lead-1")
            for (path, status) in [("/v3/vorgaenge/ZZZZZZ", 404), ("/v3/vorgaenge/", 404), ("/v2/vorgaenge", 410)] {
                let other = try await server.get(path)
                #expect(other.status == status)
            }
        }
    }

    @Test("the limit holds in any 60 seconds, also across the border of a minute")
    func rate() async throws {
        let clock = ManualClock(59_000)
        try await Server.run(
            configure: {
                $0.clock = clock
                $0.requestsPerMinute = 3
            }
        ) { server in
            let headers = try await server.authorization()
            var statuses: [Int] = []
            // At 59, 59, 61, 61, 118 and 119 seconds.
            for step: Int64 in [0, 2_000, 0, 57_000, 1_000, 0] {
                statuses.append(try await server.ask(.GET, "/v3/vorgaenge", headers: headers).status)
                clock.advance(step)
            }
            #expect(statuses == [200, 200, 200, 429, 429, 200])
        }
    }

    @Test("the limit is a client's own, and other APIs count only by switch")
    func rateOfOthers() async throws {
        let other = SandboxClient(id: "other", secret: "s")
        try await Server.run(
            configure: {
                $0.requestsPerMinute = 1
                $0.clients.append(other)
            }
        ) { server in
            let first = try await server.get("/v3/vorgaenge")
            let foreign = try await server.get("/v3/vorgaenge", as: "other:s")
            let third = try await server.post("/kundenangaben", Sample.kundenangaben())
            _ = try await server.settings(["behaviour": ["limited": "all"]])
            let fourth = try await server.post("/kundenangaben", Sample.kundenangaben())
            #expect([first, foreign, third, fourth].map(\.status) == [200, 200, 201, 429])
            #expect(fourth.json["title"] == "Too Many Requests")
        }
    }
}
