import Moments
package import NIOCore
package import NIOHTTP1
import Problems

/// The gate of one connection: lets through one well-formed request at a time, within its limits, and one answer to it.
///
/// It stands between NIO's parser and whoever answers (a ``RequestTaker``, or Hummingbird), owns the connection's clock
/// (idle, head, body, unread answers) and keeps what several requests in one packet would otherwise do to each other.
/// A head must pass ``HeadRules``; a refusal is answered here, and nothing of that request goes further. While answers
/// have not left, no further request goes through, and nothing is read (``InboundValve``).
package final class RequestGate: ChannelDuplexHandler {
    package typealias InboundIn = HTTPServerRequestPart
    package typealias InboundOut = HTTPServerRequestPart
    package typealias OutboundIn = HTTPServerResponsePart
    package typealias OutboundOut = HTTPServerResponsePart

    enum State {
        /// Between requests. `sawBytes`: a head has begun to arrive.
        case idle(sawBytes: Bool)
        /// A head went through and its body is arriving.
        case receiving(Arrival)
        /// The request went through and is being answered.
        case answering
        /// Answered before the request was complete: what still comes is read and thrown away, then the connection ends.
        /// Else the system would reset the connection, and the answer would be lost on its way (RFC 9112 §9.6).
        case discarding(left: Int)
        /// The last answer is on its way out.
        case closing

        var takesBytes: Bool {
            switch self {
            case .idle, .receiving, .discarding: true
            case .answering, .closing: false
            }
        }

        var isReceiving: Bool {
            if case .receiving = self { true } else { false }
        }

        var isDiscarding: Bool {
            if case .discarding = self { true } else { false }
        }
    }

    /// What came while it could not go through.
    enum Event {
        case part(HTTPServerRequestPart)
        case parserError(HTTPParserError)
        case inputClosed
    }

    let limits: EdgeLimits
    /// Whoever answers; nil where that is a handler behind the gate, whose answers come in parts.
    package internal(set) var taker: (any RequestTaker)?
    /// Whether answers come in parts.
    let answersInParts: Bool
    let observer: any EdgeObserver
    let standing: ConnectionStanding
    let timer: ConnectionTimer
    var date: DateHeader
    var state = State.idle(sawBytes: false) {
        didSet {
            updateReadiness()
            if oldValue.isDiscarding, !state.isDiscarding { standing.shared?.lingering.leave() }
        }
    }
    private var isWritable = true { didSet { updateReadiness() } }
    /// Requests that went through since the sender last waited for an answer, and whether he has to wait for his turn.
    var requestsOfTurn = 0
    var awaitsTurn = false { didSet { updateReadiness() } }
    /// What it holds of all that is unread on its listener.
    var unsent: UnsentShare
    private(set) var context: ChannelHandlerContext?
    /// Goes on with what has come; nil before the pipeline is complete and after its end.
    private(set) var resume: (() -> Void)?
    var queue = CircularBuffer<Event>(initialCapacity: 0)
    private var isDraining = false
    /// An answer that was given before the request was complete, if such are held back.
    var heldAnswer: [(part: HTTPServerResponsePart, promise: EventLoopPromise<Void>?)] = []
    var idleSince = NIODeadline.uptimeNanoseconds(0)
    private(set) var inputIsClosed = false
    private(set) var isQuiescing = false
    /// Whether the answer that is being written is the connection's last.
    var isLastAnswer = false

    /// The request that is going through or being answered; between requests it would keep the last one's headers alive.
    package internal(set) var plan: HeadRules.Plan?
    /// The terms it may have a body on.
    package private(set) var terms = BodyTerms(limit: 0)
    /// Called when the connection can deal with more bytes, after it could not.
    var onReady: (() -> Void)?
    /// Whether it can deal with more bytes now.
    private(set) var isReady = true

    /// Whether the bytes that come now belong to a body, or are thrown away.
    var isTakingBody: Bool { state.isReceiving || state.isDiscarding }
    /// Whether what comes is thrown away.
    var isDiscarding: Bool { state.isDiscarding }

    /// - Parameters:
    ///   - answersInParts: whether answers come from a handler behind the gate. They wait for the end of their request, so that
    ///     one whose body turns out to be malformed gets the refusal and no other answer before.
    ///   - clock: for the Date header.
    init(
        limits: EdgeLimits,
        answersInParts: Bool,
        observer: any EdgeObserver,
        standing: ConnectionStanding,
        timer: ConnectionTimer,
        clock: any Clock
    ) {
        self.limits = limits
        self.answersInParts = answersInParts
        self.observer = observer
        self.standing = standing
        self.timer = timer
        unsent = UnsentShare(of: standing.shared?.unsent)
        date = DateHeader(clock: clock)
    }

    // MARK: Inbound

    package func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        timer.onExpiry = { self.expired(context) }
        resume = { if context.channel.isActive { self.drain(context) } }
        isWritable = context.channel.isWritable
        becomeIdle()
    }

    package func handlerRemoved(context: ChannelHandlerContext) {
        timer.cancel()
        resume = nil
        taker = nil
        self.context = nil
    }

    /// Bytes came in, of whatever.
    func bytesArrived(_ count: Int) {
        switch state {
        case .idle(sawBytes: false):
            state = .idle(sawBytes: true)
            timer.set(timer.now + .milliseconds(limits.headerMilliseconds))
        case .discarding(let left):
            state = .discarding(left: left - count)
            keepPace(count)
        default:
            break
        }
    }

    package func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        queue.append(.part(unwrapInboundIn(data)))
        drain(context)
    }

    package func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // The parser has given up on a refused request, and says so of all that still comes.
        if error is ByteToMessageDecoderError, case .discarding(left: 0...) = state { return }
        guard let error = error as? HTTPParserError else { return end(context) }
        queue.append(.parserError(error))
        drain(context)
    }

    package func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case ChannelEvent.inputClosed:
            queue.append(.inputClosed)
            drain(context)
        case is ChannelShouldQuiesceEvent:
            isQuiescing = true
            queue.removeAll()
            if case .idle = state { end(context) }
            context.fireUserInboundEventTriggered(event)
        case is ConnectionRegistry.EndNow:
            end(context)
        default:
            context.fireUserInboundEventTriggered(event)
        }
    }

    package func channelWritabilityChanged(context: ChannelHandlerContext) {
        isWritable = context.channel.isWritable
        switch state {
        case .idle(sawBytes: false) where !isWritable, .answering where !isWritable:
            timer.set(timer.now + .milliseconds(limits.writeMilliseconds))
        case .answering:
            timer.pause()
        default:
            break
        }
        if isWritable { drain(context) }
        context.fireChannelWritabilityChanged()
    }

    package func channelInactive(context: ChannelHandlerContext) {
        state = .closing
        queue.removeAll()
        dropHeldAnswer()
        timer.cancel()
        unsent.giveBack()
        taker?.giveUp()
        context.fireChannelInactive()
    }

    func dropHeldAnswer() {
        let answer = heldAnswer
        heldAnswer = []
        for (_, promise) in answer { promise?.fail(ChannelError.ioOnClosedChannel) }
    }

    /// Deals with what has come, as far as it may go through now.
    func drain(_ context: ChannelHandlerContext) {
        guard !isDraining else { return }
        isDraining = true
        var isNew = false
        while let event = queue.first, mayProceed {
            if case .part(.head) = event, let pause = pauseBeforeRequest(context) {
                self.pause(for: pause)
                break
            }
            queue.removeFirst()
            handle(event, context)
            isNew = true
        }
        isDraining = false
        if isNew { context.fireChannelReadComplete() }
        if isReady, queue.isEmpty { onReady?() }
    }

    private func updateReadiness() { isReady = isWritable && !awaitsTurn && state.takesBytes }

    private var mayProceed: Bool {
        switch state {
        case .idle: isWritable && !awaitsTurn
        case .receiving, .discarding, .closing: true
        case .answering: false
        }
    }

    private func handle(_ event: Event, _ context: ChannelHandlerContext) {
        switch (event, state) {
        case (.part(.head(let head)), .idle):
            begin(head, context)
        case (.part(.body(let bytes)), .receiving(let arrival)):
            advance(arrival, bytes, context)
        case (.part(.end(let trailers)), .receiving):
            timer.pause()
            state = .answering
            if let taker { return taker.complete() }
            context.fireChannelRead(wrapInboundOut(.end(trailers)))
            let answer = heldAnswer
            heldAnswer = []
            for (part, promise) in answer { send(part, promise, context) }
            if !answer.isEmpty { context.flush() }
        case (.part(.body), .discarding(let left)):
            if left < 0 { end(context) }
        case (.part(.end), .discarding):
            end(context)
        case (.parserError(let error), .idle), (.parserError(let error), .receiving):
            refuse(Self.refusal(error, limits), .GET, context)
        case (.parserError, .answering):
            end(context)
        case (.inputClosed, _):
            inputIsClosed = true
            switch state {
            // The sender has said all he wants to; whoever waits for an answer still gets it.
            case .answering, .closing: break
            case .idle, .receiving, .discarding: end(context)
            }
        default:
            break  // nothing is expected any more
        }
    }

    private func begin(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        let plan: HeadRules.Plan
        switch HeadRules.check(head) {
        case .refuse(let refusal): return refuse(refusal, head.method, context)
        case .proceed(let accepted): plan = accepted
        }
        terms = observer.bodyTerms(plan)
        if plan.isGzipped, !terms.takesGzip { return refuse(HeadRules.unknownCoding, head.method, context) }
        if let length = plan.contentLength, length > terms.limit {
            return refuse(tooLarge, head.method, expecting: plan.expectsContinue, context)
        }
        if plan.expectsContinue {
            let interim = HTTPResponseHead(version: .http1_1, status: .continue)
            let bytes = ByteBuffer(string: "HTTP/1.1 100 Continue\r\n\r\n")
            context.writeAndFlush(answersInParts ? wrapOutboundOut(.head(interim)) : NIOAny(bytes), promise: nil)
        }
        standing.isBusy()
        requestsOfTurn += 1
        let arrival = Arrival(began: timer.now)
        if plan.contentLength != 0 { timer.set(arrival.deadline(limits)) }
        self.plan = plan
        isLastAnswer = false
        state = .receiving(arrival)
        if let taker { return taker.begin(plan) }
        var head = head
        head.headers = plan.headers.all
        context.fireChannelRead(wrapInboundOut(.head(head)))
    }

    private func advance(_ arrival: Arrival, _ bytes: ByteBuffer, _ context: ChannelHandlerContext) {
        var arrival = arrival
        arrival.count += bytes.readableBytes
        guard arrival.count <= terms.limit else {
            return refuse(tooLarge, plan?.method ?? .POST, context)
        }
        timer.set(arrival.deadline(limits))
        state = .receiving(arrival)
        if !terms.isProven, arrival.count > limits.freeBodyBytes { keepPace(bytes.readableBytes) }
        if let taker { return taker.take(bytes) }
        context.fireChannelRead(wrapInboundOut(.body(bytes)))
    }
}
