import JSON
import NIOCore
import NIOEmbedded
import NIOHTTP1

@testable import HTTPEdge

extension Fuzz {
    /// The beginning of a connection: a proxy's header, and a request's head behind the parser, as the listeners read it.
    static func head(_ bytes: [UInt8]) {
        if let proxy = try? ProxyHeader.read(bytes) {
            promise(proxy.length <= bytes.count, "a proxy's header is no longer than what is there")
        }
        let channel = EmbeddedChannel(
            handler: ByteToMessageHandler(HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes))
        )
        defer { _ = try? channel.finish(acceptAlreadyClosed: true) }
        guard (try? channel.writeInbound(ByteBuffer(bytes: bytes))) != nil else { return }
        while let part = try? channel.readInbound(as: HTTPServerRequestPart.self) {
            guard case .head(let head) = part else { continue }
            let headers = RequestHeaders(head.headers)
            for header in ProxyRules.Header.allCases {
                var rules = ProxyRules()
                rules.header = header
                rules.trusted = trusted
                _ = rules.sender(behind: peer, headers)
                _ = rules.scheme(behind: peer, headers)
            }
            guard case .proceed(let plan) = HeadRules.check(head) else { continue }
            promise(plan.contentLength.map { $0 >= 0 } ?? true, "a length is not negative")
            promise(
                plan.contentLength == nil || headers.transferEncodingCount == 0,
                "a body has a length or is chunked, not both"
            )
            promise(plan.target.path == "*" || plan.target.path.hasPrefix("/"), "a path begins with a slash")
        }
    }

    private static let peer = NetworkAddress("127.0.0.1")
    private static let trusted = TrustedProxies("127.0.0.1, 10.0.0.0/8") ?? TrustedProxies()
}
