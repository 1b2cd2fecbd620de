import Moments
package import NIOCore
package import NIOHTTP1
import Problems

/// The gate of one connection: lets through one well-formed request at a time, within its limits, and one answer to it.
///
/// It stands between NIO's parser and whoever answers (intake's own handler, or Hummingbird), owns the connection's clock
/// (idle, head, body, unread answers) and keeps what several requests in one packet would otherwise do to each other.
/// A head must pass ``HeadRules``; a refusal is answered here, and nothing of that request goes further. While answers
/// have not left, no further request goes through, and nothing is read (``InboundValve``).
package final class RequestGate: ChannelDuplexHandler {
    package typealias InboundIn = HTTPServerRequestPart
    package typealias InboundOut = HTTPServerRequestPart
    package typealias OutboundIn = HTTPServerResponsePart
    package typealias OutboundOut = HTTPServerResponsePart

    private enum State {
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
    }

    /// What came while it could not go through.
    private enum Event {
        case part(HTTPServerRequestPart)
        case parserError(HTTPParserError)
        case inputClosed
    }

    private let limits: EdgeLimits
    private let holdsAnswers: Bool
    private let observer: any EdgeObserver
    private let standing: ConnectionStanding
    private let timer: ConnectionTimer
    private var date: DateHeader
    private var state = State.idle(sawBytes: false) { didSet { isReady = isWritable && state.takesBytes } }
    private var isWritable = true { didSet { isReady = isWritable && state.takesBytes } }
    private var queue = CircularBuffer<Event>(initialCapacity: 0)
    private var isDraining = false
    /// An answer that was given before the request was complete, if such are held back.
    private var heldAnswer: [(part: HTTPServerResponsePart, promise: EventLoopPromise<Void>?)] = []
    private var idleSince = NIODeadline.uptimeNanoseconds(0)
    private var inputIsClosed = false
    private var isQuiescing = false
    /// Whether the answer that is being written is the connection's last.
    private var isLastAnswer = false

    /// The request that is going through or being answered.
    package private(set) var plan: HeadRules.Plan?
    /// The terms it may have a body on.
    package private(set) var terms = BodyTerms(limit: 0, isProven: false)
    /// Called when the connection can deal with more bytes, after it could not.
    var onReady: (() -> Void)?
    /// Whether it can deal with more bytes now.
    private(set) var isReady = true

    /// - Parameters:
    ///   - holdsAnswers: whether an answer waits for the end of its request, so that a request whose body turns out to be
    ///     malformed gets the refusal and no other answer before.
    ///   - clock: for the Date header.
    init(
        limits: EdgeLimits,
        holdsAnswers: Bool,
        observer: any EdgeObserver,
        standing: ConnectionStanding,
        timer: ConnectionTimer,
        clock: any Clock
    ) {
        self.limits = limits
        self.holdsAnswers = holdsAnswers
        self.observer = observer
        self.standing = standing
        self.timer = timer
        date = DateHeader(clock: clock)
    }

    // MARK: Inbound

    package func handlerAdded(context: ChannelHandlerContext) {
        timer.onExpiry = { self.expired(context) }
        isWritable = context.channel.isWritable
        becomeIdle()
    }

    package func handlerRemoved(context: ChannelHandlerContext) {
        timer.cancel()
    }

    /// Bytes came in, of whatever.
    func bytesArrived(_ count: Int) {
        switch state {
        case .idle(sawBytes: false):
            state = .idle(sawBytes: true)
            timer.set(timer.now + .milliseconds(limits.headerMilliseconds))
        case .discarding(let left):
            state = .discarding(left: left - count)
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
        context.fireChannelInactive()
    }

    private func dropHeldAnswer() {
        let answer = heldAnswer
        heldAnswer = []
        for (_, promise) in answer { promise?.fail(ChannelError.ioOnClosedChannel) }
    }

    /// Deals with what has come, as far as it may go through now.
    private func drain(_ context: ChannelHandlerContext) {
        guard !isDraining else { return }
        isDraining = true
        var isNew = false
        while let event = queue.first, mayProceed {
            queue.removeFirst()
            handle(event, context)
            isNew = true
        }
        isDraining = false
        if isNew { context.fireChannelReadComplete() }
        if isReady, queue.isEmpty { onReady?() }
    }

    private var mayProceed: Bool {
        switch state {
        case .idle: isWritable
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
        if let length = plan.contentLength, length > terms.limit {
            return refuse(tooLarge, head.method, expecting: plan.expectsContinue, context)
        }
        if plan.expectsContinue {
            let interim = HTTPResponseHead(version: .http1_1, status: .continue)
            context.writeAndFlush(wrapOutboundOut(.head(interim)), promise: nil)
        }
        standing.isBusy()
        let arrival = Arrival(began: timer.now)
        if plan.contentLength != 0 { timer.set(arrival.deadline(limits)) }
        self.plan = plan
        isLastAnswer = false
        state = .receiving(arrival)
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
        context.fireChannelRead(wrapInboundOut(.body(bytes)))
    }

    // MARK: Outbound

    package func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let part = unwrapOutboundIn(data)
        switch state {
        case .receiving where holdsAnswers: heldAnswer.append((part, promise))
        case .receiving, .answering: send(part, promise, context)
        case .idle, .discarding, .closing: promise?.fail(ChannelError.ioOnClosedChannel)  // there was an answer already
        }
    }

    private func send(
        _ part: HTTPServerResponsePart,
        _ promise: EventLoopPromise<Void>?,
        _ context: ChannelHandlerContext
    ) {
        switch part {
        case .head(var head):
            if plan?.keepsAlive == false || inputIsClosed || isQuiescing || state.isReceiving || !head.isKeepAlive {
                isLastAnswer = true
                head.headers.replaceOrAdd(name: "connection", value: "close")
            }
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .body where plan?.method == .HEAD:
            promise?.succeed(())
        case .body:
            context.write(wrapOutboundOut(part), promise: promise)
        case .end(let trailers):
            finish(trailers, promise, context)
        }
    }

    /// The end of an answer. The next request may go through while it is being written: be ready for it before.
    private func finish(_ trailers: HTTPHeaders?, _ promise: EventLoopPromise<Void>?, _ context: ChannelHandlerContext)
    {
        let wasReceiving = state.isReceiving
        guard isLastAnswer || wasReceiving else {
            becomeIdle()
            context.writeAndFlush(wrapOutboundOut(.end(trailers)), promise: promise)
            drain(context)
            return
        }
        state = wasReceiving ? .discarding(left: limits.discardBytes) : .closing
        timer.set(timer.now + .milliseconds(wasReceiving ? limits.discardMilliseconds : limits.writeMilliseconds))
        writeLast(.end(trailers), promise, thenClose: wasReceiving ? .output : .all, context)
        if isReady { onReady?() }
    }

    /// Whoever answers closes only when his answers have gone out; a refusal of ours ends by itself.
    package func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        switch state {
        case .discarding, .closing: promise?.succeed(())
        case .idle, .receiving, .answering: context.close(mode: mode, promise: promise)
        }
    }

    /// Answers a request itself, and lets the sender read it.
    private func refuse(
        _ refusal: EdgeRefusal,
        _ method: HTTPMethod,
        expecting: Bool = false,
        _ context: ChannelHandlerContext
    ) {
        observer.refused(refusal, method)
        guard context.channel.isActive else { return }
        let wasReceiving = state.isReceiving
        // Who waits for 100 Continue sends nothing more; everybody else may be in the middle of his body.
        state = expecting ? .closing : .discarding(left: limits.discardBytes)
        timer.set(timer.now + .milliseconds(expecting ? limits.writeMilliseconds : limits.discardMilliseconds))
        standing.isBusy()
        queue.removeAll()
        dropHeldAnswer()
        let body = refusal.body
        var head = HTTPResponseHead(version: .http1_1, status: refusal.status)
        head.headers.add(name: "date", value: date.text())
        head.headers.add(name: "content-type", value: "application/problem+json")
        head.headers.add(name: "content-length", value: String(body.count))
        head.headers.add(name: "cache-control", value: "no-store")
        head.headers.add(name: "connection", value: "close")
        for (name, value) in refusal.headers { head.headers.add(name: name, value: value) }
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        if method != .HEAD {
            let bytes = context.channel.allocator.buffer(bytes: body)
            context.write(wrapOutboundOut(.body(.byteBuffer(bytes))), promise: nil)
        }
        writeLast(.end(nil), nil, thenClose: expecting ? .all : .output, context)
        // Whoever was to answer learns that there is nothing to answer any more.
        if wasReceiving { context.fireErrorCaught(RequestRefused()) }
        if isReady { onReady?() }
    }

    /// Writes the end of the last answer, and closes when it has gone: the whole connection, or our half of it, so that a
    /// sender who reads to the end sees it at once, even while his own bytes are still thrown away.
    private func writeLast(
        _ end: HTTPServerResponsePart,
        _ promise: EventLoopPromise<Void>?,
        thenClose mode: CloseMode,
        _ context: ChannelHandlerContext
    ) {
        let written = context.eventLoop.makePromise(of: Void.self)
        written.futureResult.cascade(to: promise)
        written.futureResult.assumeIsolated().whenComplete { _ in context.close(mode: mode, promise: nil) }
        context.writeAndFlush(wrapOutboundOut(end), promise: written)
    }

    private var tooLarge: EdgeRefusal {
        EdgeRefusal(.bodyTooLarge, "Send at most \(terms.limit) bytes in one request.")
    }

    private static func refusal(_ error: HTTPParserError, _ limits: EdgeLimits) -> EdgeRefusal {
        switch error {
        case .headerOverflow: EdgeRefusal(.headersTooLarge, "Send at most \(limits.headerBytes) bytes of headers.")
        case .invalidVersion: EdgeRefusal(.httpVersion, "Use HTTP/1.1.")
        default: EdgeRefusal(.malformedRequest, "The bytes do not follow RFC 9112.")
        }
    }

    // MARK: Time

    private func becomeIdle() {
        state = .idle(sawBytes: false)
        idleSince = timer.now
        standing.isIdle(since: idleSince)
        // First looked at when the last answer must have left, then when the idle time is over.
        timer.set(idleSince + .milliseconds(min(limits.writeMilliseconds, limits.idleMilliseconds)))
    }

    private func expired(_ context: ChannelHandlerContext) {
        switch state {
        case .idle(sawBytes: false):
            if context.channel.holdsUnsentBytes { return abort(context) }
            let end = idleSince + .milliseconds(limits.idleMilliseconds)
            if timer.now < end { timer.set(end) } else { self.end(context) }
        case .idle(sawBytes: true):
            observer.dropped(reason: "header-timeout")
            end(context)
        case .receiving:
            refuse(EdgeRefusal(.timeout, "Send the body faster."), plan?.method ?? .POST, context)
        case .answering:
            abort(context)  // it was set because nothing of the answer could leave
        case .discarding, .closing:
            if context.channel.holdsUnsentBytes { abort(context) } else { end(context) }
        }
    }

    /// Ends a connection whose answers are not read.
    private func abort(_ context: ChannelHandlerContext) {
        observer.dropped(reason: "write-timeout")
        context.channel.forgetUnsentBytes()
        end(context)
    }

    private func end(_ context: ChannelHandlerContext) {
        state = .closing
        queue.removeAll()
        context.close(promise: nil)
    }
}

/// Said to whoever was to answer a request that the gate has answered itself.
package struct RequestRefused: Error {}
