import NIOCore
import NIOHTTP1

/// One connection of the public listener: puts requests together within their limits and writes the answers.
///
/// Behind NIO's parser and pipelining handler, so it sees one request at a time and in order. It owns the clock of the
/// connection (idle, head, body, discarding) and the body's bytes; what the request means is the responder's business.
final class ConnectionHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private enum State {
        /// Between requests. `sawBytes`: a head has begun to arrive.
        case idle(sawBytes: Bool)
        /// A head was accepted and its body is arriving.
        case receiving(IncomingRequest)
        /// The request is complete and being answered.
        case working(HTTPMethod, bodyBytes: Int)
        /// Answered before the request was complete: what still comes is read and thrown away, then the connection ends.
        case discarding(left: Int)
        /// The last answer is on its way out.
        case closing
    }

    private let limits: IntakeLimits
    private let budget: BodyBudget
    private let responder: any Responder
    private let timer: ConnectionTimer
    private var executor: LoopExecutor?
    private var state = State.idle(sawBytes: false)
    private var completed = NIODeadline.uptimeNanoseconds(0)
    private var inputIsClosed = false
    private var heads: ResponseHeads

    /// - Parameter now: wall clock in milliseconds, for the Date header.
    init(
        limits: IntakeLimits,
        budget: BodyBudget,
        responder: any Responder,
        timer: ConnectionTimer,
        now: @escaping @Sendable () -> Int64
    ) {
        self.limits = limits
        self.budget = budget
        self.responder = responder
        self.timer = timer
        heads = ResponseHeads(now: now)
    }

    // MARK: Inbound

    func handlerAdded(context: ChannelHandlerContext) {
        let context = context
        timer.onExpiry = { self.expired(context) }
        timer.set(timer.now + .milliseconds(limits.idleMilliseconds))
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        timer.cancel()
    }

    /// Bytes came in, of whatever.
    func bytesArrived() {
        guard case .idle(sawBytes: false) = state else { return }
        state = .idle(sawBytes: true)
        timer.set(timer.now + .milliseconds(limits.headerMilliseconds))
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch (unwrapInboundIn(data), state) {
        case (.head(let head), .idle):
            begin(head, context)
        case (.body(let bytes), .receiving(var incoming)):
            state = .closing  // frees the buffer from its second owner while it grows
            append(bytes, to: &incoming, context)
        case (.end, .receiving(let incoming)):
            complete(incoming, context)
        case (.body(let bytes), .discarding(let left)):
            state = .discarding(left: left - bytes.readableBytes)
            if left < bytes.readableBytes { close(context) }
        case (.end, .discarding):
            close(context)
        default:
            break  // nothing is expected any more
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard case ChannelEvent.inputClosed = event else { return context.fireUserInboundEventTriggered(event) }
        inputIsClosed = true
        // The sender has said all he wants to; whoever waits for an answer still gets it.
        if case .working = state { return }
        if case .closing = state { return }
        close(context)
    }

    func channelInactive(context: ChannelHandlerContext) {
        release()
        timer.cancel()
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
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
            completed = timer.now
            write(response, .GET, bodyBytes: 0, keepsAlive: false, context)
        case .working, .discarding, .closing:
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
        let limit = min(responder.bodyLimit(head.method, plan.target, plan.headers), limits.largestBodyBytes)
        if let length = plan.contentLength, length > limit {
            return refuse(tooLarge(limit), head.method, expecting: plan.expectsContinue, context)
        }
        let reserved = plan.contentLength ?? 0
        guard budget.take(reserved) else {
            return refuse(overloaded, head.method, expecting: plan.expectsContinue, context)
        }
        if plan.expectsContinue {
            let interim = HTTPResponseHead(version: .http1_1, status: .continue)
            context.writeAndFlush(wrapOutboundOut(.head(interim)), promise: nil)
        }
        let incoming = IncomingRequest(
            head: head,
            plan: plan,
            limit: limit,
            began: timer.now,
            body: nil,
            reserved: reserved
        )
        if reserved != 0 || plan.contentLength == nil { timer.set(incoming.deadline(limits)) }
        state = .receiving(incoming)
    }

    private func append(_ bytes: ByteBuffer, to incoming: inout IncomingRequest, _ context: ChannelHandlerContext) {
        var bytes = bytes
        let size = (incoming.body?.readableBytes ?? 0) + bytes.readableBytes
        guard size <= incoming.limit else {
            budget.give(incoming.reserved)
            return refuse(tooLarge(incoming.limit), incoming.head.method, context)
        }
        if size > incoming.reserved {
            guard budget.take(size - incoming.reserved) else {
                budget.give(incoming.reserved)
                return refuse(overloaded, incoming.head.method, context)
            }
            incoming.reserved = size
        }
        if incoming.body == nil {
            incoming.body = bytes
            let missing = incoming.reserved - bytes.readableBytes
            if missing > 0 { incoming.body?.reserveCapacity(minimumWritableBytes: min(missing, 1 << 20)) }
        } else {
            incoming.body?.writeBuffer(&bytes)
        }
        timer.set(incoming.deadline(limits))
        state = .receiving(incoming)
    }

    private func complete(_ incoming: IncomingRequest, _ context: ChannelHandlerContext) {
        timer.pause()
        completed = timer.now
        let body = incoming.body.map { Array($0.readableBytesView) } ?? []
        let request = IntakeRequest(
            method: incoming.head.method,
            target: incoming.plan.target,
            headers: incoming.plan.headers,
            body: body
        )
        state = .working(request.method, bodyBytes: body.count)
        let reserved = incoming.reserved
        let keepsAlive = incoming.plan.keepsAlive
        switch responder.respond(to: request) {
        case .now(let response):
            budget.give(reserved)
            write(response, request.method, bodyBytes: body.count, keepsAlive: keepsAlive, context)
        case .later(let work):
            let executor = executor ?? LoopExecutor(context.eventLoop)
            self.executor = executor
            answer(with: work, on: executor, request.method, body.count, reserved, keepsAlive, context)
        case .aside(let work):
            answer(with: work, on: nil, request.method, body.count, reserved, keepsAlive, context)
        }
    }

    /// The task belongs to this exchange: it ends with an answer whatever becomes of the connection, because a lead on its
    /// way to disk is not taken back.
    private func answer(
        with work: @escaping @Sendable () async -> IntakeResponse,
        on executor: LoopExecutor?,
        _ method: HTTPMethod,
        _ bodyBytes: Int,
        _ reserved: Int,
        _ keepsAlive: Bool,
        _ context: ChannelHandlerContext
    ) {
        let promise = context.eventLoop.makePromise(of: IntakeResponse.self)
        Task(executorPreference: executor) { promise.succeed(await work()) }
        promise.futureResult.assumeIsolated().whenSuccess { response in
            self.budget.give(reserved)
            self.write(response, method, bodyBytes: bodyBytes, keepsAlive: keepsAlive, context)
        }
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
        write(response, method, bodyBytes: 0, keepsAlive: false, closes: expecting, context)
        if !expecting {
            state = .discarding(left: limits.discardBytes)
            timer.set(timer.now + .milliseconds(limits.discardMilliseconds))
        }
    }

    private func write(
        _ response: IntakeResponse,
        _ method: HTTPMethod,
        bodyBytes: Int,
        keepsAlive: Bool,
        closes: Bool = true,
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
        let staysOpen = keepsAlive && !response.closes && !inputIsClosed
        // The next request may be delivered while the end of this answer is being written: be ready for it before.
        if staysOpen {
            state = .idle(sawBytes: false)
            timer.set(timer.now + .milliseconds(limits.idleMilliseconds))
        } else {
            state = .closing
            timer.set(timer.now + .milliseconds(limits.idleMilliseconds))
        }
        context.write(wrapOutboundOut(.head(heads.head(of: response, staysOpen: staysOpen))), promise: nil)
        if method != .HEAD, !response.body.isEmpty {
            let body = context.channel.allocator.buffer(bytes: response.body)
            context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
        }
        guard !staysOpen, closes else {
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
            return
        }
        let promise = context.eventLoop.makePromise(of: Void.self)
        promise.futureResult.assumeIsolated().whenComplete { _ in context.close(promise: nil) }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: promise)
    }

    private func tooLarge(_ limit: Int) -> IntakeResponse {
        Problem.bodyTooLarge.closing("Send at most \(limit) bytes in one post.")
    }

    private var overloaded: IntakeResponse {
        Problem.overloaded.closing("Try again in a moment.", headers: [("retry-after", "5")])
    }

    // MARK: Time

    private func expired(_ context: ChannelHandlerContext) {
        switch state {
        case .idle(let sawBytes):
            if sawBytes { responder.dropped(reason: "header-timeout") }
            close(context)
        case .receiving(let incoming):
            release()
            refuse(Problem.timeout.closing("Send the body faster."), incoming.head.method, context)
        case .working:
            break
        case .discarding, .closing:
            close(context)
        }
    }

    private func close(_ context: ChannelHandlerContext) {
        release()
        context.close(promise: nil)
    }

    /// Nothing more is read into memory on this connection.
    private func release() {
        if case .receiving(let incoming) = state { budget.give(incoming.reserved) }
        state = .closing
    }
}
