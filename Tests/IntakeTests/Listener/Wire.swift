import HTTPEdge
import NIOCore
import NIOEmbedded
import NIOHTTP1
import Synchronization
import TestSupport

@testable import Intake

/// Answers every request with what it was, and remembers what it was told.
final class EchoResponder: Responder {
    struct Seen: Sendable {
        var requests: [IntakeRequest] = []
        var answered: [Int] = []
        var dropped: [String] = []
    }

    private let state = Mutex(Seen())
    private let limit: Int

    init(limit: Int = 1_000) { self.limit = limit }

    var seen: Seen { state.withLock { $0 } }

    func bodyTerms(_ head: IntakeRequest) -> BodyTerms {
        BodyTerms(limit: limit, isProven: head.target.path == "/proven")
    }

    func respond(to request: IntakeRequest) -> Reply {
        state.withLock { $0.requests.append(request) }
        return .now(.text(.ok, "\(request.method) \(request.target.path) \(request.body.count)\n"))
    }

    func answered(_ response: IntakeResponse, _ method: HTTPMethod, bodyBytes: Int, nanoseconds: Int64) {
        state.withLock { $0.answered.append(Int(response.status.code)) }
    }

    func dropped(reason: String) { state.withLock { $0.dropped.append(reason) } }
}

/// One connection without a socket: bytes in, bytes out, time by hand.
final class Wire {
    let channel: EmbeddedChannel
    let responder: EchoResponder
    let budget: BodyBudget

    init(
        limits: IntakeLimits = IntakeLimits(),
        bodyLimit: Int = 1_000,
        standing: ConnectionStanding = ConnectionStanding()
    ) throws {
        responder = EchoResponder(limit: bodyLimit)
        let clock = ManualClock(1_774_717_937_042)
        let pipeline = ConnectionPipeline(limits: limits, responder: responder, clock: clock)
        budget = pipeline.budget
        channel = EmbeddedChannel(handler: HalfClosure())
        try pipeline.install(on: channel, standing: standing, address: nil)
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    }

    /// Sends bytes; what the listener thinks of them shows in `received`.
    func send(_ text: String) { send(Array(text.utf8)) }

    func send(_ bytes: [UInt8]) {
        _ = try? channel.writeInbound(ByteBuffer(bytes: bytes))
        channel.embeddedEventLoop.run()
    }

    /// Lets time pass.
    func wait(milliseconds: Int64) {
        channel.embeddedEventLoop.advanceTime(by: .milliseconds(milliseconds))
    }

    /// All bytes answered since the last call.
    func received() -> String {
        var text = ""
        while let buffer = try? channel.readOutbound(as: ByteBuffer.self) { text += String(buffer: buffer) }
        return text
    }

    /// The status codes answered since the last call.
    func statuses() -> [Int] {
        received().split(separator: "HTTP/1.1 ", omittingEmptySubsequences: true).compactMap { Int($0.prefix(3)) }
    }

    var isOpen: Bool { channel.isActive }

    /// Says whether what is answered finds room; nothing leaves by itself while it does not.
    func become(writable: Bool) {
        channel.isWritable = writable
        channel.pipeline.fireChannelWritabilityChanged()
        channel.embeddedEventLoop.run()
    }
}

/// An embedded channel cannot close one half; a socket can.
private final class HalfClosure: ChannelOutboundHandler {
    typealias OutboundIn = ByteBuffer

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        if mode == .output { promise?.succeed(()) } else { context.close(mode: mode, promise: promise) }
    }
}
