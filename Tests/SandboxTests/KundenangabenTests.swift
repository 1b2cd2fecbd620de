import JSON
import NIOHTTP1
import Sandbox
import Testing

@Suite("The stand-in for Kundenangaben")
struct KundenangabenTests {
    @Test("a typo in a name or an enumeration vanishes behind a 201, and the sandbox tells")
    func tolerant() async throws {
        try await Server.run { server in
            let document = Sample.kundenangaben(
                ["haushalte": [["kunden": [["referenzId": "k1", "persondendaten": ["geburtsdatum": "1980-02-01"]]]]]],
                metadata: ["prioritaet": "SEHR_HOCH"]
            )
            let answer = try await server.post("/kundenangaben", document)
            #expect(answer.status == 201)
            #expect(answer.json.objectValue?.keys == ["vorgangsnummer"])
            let created = try #require(try await server.cases().first)
            #expect(created["api"] == "kundenangaben")
            #expect(created["document"] == document)
            #expect(created["externeVorgangsId"] == "lead-1")
            #expect(created["datenkontext"] == "TEST_MODUS")
            #expect(created["vorgangsnummer"] == answer.json["vorgangsnummer"])
            let dropped = created["dropped"]?.arrayValue?.compactMap { $0["pointer"]?.stringValue } ?? []
            #expect(dropped.contains("/kundenangaben/haushalte/0/kunden/0/persondendaten"))
            #expect(dropped.contains("/importMetadaten/prioritaet"))
        }
    }

    @Test("a value of the wrong shape is a 400 with path, line and column")
    func shape() async throws {
        try await Server.run { server in
            let text = Sample.kundenangaben(["haushalte": ["kunden": []]]).text()
            let answer = try await server.post("/kundenangaben", text: text)
            #expect(answer.status == 400)
            #expect(answer.headers["content-type"].first == "application/problem+json")
            let column = text.prefix(upTo: try #require(text.firstRange(of: #"{"kunden""#)).lowerBound).count + 1
            let detail = answer.json["detail"]?.stringValue
            #expect(detail == "Cannot deserialize into 'kundenangaben.haushalte' at line: 1, column: \(column)")
            #expect(answer.json["traceId"]?.stringValue == answer.headers["x-traceid"].first)
            let cases = try await server.cases()
            #expect(cases.isEmpty)
        }
    }

    @Test("too many elements are a constraint violation, in an array")
    func constraint() async throws {
        try await Server.run { server in
            let kunden: [JSONValue] = (1...3).map { ["referenzId": .string("k\($0)")] }
            let answer = try await server.post(
                "/kundenangaben",
                Sample.kundenangaben(["haushalte": [["kunden": .array(kunden)]]])
            )
            #expect(answer.status == 400)
            #expect(answer.json["title"] == "Constraint Violation")
            let violation = answer.json["violations"]?[0]
            #expect(violation?["field"] == "haushalte[0].kunden")
            #expect(violation?["message"] == "size must be between 0 and 2")
        }
    }

    @Test("what is not readable is told so", arguments: ["", "{", "[]", "null", "hello"])
    func unreadable(text: String) async throws {
        try await Server.run { server in
            let answer = try await server.post("/kundenangaben", text: text)
            #expect(answer.status == 400)
            #expect(answer.json["detail"] == "The request is not readable")
        }
    }

    @Test(
        "a missing datenkontext is refused, and that is an assumption",
        arguments: [
            #"{"importMetadaten":{},"kundenangaben":{}}"#,
            #"{"importMetadaten":{"datenkontext":"PROBE"},"kundenangaben":{}}"#,
        ]
    )
    func context(text: String) async throws {
        try await Server.run { server in
            let answer = try await server.post("/kundenangaben", text: text)
            #expect(answer.status == 400)
            #expect(answer.json["violations"]?[0]?["field"] == "importMetadaten.datenkontext")
            #expect(answer.assumption?.contains("datenkontext") == true)
        }
    }

    @Test("real business needs its scope")
    func scopes() async throws {
        try await Server.run { server in
            let real = Sample.kundenangaben(context: "ECHT_GESCHAEFT")
            let write = SandboxScope.writeCase
            let cases: [(scope: String, document: JSONValue, status: Int)] = [
                (write, real, 403), ("\(write)+\(SandboxScope.realBusiness)", real, 201),
                (write, Sample.kundenangaben(), 201), (SandboxScope.readCase, Sample.kundenangaben(), 403),
            ]
            for entry in cases {
                let answer = try await server.post("/kundenangaben", entry.document, scope: entry.scope)
                #expect(answer.status == entry.status)
            }
        }
    }

    @Test("an adviser or editor who cannot be set is a 409", arguments: ["kundenbetreuer", "bearbeiter"])
    func conflict(role: String) async throws {
        try await Server.run { server in
            for partner in ["XXX99", "abc", "ABCD1"] {
                var care: JSONObject = ["kundenbetreuer": "ABC12"]
                care[role] = .string(partner)
                let document = Sample.kundenangaben(metadata: ["betreuung": .object(care)])
                let answer = try await server.post("/kundenangaben", document)
                #expect(answer.status == 409)
                #expect(answer.json["detail"]?.stringValue == "importMetadaten.betreuung.\(role) is not allowed")
            }
        }
    }

    @Test("to name an adviser one needs the right to take over that adviser's cases")
    func takeover() async throws {
        try await Server.run(configure: Sample.partners) { server in
            let document = Sample.kundenangaben(metadata: ["betreuung": ["kundenbetreuer": "ABC12"]])
            func status(_ client: String) async throws -> Int {
                try await server.send(.POST, "/kundenangaben", document, as: client).status
            }
            let before = [try await status("head:s"), try await status("adviser:s"), try await status("stranger:s")]
            _ = try await server.settings(["partners": ["takeover": ["DEF34": ["ABC12"]]]])
            let after = try await status("stranger:s")
            #expect(before == [201, 201, 409])
            #expect(after == 201)
        }
    }

    @Test("a missing datenkontext can be taken for real business instead, which needs its scope")
    func defaultContext() async throws {
        try await Server.run(configure: { $0.behaviour.missingDatenkontext = .defaulted }) { server in
            let text = #"{"importMetadaten":{},"kundenangaben":{}}"#
            let answer = try await server.post("/kundenangaben", text: text)
            #expect(answer.status == 201)
            let context = try await server.cases().first?["datenkontext"]
            #expect(context == "ECHT_GESCHAEFT")
            let poor = try await server.post("/kundenangaben", text: text, scope: SandboxScope.writeCase)
            #expect(poor.status == 403)
        }
    }

    @Test("the same reference twice makes two cases")
    func noDeduplication() async throws {
        try await Server.run { server in
            let first = try await server.post("/kundenangaben", Sample.kundenangaben())
            let second = try await server.post("/kundenangaben", Sample.kundenangaben())
            #expect(first.json["vorgangsnummer"] != second.json["vorgangsnummer"])
            let cases = try await server.cases()
            #expect(cases.count == 2)
            let number = first.json["vorgangsnummer"]?.stringValue ?? ""
            #expect(number.utf8.count == 6)
            #expect(number.allSatisfy { $0.isASCII && ($0.isUppercase || $0.isNumber) })
        }
    }

    @Test("reading back gives the kept document without metadata, with ids")
    func read() async throws {
        try await Server.run { server in
            let kundenangaben: JSONValue = ["haushalte": [["kunden": [["referenzId": "k1", "unbekannt": 1]]]]]
            let created = try await server.post("/kundenangaben", Sample.kundenangaben(kundenangaben))
            let number = created.json["vorgangsnummer"]?.stringValue ?? ""
            let answer = try await server.get("/kundenangaben/\(number)")
            #expect(answer.status == 200)
            #expect(answer.json["importMetadaten"] == nil)
            let household = answer.json["haushalte"]?[0]
            #expect(household?["id"]?.stringValue?.utf8.count == 24)
            #expect(household?["kunden"]?[0]?["id"]?.stringValue?.utf8.count == 24)
            #expect(household?["kunden"]?[0]?["unbekannt"] == nil)
            let unknown = try await server.get("/kundenangaben/ZZZZZZ")
            #expect(unknown.status == 404)
            let forbidden = try await server.get("/kundenangaben/\(number)", scope: SandboxScope.writeCase)
            #expect(forbidden.status == 403)
        }
    }

    @Test("validation creates nothing, and says that its answer is an assumption")
    func validation() async throws {
        try await Server.run { server in
            let answer = try await server.post("/kundenangaben/body-validation", Sample.kundenangaben())
            #expect(answer.status == 200)
            #expect(answer.assumption != nil)
            let refused = try await server.post("/kundenangaben/body-validation", text: "{}")
            #expect(refused.status == 400)
            let cases = try await server.cases()
            #expect(cases.isEmpty)
        }
    }

    @Test("a trailing slash is a 404, another method a 405, another media type a 415")
    func edges() async throws {
        try await Server.run { server in
            let slash = try await server.post("/kundenangaben/", Sample.kundenangaben())
            #expect(slash.status == 404)
            let method = try await server.get("/kundenangaben")
            #expect(method.status == 405)
            let headers = try await server.authorization() + [("content-type", "text/plain")]
            let type = try await server.ask(.POST, "/kundenangaben", [], headers: headers)
            #expect(type.status == 415)
            let nowhere = try await server.ask(.GET, "/nowhere")
            #expect(nowhere.status == 404)
        }
    }

    @Test(
        "media types with parameters are taken",
        arguments: ["application/json;charset=utf-8", "application/json;version=1.0", "Application/JSON"]
    )
    func mediaTypes(type: String) async throws {
        try await Server.run { server in
            let headers = try await server.authorization() + [("content-type", type)]
            let body = Sample.kundenangaben().serialized
            let answer = try await server.ask(.POST, "/kundenangaben", body, headers: headers)
            #expect(answer.status == 201)
        }
    }

    @Test("the trace id is echoed, or made up")
    func trace() async throws {
        try await Server.run { server in
            let given = try await server.post("/kundenangaben", text: "{", headers: [("x-traceid", "leadgate-7")])
            #expect(given.headers["x-traceid"] == ["leadgate-7"])
            #expect(given.json["traceId"] == "leadgate-7")
            let made = try await server.post("/kundenangaben", text: "{")
            #expect(made.headers["x-traceid"].first?.isEmpty == false)
        }
    }

    @Test("a body beyond the limit is refused")
    func bodyLimit() async throws {
        try await Server.run(configure: { $0.bodyLimit = 1_000 }) { server in
            let long = Sample.kundenangaben(metadata: ["importquelle": .string(String(repeating: "x", count: 2_000))])
            let answer = try await server.post("/kundenangaben", long)
            #expect(answer.status == 413)
            let cases = try await server.cases()
            #expect(cases.isEmpty)
        }
    }

    @Test(
        "what nobody documents to be taken is taken with a word about it",
        arguments: [
            (["personendaten": ["geburtsdatum": "1980-02-01"]], nil),
            (["personendaten": ["geburtsdatum": "2100-02-01"]], "date-rules"),
            (["wohnsituation": ["wohnhaftSeit": "2100-02-01"]], "date-rules"),
            (["wohnsituation": ["wohnhaftSeit": "2010-02-01"]], nil),
        ] as [(JSONObject, String?)]
    )
    func dates(customer: JSONObject, assumption: String?) async throws {
        try await Server.run { server in
            var kunde = customer
            kunde["referenzId"] = "k1"
            let document = Sample.kundenangaben(["haushalte": [["kunden": [.object(kunde)]]]])
            let answer = try await server.post("/kundenangaben", document)
            #expect(answer.status == 201)
            #expect(answer.assumption?.split(separator: ":").first.map(String.init) == assumption)
        }
    }

    @Test("so is a reference that two customers have")
    func doubledReference() async throws {
        try await Server.run { server in
            let kunden: JSONValue = [["referenzId": "k1"], ["referenzId": "k1"]]
            let answer = try await server.post(
                "/kundenangaben",
                Sample.kundenangaben(["haushalte": [["kunden": kunden]]])
            )
            #expect(answer.status == 201)
            #expect(answer.assumption?.contains("kept-members") == true)
        }
    }
}
