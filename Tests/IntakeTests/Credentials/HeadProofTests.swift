import HTTPEdge
import MappingLanguage
import NIOHTTP1
import SourceFiles
import Testing

@testable import Intake

@Suite("What the head of a request has shown")
struct HeadProofTests {
    private func source(_ scheme: String) throws -> ReadySource {
        let file = """
            { "mapping": "m", "credential": { "scheme": "\(scheme)", "secret": "only-the-sender-knows-this" } }
            """
        let decoded = SourceDecoder.decode(name: "a", file: FileText(path: "sources/a.json", bytes: Array(file.utf8)))
        let source = try #require(decoded.source, "\(decoded.findings)")
        let made = CredentialVerifier.make(source.credentials, leastBytes: 1) {
            reference throws(SecretResolver.Fault) in
            try SecretResolver.process.resolve(reference)
        }
        return ReadySource(
            source: source,
            verifier: try #require(made.verifier),
            bucket: nil,
            dryRuns: TokenBucket(perMinute: 1, now: 0)
        )
    }

    private func isProven(to ready: ReadySource, by proof: ReadySource?) -> Bool {
        var request = IntakeRequest(
            method: .POST,
            target: RequestTarget(path: "/hooks/a"),
            headers: RequestHeaders([:]),
            body: []
        )
        request.provenBy = proof
        return ready.proof(of: request, .init(urlSecret: nil, publicURL: nil, now: 0)) != nil
    }

    @Test("it need not be shown again to the same source with the same secrets, and to no other")
    func once() throws {
        let ready = try source("bearer")
        #expect(isProven(to: ready, by: ready))
        #expect(!isProven(to: ready, by: nil))
        #expect(!isProven(to: ready, by: try source("bearer")))
    }

    @Test("a signature is over the body, whatever the head has shown")
    func signature() throws {
        let ready = try source("meta")
        #expect(!isProven(to: ready, by: ready))
    }
}
