import Foundation
import Testing

/// What holds for all three listeners of a gateway's processes alike.
@Suite("Every listener", .timeLimit(.minutes(3)))
struct ListenerTests {
    /// The answer to a request that asks for the connection's end: its status, and what follows its head.
    private func exchange(_ address: String, _ request: String) async throws -> (status: Int, rest: String) {
        let connection = try await RawConnection(to: address)
        try await connection.send(request)
        let text = await connection.receive { _ in false }
        await connection.close()
        let parts = text.components(separatedBy: "\r\n\r\n")
        return (Int(text.dropFirst(9).prefix(3)) ?? 0, parts.dropFirst().joined(separator: "\r\n\r\n"))
    }

    @Test("answers HEAD as it answers GET, without the body")
    func head() async throws {
        let gateway = try await TestGateway()
        let token = try String(contentsOfFile: gateway.data + "/admin.token", encoding: .utf8)
        let routes = [
            (
                await gateway.intake,
                ["/livez", "/readyz", "/hooks/trisalis", "/hooks/x", "/leads/x", "/funnel_webhooks/test", "/x"]
            ),
            (
                await gateway.admin,
                ["/livez", "/metrics", "/x"]
                    + [
                        "leads", "leads/x", "leads/x/payload", "dead-letters", "dead-letters/causes", "targets",
                        "notices",
                        "sources", "sources/trisalis/drift", "mappings", "findings", "books", "jobs",
                    ].map { "/admin/api/\($0)" }
            ),
            (gateway.sandboxURL, ["/", "/_sandbox/vorgaenge", "/_sandbox/journal", "/_sandbox/faults", "/x"]),
        ]
        for (address, paths) in routes {
            for path in paths {
                func ask(_ method: String) async throws -> (status: Int, rest: String) {
                    let lines = ["Host: x", "Authorization: Bearer \(token)", "Connection: close"]
                    return try await exchange(
                        address,
                        "\(method) \(path) HTTP/1.1\r\n" + lines.joined(separator: "\r\n") + "\r\n\r\n"
                    )
                }
                let (get, head) = (try await ask("GET"), try await ask("HEAD"))
                #expect(head.status == get.status && get.status > 0, "\(address)\(path)")
                #expect(head.rest.isEmpty, "\(address)\(path)")
            }
        }
    }

    @Test("lets an honest request through while three hundred heads drip")
    func slowHeads() async throws {
        let gateway = try await TestGateway()
        for address in [await gateway.intake, await gateway.admin, gateway.sandboxURL] {
            var slow: [RawConnection] = []
            for _ in 0..<300 {
                let connection = try await RawConnection(to: address)
                try? await connection.send("POST /oauth2/token HTTP/1.1\r\nHost: x\r\nX-a")
                slow.append(connection)
            }
            let honest = try await exchange(address, "GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            #expect(honest.status == 200 || honest.status == 404, "\(address)")
            for connection in slow { await connection.close() }
        }
    }

    @Test("answers a request whose body turns out to be malformed once, with the refusal")
    func oneAnswer() async throws {
        let gateway = try await TestGateway()
        for address in [await gateway.intake, await gateway.admin, gateway.sandboxURL] {
            for path in ["/nowhere", "/hooks/trisalis", "/admin/api/dead-letters/replay", "/oauth2/token"] {
                let text = "POST \(path) HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nZ\r\nZZ\r\n\r\n"
                let answer = try await exchange(address, text)
                #expect(answer.status == 400, "\(address)\(path)")
                #expect(!answer.rest.contains("HTTP/1.1"), "\(address)\(path)")
            }
        }
    }
}
