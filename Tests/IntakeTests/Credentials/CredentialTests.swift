import Crypto
import Foundation
import HTTPEdge
import JSON
import Leads
import MappingLanguage
import NIOHTTP1
import SQLiteLeads
import SourceFiles
import Testing

@testable import Intake
@testable import Mapping

@Suite("Credentials")
struct CredentialTests {
    private static func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }

    static let schemes: [(source: String, path: String, header: (String, String)?, body: String)] = [
        (#"{"scheme": "url", "secret": "geheim-geheim-01"}"#, "/geheim-geheim-01", nil, #"{"nachname":"M"}"#),
        (
            #"{"scheme": "bearer", "secret": {"env": "TEST_SECRET"}}"#, "",
            ("Authorization", "bearer  from-the-environment"), #"{"nachname":"M"}"#
        ),
        (
            #"{"scheme": "bearer", "secret": {"file": "/secret"}}"#, "", ("authorization", "Bearer from-a-file"),
            #"{"nachname":"M"}"#
        ),
        (
            #"{"scheme": "bearer", "secrets": ["old-old-old-old-old", "new-new-new-new-new"]}"#, "",
            ("authorization", "Bearer old-old-old-old-old"), #"{"nachname":"M"}"#
        ),
        (
            #"{"scheme": "bearer", "secrets": ["old-old-old-old-old", "new-new-new-new-new"]}"#, "",
            ("authorization", "Bearer new-new-new-new-new"), #"{"nachname":"M"}"#
        ),
        (
            #"{"scheme": "basic", "user": "heyflow", "secret": "geheim-geheim-01"}"#, "",
            ("authorization", "Basic \(base64("heyflow:geheim-geheim-01"))"), #"{"nachname":"M"}"#
        ),
        (
            #"{"scheme": "header", "header": "X-Api-Token", "secret": "geheim-geheim-01"}"#, "",
            ("x-api-token", "geheim-geheim-01"), #"{"nachname":"M"}"#
        ),
        (
            #"{"scheme": "pipedrive", "user": "leads", "secret": "geheim-geheim-01"}"#, "",
            ("authorization", "Basic \(base64("leads:geheim-geheim-01"))"), #"{"nachname":"M"}"#
        ),
        (
            #"{"scheme": "query", "parameter": "token", "secret": "geheim-geheim-01"}"#, "?token=geheim-geheim-01", nil,
            #"{"nachname":"M"}"#
        ),
        (
            #"{"scheme": "google-ads", "secret": "geheim-geheim-01"}"#, "", nil,
            #"{"nachname":"M","google_key":"geheim-geheim-01"}"#
        ),
    ]

    @Test(
        "two Authorization headers that differ are none, in either order; the same twice is one",
        arguments: [
            (#"{"scheme": "bearer", "secret": "geheim-geheim-01"}"#, "Bearer geheim-geheim-01"),
            (
                #"{"scheme": "basic", "user": "heyflow", "secret": "geheim-geheim-01"}"#,
                "Basic aGV5ZmxvdzpnZWhlaW0tZ2VoZWltLTAx"
            ),
        ]
    )
    func twoAuthorizations(credential: String, right: String) async throws {
        try await Gateway.with(sources: ["a": #"{"credential": \#(credential)}"#]) { gateway in
            for headers in [[right, "Bearer another"], ["Bearer another", right], ["Basic eDp5", right]] {
                let lines = headers.map { ("authorization", $0) }
                for source in ["a", "nobody"] {
                    let answer = try await gateway.post("/hooks/\(source)", #"{"nachname":"M"}"#, lines)
                    #expect(answer.status == 401)
                    #expect(answer.json["detail"]?.stringValue?.hasPrefix("Send one Authorization header") == true)
                }
            }
            #expect(gateway.log.value.contains { $0.contains("reason=credential-wrong source=a") })
            let twice = [("authorization", right), ("Authorization", right)]
            #expect(try await gateway.post("/hooks/a", #"{"nachname":"M"}"#, twice).status == 200)
        }
    }

    @Test("a secret in the address lets in, whatever else a sender puts into its headers")
    func foreignAuthorization() async throws {
        let source = #"{"credential": {"scheme": "url", "secret": "geheim-geheim-01"}}"#
        try await Gateway.with(sources: ["a": source]) { gateway in
            let lines = [("authorization", "Basic eDp5"), ("authorization", "Bearer z")]
            let answer = try await gateway.post("/hooks/a/geheim-geheim-01", #"{"nachname":"M"}"#, lines)
            #expect(answer.status == 200)
        }
    }

    @Test("each scheme lets its secret in and nothing else", arguments: schemes.indices)
    func scheme(index: Int) async throws {
        let (credential, path, header, body) = Self.schemes[index]
        try await Gateway.with(sources: ["a": "{\"credential\": \(credential)}"]) { gateway in
            let right = try await gateway.post("/hooks/a\(path)", body, header.map { [$0] } ?? [])
            #expect(right.status == 200)
            if let header, let id = LeadID(right.json["id"]?.stringValue ?? "") {
                #expect(try await gateway.store.submission(id)?.headers[header.0.lowercased()] == nil)
            }
            let unknown = try await gateway.post("/hooks/unknown", #"{"nachname":"M"}"#)
            #expect(unknown.status == 401)
            #expect(unknown.problem == "credential")
            let wrong = [
                try await gateway.post("/hooks/a", #"{"nachname":"M"}"#),
                try await gateway.post("/hooks/a/", #"{"nachname":"M"}"#, [("authorization", "Bearer ")]),
                try await gateway.post(
                    "/hooks/a/x",
                    #"{"nachname":"M","google_key":"x"}"#,
                    [("authorization", "Bearer x")]
                ),
                try await gateway.post("/hooks/a", #"{"nachname":"M"}"#, header.map { [($0.0, $0.1 + "x")] } ?? []),
            ]
            for answer in wrong {
                #expect(answer.status == 401)
                #expect(answer.text == unknown.text)
                #expect(answer.headers.first(name: "www-authenticate") != nil)
            }
        }
    }

    @Test("a source whose secret cannot be found lets nobody in, and is named in the log")
    func missingSecret() async throws {
        let source = #"{"credential": {"scheme": "bearer", "secret": {"env": "NOT_THERE"}}}"#
        try await Gateway.with(sources: ["a": source]) { gateway in
            for headers in [[], [("authorization", "Bearer ")], [("authorization", "Bearer NOT_THERE")]] {
                let answer = try await gateway.post("/hooks/a", #"{"nachname":"M"}"#, headers)
                #expect(answer.status == 401)
            }
            #expect(gateway.log.value.contains { $0.contains("NOT_THERE") && $0.contains("source=a") })
        }
    }

    // MARK: Signatures

    struct Vector: Sendable {
        let name: String
        let preset: String
        let secret: String
        let body: String
        let headers: [(String, String)]
        let now: Int64
        var method = HTTPMethod.POST
        var contentType = "application/json"

        /// Whether the scheme signs a time.
        var isDated: Bool {
            !["typeform", "tally", "meta", "linkedin", "netlify", "hubspot-v2"].contains(preset)
        }
    }

    /// The recorded vectors that a verifier over raw bytes can check, with the preset each belongs to.
    static let vectors: [Vector] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Fixtures/intake/signature-vectors.json")
        let presets = [
            "hubspot-v3 (published by HubSpot, python SDK test)": "hubspot",
            "hubspot-v3 (published by HubSpot, ruby SDK test)": "hubspot", "typeform": "typeform", "tally": "tally",
            "meta": "meta", "linkedin": "linkedin", "webflow": "webflow", "formspree": "formspree",
            "wpforms json": "wpforms", "wpforms form-encoded": "wpforms", "netlify jws": "netlify",
            "calendly": "calendly",
            "hubspot-v2 (published by HubSpot, GET)": "hubspot-v2", "hubspot-v2": "hubspot-v2",
            "evocalize": "evocalize", "standard webhooks": "standard-webhooks",
        ]
        guard let data = try? Data(contentsOf: file), let json = try? JSONValue.parse(Array(data)) else { return [] }
        return (json.arrayValue ?? []).compactMap { vector in
            guard let name = vector["name"]?.stringValue, let preset = presets[name],
                let secret = vector["secret"]?.stringValue, let body = vector["body"]?.stringValue
            else { return nil }
            let headers = (vector["headers"]?.objectValue?.members ?? []).map { ($0.key, $0.value.stringValue ?? "") }
            let milliseconds = headers.first { $0.0.hasSuffix("Request-Timestamp") }.flatMap { Int64($0.1) }
            return Vector(
                name: name,
                preset: preset,
                secret: secret,
                body: body,
                headers: headers,
                now: milliseconds ?? 1_790_000_001_000,
                method: HTTPMethod(rawValue: vector["method"]?.stringValue ?? "POST"),
                contentType: name.contains("form-encoded") ? "application/x-www-form-urlencoded" : "application/json"
            )
        }
    }()

    private func verifier(_ vector: Vector) throws -> CredentialVerifier {
        let text =
            "{\"mapping\": \"m\", \"credential\": {\"scheme\": \"\(vector.preset)\", \"secret\": \"\(vector.secret)\"}}"
        let decoded = SourceDecoder.decode(
            name: vector.preset,
            file: FileText(path: "sources/x.json", bytes: Array(text.utf8))
        )
        let source = try #require(decoded.source, "\(decoded.findings)")
        let made = CredentialVerifier.make(source.credentials, leastBytes: 1) {
            reference throws(SecretResolver.Fault) in
            try SecretResolver.process.resolve(reference)
        }
        return try #require(made.verifier)
    }

    private func verify(
        _ vector: Vector,
        headers: [(String, String)]? = nil,
        body: String? = nil,
        now: Int64? = nil
    ) throws -> Bool {
        let path = vector.preset.hasPrefix("hubspot") ? "/webhook_uri" : "/hooks/\(vector.preset)"
        let request = IntakeRequest(
            method: vector.method,
            target: RequestTarget(path: path),
            headers: RequestHeaders(HTTPHeaders((headers ?? vector.headers) + [("content-type", vector.contentType)])),
            body: Array((body ?? vector.body).utf8)
        )
        return try verifier(vector).verify(
            request,
            .init(urlSecret: nil, publicURL: "https://www.example.com", now: now ?? vector.now)
        ) != nil
    }

    @Test("the recorded vectors are right", arguments: vectors.indices)
    func vector(index: Int) throws {
        let vector = Self.vectors[index]
        #expect(try verify(vector), "\(vector.name)")
        // A blank at the end changes no field of a form, a letter does.
        #expect(try !verify(vector, body: vector.body + "x"), "another body")
        #expect(try !verify(vector, headers: []), "no signature")
        for (place, header) in vector.headers.enumerated() {
            var headers = vector.headers
            var text = Array(header.1)
            text[text.count / 2] = text[text.count / 2] == "1" ? "2" : "1"
            headers[place].1 = String(text)
            #expect(try !verify(vector, headers: headers), "\(vector.name) with another \(header.0)")
            var twice = vector.headers
            twice.append((header.0, "other"))
            #expect(try !verify(vector, headers: twice), "\(header.0) twice")
        }
    }

    @Test("all vectors were found")
    func all() {
        #expect(Self.vectors.count == 16)
    }

    @Test(
        "a token signs by the one algorithm, and the body that it says",
        arguments: [
            (#"{"alg":"HS256","typ":"JWT"}"#, nil, true), (#"{"alg":"none"}"#, nil, false),
            (#"{"alg":"HS512"}"#, nil, false), (#"{"alg":"HS256","crit":["b64"]}"#, nil, false), ("[]", nil, false),
            (#"{"alg":"HS256"}"#, "{}", false), (#"{"alg":"HS256"}"#, #"{"iss":"netlify"}"#, false),
            (#"{"alg":"HS256"}"#, #"{"iss":"netlify","sha256":"00"}"#, false),
        ] as [(String, String?, Bool)]
    )
    func tokens(head: String, claims: String?, isRight: Bool) throws {
        let vector = try #require(Self.vectors.first { $0.preset == "netlify" })
        let parts = try #require(vector.headers.first?.1).split(separator: ".").map(String.init)
        let right = String(decoding: try #require(TextCodings.base64(parts[1])), as: UTF8.self)
        func coded(_ text: some Sequence<UInt8>) -> String {
            Data(text).base64EncodedString().replacing("=", with: "").replacing("+", with: "-").replacing(
                "/",
                with: "_"
            )
        }
        func token(_ claims: String) -> String {
            let signed = coded(head.utf8) + "." + coded(claims.utf8)
            let key = SymmetricKey(data: Array(vector.secret.utf8))
            return signed + "." + coded(HMAC<SHA256>.authenticationCode(for: Array(signed.utf8), using: key))
        }
        #expect(try verify(vector, headers: [("X-Webhook-Signature", token(claims ?? right))]) == isRight)
        let stranger = right.replacing("netlify", with: "somebody")
        #expect(try !verify(vector, headers: [("X-Webhook-Signature", token(stranger))]))
        for text in ["", "..", parts[0] + "." + parts[1], parts.joined(separator: ".") + ".x"] {
            #expect(try !verify(vector, headers: [("X-Webhook-Signature", text)]), "\(text)")
        }
    }

    @Test("a signature over the address is read with the escapes that HubSpot decodes, and no others")
    func address() {
        #expect(
            SignedAddress.decoded("https://x.example/a%3Ab%2fc?q=%27%20%3D%E4&r=50%")
                == "https://x.example/a:b/c?q='%20%3D%E4&r=50%"
        )
    }

    @Test("a secret in the address is in nothing that is kept, and is no lead by itself")
    func secretInQuery() async throws {
        let source = #"""
            {"methods": ["POST", "GET"],
             "credential": {"scheme": "query", "parameter": "token", "secret": "geheim-geheim-01"}}
            """#
        try await Gateway.with(sources: ["a": source]) { gateway in
            let right = try await gateway.post("/hooks/a?token=geheim-geheim-01&utm_source=x", #"{"nachname":"M"}"#)
            #expect(right.status == 200)
            let id = try #require(LeadID(right.json["id"]?.stringValue ?? ""))
            let kept = try #require(try await gateway.store.submission(id))
            #expect(kept.query == ["utm_source": "x"])
            let probe = try await gateway.send(.GET, "/hooks/a?token=geheim-geheim-01")
            #expect(probe.status == 200 && probe.json["id"] == nil)
            let byGet = try await gateway.send(.GET, "/hooks/a?token=geheim-geheim-01&nachname=M")
            #expect(byGet.json["id"] != nil)
            let wrong = [
                "?token=geheim-geheim-02", "?token=", "", "?token=geheim-geheim-01&token=x", "?Token=geheim-geheim-01",
                "/geheim-geheim-01",
            ]
            for query in wrong {
                #expect(try await gateway.post("/hooks/a\(query)", #"{"nachname":"M"}"#).status == 401, "\(query)")
            }
            #expect(!gateway.log.value.contains { $0.contains("geheim-geheim") })
        }
    }

    @Test("a timestamp counts for five minutes, before and after", arguments: vectors.indices)
    func tolerance(index: Int) throws {
        let vector = Self.vectors[index]
        for (offset, isFresh) in [(-300, true), (300, true), (-301, false), (301, false)] as [(Int64, Bool)] {
            #expect(try verify(vector, now: vector.now + offset * 1_000) == (isFresh || !vector.isDated))
        }
    }

    @Test(
        "codings are strict",
        arguments: [
            ("", [] as [UInt8]?), ("AA==", [0]), ("AA", [0]), ("AAA=", [0, 0]), ("_-8", [0xFF, 0xEF]),
            ("/+8=", [0xFF, 0xEF]),
            ("A", nil), ("A===", nil), ("AA=", nil), ("A A=", nil), ("AÄ==", nil), ("AB==", nil), ("AAB=", nil),
        ]
    )
    func base64(text: String, bytes: [UInt8]?) {
        #expect(TextCodings.base64(text) == bytes)
    }

    @Test(
        "of a secret the key it stands for counts: not empty, long enough outside test mode, base64 as libraries read it",
        arguments: [
            ("standard-webhooks", "whsec_", 1, false), ("standard-webhooks", "whsec_====", 1, false),
            ("standard-webhooks", "whsec_not base64", 1, false), ("standard-webhooks", "whsec_AAAAA", 1, false),
            ("standard-webhooks", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", 16, true),
            ("standard-webhooks", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", 16, true),
            ("standard-webhooks", "whsec_dG9vIHNob3J0", 16, false),
            ("standard-webhooks", "whsec_dG9vIHNob3J0", 1, true),
            ("standard-webhooks", "whsec_c2l4dGVlbi1ieXRlcyE", 12, true),
            ("standard-webhooks", "whsec_abcdefghijklmnopqrstuv", 16, true),
            ("meta", "fifteen-bytes-0", 16, false), ("meta", "sixteen-bytes-00", 16, true),
            ("meta", "short", 1, true),
        ]
    )
    func secretForms(preset: String, secret: String, least: Int, isUsable: Bool) throws {
        let file = #"{"mapping": "m", "credential": {"scheme": "\#(preset)", "secret": {"env": "SECRET"}}}"#
        let decoded = SourceDecoder.decode(
            name: "x",
            file: FileText(path: "sources/x.json", bytes: Array(file.utf8))
        )
        let source = try #require(decoded.source)
        let made = CredentialVerifier.make(source.credentials, leastBytes: least) { _ throws(SecretResolver.Fault) in
            Array(secret.utf8)
        }
        #expect((made.verifier != nil) == isUsable)
        #expect(made.faults.isEmpty == isUsable)
        #expect(made.faults.allSatisfy { $0.contains("environment variable SECRET") && !$0.contains(secret) })
    }
}
