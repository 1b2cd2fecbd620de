import Foundation
import JSON
import NIOCore
import NIOHTTP1
import Testing

@testable import HTTPEdge
@testable import Intake

@Suite("Behind a proxy", .timeLimit(.minutes(2)))
struct ProxyTests {
    private static func rules(_ header: ProxyRules.Header = .xForwardedFor, trusting text: String) -> ProxyRules {
        var rules = ProxyRules()
        rules.trusted = TrustedProxies(text) ?? TrustedProxies()
        rules.header = header
        return rules
    }

    private static func headers(_ pairs: [(String, String)]) -> RequestHeaders { RequestHeaders(HTTPHeaders(pairs)) }

    @Test(
        "the nearest sender that is no trusted proxy counts, and nobody else's word does",
        arguments: [
            (.xForwardedFor, "192.0.2.9", [("X-Forwarded-For", "203.0.113.1")], "192.0.2.9"),
            (.xForwardedFor, "10.1.2.3", [], "10.1.2.3"),
            (.xForwardedFor, "10.1.2.3", [("X-Forwarded-For", "203.0.113.1")], "203.0.113.1"),
            (.xForwardedFor, "10.1.2.3", [("X-Forwarded-For", "198.51.100.1, 203.0.113.1, 10.9.9.9")], "203.0.113.1"),
            (
                .xForwardedFor, "10.1.2.3",
                [("X-Forwarded-For", "198.51.100.1"), ("X-Forwarded-For", "203.0.113.1:4711")], "203.0.113.1"
            ),
            (.xForwardedFor, "10.1.2.3", [("X-Forwarded-For", "203.0.113.1, unknown")], "10.1.2.3"),
            (.xForwardedFor, "10.1.2.3", [("X-Forwarded-For", "203.0.113.1,")], "10.1.2.3"),
            (.xForwardedFor, "::ffff:10.1.2.3", [("X-Forwarded-For", "203.0.113.1")], "203.0.113.1"),
            // What the proxy does not write is what the sender wrote.
            (
                .xForwardedFor, "10.1.2.3", [("Forwarded", "for=198.51.100.1"), ("X-Forwarded-For", "203.0.113.1")],
                "203.0.113.1"
            ),
            (.forwarded, "10.1.2.3", [("X-Forwarded-For", "198.51.100.1")], "10.1.2.3"),
            (.none, "10.1.2.3", [("X-Forwarded-For", "198.51.100.1")], "10.1.2.3"),
            (
                .forwarded, "10.1.2.3", [("Forwarded", "for=198.51.100.1, for=203.0.113.1;proto=https;by=10.0.0.1")],
                "203.0.113.1"
            ),
            (.forwarded, "10.1.2.3", [("Forwarded", #"proto=https; For="203.0.113.1:80""#)], "203.0.113.1"),
            (.forwarded, "10.1.2.3", [("Forwarded", #"for="[2001:db9::7]:80""#)], "2001:db9::7"),
            (.forwarded, "10.1.2.3", [("Forwarded", "for=_hidden")], "10.1.2.3"),
        ] as [(ProxyRules.Header, String, [(String, String)], String)]
    )
    func sender(header: ProxyRules.Header, peer: String, headers: [(String, String)], sender: String) throws {
        let rules = Self.rules(header, trusting: "10.0.0.0/8, 2001:db8::/32")
        #expect(rules.sender(behind: NetworkAddress(peer), Self.headers(headers)) == NetworkAddress(sender))
    }

    @Test(
        "the scheme is the one that a trusted proxy tells",
        arguments: [
            (.xForwardedFor, "10.1.2.3", ("X-Forwarded-Proto", "http, https"), "https"),
            (.xForwardedFor, "10.1.2.3", ("X-Forwarded-Proto", "HTTP"), "http"),
            (.xForwardedFor, "10.1.2.3", ("X-Forwarded-Proto", "ftp"), nil),
            (.xForwardedFor, "192.0.2.9", ("X-Forwarded-Proto", "http"), nil),
            (.forwarded, "10.1.2.3", ("Forwarded", "for=1.2.3.4;proto=http"), "http"),
            (.forwarded, "10.1.2.3", ("X-Forwarded-Proto", "http"), nil),
        ] as [(ProxyRules.Header, String, (String, String), String?)]
    )
    func scheme(header: ProxyRules.Header, peer: String, line: (String, String), scheme: String?) {
        let rules = Self.rules(header, trusting: "10.0.0.0/8")
        #expect(rules.scheme(behind: NetworkAddress(peer), Self.headers([line])) == scheme)
    }

    @Test(
        "the public address is the configured one, with its path, or what Host and proxy say",
        arguments: [
            ("https://leads.example.org", "http", "https://leads.example.org/hooks/a?x=1", "/hooks/a"),
            ("https://example.org/leads", nil, "https://example.org/leads/hooks/a?x=1", "/leads/hooks/a"),
            (nil, "http", "http://inside:8080/hooks/a?x=1", "/hooks/a"),
            (nil, nil, "https://inside:8080/hooks/a?x=1", "/hooks/a"),
        ] as [(String?, String?, String, String)]
    )
    func publicAddress(base: String?, scheme: String?, url: String, path: String) {
        var request = IntakeRequest(
            method: .POST,
            target: RequestTarget(path: "/hooks/a", query: "x=1"),
            headers: Self.headers([("Host", "inside:8080")]),
            body: []
        )
        request.scheme = scheme
        let address = PublicAddress(of: request, base)
        #expect(address.url == url)
        #expect(address.path == path)
    }

    private static let open = ["a": #"{"credential": {"scheme": "none"}}"#]
    private static let post = "POST /hooks/a HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    private static let body = "Content-Length: 16\r\n\r\n{\"nachname\":\"M\"}"

    @Test("a sender behind a trusted proxy has no more requests at once than it could have by itself")
    func requests() async throws {
        try await Gateway.with(sources: Self.open) { configuration in
            configuration.limits.connection.proxies = Self.rules(trusting: "127.0.0.2")
            configuration.limits.connection.connectionsPerAddress = 3
            configuration.limits.connection.bodyGraceMilliseconds = 120_000
        } _: { gateway in
            var held: [Peer] = []
            for _ in 0..<3 {
                let peer = try await Peer.connect(to: gateway.port, from: "127.0.0.2")
                try await peer.send(
                    "\(Self.post)X-Forwarded-For: 203.0.113.1\r\nExpect: 100-continue\r\nContent-Length: 16\r\n\r\n"
                )
                #expect(await peer.receive(until: "\r\n\r\n").hasPrefix("HTTP/1.1 100"))
                held.append(peer)
            }
            func answer(_ sender: String) async throws -> String {
                let peer = try await Peer.connect(to: gateway.port, from: "127.0.0.2")
                let text = "\(Self.post)X-Forwarded-For: \(sender)\r\nConnection: close\r\n\(Self.body)"
                return String(try await peer.exchange(text).prefix(12))
            }
            #expect(try await answer("203.0.113.1") == "HTTP/1.1 503")
            // Others behind the same proxy are not concerned, however many connections it has.
            for number in 2..<9 { #expect(try await answer("203.0.113.\(number)") == "HTTP/1.1 200") }
            for peer in held {
                try await peer.send("{\"nachname\":\"M\"}")
                #expect(await peer.receive(until: "\r\n\r\n").contains("200 OK"))
                try await peer.channel.close()
            }
            #expect(try await answer("203.0.113.1") == "HTTP/1.1 200")
        }
    }

    // MARK: The PROXY protocol

    private static let signature: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A, 0, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A]

    private static func header(
        version: UInt8 = 0x21,
        family: UInt8 = 0x11,
        address: [UInt8] = [203, 0, 113, 1],
        extensions: [UInt8] = []
    ) -> [UInt8] {
        let rest = address + [UInt8](repeating: 0, count: address.count) + [0, 80, 0, 80] + extensions
        return signature + [version, family, UInt8(rest.count >> 8), UInt8(rest.count & 0xFF)] + rest
    }

    @Test("a header of the PROXY protocol tells who is behind the proxy")
    func proxyHeader() throws {
        let four = try #require(try ProxyHeader.read(Self.header() + Array("GET".utf8)))
        #expect(four.client == NetworkAddress("203.0.113.1") && four.length == 28)
        let six = Self.header(family: 0x21, address: [0x20, 1, 0xD, 0xB9] + [UInt8](repeating: 0, count: 11) + [7])
        #expect(try ProxyHeader.read(six)?.client == NetworkAddress("2001:db9::7"))
        let extended = try #require(try ProxyHeader.read(Self.header(extensions: [4, 0, 1, 0])))
        #expect(extended.client == NetworkAddress("203.0.113.1") && extended.length == 32)
        let own = try #require(try ProxyHeader.read(Self.header(version: 0x20, family: 0)))
        #expect(own.client == nil)
        // Byte by byte it is whole at its end, and not before.
        let whole = Self.header()
        for count in 0..<whole.count { #expect(try ProxyHeader.read(whole.prefix(count)) == nil) }
    }

    @Test(
        "what is no header of version 2 ends the connection",
        arguments: [
            Array("PROXY TCP4 1.2.3.4 5.6.7.8 1 2\r\n".utf8), Array("GET / HTTP/1.1\r\n".utf8),
            [0x0D, 0x0A, 0x0D, 0x0B],
            header(version: 0x11), header(version: 0x31), header(version: 0x22), header(family: 0x31),
            header(family: 0x00), header(family: 0x12), header(extensions: [4, 0, 9, 0]), header(extensions: [4, 0]),
            signature + [0x21, 0x11, 0, 4, 1, 2, 3, 4], signature + [0x21, 0x11, 0xFF, 0xFF],
        ]
    )
    func malformedHeader(bytes: [UInt8]) async throws {
        #expect(throws: ProxyHeader.Fault.malformed) { try ProxyHeader.read(bytes) }
        try await Gateway.with(sources: Self.open) { configuration in
            configuration.limits.connection.proxies = Self.rules(trusting: "127.0.0.1")
            configuration.limits.connection.proxies.speakProxyProtocol = true
        } _: { gateway in
            let peer = try await Peer.connect(to: gateway.port)
            try await peer.channel.writeAndFlush(ByteBuffer(bytes: bytes + Array("\(Self.post)\(Self.body)".utf8)))
            #expect(await peer.receive().isEmpty)
        }
    }

    @Test("behind the PROXY protocol every sender has its own limit of connections, and the proxy has none")
    func proxyProtocol() async throws {
        try await Gateway.with(sources: Self.open) { configuration in
            configuration.limits.connection.proxies = Self.rules(trusting: "127.0.0.2")
            configuration.limits.connection.proxies.speakProxyProtocol = true
            configuration.limits.connection.connectionsPerAddress = 2
        } _: { gateway in
            func connect(_ last: UInt8) async throws -> Peer {
                let peer = try await Peer.connect(to: gateway.port, from: "127.0.0.2")
                // Half of it in a packet of its own: the rest comes when it comes.
                let header = Self.header(address: [203, 0, 113, last])
                try await peer.channel.writeAndFlush(ByteBuffer(bytes: header.prefix(9)))
                try await peer.channel.writeAndFlush(ByteBuffer(bytes: header.dropFirst(9)))
                try await peer.send("\(Self.post)Expect: 100-continue\r\nContent-Length: 16\r\n\r\n")
                return peer
            }
            var held: [Peer] = []
            for sender in [1, 1, 2, 2, 3] as [UInt8] {
                let peer = try await connect(sender)
                #expect(await peer.receive(until: "\r\n\r\n").hasPrefix("HTTP/1.1 100"))
                held.append(peer)
            }
            #expect(await (try connect(1)).receive().isEmpty)
            for peer in held {
                try await peer.send("{\"nachname\":\"M\"}")
                #expect(await peer.receive(until: "\r\n\r\n").contains("200 OK"))
                try await peer.channel.close()
            }
            // Who is no trusted proxy speaks for himself; a header from him is no HTTP.
            let direct = try await Peer.connect(to: gateway.port)
            #expect(try await direct.exchange("\(Self.post)Connection: close\r\n\(Self.body)").contains("200 OK"))
            let liar = try await Peer.connect(to: gateway.port)
            try await liar.channel.writeAndFlush(
                ByteBuffer(bytes: Self.header() + Array("\(Self.post)\(Self.body)".utf8))
            )
            #expect(await liar.receive().hasPrefix("HTTP/1.1 400"))
        }
    }

    @Test("behind the PROXY protocol every sender has a piece of its own of the memory for bodies")
    func proxiedBodies() async throws {
        try await Gateway.with(sources: Self.open) { configuration in
            configuration.limits.connection.proxies = Self.rules(trusting: "127.0.0.2")
            configuration.limits.connection.proxies.speakProxyProtocol = true
            configuration.limits.connection.bodyGraceMilliseconds = 120_000
            configuration.limits.unprovenBytesPerAddress = 1_000
        } _: { gateway in
            let body = "{\"nachname\":\"M\",\"x\":\"\(String(repeating: "y", count: 878))\"}"
            func begin(_ last: UInt8) async throws -> Peer {
                let peer = try await Peer.connect(to: gateway.port, from: "127.0.0.2")
                try await peer.channel.writeAndFlush(ByteBuffer(bytes: Self.header(address: [203, 0, 113, last])))
                try await peer.send("\(Self.post)Expect: 100-continue\r\nContent-Length: \(body.utf8.count)\r\n\r\n")
                #expect(await peer.receive(until: "\r\n\r\n").hasPrefix("HTTP/1.1 100"))
                try await peer.send(String(body.dropLast()))
                return peer
            }
            let one = try await begin(1)
            let again = try await begin(1)
            #expect(await again.receive(until: "\r\n\r\n").hasPrefix("HTTP/1.1 503"))
            let other = try await begin(2)
            for peer in [other, one] {
                try await peer.send("}")
                #expect(await peer.receive(until: "\r\n\r\n").contains("200 OK"))
                try await peer.channel.close()
            }
        }
    }

    @Test("a proxy that opens a connection and says nothing is cut off")
    func silentProxy() async throws {
        try await Gateway.with(sources: Self.open) { configuration in
            configuration.limits.connection.proxies = Self.rules(trusting: "127.0.0.1")
            configuration.limits.connection.proxies.speakProxyProtocol = true
            configuration.limits.connection.headerMilliseconds = 100
        } _: { gateway in
            let peer = try await Peer.connect(to: gateway.port)
            #expect(await peer.receive().isEmpty)
        }
    }

    @Test(
        "proxies are addresses and networks",
        arguments: ["10.0.0.0/33", "10.0.0", "x", "10.0.0.1/", "::1/129", "1.2.3.4/8/8"]
    )
    func badProxies(text: String) {
        #expect(TrustedProxies(text) == nil)
    }
}
