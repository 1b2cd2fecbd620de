import Crypto
import Foundation
import HTTPEdge
import NIOCore
import Testing

@testable import Intake

@Suite("Whom nobody can silence", .timeLimit(.minutes(2)))
struct AttackTests {
    private static let sources = [
        "open": #"{"credential": {"scheme": "none"}}"#,
        "bearer": #"{"credential": {"scheme": "bearer", "secrets": ["only-the-sender-knows"]}}"#,
        "signed": #"{"credential": {"scheme": "meta", "secrets": ["only-the-sender-knows"]}}"#,
    ]
    private static let body = #"{"nachname":"N"}"#

    /// One honest post to every source; none of them may be turned away.
    private func honest(_ gateway: Gateway) async throws {
        let code = HMAC<SHA256>.authenticationCode(
            for: Array(Self.body.utf8),
            using: SymmetricKey(data: Array("only-the-sender-knows".utf8))
        )
        let signature = code.map { String(format: "%02x", $0) }.joined()
        let bearer = ("authorization", "Bearer only-the-sender-knows")
        #expect(try await gateway.post("/hooks/open", Self.body).status == 200)
        #expect(try await gateway.post("/hooks/bearer", Self.body, [bearer]).status == 200)
        let signed = ("x-hub-signature-256", "sha256=\(signature)")
        #expect(try await gateway.post("/hooks/signed", Self.body, [signed]).status == 200)
    }

    @Test("bodies that are announced and never sent turn away no honest post")
    func announced() async throws {
        try await Gateway.with(sources: Self.sources) { configuration in
            configuration.limits.bufferedBytes = 16 << 20
        } _: { gateway in
            var attackers: [Peer] = []
            for index in 0..<60 {
                let path = ["/hooks/open", "/hooks/bearer", "/hooks/signed", "/nowhere"][index % 4]
                let attacker = try await Peer.connect(to: gateway.port, from: "127.0.0.2")
                try await attacker.send(
                    "POST \(path) HTTP/1.1\r\nHost: x\r\nContent-Length: 1048576\r\nExpect: 100-continue\r\n\r\n"
                )
                #expect(await attacker.receive(until: "\r\n\r\n").hasPrefix("HTTP/1.1 100"))
                attackers.append(attacker)
            }
            for _ in 0..<5 { try await honest(gateway) }
            for attacker in attackers { try await attacker.channel.close() }
        }
    }

    @Test("bodies that are really sent, without any right to, fill their own share only")
    func sent() async throws {
        try await Gateway.with(sources: Self.sources) { configuration in
            configuration.limits.bufferedBytes = 16 << 20
            configuration.limits.unprovenBytes = 4 << 20
            configuration.limits.unprovenBytesPerAddress = 2 << 20
        } _: { gateway in
            // Whose bytes the gateway reads first is the system's affair: two fit, whichever they are.
            let (refusals, refused) = AsyncStream<Int>.makeStream()
            try await withThrowingTaskGroup { group in
                var attackers: [Peer] = []
                for index in 0..<40 {
                    let path = ["/hooks/bearer", "/hooks/signed"][index % 2]
                    let attacker = try await Peer.connect(to: gateway.port, from: "127.0.0.2")
                    try await attacker.send(
                        "POST \(path) HTTP/1.1\r\nHost: x\r\nContent-Length: 1048576\r\nExpect: 100-continue\r\n\r\n"
                    )
                    #expect(await attacker.receive(until: "\r\n\r\n").hasPrefix("HTTP/1.1 100"))
                    attackers.append(attacker)
                    group.addTask {
                        if await attacker.receive(until: "\r\n\r\n").hasPrefix("HTTP/1.1 503") { refused.yield(index) }
                    }
                    try? await attacker.send(String(repeating: "x", count: 1_000_000))
                }
                // Beyond its piece an address gets 503; the sources' honest senders are elsewhere.
                var turnedAway: Set<Int> = []
                for await index in refusals where turnedAway.insert(index).inserted && turnedAway.count == 38 { break }
                for _ in 0..<5 { try await honest(gateway) }
                for attacker in attackers { try? await attacker.channel.close() }
                try await group.waitForAll()
                refused.finish()
                for await index in refusals { turnedAway.insert(index) }
                #expect(turnedAway.count == 38)
            }
        }
    }

    @Test(
        "a sender that never reads is not read any more, and ends",
        arguments: ["/livez", "/readyz", "/hooks/open", "/hooks/nowhere", "/leads/x"]
    )
    func neverReads(path: String) async throws {
        try await Gateway.with(sources: Self.sources) { configuration in
            configuration.limits.connection.writeMilliseconds = 300
        } _: { gateway in
            let attacker = try await Peer.connect(to: gateway.port, reads: false)
            let request = "GET \(path) HTTP/1.1\r\nHost: x\r\n\r\n"
            let many = String(repeating: request, count: 200_000)
            let sending = Task { try await attacker.send(many) }
            await #expect(throws: (any Error).self) { try await sending.value }
            try await attacker.channel.closeFuture.get()
            let answered = gateway.log.value.count { $0.hasPrefix("request ") }
            #expect(answered > 0 && answered < 20_000, "\(answered) of 200 000 were answered")
            try await honest(gateway)
        }
    }

    @Test("a reader who leaves one answer unread ends, too")
    func slowReader() async throws {
        try await Gateway.with(sources: Self.sources) { configuration in
            configuration.limits.connection.writeMilliseconds = 300
        } _: { gateway in
            // More than the reader's system takes for him, less than would fill ours.
            let attacker = try await Peer.connect(to: gateway.port, receiveBuffer: 2_048, reads: false)
            try await attacker.send(String(repeating: "GET /livez HTTP/1.1\r\nHost: x\r\n\r\n", count: 40))
            try await attacker.channel.closeFuture.get()
        }
    }

    @Test("413 reaches a sender who reads only when he has sent everything")
    func tooLarge() async throws {
        try await Gateway.with(sources: Self.sources) { gateway in
            for framing in ["Content-Length: 12000000", "Transfer-Encoding: chunked"] {
                let sender = try await Peer.connect(to: gateway.port, reads: false)
                try await sender.send("POST /hooks/bearer HTTP/1.1\r\nHost: x\r\n\(framing)\r\n\r\n")
                if framing.hasPrefix("T") { try await sender.send("B71B00\r\n") }
                for _ in 0..<12 { try await sender.send(String(repeating: "x", count: 1_000_000)) }
                try await sender.channel.setOption(.autoRead, value: true).get()
                #expect(await sender.receive(until: "\r\n\r\n").hasPrefix("HTTP/1.1 413"))
                try await sender.channel.close()
            }
        }
    }

    @Test("a credential may have blanks around it")
    func blanks() async throws {
        try await Gateway.with(sources: Self.sources) { gateway in
            let answer = try await Peer.connect(to: gateway.port).exchange(
                "POST /hooks/bearer HTTP/1.1\r\nHost: \t x \r\nAuthorization:  Bearer only-the-sender-knows \t\r\n"
                    + "Content-Type: application/json \r\nContent-Length: 16 \r\nConnection: close \r\n\r\n\(Self.body)"
            )
            #expect(answer.hasPrefix("HTTP/1.1 200"), "\(answer)")
        }
    }
}
