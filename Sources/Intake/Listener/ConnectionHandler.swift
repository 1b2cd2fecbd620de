import Moments
import NIOCore
import NIOHTTP1
import Problems

/// One connection of the public listener: puts requests together within their limits and writes the answers.
///
/// Behind NIO's parser and pipelining handler, so it sees one request at a time and in order. It owns the clock of the
/// connection (idle, head, body, writing, discarding) and the body's bytes; what the request means is the responder's
/// business. While answers have not left, no further request is answered, and nothing is read (``InboundValve``).
final class ConnectionHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private enum State {
        /// Between requests. `sawBytes`: a head has begun to arrive.
        case idle(sawBytes: Bool)
        /// A head was accepted and its body is arriving.
        case receiving(IncomingRequest)
        /// The request is complete, and answers before it have not left yet.
        case waiting(IncomingRequest)
        /// The request is complete and being answered.
        case working
        /// Answered before the request was complete: what still comes is read and thrown away, then the connection ends.
        /// Else the system would reset the connection, and the answer would be lost on its way (RFC 9112 §9.6).
        case discarding(left: Int)
        /// The last answer is on its way out.
        case closing

        var takesBytes: Bool {
            switch self {
            case .idle, .receiving, .discarding: true
            case .waiting, .working, .closing: false
            }
        }
    }

    private let limits: IntakeLimits
    private let budget: BodyBudget
    private let responder: any Responder
    private let timer: ConnectionTimer
    private var executor: LoopExecutor?
    private var state = State.idle(sawBytes: false) {
        didSet { isReady = isWritable && state.takesBytes }
    }
    private var isWritable = true {
        didSet { isReady = isWritable && state.takesBytes }
    }
    private var completed = NIODeadline.uptimeNanoseconds(0)
    /// Since when nothing has been asked.
    private var idleSince = NIODeadline.uptimeNanoseconds(0)
    private var address = "-"
    /// Called when the connection can deal with more bytes, after it could not.
    var onReady: (() -> Void)?
    /// Whether it can deal with more bytes now.
    private(set) var isReady = true
    private var inputIsClosed = false
    private var heads: ResponseHeads

    /// - Parameter clock: for the Date header.
    init(
        limits: IntakeLimits,
        budget: BodyBudget,
        responder: any Responder,
        timer: ConnectionTimer,
        clock: any Clock
    ) {
        self.limits = limits
        self.budget = budget
        self.responder = responder
        self.timer = timer
        heads = ResponseHeads(clock: clock)
    }

    // MARK: Inbound

    func handlerAdded(context: ChannelHandlerContext) {
        let context = context
        timer.onExpiry = { self.expired(context) }
        address = ConnectionRegistry.key(context.channel.remoteAddress)
        isWritable = context.channel.isWritable
        becomeIdle()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
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

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch (unwrapInboundIn(data), state) {
        case (.head(let head), .idle):
            begin(head, context)
        case (.body(let bytes), .receiving(var incoming)):
            state = .closing  // frees the body from its second owner while it grows
            append(bytes, to: &incoming, context)
        case (.end, .receiving(let incoming)):
            complete(incoming, context)
        case (.body, .discarding(let left)):
            if left < 0 { close(context) }
        case (.end, .discarding):
            close(context)
        default:
            break  // nothing is expected any more
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard case ChannelEvent.inputClosed = event else { return context.fireUserInboundEventTriggered(event) }
        inputIsClosed = true
        switch state {
        // The sender has said all he wants to; whoever waits for an answer still gets it.
        case .waiting, .working, .closing: break
        case .idle, .receiving, .discarding: close(context)
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        isWritable = context.channel.isWritable
        if isWritable {
            if case .waiting(let incoming) = state { answer(incoming, context) }
            if isReady { onReady?() }
        } else if case .idle(sawBytes: false) = state {
            timer.set(timer.now + .milliseconds(limits.writeMilliseconds))
        }
        context.fireChannelWritabilityChanged()
    }

    func channelInactive(context: ChannelHandlerContext) {
        release()
        timer.cancel()
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // The parser has given up on a refused request, and says so of all that still comes.
        if error is ByteToMessageDecoderError, case .discarding(left: 0...) = state { return }
        guard let error = error as? HTTPParserError else { return close(context) }
        switch state {
        case .idle, .receiving:
            release()
            let response: IntakeResponse
            switch error {
            case .headerOverflow:
                response = Problem.headersTooLarge.closing("Send at most \(limits.headerBytes) bytes of headers.")
            case .invalidVersion:
                response = Problem.httpVersion.closing("Use HTTP/1.1.")
            default:
                response = Problem.malformedRequest.closing("The bytes do not follow RFC 9112.")
            }
            refuse(response, .GET, context)
        case .waiting, .working, .discarding, .closing:
            close(context)
        }
    }

    // MARK: A request, step by step

    private func begin(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        let plan: HeadRules.Plan
        switch HeadRules.check(head) {
        case .refuse(let response): return refuse(response, head.method, context)
        case .proceed(let accepted): plan = accepted
        }
        let terms = responder.bodyTerms(head.method, plan.target, plan.headers)
        let limit = min(terms.limit, limits.largestBodyBytes)
        if let length = plan.contentLength, length > limit {
            return refuse(tooLarge(limit), head.method, expecting: plan.expectsContinue, context)
        }
        if plan.expectsContinue {
            let interim = HTTPResponseHead(version: .http1_1, status: .continue)
            context.writeAndFlush(wrapOutboundOut(.head(interim)), promise: nil)
        }
        let incoming = IncomingRequest(
            head: head,
            plan: plan,
            limit: limit,
            account: terms.isProven ? .proven : .unproven(address: address),
            began: timer.now
        )
        if plan.contentLength != 0 { timer.set(incoming.deadline(limits)) }
        state = .receiving(incoming)
    }

    private func append(_ bytes: ByteBuffer, to incoming: inout IncomingRequest, _ context: ChannelHandlerContext) {
        guard incoming.body.count + bytes.readableBytes <= incoming.limit else {
            giveBack(incoming)
            return refuse(tooLarge(incoming.limit), incoming.head.method, context)
        }
        guard budget.take(bytes.readableBytes, for: incoming.account) else {
            giveBack(incoming)
            return refuse(overloaded, incoming.head.method, context)
        }
        incoming.append(bytes)
        timer.set(incoming.deadline(limits))
        state = .receiving(incoming)
    }

    private func complete(_ incoming: IncomingRequest, _ context: ChannelHandlerContext) {
        guard isWritable else {
            state = .waiting(incoming)
            timer.set(timer.now + .milliseconds(limits.writeMilliseconds))
            return
        }
        answer(incoming, context)
    }

    private func answer(_ incoming: IncomingRequest, _ context: ChannelHandlerContext) {
        timer.pause()
        completed = timer.now
        state = .working
        let request = IntakeRequest(
            method: incoming.head.method,
            target: incoming.plan.target,
            headers: incoming.plan.headers,
            body: incoming.body
        )
        let exchange = Exchange(
            method: request.method,
            bodyBytes: request.body.count,
            account: incoming.account,
            keepsAlive: incoming.plan.keepsAlive
        )
        switch responder.respond(to: request) {
        case .now(let response):
            finish(exchange, with: response, context)
        case .later(let work):
            let executor = executor ?? LoopExecutor(context.eventLoop)
            self.executor = executor
            answer(exchange, with: work, on: executor, context)
        case .aside(let work):
            answer(exchange, with: work, on: nil, context)
        }
    }

    /// The task belongs to this exchange: it ends with an answer whatever becomes of the connection, because a lead on its
    /// way to disk is not taken back.
    private func answer(
        _ exchange: Exchange,
        with work: @escaping @Sendable () async -> IntakeResponse,
        on executor: LoopExecutor?,
        _ context: ChannelHandlerContext
    ) {
        let promise = context.eventLoop.makePromise(of: IntakeResponse.self)
        Task(executorPreference: executor) { promise.succeed(await work()) }
        promise.futureResult.assumeIsolated().whenSuccess { response in
            self.finish(exchange, with: response, context)
        }
    }

    private func finish(_ exchange: Exchange, with response: IntakeResponse, _ context: ChannelHandlerContext) {
        budget.give(exchange.bodyBytes, from: exchange.account)
        let staysOpen = exchange.keepsAlive && !response.closes && !inputIsClosed
        write(
            response,
            exchange.method,
            bodyBytes: exchange.bodyBytes,
            then: staysOpen ? .nextRequest : .close,
            context
        )
    }

    /// What is still to be known of a request while its answer is made.
    private struct Exchange {
        let method: HTTPMethod
        let bodyBytes: Int
        let account: BodyAccount
        let keepsAlive: Bool
    }

    // MARK: Answers

    /// Answers before the request is complete, and lets the sender read it.
    private func refuse(
        _ response: IntakeResponse,
        _ method: HTTPMethod,
        expecting: Bool = false,
        _ context: ChannelHandlerContext
    ) {
        completed = timer.now
        // Who waits for 100 Continue sends nothing more; everybody else may be in the middle of his body.
        write(response, method, bodyBytes: 0, then: expecting ? .close : .discard, context)
    }

    /// What becomes of the connection after an answer.
    private enum Sequel {
        case nextRequest
        case close
        case discard
    }

    private func write(
        _ response: IntakeResponse,
        _ method: HTTPMethod,
        bodyBytes: Int,
        then sequel: Sequel,
        _ context: ChannelHandlerContext
    ) {
        // Told also where the sender has gone: the lead is stored, and the log says so.
        responder.answered(
            response,
            method,
            bodyBytes: bodyBytes,
            nanoseconds: (timer.now - completed).nanoseconds
        )
        guard context.channel.isActive else { return }
        // The next request may be delivered while the end of this answer is being written: be ready for it before.
        switch sequel {
        case .nextRequest:
            becomeIdle()
        case .close:
            state = .closing
            timer.set(timer.now + .milliseconds(limits.writeMilliseconds))
        case .discard:
            state = .discarding(left: limits.discardBytes)
            timer.set(timer.now + .milliseconds(limits.discardMilliseconds))
        }
        let head = heads.head(of: response, staysOpen: sequel == .nextRequest)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        if method != .HEAD, !response.body.isEmpty {
            let body = context.channel.allocator.buffer(bytes: response.body)
            context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
        }
        guard sequel != .nextRequest else {
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
            if isReady { onReady?() }
            return
        }
        let promise = context.eventLoop.makePromise(of: Void.self)
        promise.futureResult.assumeIsolated().whenComplete { _ in
            // A sender that reads to the end sees it at once, even while his own bytes are still thrown away.
            context.close(mode: sequel == .discard ? .output : .all, promise: nil)
        }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: promise)
        if isReady { onReady?() }
    }

    private func tooLarge(_ limit: Int) -> IntakeResponse {
        Problem.bodyTooLarge.closing("Send at most \(limit) bytes in one post.")
    }

    private var overloaded: IntakeResponse {
        Problem.overloaded.closing("Try again in a moment.", headers: [("retry-after", "5")])
    }

    // MARK: Time

    private func becomeIdle() {
        state = .idle(sawBytes: false)
        idleSince = timer.now
        // First looked at when the last answer must have left, then when the idle time is over.
        timer.set(idleSince + .milliseconds(min(limits.writeMilliseconds, limits.idleMilliseconds)))
    }

    private func expired(_ context: ChannelHandlerContext) {
        switch state {
        case .idle(sawBytes: false):
            if context.channel.holdsUnsentBytes { return abort(context) }
            let end = idleSince + .milliseconds(limits.idleMilliseconds)
            if timer.now < end { timer.set(end) } else { close(context) }
        case .idle(sawBytes: true):
            responder.dropped(reason: "header-timeout")
            close(context)
        case .receiving(let incoming):
            release()
            refuse(Problem.timeout.closing("Send the body faster."), incoming.head.method, context)
        case .working:
            break
        case .waiting:
            abort(context)
        case .discarding, .closing:
            if context.channel.holdsUnsentBytes { abort(context) } else { close(context) }
        }
    }

    /// Ends a connection whose answers are not read.
    private func abort(_ context: ChannelHandlerContext) {
        responder.dropped(reason: "write-timeout")
        release()
        context.channel.abort()
    }

    private func close(_ context: ChannelHandlerContext) {
        release()
        context.close(promise: nil)
    }

    /// Nothing more is read into memory on this connection.
    private func release() {
        switch state {
        case .receiving(let incoming), .waiting(let incoming): giveBack(incoming)
        case .idle, .working, .discarding, .closing: break
        }
        state = .closing
    }

    private func giveBack(_ incoming: IncomingRequest) {
        budget.give(incoming.body.count, from: incoming.account)
    }
}
