import Crypto
import Foundation
import JSON
import Leads
import NIOHTTP1
import SQLiteLeads
import SourceFiles
import TestSupport
import Testing

@testable import Intake

/// What becomes of a signed request that somebody has captured and sends again.
@Suite("Replays of signed posts")
struct ReplayTests {
    private static let secret = "replay-test-secret-0001"
    private static let form = #"{"nachname":"M","event_id":"e1"}"#

    /// A vendor's way to sign a body at a moment, in milliseconds.
    struct Scheme: Sendable, CustomTestStringConvertible {
        let preset: String
        var isDated = true
        /// Whether the query is signed, too.
        var signsURL = false
        var secret = ReplayTests.secret
        let sign: @Sendable (_ body: String, _ now: Int64) -> [(String, String)]

        var testDescription: String { preset }
        var credential: String { "{\"scheme\": \"\(preset)\", \"secret\": \"\(secret)\"}" }
    }

    private static func code(_ text: String) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: SymmetricKey(data: Array(secret.utf8))))
    }

    private static func hex(_ text: String) -> String { TextCodings.hex(of: code(text)) }
    private static func base64(_ text: String) -> String { Data(code(text)).base64EncodedString() }

    static let schemes: [Scheme] = [
        Scheme(preset: "typeform", isDated: false) { body, _ in [("typeform-signature", "sha256=\(base64(body))")] },
        Scheme(preset: "tally", isDated: false) { body, _ in [("tally-signature", base64(body))] },
        Scheme(preset: "meta", isDated: false) { body, _ in [("x-hub-signature-256", "sha256=\(hex(body))")] },
        Scheme(preset: "linkedin", isDated: false) { body, _ in [("x-li-signature", hex("hmacsha256=\(body)"))] },
        Scheme(preset: "hubspot", signsURL: true) { body, now in
            [
                ("x-hubspot-request-timestamp", "\(now)"),
                ("x-hubspot-signature-v3", base64("POSThttps://leads.example.org/hooks/a\(body)\(now)")),
            ]
        },
        Scheme(preset: "webflow") { body, now in
            [("x-webflow-timestamp", "\(now)"), ("x-webflow-signature", hex("\(now):\(body)"))]
        },
        Scheme(preset: "formspree") { body, now in
            [("formspree-signature", "t=\(now / 1_000),v1=\(hex("\(now / 1_000).\(body)"))")]
        },
        Scheme(preset: "wpforms") { body, now in
            [("x-wpforms-webhook-signature", "t=\(now / 1_000),v=\(hex("\(now / 1_000).\(body)"))")]
        },
        Scheme(preset: "evocalize") { body, now in
            let signed = "/hooks/a\n\(body)\n\(now / 1_000)\n\(secret)"
            return [
                ("x-evocalize-timestamp", "\(now / 1_000)"),
                ("x-evocalize-signature", TextCodings.hex(of: SHA256.hash(data: Array(signed.utf8)))),
            ]
        },
        standardWebhooks,
    ]

    static let standardWebhooks = Scheme(
        preset: "standard-webhooks",
        secret: "whsec_" + Data(secret.utf8).base64EncodedString()
    ) { body, now in
        let key = SymmetricKey(data: Array(secret.utf8))
        let signed = Array("msg_1.\(now / 1_000).\(body)".utf8)
        let code = Data(HMAC<SHA256>.authenticationCode(for: signed, using: key)).base64EncodedString()
        return [("webhook-id", "msg_1"), ("webhook-timestamp", "\(now / 1_000)"), ("webhook-signature", "v1,\(code)")]
    }

    private static func with(
        _ sources: [String: String],
        mappings: [String: String] = ["m": Gateway.mapping],
        _ body: @Sendable (Gateway) async throws -> Void
    ) async throws {
        try await Gateway.with(
            sources: sources,
            mappings: mappings,
            configure: { $0.publicURL = "https://leads.example.org" },
            body
        )
    }

    @Test("a captured request is a repeat, whatever unsigned key, query or type comes with it", arguments: schemes)
    func captured(scheme: Scheme) async throws {
        try await Self.with(["a": "{\"credential\": \(scheme.credential)}"]) { gateway in
            let signed = scheme.sign(Self.form, gateway.clock.now())
            let first = try await gateway.post("/hooks/a", Self.form, signed)
            #expect(first.status == 200)
            var again = [
                try await gateway.post("/hooks/a", Self.form, signed),
                try await gateway.post("/hooks/a", Self.form, signed + [("idempotency-key", "fresh")]),
            ]
            if scheme.preset != "standard-webhooks" {
                again.append(try await gateway.post("/hooks/a", Self.form, signed + [("webhook-id", "fresh")]))
            }
            if !scheme.signsURL {
                again.append(try await gateway.post("/hooks/a?fresh=1", Self.form, signed))
            }
            for answer in again {
                #expect(answer.status == 200)
                #expect(answer.json["id"] == first.json["id"])
            }
            #expect(try await gateway.store.books().accepted == 1)
        }
    }

    @Test("a captured request stays a repeat that came with a header key first", arguments: schemes)
    func keyFirst(scheme: Scheme) async throws {
        try await Self.with(["a": "{\"credential\": \(scheme.credential)}"]) { gateway in
            let signed = scheme.sign(Self.form, gateway.clock.now())
            let first = try await gateway.post("/hooks/a", Self.form, signed + [("idempotency-key", "k")])
            let bare = try await gateway.post("/hooks/a", Self.form, signed)
            let other = try await gateway.post("/hooks/a", Self.form, signed + [("idempotency-key", "l")])
            #expect(bare.json["id"] == first.json["id"])
            #expect(other.json["id"] == first.json["id"])
        }
    }

    @Test("the vendor's own retry, signed anew a minute later, is a repeat by the source's key", arguments: schemes)
    func retry(scheme: Scheme) async throws {
        let source = "{\"credential\": \(scheme.credential), \"duplicates\": {\"key\": \"$.payload.event_id\"}}"
        try await Self.with(["a": source]) { gateway in
            let first = try await gateway.post("/hooks/a", Self.form, scheme.sign(Self.form, gateway.clock.now()))
            gateway.clock.advance(60_000)
            let key = scheme.preset == "standard-webhooks" ? "idempotency-key" : "webhook-id"
            let retry = scheme.sign(Self.form, gateway.clock.now()) + [(key, "fresh")]
            let second = try await gateway.post("/hooks/a", Self.form, retry)
            #expect(second.status == 200)
            #expect(second.json["id"] == first.json["id"])
        }
    }

    @Test("a signed webhook-id makes the retry a repeat without a key of the source's")
    func signedID() async throws {
        let scheme = Self.standardWebhooks
        try await Self.with(["a": "{\"credential\": \(scheme.credential)}"]) { gateway in
            let first = try await gateway.post("/hooks/a", Self.form, scheme.sign(Self.form, gateway.clock.now()))
            gateway.clock.advance(60_000)
            let retry = scheme.sign(Self.form, gateway.clock.now()) + [("idempotency-key", "fresh")]
            #expect(try await gateway.post("/hooks/a", Self.form, retry).json["id"] == first.json["id"])
        }
    }

    @Test("spelling the signature otherwise, or leaving out one of two, makes no new post")
    func spelling() async throws {
        let credential = """
            {"scheme": "formspree", "secrets": ["\(Self.secret)", "another-secret-000001"]}
            """
        try await Self.with(["a": "{\"credential\": \(credential)}"]) { gateway in
            let stamp = gateway.clock.now() / 1_000
            let one = Self.hex("\(stamp).\(Self.form)")
            let key = SymmetricKey(data: Array("another-secret-000001".utf8))
            let code = HMAC<SHA256>.authenticationCode(for: Array("\(stamp).\(Self.form)".utf8), using: key)
            let two = TextCodings.hex(of: code)
            var ids: Set<String> = []
            for value in ["v1=\(one),v1=\(two)", "v1=\(one)", "v1=\(two)", "v1=\(one.uppercased())", "v1=00,v1=\(two)"]
            {
                let answer = try await gateway.post(
                    "/hooks/a",
                    Self.form,
                    [("formspree-signature", "t=\(stamp),\(value)")]
                )
                #expect(answer.status == 200)
                ids.insert(answer.json["id"]?.stringValue ?? "-")
            }
            #expect(ids.count == 1)
        }
    }

    @Test("a captured batch is a repeat with all its leads under a fresh header key")
    func batch() async throws {
        let scheme = Self.schemes[0]
        let body = #"{"leads":[{"nachname":"A"},{"nachname":"B"}]}"#
        try await Self.with(["a": "{\"credential\": \(scheme.credential)}"], mappings: ["m": Gateway.batch]) {
            gateway in
            let signed = scheme.sign(body, 0)
            let first = try await gateway.post("/hooks/a", body, signed)
            let second = try await gateway.post("/hooks/a", body, signed + [("idempotency-key", "fresh")])
            #expect(first.json["leads"]?.arrayValue?.count == 2)
            #expect(second.json == first.json)
            #expect(try await gateway.store.books().accepted == 2)
        }
    }

    // MARK: Keys beside each other

    private static let bearer = #"{"scheme": "bearer", "secret": "replay-test-secret-0001"}"#
    private static let authorization = ("authorization", "Bearer \(secret)")

    @Test("a form that is sent twice with a bearer token and no key is two leads: nobody said that it is one")
    func twice() async throws {
        try await Self.with(["a": "{\"credential\": \(Self.bearer)}"]) { gateway in
            let first = try await gateway.post("/hooks/a", Self.form, [Self.authorization])
            let second = try await gateway.post("/hooks/a", Self.form, [Self.authorization])
            #expect(first.json["id"] != second.json["id"])
        }
    }

    @Test("the source's own key counts beside a header's, and the header's beside it")
    func own() async throws {
        let source = "{\"credential\": \(Self.bearer), \"duplicates\": {\"key\": \"$.payload.event_id\"}}"
        try await Self.with(["a": source]) { gateway in
            func post(_ body: String, _ key: String) async throws -> Answer {
                try await gateway.post("/hooks/a", body, [Self.authorization, ("idempotency-key", key)])
            }
            let first = try await post(#"{"nachname":"M","event_id":"e1"}"#, "k1")
            #expect(try await post(#"{"nachname":"M","event_id":"e1"}"#, "k2").json["id"] == first.json["id"])
            #expect(try await post(#"{"nachname":"M","event_id":"e2"}"#, "k1").status == 422)
            let other = try await post(#"{"nachname":"M","event_id":"e2"}"#, "k3")
            #expect(other.status == 200)
            #expect(other.json["id"] != first.json["id"])
        }
    }

    @Test("other content under the source's key that is a lead of its own is one once, under any header key")
    func different() async throws {
        let source = """
            {"credential": \(Self.bearer), "duplicates": {"key": "$.payload.event_id", "differs": "new"}}
            """
        try await Self.with(["a": source]) { gateway in
            func post(_ name: String, _ key: String) async throws -> Answer {
                let body = "{\"nachname\":\"\(name)\",\"event_id\":\"e1\"}"
                return try await gateway.post("/hooks/a", body, [Self.authorization, ("idempotency-key", key)])
            }
            let first = try await post("M", "k1")
            let second = try await post("N", "k2")
            #expect(second.json["id"] != first.json["id"])
            #expect(try await post("N", "k2").json["id"] == second.json["id"])
            #expect(try await post("N", "k3").json["id"] == second.json["id"])
            #expect(try await post("O", "k2").status == 422)
        }
    }

    @Test("some leads of a batch that are known by the source's key are repeats, the others are new")
    func partlyKnown() async throws {
        let source = "{\"credential\": \(Self.bearer), \"duplicates\": {\"key\": \"$.item.id\"}}"
        try await Self.with(["a": source], mappings: ["m": Gateway.batch]) { gateway in
            func post(_ ids: [Int], _ key: String) async throws -> [JSONValue] {
                let leads = ids.map { "{\"nachname\":\"N\",\"id\":\"i\($0)\"}" }.joined(separator: ",")
                let answer = try await gateway.post(
                    "/hooks/a",
                    "{\"leads\":[\(leads)]}",
                    [Self.authorization, ("idempotency-key", key)]
                )
                return answer.json["leads"]?.arrayValue?.compactMap { $0["id"] } ?? []
            }
            let first = try await post([1, 2], "k1")
            let second = try await post([2, 3], "k2")
            #expect(second.first == first.last)
            #expect(second.count == 2)
            #expect(try await post([2, 3], "k2") == second)
            #expect(try await gateway.store.books().accepted == 3)
        }
    }

    @Test(
        "a header key that cannot be used is the sender's mistake, not a post without a key",
        arguments: ["idempotency-key", "webhook-id"]
    )
    func unusable(name: String) async throws {
        try await Self.with(["a": "{\"credential\": \(Self.bearer)}"]) { gateway in
            let longest = String(repeating: "k", count: 255)
            let fits = try await gateway.post("/hooks/a", Self.form, [Self.authorization, (name, longest)])
            #expect(fits.status == 200)
            for headers in [[(name, longest + "k")], [(name, "a"), (name, "b")]] {
                let answer = try await gateway.post("/hooks/a", Self.form, [Self.authorization] + headers)
                #expect(answer.status == 400)
                #expect(answer.problem == "idempotency-key-unusable")
                #expect(try await gateway.post("/hooks/a", Self.form, headers).status == 401)
            }
            #expect(try await gateway.store.books().accepted == 1)
        }
    }
}
