import Feedback
import Foundation
import GuardedHTTP
import NIOHTTP1
import NIOSSL
import TestSupport
import Testing

@Suite("An attempt at a callback")
struct ClientTests {
    static func attempt(
        _ url: String,
        allowsPrivate: Bool = true,
        resolver: HostResolver = .system,
        settings: CallbackClient.Settings = CallbackClient.Settings()
    ) async throws -> CallbackAnswer {
        let client = CallbackClient(resolver: resolver, settings: settings, clock: ManualClock())
        let answer = await client.post(
            Array("{}".utf8),
            headers: [("webhook-id", "msg_1")],
            to: try CallbackTarget(url: url, allowsPrivate: allowsPrivate)
        )
        await client.shutdown()
        return answer
    }

    static let loopback = HostResolver { _ in [NetworkAddress("127.0.0.1")].compactMap { $0 } }

    @Test("the body arrives as JSON under its own path, with the headers it was given")
    func arrives() async throws {
        try await Receiver.run { receiver, port in
            let answer = try await Self.attempt("http://127.0.0.1:\(port)/hooks/a?b=c")
            #expect(answer == .answered(200, retryAfter: nil))
            let post = try #require(receiver.posts.first)
            #expect(post.path == "/hooks/a?b=c")
            #expect(post["content-type"] == "application/json")
            #expect(post["webhook-id"] == "msg_1")
            #expect(post.text == "{}")
        }
    }

    @Test("a name is asked once, and the connection goes to the address that was checked")
    func checkedAddress() async throws {
        // No resolver knows this name; whoever asked for it again would fail.
        try await Receiver.run { receiver, port in
            let answer = try await Self.attempt("http://receiver.invalid:\(port)/", resolver: Self.loopback)
            #expect(answer == .answered(200, retryAfter: nil))
            #expect(receiver.posts.first?["host"] == "receiver.invalid:\(port)")
        }
    }

    @Test(
        "without leave nothing goes to a private address, also behind a public name",
        arguments: ["127.0.0.1", "receiver.invalid"]
    )
    func privateAddress(host: String) async throws {
        try await Receiver.run { receiver, port in
            let answer = try await Self.attempt(
                "https://\(host):\(port)/",
                allowsPrivate: false,
                resolver: Self.loopback
            )
            #expect(answer == .failed("private-address"))
            #expect(receiver.posts.isEmpty)
        }
    }

    @Test("a redirect is an answer like another, and is not followed")
    func redirect() async throws {
        try await Receiver.run { other, otherPort in
            let answering: @Sendable (Int, Receiver.Post) -> Receiver.Reply? = { _, _ in
                Receiver.Reply(
                    status: .temporaryRedirect,
                    headers: ["location": "http://127.0.0.1:\(otherPort)/"]
                )
            }
            try await Receiver.run(answering: answering) { receiver, port in
                let answer = try await Self.attempt("http://127.0.0.1:\(port)/")
                #expect(answer == .answered(307, retryAfter: nil))
                #expect(receiver.posts.count == 1)
                #expect(other.posts.isEmpty)
            }
        }
    }

    @Test("Retry-After is read")
    func retryAfter() async throws {
        try await Receiver.run(answering: { _, _ in
            Receiver.Reply(status: .serviceUnavailable, headers: ["retry-after": "120"])
        }) { _, port in
            let answer = try await Self.attempt("http://127.0.0.1:\(port)/")
            #expect(answer == .answered(503, retryAfter: 120_000))
        }
    }

    @Test("a refused connection goes on to the host's next address")
    func nextAddress() async throws {
        try await Receiver.run { _, port in
            let resolver = HostResolver { _ in
                ["127.0.0.2", "127.0.0.1"].compactMap { NetworkAddress($0) }
            }
            let answer = try await Self.attempt("http://receiver.invalid:\(port)/", resolver: resolver)
            #expect(answer == .answered(200, retryAfter: nil))
        }
    }

    @Test("nobody there, and a name that nobody knows, have their words")
    func nobody() async throws {
        #expect(try await Self.attempt("http://127.0.0.1:9/") == .failed("connect"))
        #expect(
            try await Self.attempt("http://receiver.invalid/", resolver: HostResolver { _ in [] }) == .failed("dns")
        )
    }

    @Test("the certificate must be the name's, whatever address it has")
    func certificate() async throws {
        let identity = try SelfSigned(host: "receiver.invalid")
        let roots = FileManager.default.temporaryDirectory.appendingPathComponent("roots-\(UUID()).pem").path
        defer { try? FileManager.default.removeItem(atPath: roots) }
        let pem =
            "-----BEGIN CERTIFICATE-----\n\(Data(identity.certificate).base64EncodedString())\n-----END CERTIFICATE-----\n"
        #expect(FileManager.default.createFile(atPath: roots, contents: Data(pem.utf8)))
        let context = try NIOSSLContext(
            configuration: .makeServerConfiguration(
                certificateChain: [.certificate(NIOSSLCertificate(bytes: identity.certificate, format: .der))],
                privateKey: .privateKey(NIOSSLPrivateKey(bytes: identity.key, format: .der))
            )
        )
        try await Receiver.run(tls: context) { receiver, port in
            var trusting = CallbackClient.Settings()
            trusting.trustRoots = roots
            let right = try await Self.attempt(
                "https://receiver.invalid:\(port)/",
                resolver: Self.loopback,
                settings: trusting
            )
            #expect(right == .answered(200, retryAfter: nil))
            let other = try await Self.attempt(
                "https://other.invalid:\(port)/",
                resolver: Self.loopback,
                settings: trusting
            )
            #expect(other == .failed("tls"))
            let distrusting = try await Self.attempt("https://receiver.invalid:\(port)/", resolver: Self.loopback)
            #expect(distrusting == .failed("tls"))
            #expect(receiver.posts.count == 1)
        }
    }
}
