package import NIOCore
import NIOHTTP1
import Problems

/// What a gate lets out: the answers of whoever answers, one to each request, and refusals of its own.
extension RequestGate {
    /// Answers the request in hand, unless there was an answer already.
    package func answer(_ answer: Answer) {
        guard let context else { return }
        switch state {
        case .receiving, .answering: break
        case .idle, .discarding, .closing: return
        }
        var answer = answer
        answer.closes = endsConnection(answer.closes)
        isLastAnswer = answer.closes
        let bytes = answer.bytes(date: date.text(), hasBody: plan?.method != .HEAD, context.channel.allocator)
        unsent.wrote(bytes.readableBytes)
        finish(NIOAny(bytes), nil, context)
    }

    /// Whether an answer is the connection's last.
    private func endsConnection(_ saysSo: Bool) -> Bool {
        saysSo || plan?.keepsAlive == false || inputIsClosed || isQuiescing || state.isReceiving
    }

    package func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let part = unwrapOutboundIn(data)
        switch state {
        case .receiving: heldAnswer.append((part, promise))
        case .answering: send(part, promise, context)
        case .idle, .discarding, .closing: promise?.fail(ChannelError.ioOnClosedChannel)  // there was an answer already
        }
    }

    /// About as much as an answer has before its body.
    private static let headBytes = 256

    func send(
        _ part: HTTPServerResponsePart,
        _ promise: EventLoopPromise<Void>?,
        _ context: ChannelHandlerContext
    ) {
        switch part {
        case .head(var head):
            if endsConnection(!head.isKeepAlive) {
                isLastAnswer = true
                head.headers.replaceOrAdd(name: "connection", value: "close")
            }
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .body where plan?.method == .HEAD:
            promise?.succeed(())
        case .body(let body):
            if case .byteBuffer(let bytes) = body { unsent.wrote(bytes.readableBytes) }
            context.write(wrapOutboundOut(part), promise: promise)
        case .end:
            unsent.wrote(Self.headBytes)
            finish(wrapOutboundOut(part), promise, context)
        }
    }

    /// The end of an answer, or all of one. The next request may go through while it is being written: be ready for it before.
    func finish(_ end: NIOAny, _ promise: EventLoopPromise<Void>?, _ context: ChannelHandlerContext) {
        let wasReceiving = state.isReceiving
        guard isLastAnswer || wasReceiving else {
            becomeIdle()
            context.writeAndFlush(end, promise: promise)
            drain(context)
            return
        }
        let lingers = wasReceiving && mayLinger
        state = lingers ? .discarding(left: limits.discardBytes) : .closing
        timer.set(timer.now + .milliseconds(lingers ? limits.discardMilliseconds : limits.writeMilliseconds))
        writeLast(end, promise, thenClose: lingers ? .output : .all, context)
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
    func refuse(
        _ refusal: EdgeRefusal,
        _ method: HTTPMethod,
        expecting: Bool = false,
        _ context: ChannelHandlerContext
    ) {
        observer.refused(refusal, method)
        guard context.channel.isActive else { return }
        let wasReceiving = state.isReceiving
        // Who waits for 100 Continue sends nothing more; everybody else may be in the middle of his body.
        let lingers = !expecting && mayLinger
        state = lingers ? .discarding(left: limits.discardBytes) : .closing
        timer.set(timer.now + .milliseconds(lingers ? limits.discardMilliseconds : limits.writeMilliseconds))
        standing.isBusy()
        queue.removeAll()
        dropHeldAnswer()
        let answer = Answer(
            refusal.status,
            contentType: "application/problem+json",
            headers: refusal.headers,
            body: refusal.body,
            closes: true
        )
        writeLast(written(answer, hasBody: method != .HEAD, context), nil, thenClose: lingers ? .output : .all, context)
        // Whoever was to answer learns that there is nothing to answer any more.
        if wasReceiving {
            if let taker { taker.giveUp() } else { context.fireErrorCaught(RequestRefused()) }
        }
        if isReady { onReady?() }
    }

    /// Begins to write an answer. Returns what is left to be written of it, or all of it.
    private func written(_ answer: Answer, hasBody: Bool, _ context: ChannelHandlerContext) -> NIOAny {
        let allocator = context.channel.allocator
        guard answersInParts else { return NIOAny(answer.bytes(date: date.text(), hasBody: hasBody, allocator)) }
        context.write(wrapOutboundOut(.head(answer.head(date: date.text()))), promise: nil)
        if hasBody {
            context.write(wrapOutboundOut(.body(.byteBuffer(allocator.buffer(bytes: answer.body)))), promise: nil)
        }
        return wrapOutboundOut(.end(nil))
    }

    /// Whether there is room for one more connection that is read to its end.
    private var mayLinger: Bool { standing.shared?.lingering.enter() ?? true }

    /// Writes the end of the last answer, and closes when it has gone: the whole connection, or our half of it, so that a
    /// sender who reads to the end sees it at once, even while his own bytes are still thrown away.
    func writeLast(
        _ end: NIOAny,
        _ promise: EventLoopPromise<Void>?,
        thenClose mode: CloseMode,
        _ context: ChannelHandlerContext
    ) {
        let written = context.eventLoop.makePromise(of: Void.self)
        written.futureResult.cascade(to: promise)
        written.futureResult.assumeIsolated().whenComplete { _ in context.close(mode: mode, promise: nil) }
        context.writeAndFlush(end, promise: written)
    }

    var tooLarge: EdgeRefusal {
        EdgeRefusal(.bodyTooLarge, "Send at most \(terms.limit) bytes in one request.", headers: terms.headers)
    }

    static func refusal(_ error: HTTPParserError, _ limits: EdgeLimits) -> EdgeRefusal {
        switch error {
        case .headerOverflow:
            EdgeRefusal(
                .headersTooLarge,
                "Send at most \(limits.headerBytes) bytes of headers, and at most \(limits.headerFields) of them."
            )
        case .invalidMethod:
            EdgeRefusal(.malformedRequest, "The method is none; methods are written in capitals, such as POST.")
        case .invalidVersion: EdgeRefusal(.httpVersion, "Use HTTP/1.1.")
        default: EdgeRefusal(.malformedRequest, "The bytes do not follow RFC 9112.")
        }
    }
}

/// Said to whoever was to answer a request that the gate has answered itself.
package struct RequestRefused: Error {}
