import Europace
import JSON
import Leads
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import TestSupport
import Testing

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A server with a certificate of its own making that answers every request with a token.
struct SecureServer: Sendable {
    let port: Int
    /// The certificate, DER-encoded.
    let certificate: [UInt8]

    static func run(_ body: (SecureServer) async throws -> Void) async throws {
        let identity = try SelfSigned(host: "localhost")
        let certificate = try NIOSSLCertificate(bytes: identity.certificate, format: .der)
        let key = try NIOSSLPrivateKey(bytes: identity.key, format: .der)
        let configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: [.certificate(certificate)],
            privateKey: .privateKey(key)
        )
        let context = try NIOSSLContext(configuration: configuration)
        let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context))
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(TokenHandler())
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let server = SecureServer(port: channel.localAddress?.port ?? 0, certificate: identity.certificate)
        let result = await Result { try await body(server) }
        try await channel.close().get()
        try result.get()
    }

    private final class TokenHandler: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            guard case .end = unwrapInboundIn(data) else { return }
            let body = ByteBuffer(string: #"{"access_token":"t","token_type":"Bearer","expires_in":60,"scope":"a b"}"#)
            let headers: HTTPHeaders = ["content-length": "\(body.readableBytes)"]
            context.write(wrapOutboundOut(.head(.init(version: .http1_1, status: .ok, headers: headers))), promise: nil)
            context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        }
    }
}

@Suite("TLS to Europace")
struct TLSTests {
    /// What asking for a token at this address gives.
    static func authenticate(_ url: String, trustRoots: String? = nil) async -> AuthenticationOutcome? {
        var endpoints = EuropaceEndpoints.europace
        endpoints.token = url
        var settings = EuropaceSettings()
        settings.trustRoots = trustRoots
        let clients = EuropaceClients(endpoints: endpoints, credentials: .sandbox, settings: settings, logger: .quiet)
        let outcome = await clients.client(named: EuropaceIdentity.defaultName)?.authenticate()
        await clients.shutdown()
        return outcome
    }

    @Test("a certificate nobody vouches for is a connection fault, and nothing is sent")
    func untrusted() async throws {
        try await SecureServer.run { server in
            let outcome = await Self.authenticate("https://localhost:\(server.port)/auth/token")
            guard case .refused(let fault) = outcome else {
                Issue.record("expected a connection fault, got \(outcome)")
                return
            }
            #expect(fault.code == "token-tls-trust")
        }
    }

    @Test("with the right trust roots it is let in, but only under the name in the certificate")
    func trusted() async throws {
        let roots = FileManager.default.temporaryDirectory.appendingPathComponent("roots-\(UUID()).pem").path
        defer { try? FileManager.default.removeItem(atPath: roots) }
        try await SecureServer.run { server in
            let pem =
                "-----BEGIN CERTIFICATE-----\n\(Data(server.certificate).base64EncodedString())\n-----END CERTIFICATE-----\n"
            #expect(FileManager.default.createFile(atPath: roots, contents: Data(pem.utf8)))
            let right = await Self.authenticate("https://localhost:\(server.port)/auth/token", trustRoots: roots)
            #expect(right == .granted(scopes: ["a", "b"], expiresInSeconds: 60))
            let wrong = await Self.authenticate("https://127.0.0.1:\(server.port)/auth/token", trustRoots: roots)
            guard case .refused(let fault) = wrong else {
                Issue.record("expected a connection fault, got \(wrong)")
                return
            }
            #expect(fault.code == "token-tls-trust")
        }
    }

    @Test("a port that speaks no TLS is transient: somebody may be restarting it")
    func noTLS() async throws {
        try await Stand.run { stand in
            let outcome = await Self.authenticate(stand.base.replacing("http://", with: "https://") + "/auth/token")
            guard case .failed(let fault) = outcome else {
                Issue.record("expected a transient fault, got \(outcome)")
                return
            }
            #expect(fault.code == "token-tls")
        }
    }
}
