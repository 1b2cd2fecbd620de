import Crypto
import Foundation
import JSON
import Leads
import NIOHTTP1
import SQLiteLeads
import SourceFiles
import Testing

@testable import Intake

@Suite("Compressed posts")
struct GzipTests {
    /// `{"nachname":"Müller"}`.
    private static let lead = bytes(
        "H4sIAAAAAAAC/6tWyktMzshLzE1VslLyPbwnJye1SKkWAGWb1tAWAAAA"
    )
    /// A lead of 50 KiB, in a few hundred bytes.
    private static let large = bytes(
        "H4sIAAAAAAAC/+3FsQ2AIAAEwF2+ZgJ3YAhiTGykhhh3xy1o7pp709t59/ZcOVJTMv4nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAGyQbwFjh3AnF8gAAA=="
    )
    /// A MiB of blanks.
    private static let bomb = bytes(
        "H4sIAAAAAAAC/+3BMQEAAADCoCrrn9IQvkABAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAHwGpwID8QAA"
            + "EAA="
    )
    /// With Google's key in it.
    private static let keyed = bytes(
        "H4sIAAAAAAAC/6tWyktMzshLzE1VslLyVdJRSs/PT89Jjc9OrQQKpKdmpGbm6kIpA0OlWgDD11ZUMAAAAA=="
    )

    private static func bytes(_ base64: String) -> [UInt8] { TextCodings.base64(base64) ?? [] }

    private static let bearer =
        #""credential": {"scheme": "bearer", "secret": "geheim-geheim-01"}"#
    private static let sources = [
        "gz": "{\(bearer), \"encodings\": [\"gzip\"]}", "plain": "{\(bearer)}",
        "meta": #"{"credential": {"scheme": "meta", "secret": "geheim-geheim-01"}, "encodings": ["gzip"]}"#,
        "google": #"{"credential": {"scheme": "google-ads", "secret": "geheim-geheim-01"}, "encodings": ["gzip"]}"#,
    ]

    private static func headers(_ coding: String = "gzip", _ more: [(String, String)] = []) -> [(String, String)] {
        [
            ("content-type", "application/json"), ("content-encoding", coding),
            ("authorization", "Bearer geheim-geheim-01"),
        ]
            + more
    }

    @Test(
        "a body is inflated where the source allows it, and kept as it was before",
        arguments: ["gzip", "x-gzip", "GZIP"]
    )
    func inflated(coding: String) async throws {
        try await Gateway.with(sources: Self.sources) { gateway in
            let answer = try await gateway.send(.POST, "/hooks/gz", Self.headers(coding), body: Self.lead)
            #expect(answer.status == 200)
            let id = try #require(LeadID(answer.json["id"]?.stringValue ?? ""))
            let kept = try #require(try await gateway.store.submission(id))
            #expect(String(decoding: kept.body, as: UTF8.self) == #"{"nachname":"Müller"}"#)
            #expect(kept.headers["content-encoding"] == nil)
            #expect(try await gateway.send(.POST, "/hooks/gz", Self.headers(coding), body: Self.large).status == 200)
            let dry = try await gateway.send(.POST, "/hooks/gz/dry-run", Self.headers(coding), body: Self.lead)
            #expect(dry.status == 200 && dry.text.contains("Müller"))
        }
    }

    @Test("a source that does not allow it, other codings, and an unknown source")
    func refused() async throws {
        try await Gateway.with(sources: Self.sources) { gateway in
            let plain = try await gateway.send(.POST, "/hooks/plain", Self.headers(), body: Self.lead)
            #expect(plain.status == 415 && plain.problem == "content-encoding")
            for coding in ["br", "deflate", "gzip, gzip", "gzip;q=1"] {
                #expect(try await gateway.send(.POST, "/hooks/gz", Self.headers(coding), body: Self.lead).status == 415)
            }
            let unknown = try await gateway.send(.POST, "/hooks/nobody", Self.headers(), body: Self.lead)
            let wrong = try await gateway.send(
                .POST,
                "/hooks/gz",
                [("content-encoding", "gzip"), ("authorization", "Bearer wrong")],
                body: Self.lead
            )
            #expect(unknown.status == 401 && unknown.text == wrong.text)
        }
        try await Gateway.with(sources: ["plain": "{\(Self.bearer)}"]) { gateway in
            let answer = try await gateway.send(.POST, "/hooks/plain", Self.headers(), body: Self.lead)
            #expect(answer.status == 415 && answer.headers.first(name: "accept-encoding") == "identity")
        }
    }

    @Test("what becomes too large is refused and not kept")
    func bomb() async throws {
        try await Gateway.with(sources: Self.sources) { gateway in
            let answer = try await gateway.send(.POST, "/hooks/gz", Self.headers(), body: Self.bomb)
            #expect(answer.status == 413 && answer.problem == "body-too-large")
        }
    }

    @Test("a truncated body, and one with something behind it, are kept as they came", arguments: [true, false])
    func broken(isTruncated: Bool) async throws {
        let body = isTruncated ? Array(Self.lead.dropLast(5)) : Self.lead + [0]
        try await Gateway.with(sources: Self.sources) { gateway in
            let answer = try await gateway.send(.POST, "/hooks/gz", Self.headers(), body: body)
            #expect(answer.status == 400 && answer.json["code"] == "malformed-gzip")
            let id = try #require(LeadID(answer.json["lead"]?.stringValue ?? ""))
            #expect(try await gateway.store.submission(id)?.body == body)
        }
    }

    @Test("a signature covers the bytes that were sent")
    func signed() async throws {
        let code = HMAC<SHA256>.authenticationCode(
            for: Self.lead,
            using: SymmetricKey(data: Array("geheim-geheim-01".utf8))
        )
        let right = [("x-hub-signature-256", "sha256=\(TextCodings.hex(of: code))")]
        try await Gateway.with(sources: Self.sources) { gateway in
            #expect(
                try await gateway.send(.POST, "/hooks/meta", Self.headers("gzip", right), body: Self.lead).status == 200
            )
            let other = try await gateway.send(.POST, "/hooks/meta", Self.headers("gzip", right), body: Self.large)
            #expect(other.status == 401)
        }
    }

    @Test("a secret inside of the body is found in it")
    func keyed() async throws {
        try await Gateway.with(sources: Self.sources) { gateway in
            for (body, status) in [(Self.keyed, 200), (Self.lead, 401), (Self.bomb, 401)] {
                let answer = try await gateway.send(.POST, "/hooks/google", Self.headers(), body: body)
                #expect(answer.status == status)
            }
        }
    }
}
