import AsyncHTTPClient
import Crypto
import Foundation
import NIOCore
import NIOHTTP1
import NIOSSL
import SourceFiles
import TestSupport
import Testing

@testable import Intake

@Suite("TLS on the intake listener", .timeLimit(.minutes(2)))
struct TLSTests {
    /// A key and certificate in PEM files of its own.
    private struct Identity {
        let signed: (certificate: [UInt8], key: [UInt8])
        let folder: String
        var files: TLSFiles { TLSFiles(certificate: folder + "/cert.pem", key: folder + "/key.pem") }
        var fingerprint: String { TextCodings.hex(of: SHA256.hash(data: signed.certificate)) }

        init() throws {
            let own = try SelfSigned(host: "localhost")
            try self.init(own.certificate, own.key)
        }

        init(_ issued: CertificateAuthority.Issued) throws { try self.init(issued.certificate, issued.key) }

        private init(_ certificate: [UInt8], _ key: [UInt8]) throws {
            signed = (certificate, key)
            folder = FileManager.default.temporaryDirectory.path + "/leadgate-tls-\(UUID().uuidString)"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try write(into: files)
        }

        func write(into files: TLSFiles) throws {
            try Self.write([("CERTIFICATE", signed.certificate)], to: files.certificate)
            try Self.write([("PRIVATE KEY", signed.key)], to: files.key)
        }

        static func write(_ parts: [(label: String, bytes: [UInt8])], to path: String) throws {
            let pem = parts.map { label, bytes in
                let text = Data(bytes).base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
                return "-----BEGIN \(label)-----\n\(text)\n-----END \(label)-----\n"
            }
            try Data(pem.joined().utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        }

        /// The files, with those who may vouch for clients.
        func trusting(_ authorities: [[UInt8]]) throws -> TLSFiles {
            let path = folder + "/authorities.pem"
            try Self.write(authorities.map { ("CERTIFICATE", $0) }, to: path)
            return TLSFiles(certificate: files.certificate, key: files.key, authorities: path)
        }

        func remove() { try? FileManager.default.removeItem(atPath: folder) }
    }

    /// Posts over TLS, trusting this server, with this certificate if any.
    private func post(
        _ gateway: Gateway,
        _ path: String,
        trusting server: Identity,
        as client: Identity? = nil,
        _ headers: [(String, String)] = [],
        configure: (inout TLSConfiguration) -> Void = { _ in }
    ) async throws -> Answer {
        var configuration = HTTPClient.Configuration()
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.trustRoots = .certificates([try NIOSSLCertificate(bytes: server.signed.certificate, format: .der)])
        if let client {
            tls.certificateChain = [.certificate(try NIOSSLCertificate(bytes: client.signed.certificate, format: .der))]
            tls.privateKey = .privateKey(try NIOSSLPrivateKey(bytes: client.signed.key, format: .der))
        }
        configure(&tls)
        configuration.tlsConfiguration = tls
        configuration.connectionPool.retryConnectionEstablishment = false
        let sender = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        defer { sender.shutdown { _ in } }
        var request = HTTPClientRequest(url: "https://localhost:\(gateway.port)\(path)")
        request.method = .POST
        request.headers = HTTPHeaders([("content-type", "application/json")] + headers)
        request.body = .bytes(ByteBuffer(string: #"{"nachname":"M"}"#))
        let response = try await sender.execute(request, timeout: .seconds(30))
        let bytes = try await response.body.collect(upTo: 1 << 20)
        return Answer(
            status: Int(response.status.code),
            headers: response.headers,
            body: Array(bytes.readableBytesView)
        )
    }

    private static let bearer = #"{"credential": {"scheme": "bearer", "secret": "only-the-sender-knows"}}"#

    @Test("a source lets in the certificates that it names; to all others it looks like an unknown one")
    func clientCertificate() async throws {
        let (server, right, wrong) = (try Identity(), try Identity(), try Identity())
        defer { for identity in [server, right, wrong] { identity.remove() } }
        let colons = stride(from: 0, to: 64, by: 2).map { right.fingerprint.uppercased().dropFirst($0).prefix(2) }
            .joined(separator: ":")
        let other = String(repeating: "ab", count: 32)
        let source = """
            {"credential": {"scheme": "client-certificate", "fingerprints": ["\(other)", "\(colons)"]}}
            """
        try await Gateway.with(sources: ["a": source, "b": Self.bearer]) {
            $0.tls = server.files
        } _: { gateway in
            let known = try await post(gateway, "/hooks/a", trusting: server, as: right)
            #expect(known.status == 200)
            let unknown = try await post(gateway, "/hooks/nowhere", trusting: server, as: right)
            #expect(unknown.status == 401)
            for identity in [wrong, nil] {
                let answer = try await post(gateway, "/hooks/a", trusting: server, as: identity)
                #expect(answer.status == 401)
                #expect(answer.text == unknown.text)
            }
            // Who shows a certificate here may still bring another credential there.
            let authorization = [("authorization", "Bearer only-the-sender-knows")]
            for identity in [wrong, right, nil] {
                let answer = try await post(gateway, "/hooks/b", trusting: server, as: identity, authorization)
                #expect(answer.status == 200)
            }
        }
    }

    @Test(
        "a source lets in the names that a trusted authority has vouched for; who has none of it does not get through"
    )
    func authorities() async throws {
        let (ours, theirs) = (try CertificateAuthority(name: "Ours"), try CertificateAuthority(name: "Theirs"))
        let (server, pinned) = (try Identity(), try Identity())
        let host = try Identity(try ours.issue(to: "whoever", [(2, "Partner.Example")]))
        let uri = try Identity(try ours.issue(to: "partner.example", [(6, "spiffe://x/Partner")]))
        let common = try Identity(try ours.issue(to: "partner.example"))
        let late = try Identity(try ours.issue(to: "partner.example", until: "20210101000000Z"))
        let foreign = try Identity(try theirs.issue(to: "partner.example", [(2, "partner.example")]))
        defer { for identity in [server, pinned, host, uri, common, late, foreign] { identity.remove() } }
        func source(_ members: String) -> String {
            "{\"credential\": {\"scheme\": \"client-certificate\", \(members)}}"
        }
        let sources = [
            "host": source("\"names\": [\"partner.example\"]"),
            "uri": source("\"names\": [\"spiffe://x/Partner\"]"),
            "small": source("\"names\": [\"spiffe://x/partner\"]"),
            "pinned": source("\"fingerprints\": [\"\(pinned.fingerprint)\"]"),
        ]
        let files = try server.trusting([ours.certificate, pinned.signed.certificate])
        try await Gateway.with(sources: sources) {
            $0.tls = files
        } _: { gateway in
            for (path, identity, status) in [
                ("host", host, 200), ("host", common, 200), ("host", uri, 401), ("uri", uri, 200), ("small", uri, 401),
                ("uri", host, 401), ("pinned", host, 401), ("pinned", pinned, 200), ("host", pinned, 401),
            ] {
                let answer = try await post(gateway, "/hooks/\(path)", trusting: server, as: identity)
                #expect(answer.status == status, "\(path)")
            }
            let nobody = try await post(gateway, "/hooks/host", trusting: server)
            #expect(nobody.status == 401)
            for stranger in [late, foreign] {
                await #expect(throws: (any Error).self) {
                    try await post(gateway, "/hooks/host", trusting: server, as: stranger)
                }
            }
        }
        // Without authorities a name is worth nothing, whoever has written it.
        try await Gateway.with(sources: sources) {
            $0.tls = server.files
        } _: { gateway in
            for identity in [host, foreign] {
                let answer = try await post(gateway, "/hooks/host", trusting: server, as: identity)
                #expect(answer.status == 401)
            }
        }
    }

    @Test("without TLS nobody has shown a certificate")
    func withoutTLS() async throws {
        let fingerprint = String(repeating: "ab", count: 32)
        let source = "{\"credential\": {\"scheme\": \"client-certificate\", \"fingerprints\": [\"\(fingerprint)\"]}}"
        try await Gateway.with(sources: ["a": source]) { gateway in
            let answer = try await gateway.post("/hooks/a", #"{"nachname":"M"}"#)
            #expect(answer.status == 401)
        }
    }

    @Test("TLS 1.3 and 1.2 are spoken, nothing older, and no clear text")
    func versions() async throws {
        let server = try Identity()
        defer { server.remove() }
        try await Gateway.with(sources: ["b": Self.bearer]) {
            $0.tls = server.files
        } _: { gateway in
            for version in [TLSVersion.tlsv13, .tlsv12] {
                let answer = try await post(gateway, "/hooks/b", trusting: server) {
                    $0.minimumTLSVersion = version
                    $0.maximumTLSVersion = version
                }
                #expect(answer.status == 401)
            }
            await #expect(throws: (any Error).self) {
                try await post(gateway, "/hooks/b", trusting: server) {
                    $0.minimumTLSVersion = .tlsv1
                    $0.maximumTLSVersion = .tlsv11
                }
            }
            let clear = try await Peer.connect(to: gateway.port)
            #expect(try await !clear.exchange("GET /livez HTTP/1.1\r\nHost: x\r\n\r\n").contains("HTTP/1.1"))
        }
    }

    @Test("a new certificate is taken without a restart; one that cannot be used leaves the old one in force")
    func reload() async throws {
        let (server, next) = (try Identity(), try Identity())
        defer { for identity in [server, next] { identity.remove() } }
        try await Gateway.with(sources: ["b": Self.bearer]) {
            $0.tls = server.files
        } _: { gateway in
            #expect(try await post(gateway, "/hooks/b", trusting: server).status == 401)
            try Data("no key".utf8).write(to: URL(fileURLWithPath: server.files.key), options: .atomic)
            await gateway.clock.sleepers(atLeast: 1)
            gateway.clock.advance(10_000)
            while !gateway.log.value.contains(where: { $0.contains("stays in force") }) { await Task.yield() }
            #expect(try await post(gateway, "/hooks/b", trusting: server).status == 401)
            try next.write(into: server.files)
            await gateway.clock.sleepers(atLeast: 1)
            gateway.clock.advance(10_000)
            while !gateway.log.value.contains(where: { $0.contains("read again") }) { await Task.yield() }
            #expect(try await post(gateway, "/hooks/b", trusting: next).status == 401)
            await #expect(throws: (any Error).self) { try await post(gateway, "/hooks/b", trusting: server) }
        }
    }

    @Test("files that cannot be used are named with what is wrong")
    func unusable() throws {
        let (one, two) = (try Identity(), try Identity())
        defer { for identity in [one, two] { identity.remove() } }
        func fault(_ files: TLSFiles) -> String {
            do throws(TLSFiles.Fault) {
                try files.check()
                return ""
            } catch {
                return error.description
            }
        }
        #expect(fault(one.files) == "")
        #expect(fault(TLSFiles(certificate: "/nowhere", key: one.files.key)).contains("'/nowhere' cannot be read"))
        #expect(fault(TLSFiles(certificate: one.files.certificate, key: "/nowhere")).contains("'/nowhere'"))
        #expect(fault(TLSFiles(certificate: one.files.certificate, key: two.files.key)).contains("is not that of"))
        func authorities(_ path: String) -> TLSFiles {
            TLSFiles(certificate: one.files.certificate, key: one.files.key, authorities: path)
        }
        #expect(fault(authorities("/nowhere")).contains("authorities in '/nowhere' cannot be read"))
        #expect(fault(authorities(one.files.key)).contains("'\(one.files.key)'"))
        #expect(fault(authorities(two.files.certificate)) == "")
    }
}
