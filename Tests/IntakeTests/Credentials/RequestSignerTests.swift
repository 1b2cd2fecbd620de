import JSON
import Mapping
import SourceFiles
import TestSupport
import Testing

@testable import Intake

@Suite("A post that is made as its sender would")
struct RequestSignerTests {
    static let secret = "d2hhdC1pcy1iYXNlNjQtYW5kLWxvbmc="

    /// Every scheme there is, as a source file says it.
    static let credentials: [String] =
        [
            #"{"scheme": "url", "secret": "\#(secret)"}"#, #"{"scheme": "bearer", "secret": "\#(secret)"}"#,
            #"{"scheme": "basic", "user": "u", "secret": "\#(secret)"}"#,
            #"{"scheme": "header", "header": "X-Key", "secret": "\#(secret)"}"#,
            #"{"scheme": "query", "parameter": "k", "secret": "\#(secret)"}"#,
        ]
        + CredentialDecoder.presets.keys.map { preset in
            let user = preset == "pipedrive" ? #""user": "u", "# : ""
            return #"{"scheme": "\#(preset)", \#(user)"secret": "\#(secret)"}"#
        }

    @Test(
        "is let in by the source, and with another secret it is not; a dry run with a query, too",
        arguments: credentials,
        [("", nil), ("/dry-run", "utm_term=a%2Fb")]
    )
    func letIn(credential: String, address: (suffix: String, query: String?)) async throws {
        let file = #"{"credential": \#(credential)}"#
        try await Gateway.with(sources: ["a": file]) { configuration in
            configuration.publicURL = "https://leads.example"
        } _: { gateway in
            let source = try #require(gateway.library.value.sources.first)
            let known = try #require(source.credentials.first)
            for (secret, status) in [(Self.secret, 200), ("YW5vdGhlci1zZWNyZXQtdGhhdC1pcy1sb25n", 401)] {
                let post = try RequestSigner(known, secret: Array(secret.utf8)).sign(
                    path: "/hooks/a",
                    suffix: address.suffix,
                    query: address.query,
                    base: "https://leads.example",
                    body: Array(#"{"nachname":"M"}"#.utf8),
                    now: gateway.clock.now()
                )
                let body = String(decoding: post.body, as: UTF8.self)
                let answer = try await gateway.post(post.target, body, post.headers.map { ($0.name, $0.value) })
                #expect(answer.status == status, "\(answer.text)")
            }
        }
    }
}
