import Admin
import Foundation
import HTTPEdge
import JSON
import Leads
import NIOCore
import NIOHTTP1
import NIOPosix
import SQLiteLeads
import TestSupport
import Testing

@Suite("The operators' listener", .timeLimit(.minutes(1)))
struct ListenerTests {
    @Test(
        "lets nobody in without the token, and says how to get in",
        arguments: [nil, "", "operators-toke", "operators-token2"]
    )
    func token(token: String?) async throws {
        try await Desk.run { desk in
            for path in ["/admin/api/leads", "/admin/api/books", "/metrics", "/admin/api/targets"] {
                let answer = try await desk.ask(.GET, path, token: token)
                #expect(answer.status == 401)
                #expect(answer.isProblem)
                #expect(answer.headers["www-authenticate"] == ["Bearer"])
                #expect(answer.detail.contains("Authorization"))
            }
            let order = try await desk.ask(.POST, "/admin/api/dead-letters/replay", "{}", token: token)
            #expect(order.status == 401)
        }
    }

    @Test(
        "a method that a path has not is 405 and says which it has; a path that there is not is 404 and says where to look",
        arguments: [
            ("POST", "/admin/api/leads", "GET, HEAD"), ("DELETE", "/admin/api/tokens", "GET, HEAD, POST"),
            ("GET", "/admin/api/people/find", "POST"), ("GET", "/admin/api/leads/resolve", "POST"),
            ("PATCH", "/admin/api/leads/x/edits", "GET, HEAD, PUT"), ("POST", "/metrics", "GET, HEAD"),
            ("OPTIONS", "/admin/api/books/", "GET, HEAD"), ("PUT", "/livez", "GET, HEAD"), ("GET", "/admin", ""),
            ("POST", "/admin/api/nowhere", ""), ("GET", "/admin/api/leads/x/edits/y", ""),
        ]
    )
    func methods(method: String, path: String, allowed: String) async throws {
        try await Desk.run { desk in
            let answer = try await desk.ask(HTTPMethod(rawValue: method), path)
            #expect(answer.isProblem)
            #expect(answer.status == (allowed.isEmpty ? 404 : 405))
            #expect(answer.headers["allow"] == (allowed.isEmpty ? [] : [allowed]))
            #expect(answer.detail.contains(allowed.isEmpty ? "/openapi.json" : allowed))
        }
    }

    @Test(
        "a parameter that nothing reads is refused wherever it stands, and those that are read are named",
        arguments: [
            ("/dead-letters/causes?source=seite", "there are none here"), ("/sources?limit=1", "there are none here"),
            ("/books?x", "there are none here"), ("/leads/ID?fields=id", "there are none here"),
            ("/leads/ID/report?reson=x", "there are: reason"), ("/leads?sorce=x", "there are: state, waitsFor, source"),
            ("/sources/seite/drift?since=1", "there are none here"),
        ]
    )
    func strayParameters(path: String, words: String) async throws {
        try await Desk.run { desk in
            let id = try await desk.lead(.dead)
            let answer = try await desk.get(path.replacing("ID", with: id.rawValue))
            #expect(answer.status == 400)
            #expect(answer.detail.contains("unknown parameter '") && answer.detail.contains(words), "\(answer.text)")
        }
    }

    @Test("answers the probe without a token")
    func probe() async throws {
        try await Desk.run { desk in
            let answer = try await desk.ask(.GET, "/livez", token: nil)
            #expect(answer.status == 200)
        }
    }

    @Test("guards every answer, errors included, against framing, sniffing and caching")
    func headers() async throws {
        try await Desk.run { desk in
            let answers = [
                try await desk.get("/leads"),
                try await desk.get("/leads?no=1"),
                try await desk.get("/nowhere"),
                try await desk.ask(.GET, "/", token: nil),
                try await desk.ask(.GET, "/admin/api/leads", token: "wrong"),
                try await desk.post("/dead-letters/replay", "{"),
                try await desk.post("/dead-letters/replay", String(repeating: " ", count: 100_000)),
                try await desk.ask(.GET, "/metrics"),
            ]
            #expect(answers.map(\.status) == [200, 400, 404, 404, 401, 400, 413, 200])
            for answer in answers {
                #expect(answer.headers["cache-control"] == ["no-store"])
                #expect(answer.headers["x-content-type-options"] == ["nosniff"])
                #expect(answer.headers["content-security-policy"].first?.contains("default-src 'none'") == true)
                if answer.status >= 400 { #expect(answer.isProblem, "\(answer.text)") }
            }
        }
    }

    @Test("shows the metrics as Prometheus reads them")
    func metrics() async throws {
        try await Desk.run { desk in
            let answer = try await desk.ask(.GET, "/metrics")
            #expect(answer.text == "# TYPE leadgate_leads gauge\n")
            #expect(answer.headers["content-type"].first?.hasPrefix("text/plain; version=0.0.4") == true)
        }
    }

    @Test(
        "refuses an order it does not fully understand, and does nothing",
        arguments: [
            (#"{"preview": "true"}"#, "preview"), (#"{"reason": 5}"#, "reason"), (#"{"sauce": "seite"}"#, "sauce"),
            ("[]", "object"), ("{", "JSON"), (#"{"state": "delivered"}"#, "dead"), (#"{"source": 1}"#, "source"),
            (#"{"limit": "5"}"#, "limit"), (#"{"target": "nowhere"}"#, "kundenangaben"),
            (#"{"from": "yesterday"}"#, "from"), (#"{"state": ""}"#, "state"),
        ]
    )
    func strictOrders(body: String, named: String) async throws {
        try await Desk.run { desk in
            let id = try await desk.lead(.dead)
            let answer = try await desk.post("/dead-letters/replay", body)
            #expect(answer.status == 400)
            #expect(answer.detail.contains(named), "\(answer.detail)")
            let state = try await desk.state(id)
            #expect(state == .dead)
        }
    }

    @Test("gives a body that drips a deadline as a whole")
    func drip() async throws {
        try await Desk.run(configure: { $0.limits.bodyGraceMilliseconds = 50 }) { desk in
            let text = try await desk.raw(
                """
                POST /admin/api/dead-letters/replay HTTP/1.1\r
                Host: localhost\r
                Authorization: Bearer \(Desk.token)\r
                Content-Length: 100\r
                \r
                {"rea
                """,
                until: "\r\n\r\n"
            )
            #expect(text.hasPrefix("HTTP/1.1 408"), "\(text)")
        }
    }

    @Test(
        "refuses what two readers could read differently, once, whether or not somebody may come in",
        arguments: RequestCase.malformed
    )
    func malformed(example: RequestCase) async throws {
        try await Desk.run { desk in
            let text = try await desk.raw(example.bytes + "GET /livez HTTP/1.1\r\nHost: x\r\n\r\n", until: nil)
            #expect([[400], [505]].contains(RequestCase.statuses(text)), "\(text)")
        }
    }

    @Test("answers well-formed requests", arguments: RequestCase.wellFormed)
    func wellFormed(example: RequestCase) async throws {
        try await Desk.run { desk in
            let text = try await desk.raw(example.bytes, until: "\r\n\r\n")
            let status = try #require(RequestCase.statuses(text).first)
            #expect(![400, 408, 413, 431, 500, 501, 505].contains(status), "\(text)")
        }
    }

    @Test("answers HEAD as GET without the body")
    func head() async throws {
        try await Desk.run { desk in
            for path in ["/livez", "/metrics", "/admin/api/leads"] {
                let answer = try await desk.ask(.HEAD, path)
                #expect(answer.status == 200)
                #expect(answer.text.isEmpty)
            }
        }
    }

    @Test("heads that drip keep nobody out")
    func slowHeads() async throws {
        try await Desk.run(configure: {
            $0.limits.connections = 8
            $0.limits.connectionsPerAddress = 0
        }) { desk in
            var slow: [any Channel] = []
            for _ in 0..<20 {
                let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                    .connect(host: "127.0.0.1", port: desk.port).get()
                try? await channel.writeAndFlush(ByteBuffer(string: "GET /livez HTTP/1.1\r\nHost: x\r\nX"))
                slow.append(channel)
                let answer = try await desk.raw("GET /livez HTTP/1.1\r\nHost: x\r\n\r\n", until: "ok")
                #expect(answer.hasPrefix("HTTP/1.1 200"))
            }
            for channel in slow { try? await channel.close() }
        }
    }

    @Test("closes a connection that says nothing, or drips its headers")
    func silent() async throws {
        try await Desk.run(configure: {
            $0.limits.idleMilliseconds = 50
            $0.limits.headerMilliseconds = 50
        }) { desk in
            let nothing = try await desk.raw("", until: nil)
            #expect(nothing.isEmpty)
            let half = try await desk.raw("GET /livez HTTP/1.1\r\nHost", until: nil)
            #expect(half.isEmpty)
        }
    }
}

extension Desk {
    /// Sends bytes as they are, as far as they are taken, and reads until `end` has come, or until the other side closes.
    func raw(_ text: String, until end: String?) async throws -> String {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            // The other side may have closed before the first byte left; then there is nothing to read either.
            if !text.isEmpty { try? await outbound.write(ByteBuffer(string: text)) }
            var received = ""
            do {
                for try await buffer in inbound {
                    received += String(buffer: buffer)
                    if let end, received.contains(end) { break }
                }
            } catch is IOError {
                // Reset, because our bytes met a connection that was closed already.
            }
            return received
        }
    }
}
