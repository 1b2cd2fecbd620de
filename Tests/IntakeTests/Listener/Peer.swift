import NIOCore
import NIOPosix

/// A plain TCP connection, for what an HTTP client would not send, or would not read.
struct Peer: Sendable {
    let channel: any Channel
    private let received: AsyncStream<String>

    /// - Parameters:
    ///   - address: where it comes from, if that matters.
    ///   - receiveBuffer: bytes that its system takes for it before it reads.
    ///   - reads: whether it reads what it is sent.
    static func connect(
        to port: Int,
        from address: String? = nil,
        receiveBuffer: Int? = nil,
        reads: Bool = true
    ) async throws -> Peer {
        let (stream, continuation) = AsyncStream<String>.makeStream()
        var bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .channelOption(.autoRead, value: reads)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Receiver(continuation))
                }
            }
        if let receiveBuffer {
            bootstrap = bootstrap.channelOption(.socketOption(.so_rcvbuf), value: SocketOptionValue(receiveBuffer))
        }
        if let address { bootstrap = bootstrap.bind(to: try SocketAddress(ipAddress: address, port: 0)) }
        return Peer(channel: try await bootstrap.connect(host: "127.0.0.1", port: port).get(), received: stream)
    }

    /// Sends bytes, and waits until the system has them all.
    func send(_ text: String) async throws { try await channel.writeAndFlush(ByteBuffer(string: text)) }

    /// Reads until a text has come, or until the other side closes.
    func receive(until end: String? = nil) async -> String {
        var text = ""
        for await part in received {
            text += part
            if let end, text.contains(end) { break }
        }
        return text
    }

    /// Sends a text, ends its own half if asked to, and reads until the other side closes.
    func exchange(_ text: String, endsHalf: Bool = false) async throws -> String {
        try? await send(text)
        if endsHalf { try? await channel.close(mode: .output) }
        let answer = await receive()
        try? await channel.close()
        return answer
    }

    private final class Receiver: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        private let continuation: AsyncStream<String>.Continuation

        init(_ continuation: AsyncStream<String>.Continuation) { self.continuation = continuation }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            continuation.yield(String(buffer: unwrapInboundIn(data)))
        }

        func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
            if case ChannelEvent.inputClosed = event { continuation.finish() }
        }

        func channelInactive(context: ChannelHandlerContext) { continuation.finish() }

        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
    }
}
