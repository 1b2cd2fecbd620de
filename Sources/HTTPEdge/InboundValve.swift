import NIOCore

/// Sits before the HTTP parser and lets bytes through only as fast as the connection deals with them.
///
/// The parser turns all it gets into requests at once, and a sender that pipelines requests and never reads an answer
/// would fill the memory with both. So what was read waits here, in small portions, while the connection is busy or its
/// answers have not left; and as long as something waits, nothing more is read from the socket. A connection that is busy goes on
/// reading while nothing waits: most senders say nothing before they have their answer, and taking each of them out of what
/// the loop listens to, and in again, would be two system calls a request.
final class InboundValve: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = IOData

    /// Bytes let through at a time: the most that the parser turns into requests before other connections have their turn.
    /// Most heads are smaller.
    private static let portion = 768
    /// How long a connection waits between two reads whose bytes are only thrown away.
    private static let discardPause = TimeAmount.milliseconds(2)

    private let gate: RequestGate
    private var context: ChannelHandlerContext?
    private var waiting: ByteBuffer?
    private var inputHasEnded = false
    private var readIsPending = false
    private var isPassing = false
    private var isScheduled = false

    init(before gate: RequestGate) {
        self.gate = gate
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        gate.onReady = { [unowned self] in self.pass() }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        gate.onReady = nil
        self.context = nil
        waiting = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        if waiting == nil { waiting = bytes } else { waiting?.writeBuffer(&bytes) }
        pass()
    }

    func read(context: ChannelHandlerContext) {
        guard waiting == nil else {
            readIsPending = true
            return
        }
        guard gate.isDiscarding else { return context.read() }
        context.eventLoop.assumeIsolated().scheduleTask(in: Self.discardPause) { context.read() }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case ChannelEvent.inputClosed = event, waiting != nil {
            inputHasEnded = true  // said once the bytes before it have been
        } else {
            context.fireUserInboundEventTriggered(event)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        waiting = nil
        context.fireChannelInactive()
    }

    private func pass() {
        guard !isPassing, !isScheduled, let context else { return }
        isPassing = true
        // A body goes on as it comes; the requests behind it wait until the loop has been to the other connections.
        repeat {
            guard var bytes = waiting, gate.isReady else { break }
            let count = gate.isTakingBody ? bytes.readableBytes : min(Self.portion, bytes.readableBytes)
            guard let portion = bytes.readSlice(length: count) else { break }
            waiting = bytes.readableBytes > 0 ? bytes : nil
            gate.bytesArrived(count)
            context.fireChannelRead(wrapInboundOut(portion))
        } while gate.isTakingBody
        isPassing = false
        guard context.channel.isActive else { return }
        if waiting != nil, gate.isReady {
            isScheduled = true
            return context.eventLoop.assumeIsolated().execute {
                self.isScheduled = false
                self.pass()
            }
        }
        guard waiting == nil else { return }
        gate.inputIsDealtWith()
        if inputHasEnded {
            inputHasEnded = false
            context.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        } else if readIsPending {
            readIsPending = false
            context.read()
        }
    }
}
