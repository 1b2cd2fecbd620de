import JSON
import NIOHTTP1
import Sandbox
import Testing

@Suite("The applications of a BaufiSmart case")
struct VorgangAntraegeTests {
    /// A case with two applications, whose Bearbeiter the standard client is.
    private static func create(_ server: Server) async throws -> String {
        let care: JSONObject = ["betreuung": ["kundenbetreuer": "ABC12", "bearbeiter": "LGT01"]]
        let number = try await Vorgang.create(server, metadata: care)
        let put = try await server.ask(
            .PUT,
            "/_sandbox/vorgaenge/\(number)",
            JSONValue.object(["antraege": ["1/1", "2/1"]]).serialized
        )
        #expect(put.status == 200)
        return number
    }

    private static func numbers(_ answer: Answer) -> [String] {
        answer.json["antraege"]?.arrayValue?.compactMap { $0["antragsNummer"]?.stringValue } ?? []
    }

    @Test("they are listed, found by their numbers, and shown with the case")
    func read() async throws {
        try await Server.run { server in
            let number = try await Self.create(server)
            let path = "/v3/vorgaenge/\(number)/antraege"
            let all = try await server.get(path)
            #expect(Self.numbers(all) == ["\(number)/1/1", "\(number)/2/1"])
            #expect(all.assumption?.contains("antraege") == true)
            let second = try await server.get("\(path)/2")
            #expect(Self.numbers(second) == ["\(number)/2/1"])
            let one = try await server.get("\(path)/1/1")
            #expect(one.json["status"] == ["antragsteller": "BEANTRAGT", "produktAnbieter": "NICHT_BEARBEITET"])
            let shown = try await server.get("/v3/vorgaenge/\(number)")
            #expect(Self.numbers(shown) == ["\(number)/1/1", "\(number)/2/1"])
            for unknown in ["3", "1/2", "3/1"] {
                let answer = try await server.get("\(path)/\(unknown)")
                #expect(answer.status == 404)
            }
        }
    }

    @Test("a patch changes the status of one, of either side or both")
    func patched() async throws {
        try await Server.run { server in
            let number = try await Self.create(server)
            func patch(_ value: JSONValue, antrag: String = "1/1", op: String = "replace") async throws -> Answer {
                let path = "/antraege/\(number)/\(antrag)/status"
                return try await server.send(
                    .PATCH,
                    "/v3/vorgaenge/\(number)",
                    [["op": .string(op), "path": .string(path), "value": value]],
                    type: "application/json-patch+json"
                )
            }
            let lender = try await patch(["produktAnbieter": "UNTERSCHRIEBEN"])
            #expect(lender.status == 200)
            let both: JSONValue = ["antragsteller": "BEANTRAGT", "produktAnbieter": "UNTERSCHRIEBEN"]
            #expect(lender.json["antraege"]?[0]?["status"] == both)
            #expect(lender.json["antraege"]?[1]?["status"]?["produktAnbieter"] == "NICHT_BEARBEITET")
            let tested = try await patch(both, op: "test")
            #expect(tested.status == 200)
            let statuses = [
                try await patch(["antragsteller": "WIDERRUFEN"], op: "test").status,
                try await patch(["produktAnbieter": "FERTIG"]).status, try await patch([:]).status,
                try await patch(["antragsteller": "WIDERRUFEN"], antrag: "1/2").status,
            ]
            #expect(statuses == [400, 400, 400, 404])
        }
    }

    @Test("its status can be told, and once that it can be decided, by the Bearbeiter")
    func told() async throws {
        try await Server.run { server in
            let number = try await Self.create(server)
            let path = "/v3/vorgaenge/\(number)/antraege/1/1"
            let signal: JSONValue = ["entscheidungsreifeVomVertriebSignalisiert": true]
            let first = try await server.send(.POST, "\(path)/entscheidungsreife", signal)
            let second = try await server.send(.POST, "\(path)/entscheidungsreife", signal)
            #expect([first.status, second.status] == [202, 400])
            let half = try await server.send(.POST, "\(path)/status", ["antragsteller": "UNTERSCHRIEBEN"])
            let whole: JSONValue = ["antragsteller": "UNTERSCHRIEBEN", "produktAnbieter": "UNTERSCHRIEBEN"]
            let told = try await server.send(.POST, "\(path)/status", whole)
            #expect([half.status, told.status] == [400, 202])
            let shown = try await server.get(path)
            #expect(shown.json["status"] == whole)
            let other = try await server.send(.POST, "\(path)/unterschrift", whole)
            let method = try await server.send(.PUT, path, whole)
            #expect([other.status, method.status] == [404, 405])
        }
    }

    @Test(
        "what is no change of a case is refused",
        arguments: [
            #"{"antraege": ["1"]}"#, #"{"antraege": [1]}"#, #"{"status": "FERTIG"}"#, #"{"antrage": []}"#, "{}",
        ]
    )
    func control(body: String) async throws {
        try await Server.run { server in
            let number = try await Vorgang.create(server)
            let answer = try await server.ask(.PUT, "/_sandbox/vorgaenge/\(number)", Array(body.utf8))
            #expect(answer.status == 400)
            #expect(answer.text.contains("antraege"))
        }
    }
}
