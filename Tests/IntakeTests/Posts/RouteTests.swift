import Foundation
import JSON
import Leads
import Mapping
import MappingDesk
import NIOHTTP1
import Names
import SQLiteLeads
import TestSupport
import Testing

@testable import Intake

private let bearer =
    #"{"origins": ["https://www.example.org"], "credential": {"scheme": "bearer", "secret": "correct-horse-battery"}}"#
private let authorization = ("authorization", "Bearer correct-horse-battery")

@Suite("Routes beside the post")
struct RouteTests {
    @Test("a dry run shows document, problems and the fate of every value, and stores nothing")
    func dryRun() async throws {
        try await Gateway.with(sources: ["a": bearer]) { gateway in
            let answer = try await gateway.post(
                "/hooks/a/dry-run",
                #"{"nachname":"Müller","hobby":"Segeln"}"#,
                [authorization]
            )
            #expect(answer.status == 200)
            let lead = try #require(answer.json["leads"]?[0])
            #expect(lead["verdict"] == "queued")
            #expect(lead["document"]?["kundenangaben"] != nil)
            #expect(lead["fates"]?["unread"]?[0]?["value"] == "Segeln")
            #expect(lead["fates"]?["used"]?.arrayValue?.count == 1)
            let failing = try await gateway.post("/hooks/a/dry-run", "{}", [authorization])
            #expect(failing.json["leads"]?[0]?["verdict"] == "dead")
            #expect(try await gateway.store.count(matching: LeadFilter()) == 0)
            #expect(try await gateway.post("/hooks/a/dry-run", "{}").status == 401)
        }
    }

    @Test("dry runs have a limit of their own: trying takes nothing from posting, nor posting from trying")
    func dryRunLimit() async throws {
        let source = #"{"limits": {"perMinute": 1, "dryRunsPerMinute": 2}, "credential": {"scheme": "none"}}"#
        try await Gateway.with(sources: ["a": source]) { gateway in
            for (path, status) in [
                ("/hooks/a/dry-run", 200), ("/hooks/a/dry-run", 200), ("/hooks/a/dry-run", 429), ("/hooks/a", 200),
                ("/hooks/a", 429),
            ] {
                let answer = try await gateway.post(path, #"{"nachname":"M"}"#)
                #expect(answer.status == status)
            }
        }
    }

    @Test("a source's own page may read why a post was too large or came too soon")
    func refusedPage() async throws {
        let source = #"""
            {"origins": ["https://www.example.org"], "limits": {"perMinute": 1}, "credential": {"scheme": "none"}}
            """#
        try await Gateway.with(sources: ["a": source]) { configuration in
            configuration.limits.bodyBytes = 100
        } _: { gateway in
            let origin = ("origin", "https://www.example.org")
            let large = "{\"nachname\":\"\(String(repeating: "x", count: 2 << 20))\"}"
            for (body, status) in [(#"{"nachname":"M"}"#, 200), (#"{"nachname":"N"}"#, 429), (large, 413)] {
                let answer = try await gateway.post("/hooks/a", body, [origin])
                #expect(answer.status == status)
                #expect(answer.headers.first(name: "access-control-allow-origin") == origin.1, "\(status)")
            }
            let foreign = try await gateway.post("/hooks/a", large, [("origin", "https://elsewhere.example")])
            #expect(foreign.status == 413)
            #expect(foreign.headers.first(name: "access-control-allow-origin") == nil)
        }
    }

    @Test("the log says once a minute of which source posts are refused and why, and nothing of what they bring")
    func refusals() async throws {
        let dated = #"{"credential": {"scheme": "formspree", "secret": "correct-horse-battery"}}"#
        let lost = #"{"credential": {"scheme": "bearer", "secret": {"env": "NOWHERE"}}}"#
        try await Gateway.with(sources: ["a": bearer, "signed": dated, "lost": lost]) { gateway in
            func told() -> [String] {
                gateway.log.value.filter { $0.hasPrefix("posts without a right to it were refused ") }
                    .map { String($0.dropFirst("posts without a right to it were refused ".count)) }
            }
            let wrong = ("authorization", "Bearer guessed-it-all-the-same")
            for _ in 0..<3 { #expect(try await gateway.post("/hooks/a", "{}", [wrong]).status == 401) }
            #expect(try await gateway.post("/hooks/a", "{}").status == 401)
            #expect(try await gateway.post("/hooks/lost", "{}", [wrong]).status == 401)
            #expect(try await gateway.post("/hooks/signed", "{}").status == 401)
            let now = gateway.clock.now() / 1_000
            for (time, code) in [(now, "00"), (now - 3_600, "00")] {
                let header = ("formspree-signature", "t=\(time),v1=\(String(repeating: code, count: 32))")
                #expect(try await gateway.post("/hooks/signed", "{}", [header]).status == 401)
            }
            for name in ["nobody", "no-one"] { #expect(try await gateway.post("/hooks/\(name)", "{}").status == 401) }
            #expect(
                told() == [
                    "count=1 reason=credential-wrong source=a", "count=1 reason=credential-missing source=a",
                    "count=1 reason=secret-not-found source=lost", "count=1 reason=credential-missing source=signed",
                    "count=1 reason=credential-wrong source=signed", "count=1 reason=signature-stale source=signed",
                    "count=1 reason=unknown-source",
                ]
            )
            gateway.clock.advance(60_000)
            _ = try await gateway.post("/hooks/a", "{}", [wrong])
            #expect(told().last == "count=3 reason=credential-wrong source=a")
            #expect(!gateway.log.value.contains { $0.contains("guessed") || $0.contains("nobody") })
        }
    }

    @Test("a lead's state is for its own sender; everybody else, and every other id, gets the same 404")
    func status() async throws {
        let other = #"{"credential": {"scheme": "bearer", "secret": "another-secret-here"}}"#
        try await Gateway.with(sources: ["a": bearer, "b": other]) { gateway in
            let posted = try await gateway.post("/hooks/a", #"{"nachname":"M"}"#, [authorization])
            let path = try #require(posted.json["links"]?["self"]?.stringValue)
            let own = try await gateway.send(.GET, path, [authorization])
            #expect(own.status == 200)
            #expect(own.json["state"] == "queued")
            #expect(own.json["receivedAt"]?.stringValue?.hasSuffix("Z") == true)
            let refusals = [
                try await gateway.send(.GET, path),
                try await gateway.send(.GET, path, [("authorization", "Bearer another-secret-here")]),
                try await gateway.send(.GET, "/leads/\(LeadID.make(now: 1))", [authorization]),
                try await gateway.send(.GET, "/leads/nonsense", [authorization]),
            ]
            #expect(refusals.allSatisfy { $0.status == 404 })
            #expect(Set(refusals.map(\.text)).count == 1)
        }
    }

    @Test("a cause is shown to the sender by class and code, without its places")
    func cause() async throws {
        try await Gateway.with(sources: ["a": bearer]) { gateway in
            let posted = try await gateway.post("/hooks/a", "{}", [authorization])
            let own = try await gateway.send(.GET, posted.json["links"]?["self"]?.stringValue ?? "", [authorization])
            #expect(own.json["cause"] == ["class": "data", "code": "mapping-failed"])
        }
    }

    @Test("a source's own pages may post across sites, others may not read along")
    func crossOrigin() async throws {
        try await Gateway.with(sources: ["a": bearer]) { gateway in
            let allowed = try await gateway.send(.OPTIONS, "/hooks/a", [("origin", "https://www.example.org")])
            #expect(allowed.status == 204)
            #expect(allowed.headers.first(name: "access-control-allow-origin") == "https://www.example.org")
            #expect(allowed.headers.first(name: "access-control-allow-methods") == "POST")
            for path in ["/hooks/a", "/hooks/unknown"] {
                let refused = try await gateway.send(.OPTIONS, path, [("origin", "https://evil.example")])
                #expect(refused.status == 204)
                #expect(refused.headers.first(name: "access-control-allow-origin") == nil)
            }
            let posted = try await gateway.post(
                "/hooks/a",
                #"{"nachname":"M"}"#,
                [authorization, ("origin", "https://www.example.org")]
            )
            #expect(posted.headers.first(name: "access-control-allow-origin") == "https://www.example.org")
        }
    }

    @Test("probes of a webhook's address are answered kindly, known source or not")
    func probes() async throws {
        try await Gateway.with(sources: ["a": bearer]) { gateway in
            let known = try await gateway.send(.GET, "/hooks/a")
            #expect(known.status == 200)
            #expect(try await gateway.send(.GET, "/hooks/unknown").text == known.text)
            #expect(try await gateway.send(.HEAD, "/hooks/a").status == 200)
            #expect(try await gateway.post("/funnel_webhooks/test", #"{"time":"2026-03-28T17:12:17Z"}"#).status == 200)
            #expect(try await gateway.send(.GET, "/nowhere").status == 404)
            let wrong = try await gateway.send(.PUT, "/hooks/a")
            #expect(wrong.status == 405)
            #expect(wrong.headers.first(name: "allow") == "POST, GET, HEAD, OPTIONS")
        }
    }

    @Test("Meta's challenge comes back as text for the right verify token alone")
    func meta() async throws {
        let source = #"{"credential": {"scheme": "meta", "secret": "meatyhamhock-meatyhamhock"}}"#
        try await Gateway.with(sources: ["meta": source]) { gateway in
            func ask(_ source: String, _ token: String) async throws -> Answer {
                try await gateway.send(
                    .GET,
                    "/hooks/\(source)?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=\(token)"
                )
            }
            let right = try await ask("meta", "meatyhamhock-meatyhamhock")
            #expect(right.status == 200)
            #expect(right.text == "1158201444")
            #expect(right.headers.first(name: "content-type") == "text/plain; charset=utf-8")
            // What goes through an address is not the app secret: this is what `leadgate source show` prints.
            let made = VerifyToken.of(Array("meatyhamhock-meatyhamhock".utf8))
            #expect(made.count == 32 && !made.contains("meaty"))
            #expect(try await ask("meta", made).text == "1158201444")
            #expect(try await ask("unknown", made).status == 401)
            let wrong = try await ask("meta", "x")
            #expect(wrong.status == 401)
            #expect(try await ask("unknown", "x").text == wrong.text)
        }
    }

    @Test("LinkedIn's challenge is signed, and nothing but a challenge is")
    func linkedIn() async throws {
        let source = #"{"credential": {"scheme": "linkedin", "secret": "test-secret-0001"}}"#
        try await Gateway.with(sources: ["li": source, "a": bearer]) { gateway in
            let code = "890e4665-4dfe-4ab1-b689-ed553bceeed0"
            let answer = try await gateway.send(.GET, "/hooks/li?challengeCode=\(code)")
            #expect(answer.json["challengeCode"] == .string(code))
            #expect(
                answer.json["challengeResponse"] == "7b3ae6b69bc14c7c5a80ccdcaa71f3ef5274ea2f46039ecc41a6b6434e5dd19e"
            )
            for path in ["/hooks/li?challengeCode=hmacsha256=%7B%7D", "/hooks/a?challengeCode=\(code)"] {
                #expect(try await gateway.send(.GET, path).json["challengeResponse"] == nil)
            }
        }
    }

    @Test("readiness names nothing, and what was valid before a broken file stays in force")
    func readiness() async throws {
        let missing = #"{"credential": {"scheme": "bearer", "secret": {"env": "NOT_THERE"}}}"#
        try await Gateway.with(sources: ["a": bearer, "b": missing]) { gateway in
            let broken = MappingLibrary.load(
                files: Gateway.files(["a": bearer, "b": missing], ["m": "{\"target\": "]),
                previous: gateway.library.value
            )
            gateway.library.value = broken
            let answer = try await gateway.send(.GET, "/readyz")
            #expect(answer.status == 200)
            #expect(answer.json["status"] == "ready")
            #expect(
                !answer.text.contains("json") && !answer.text.contains("\"b\"") && !answer.text.contains("NOT_THERE")
            )
            #expect(gateway.log.value.contains { $0.contains("NOT_THERE") && $0.contains("source=b") })
            #expect(try await gateway.post("/hooks/a", #"{"nachname":"M"}"#, [authorization]).status == 200)
        }
    }

    @Test(
        "a source that is broken from the start, an unknown one and a wrong secret are answered alike, by every method"
    )
    func alike() async throws {
        let sources = [
            "broken": #"{"mapping": "nowhere", "credential": {"scheme": "none"}}"#, "bearer": bearer,
            "signed": #"{"credential": {"scheme": "meta", "secrets": ["secret-number-one", "secret-number-two"]}}"#,
            "lost": #"{"credential": {"scheme": "bearer", "secret": {"env": "NOT_THERE"}}}"#,
        ]
        try await Gateway.with(sources: sources) { gateway in
            for (method, path) in [
                (HTTPMethod.POST, ""), (.POST, "/a-wrong-secret"), (.POST, "/dry-run"), (.GET, ""), (.HEAD, ""),
                (.OPTIONS, ""), (.OPTIONS, "/dry-run"), (.PUT, ""), (.GET, "?hub.mode=subscribe&hub.challenge=1"),
            ] {
                var seen: Set<String> = []
                for name in ["broken", "bearer", "signed", "lost", "unknown"] {
                    let headers = [("origin", "https://www.example.org"), ("content-type", "application/json")]
                    let body = method == .POST || method == .PUT ? Array(#"{"nachname":"N"}"#.utf8) : []
                    let answer = try await gateway.send(method, "/hooks/\(name)\(path)", headers, body: body)
                    let fields = answer.headers.filter { $0.name.lowercased() != "date" }
                    seen.insert("\(answer.status) \(fields.map { "\($0.name)=\($0.value)" }) \(answer.text)")
                }
                #expect(seen.count == 1, "\(method) \(path): \(seen)")
            }
        }
    }

    @Test(
        "paths",
        arguments: [
            ("/hooks/a", Route.hook(source: "a", secret: nil)), ("/hooks/a/", .hook(source: "a", secret: nil)),
            ("/hooks/a/s%2Fx+", .hook(source: "a", secret: "s/x+")),
            ("/hooks/a/dry-run", .dryRun(source: "a", secret: nil)),
            ("/hooks/a/s/dry-run", .dryRun(source: "a", secret: "s")), ("/leads/x", .lead(id: "x")), ("/livez", .alive),
            ("/", nil), ("/hooks", nil), ("/hooks/a/b/c", nil), ("/metrics", nil), ("/admin", nil),
            ("//hooks/a", .hook(source: "a", secret: nil)),
            ("///hooks/a/s", .hook(source: "a", secret: "s")),
            ("/hooks/../x", .hook(source: "..", secret: "x")),
        ] as [(String, Route?)]
    )
    func paths(path: String, route: Route?) {
        #expect(Route(path) == route)
    }
}
