import NIOCore
package import NIOHTTP1
import NIOPosix
package import NIOSSL
import Synchronization

/// What a sender's server got and says: real HTTP on a port of its own.
package final class Receiver: Sendable {
    /// One request as it came.
    package struct Post: Sendable {
        package let path: String
        package let headers: [(name: String, value: String)]
        package let body: [UInt8]

        package subscript(_ name: String) -> String? { headers.first { $0.name.lowercased() == name }?.value }
        package var text: String { String(decoding: body, as: UTF8.self) }
    }

    /// One answer; `nil` for none ever.
    package struct Reply: Sendable {
        package var status: HTTPResponseStatus
        package var headers: HTTPHeaders
        package var body: [UInt8]

        package init(status: HTTPResponseStatus = .ok, headers: HTTPHeaders = [:], body: [UInt8] = []) {
            self.status = status
            self.headers = headers
            self.body = body
        }
    }

    private struct State {
        var posts: [Post] = []
        var waiters: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private let state = Mutex(State())
    private let answer: @Sendable (Int, Post) -> Reply?

    private init(_ answer: @escaping @Sendable (Int, Post) -> Reply?) { self.answer = answer }

    package var posts: [Post] { state.withLock { $0.posts } }

    /// Returns once so many requests have come.
    package func posts(atLeast count: Int) async -> [Post] {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                if state.posts.count >= count { return true }
                state.waiters.append((count, continuation))
                return false
            }
            if isThere { continuation.resume() }
        }
        return posts
    }

    /// Runs a receiver for the length of `body`, which gets it and its port.
    /// - Parameter answer: what the n-th request (from 0) gets.
    package static func run(
        tls: NIOSSLContext? = nil,
        answering answer: @escaping @Sendable (Int, Post) -> Reply? = { _, _ in Reply() },
        _ body: (Receiver, Int) async throws -> Void
    ) async throws {
        let receiver = Receiver(answer)
        let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let tls { try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls)) }
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(Handler(receiver))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let result: Result<Void, any Error>
        do {
            try await body(receiver, channel.localAddress?.port ?? 0)
            result = .success(())
        } catch { result = .failure(error) }
        try await channel.close().get()
        try result.get()
    }

    private func take(_ post: Post) -> Reply? {
        let (number, woken) = state.withLock { state in
            state.posts.append(post)
            let woken = state.waiters.filter { $0.count <= state.posts.count }
            state.waiters.removeAll { $0.count <= state.posts.count }
            return (state.posts.count - 1, woken)
        }
        defer { for waiter in woken { waiter.continuation.resume() } }
        return answer(number, post)
    }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart

        private let receiver: Receiver
        private var head: HTTPRequestHead?
        private var body: [UInt8] = []

        init(_ receiver: Receiver) { self.receiver = receiver }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch unwrapInboundIn(data) {
            case .head(let head):
                self.head = head
                body = []
            case .body(let part): body += Array(part.readableBytesView)
            case .end:
                guard let head else { return }
                let post = Post(path: head.uri, headers: head.headers.map { ($0.name, $0.value) }, body: body)
                guard let reply = receiver.take(post) else { return }
                var headers = reply.headers
                headers.add(name: "content-length", value: "\(reply.body.count)")
                let answer = HTTPResponseHead(version: .http1_1, status: reply.status, headers: headers)
                context.write(wrapOutboundOut(.head(answer)), promise: nil)
                if !reply.body.isEmpty {
                    context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: reply.body)))), promise: nil)
                }
                context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
            }
        }
    }
}
