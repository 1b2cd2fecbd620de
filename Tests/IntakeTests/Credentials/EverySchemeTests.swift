import Foundation
import JSON
import Leads
import NIOHTTP1
import SQLiteLeads
import SourceFiles
import TestSupport
import Testing

@testable import Intake

/// What does not enter, whatever the scheme: each over a real socket.
@Suite("Every scheme")
struct EverySchemeTests {
    private static func with(_ scheme: SchemeCase, more: String = "", _ body: @Sendable (Gateway) async throws -> Void)
        async throws
    {
        try await Gateway.with(
            sources: ["a": scheme.source(more: more)],
            configure: { $0.publicURL = SchemeCase.publicURL },
            body
        )
    }

    private static func send(_ post: SchemeCase.Post, _ scheme: SchemeCase, _ gateway: Gateway) async throws -> Answer {
        try await gateway.send(
            .POST,
            post.path,
            [("content-type", scheme.contentType)] + post.headers,
            body: Array(post.body.utf8)
        )
    }

    private static func right(_ scheme: SchemeCase, _ gateway: Gateway, name: String = "Mustermann") -> SchemeCase.Post
    {
        scheme.post(SchemeCase.secret, scheme.body(name), gateway.clock.now())
    }

    private static func accepted(_ gateway: Gateway) async throws -> Int { try await gateway.store.books().accepted }

    @Test("no preset is left out")
    func complete() {
        let named = Set(SchemeCase.all.map(\.name))
        #expect(Set(CredentialDecoder.presets.keys).subtracting(named) == [])
    }

    @Test("a right post enters, one without or with another secret does not", arguments: SchemeCase.all)
    func secrets(scheme: SchemeCase) async throws {
        try await Self.with(scheme) { gateway async throws in
            let now = gateway.clock.now()
            #expect(try await Self.send(Self.right(scheme, gateway), scheme, gateway).status == 200)
            let others: [SchemeCase.Post] =
                ["every-scheme-secret-0002", SchemeCase.secret + "x", String(SchemeCase.secret.dropLast())].map {
                    scheme.post($0, scheme.body("Fremd"), now)
                } + [.init(body: scheme.body("Fremd"))]
            for other in others {
                let answer = try await Self.send(other, scheme, gateway)
                #expect(answer.status == 401)
                #expect(answer.problem == "credential")
            }
            #expect(try await Self.accepted(gateway) == 1)
        }
    }

    @Test("what proves it twice, once right and once wrong, does not enter", arguments: SchemeCase.all)
    func twice(scheme: SchemeCase) async throws {
        try await Self.with(scheme) { gateway async throws in
            let right = Self.right(scheme, gateway)
            let wrong = scheme.post("every-scheme-secret-0002", scheme.body(), gateway.clock.now())
            for place in right.headers.indices where right.headers[place].1 != wrong.headers[place].1 {
                var both = right
                both.headers.append(wrong.headers[place])
                #expect(try await Self.send(both, scheme, gateway).status == 401, "\(right.headers[place].0)")
            }
            #expect(try await Self.accepted(gateway) == 0)
        }
    }

    @Test("another body under a signature does not enter, nor one that is cut", arguments: SchemeCase.signed)
    func altered(scheme: SchemeCase) async throws {
        try await Self.with(scheme) { gateway async throws in
            let right = Self.right(scheme, gateway)
            let bodies = [
                right.body.replacing("Mustermann", with: "Musterfrau"), String(right.body.dropLast(3)), "",
                right.body + (scheme.isForm ? "&x=1" : "x"), scheme.isForm ? right.body.uppercased() : " " + right.body,
            ]
            for body in bodies {
                var other = right
                other.body = body
                #expect(try await Self.send(other, scheme, gateway).status == 401, "\(body)")
            }
            #expect(try await Self.accepted(gateway) == 0)
        }
    }

    @Test(
        "a time counts for five minutes before and after, and cannot be changed",
        arguments: SchemeCase.signed.filter(\.isDated)
    )
    func stale(scheme: SchemeCase) async throws {
        try await Self.with(scheme) { gateway async throws in
            let now = gateway.clock.now()
            for (seconds, status) in [(-301, 401), (301, 401), (-86_400, 401), (299, 200), (-299, 200)]
                as [(Int64, Int)]
            {
                let post = scheme.post(SchemeCase.secret, scheme.body("Alt\(seconds + 90_000)"), now + seconds * 1_000)
                #expect(try await Self.send(post, scheme, gateway).status == status, "\(seconds) s")
            }
            // The fresh time of one post before the old signature of another.
            let old = scheme.post(SchemeCase.secret, scheme.body("Alt"), now - 400_000)
            let fresh = scheme.post(SchemeCase.secret, scheme.body("Neu"), now)
            for place in old.headers.indices {
                var mixed = old
                mixed.headers[place] = fresh.headers[place]
                #expect(try await Self.send(mixed, scheme, gateway).status == 401, "\(old.headers[place].0)")
            }
            #expect(try await Self.accepted(gateway) == 2)
        }
    }

    @Test("a captured post makes no second lead, whatever unsigned keys come with it", arguments: SchemeCase.signed)
    func replayed(scheme: SchemeCase) async throws {
        try await Self.with(scheme) { gateway async throws in
            let post = Self.right(scheme, gateway)
            let first = try await Self.send(post, scheme, gateway)
            #expect(first.status == 200)
            var fresh: [[(String, String)]] = [[], [("Idempotency-Key", "fresh")]]
            if !scheme.isSigningID { fresh.append([("webhook-id", "fresh")]) }
            for headers in fresh {
                var again = post
                again.headers += headers
                let answer = try await Self.send(again, scheme, gateway)
                #expect(answer.status == 200)
                #expect(answer.json["id"] == first.json["id"])
            }
            #expect(try await Self.accepted(gateway) == 1)
            // Days later, too: by its time, or because it is remembered.
            gateway.clock.advance(100 * 86_400_000)
            let late = try await Self.send(post, scheme, gateway)
            #expect(late.status == 401 || late.json["id"] == first.json["id"])
            #expect(try await Self.accepted(gateway) == 1)
        }
    }

    @Test("a body that ends before its length does not enter", arguments: SchemeCase.all)
    func truncated(scheme: SchemeCase) async throws {
        try await Self.with(scheme) { gateway async throws in
            let post = Self.right(scheme, gateway)
            let headers = (post.headers + [("content-type", scheme.contentType)]).map { "\($0.0): \($0.1)\r\n" }
                .joined()
            let head = "POST \(post.path) HTTP/1.1\r\nhost: x\r\n\(headers)"
            let half = String(post.body.prefix(post.body.count / 2))
            let announced = "\(head)content-length: \(post.body.utf8.count)\r\n\r\n\(half)"
            let chunked =
                "\(head)transfer-encoding: chunked\r\n\r\n\(String(half.utf8.count, radix: 16))\r\n\(half)\r\n"
            for text in [announced, chunked] {
                let answer = try await Peer.connect(to: gateway.port).exchange(text, endsHalf: true)
                #expect(!answer.hasPrefix("HTTP/1.1 2"), "\(answer)")
            }
            #expect(try await Self.accepted(gateway) == 0)
        }
    }

    @Test("a body beyond the source's limit does not enter, however it is sent", arguments: SchemeCase.all)
    func oversized(scheme: SchemeCase) async throws {
        try await Self.with(scheme, more: #", "limits": {"body": "1KiB"}"#) { gateway async throws in
            let long = String(repeating: "a", count: 2_000)
            let post = scheme.post(SchemeCase.secret, scheme.body(long), gateway.clock.now())
            // Whether there is such a source is told to nobody who has not shown a right: 401 or 413.
            let status = try await Self.send(post, scheme, gateway).status
            #expect(status == 413 || status == 401)
            let headers = (post.headers + [("content-type", scheme.contentType)]).map { "\($0.0): \($0.1)\r\n" }
                .joined()
            let chunked = """
                POST \(post.path) HTTP/1.1\r\nhost: x\r\n\(headers)transfer-encoding: chunked\r\nconnection: close\r\n\r\n\
                \(String(post.body.utf8.count, radix: 16))\r\n\(post.body)\r\n0\r\n\r\n
                """
            let answer = try await Peer.connect(to: gateway.port).exchange(chunked)
            #expect(answer.hasPrefix("HTTP/1.1 413") || answer.hasPrefix("HTTP/1.1 401"), "\(answer.prefix(40))")
            #expect(try await Self.accepted(gateway) == 0)
        }
    }
}

extension SchemeCase {
    /// Whether the vendor signs an id that is the post's key, under the name by which all count.
    fileprivate var isSigningID: Bool { name == "standard-webhooks" && variant == "webhook" }
}

/// A secret that a sender repeats among its fields.
@Suite("A secret in what is posted")
struct SecretBlotTests {
    private static let secret = "slash/and+plus-0001"

    @Test(
        "is in nothing that is kept of the post, however it is written",
        arguments: [
            (
                "application/json",
                #"{"nachname":"M","webhookURL":"https://leads.example.org/hooks/a/slash%2Fand%2Bplus-0001","x":"Bearer slash\/and+plus-0001"}"#
            ),
            (
                "application/x-www-form-urlencoded",
                "nachname=M&token=slash%2fand%2Bplus-0001&url=https%3A%2F%2Fx%2Fslash%2Fand%2Bplus-0001%3F"
            ),
            ("application/xml", "<a><nachname>M</nachname><b c='slash/and+plus-0001'/></a>"),
        ]
    )
    func blotted(type: String, body: String) async throws {
        let source = #"{"credential": {"scheme": "bearer", "secret": "\#(Self.secret)"}}"#
        try await Gateway.with(sources: ["a": source]) { gateway async throws in
            let answer = try await gateway.send(
                .POST,
                "/hooks/a?echo=slash%2Fand%2Bplus-0001",
                [
                    ("content-type", type), ("authorization", "Bearer \(Self.secret)"),
                    ("referer", "https://x/?k=\(Self.secret)"),
                ],
                body: Array(body.utf8)
            )
            #expect(answer.status == 200)
            let id = try #require(LeadID(answer.json["id"]?.stringValue ?? ""))
            let kept = try #require(try await gateway.store.submission(id))
            let texts = [kept.body, JSONValue.object(kept.query).serialized, JSONValue.object(kept.headers).serialized]
                .map {
                    String(decoding: $0, as: UTF8.self)
                }
            for text in texts {
                #expect(!text.contains("plus-0001"), "\(text)")
                #expect(text.contains("****"), "\(text)")
            }
            #expect(kept.body.count == body.utf8.count)
            #expect(String(decoding: kept.body, as: UTF8.self).contains("nachname"))
        }
    }

    @Test("a signature is checked over the body as it came")
    func signed() async throws {
        let scheme = try #require(SchemeCase.signed.first)
        let secret = "signing-secret-000001"
        try await Gateway.with(sources: ["a": scheme.source(secret)]) { gateway async throws in
            let post = scheme.post(secret, #"{"nachname":"M","k":"signing-secret-000001"}"#, gateway.clock.now())
            #expect(try await gateway.post("/hooks/a", post.body, post.headers).status == 200)
        }
    }
}
