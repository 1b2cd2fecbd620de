import AsyncHTTPClient
import JSON
import NIOCore
import NIOHTTP1
import Sandbox
import Testing

@Suite("Faults of every kind")
struct FaultTests {
    private static func created(_ server: Server, reference: String = "lead-1") async throws -> Answer {
        try await server.post(
            "/kundenangaben",
            Sample.kundenangaben(metadata: ["externeVorgangsId": .string(reference)])
        )
    }

    @Test(
        "a payload that cannot be digested fails again and again while others pass",
        arguments: [
            #"{"path": "kundenangaben", "next": "all", "status": 503, "matching": "poison"}"#,
            #"""
            {"path": "kundenangaben", "next": "all", "status": 503, "pointer": "/importMetadaten/externeVorgangsId",
             "equals": "poison"}
            """#,
        ]
    )
    func poison(rule: String) async throws {
        try await Server.run { server in
            let put = try await server.faults("[\(rule)]")
            #expect(put.status == 200, "\(put.text)")
            var statuses: [Int] = []
            for reference in ["lead-1", "poison", "lead-2", "poison"] {
                statuses.append(try await Self.created(server, reference: reference).status)
            }
            #expect(statuses == [201, 503, 201, 503])
        }
    }

    @Test("a fault can be for one method, and for a later request")
    func methodAndSkip() async throws {
        try await Server.run { server in
            _ = try await server.faults(#"[{"path": "all", "method": "post", "skip": 1, "status": 500}]"#)
            let headers = try await server.authorization()  // the first POST
            let list = try await server.ask(.GET, "/v3/vorgaenge", headers: headers)
            let body = Sample.kundenangaben().serialized
            let json = headers + [("content-type", "application/json")]
            let first = try await server.ask(.POST, "/kundenangaben", body, headers: json)
            let second = try await server.ask(.POST, "/kundenangaben", body, headers: json)
            #expect([list.status, first.status, second.status] == [200, 500, 201])

            _ = try await server.faults(#"[{"path": "kundenangaben", "skip": 3, "next": 2, "status": 503}]"#)
            var later: [Int] = []
            for _ in 0..<6 {
                later.append(try await server.ask(.POST, "/kundenangaben", body, headers: json).status)
            }
            #expect(later == [201, 201, 201, 503, 503, 201])
        }
    }

    @Test("a connection is reset before the body was read: nothing is stored or journalled as done")
    func beforeBody() async throws {
        try await Server.run { server in
            let headers = try await server.authorization() + [("content-type", "application/json")]
            _ = try await server.faults(#"[{"path": "kundenangaben", "drop": "before-body"}]"#)
            var request = HTTPClientRequest(url: "\(server.base)/kundenangaben")
            request.method = .POST
            request.headers = HTTPHeaders(headers)
            // A body that never ends: only who does not wait for it can reset.
            let (body, more) = AsyncStream<ByteBuffer>.makeStream()
            more.yield(ByteBuffer(string: "{"))
            request.body = .stream(body, length: .unknown)
            let sent = request
            await #expect(throws: (any Error).self) {
                try await HTTPClient.shared.execute(sent, timeout: .seconds(20))
            }
            more.finish()
            let cases = try await server.cases()
            #expect(cases.isEmpty)
            let left = try await server.ask(.GET, "/_sandbox/faults")
            #expect(left.json["faults"] == [])
        }
    }

    @Test("an answer trickles byte by byte, and is whole in the end")
    func trickle() async throws {
        try await Server.run { server in
            _ = try await server.faults(#"[{"path": "kundenangaben", "trickle": 1}]"#)
            let answer = try await Self.created(server)
            #expect(answer.status == 201)
            #expect(answer.json["vorgangsnummer"]?.stringValue?.utf8.count == 6)
        }
    }

    @Test("a token ends in the moment in which it is used")
    func tokenExpiry() async throws {
        try await Server.run { server in
            let headers = try await server.authorization() + [("content-type", "application/json")]
            _ = try await server.faults(#"[{"path": "kundenangaben", "expireToken": true}]"#)
            let body = Sample.kundenangaben().serialized
            let first = try await server.ask(.POST, "/kundenangaben", body, headers: headers)
            let second = try await server.ask(.POST, "/kundenangaben", body, headers: headers)
            #expect([first.status, second.status] == [401, 401])
            let renewed = try await Self.created(server)
            #expect(renewed.status == 201)
        }
    }

    @Test("one seed gives one course of events, another seed another")
    func seed() async throws {
        func course(_ seed: Int) async throws -> [Int] {
            let statuses = Statuses()
            try await Server.run { server in
                let headers = try await server.authorization()
                _ = try await server.faults(
                    #"{"seed": \#(seed), "faults": [{"path": "vorgaenge", "probability": 0.5, "status": 503}]}"#
                )
                for _ in 0..<40 {
                    await statuses.add(try await server.ask(.GET, "/v3/vorgaenge", headers: headers).status)
                }
            }
            return await statuses.all
        }
        let first = try await course(7)
        let again = try await course(7)
        let other = try await course(8)
        #expect(first == again)
        #expect(first != other)
        #expect(Set(first) == [200, 503])
    }

    @Test("429 comes with Retry-After or without, and 502 as a load balancer's page")
    func headersAndPages() async throws {
        try await Server.run { server in
            _ = try await server.faults(
                """
                [{"path": "kex", "status": 429}, {"path": "kex", "status": 429, "retryAfter": "Wed, 21 Oct 2026 07:28:00 GMT"},
                 {"path": "kex", "status": 502, "store": true}]
                """
            )
            let bare = try await server.post("/vorgang", Sample.kex())
            let dated = try await server.post("/vorgang", Sample.kex())
            let page = try await server.post("/vorgang", Sample.kex())
            #expect(bare.status == 429 && bare.headers["retry-after"].isEmpty)
            #expect(dated.headers["retry-after"] == ["Wed, 21 Oct 2026 07:28:00 GMT"])
            #expect(page.headers["content-type"] == ["text/html"])
            #expect(page.text.contains("502 Bad Gateway"))
            let cases = try await server.cases()
            #expect(cases.count == 1)
        }
    }

    @Test(
        "a planned error is worded as its API words errors",
        arguments: [
            ("token", 400, "error_description", "Actor not found"), ("token", 401, "error_description", "Client"),
            ("token", 429, "error_description", "Rate limit exceeded"),
            ("token", 503, "error_description", "Service Unavailable"),
            ("kundenangaben", 403, "title", "Forbidden"), ("kundenangaben", 503, "detail", "not ready"),
            ("kundenangaben", 409, "detail", "kundenbetreuer"), ("kundenangaben", 422, "title", "Unprocessable"),
            ("vorgaenge", 404, "message", "Not Found"), ("vorgaenge", 500, "statusMessage", "Internal Server Error"),
            ("kex", 422, "message", "Kundenbetreuer"), ("kex", 503, "message", "Service Unavailable"),
            ("kex-update", 403, "message", "Forbidden"), ("antragsstatus", 500, "message", "Internal Server Error"),
            ("kex-export", 418, "message", "418"),
        ]
    )
    func words(api: String, status: Int, member: String, words: String) async throws {
        try await Server.run { server in
            let headers = try await server.authorization()
            _ = try await server.faults(#"[{"path": "\#(api)", "status": \#(status)}]"#)
            let paths = [
                "token": "/auth/token", "kundenangaben": "/kundenangaben", "vorgaenge": "/v3/vorgaenge",
                "kex": "/vorgang",
                "kex-update": "/vorgaenge", "kex-export": "/kreditsmart/kex/vorgaenge",
                "antragsstatus": "/kreditsmart/kex/antraege/status",
            ]
            let answer = try await server.ask(.POST, paths[api] ?? "", [], headers: headers)
            #expect(answer.status == status)
            let text = answer.json[member]?.stringValue ?? ""
            #expect(text.contains(words), "\(answer.text)")
        }
    }
}

/// What was answered, in order.
private actor Statuses {
    private(set) var all: [Int] = []

    func add(_ status: Int) { all.append(status) }
}
