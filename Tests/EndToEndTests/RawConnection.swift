import NIOCore
import NIOPosix

/// A plain TCP connection, for what no HTTP client would send.
struct RawConnection: Sendable {
    private let channel: any Channel
    private let received: AsyncStream<String>

    /// - Parameter address: `http://127.0.0.1:8080`.
    init(to address: String) async throws {
        let (stream, continuation) = AsyncStream<String>.makeStream()
        received = stream
        let port = address.split(separator: ":").last.flatMap { Int($0) } ?? 0
        channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Receiver(continuation))
                }
            }
            .connect(host: "127.0.0.1", port: port)
            .get()
    }

    /// Sends each character as the byte of its number.
    func send(_ text: String) async throws {
        let bytes = text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
        try await channel.writeAndFlush(ByteBuffer(bytes: bytes))
    }

    /// Reads until the text so far is enough, or the other side ends its half.
    func receive(until isEnough: (String) -> Bool) async -> String {
        var text = ""
        for await part in received {
            text += part
            if isEnough(text) { break }
        }
        return text
    }

    func close() async { try? await channel.close() }

    private final class Receiver: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        private let continuation: AsyncStream<String>.Continuation

        init(_ continuation: AsyncStream<String>.Continuation) { self.continuation = continuation }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            continuation.yield(String(decoding: unwrapInboundIn(data).readableBytesView, as: UTF8.self))
        }

        func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
            if case ChannelEvent.inputClosed = event { continuation.finish() }
        }

        func channelInactive(context: ChannelHandlerContext) { continuation.finish() }

        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
    }
}
