package import NIOCore
import NIOHTTP1
import Problems

/// What a gate lets out: the answers of whoever answers, one to each request, and refusals of its own.
extension RequestGate {
    package func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let part = unwrapOutboundIn(data)
        switch state {
        case .receiving where holdsAnswers: heldAnswer.append((part, promise))
        case .receiving, .answering: send(part, promise, context)
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
            if plan?.keepsAlive == false || inputIsClosed || isQuiescing || state.isReceiving || !head.isKeepAlive {
                isLastAnswer = true
                head.headers.replaceOrAdd(name: "connection", value: "close")
            }
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .body where plan?.method == .HEAD:
            promise?.succeed(())
        case .body(let body):
            if case .byteBuffer(let bytes) = body { unsent.wrote(bytes.readableBytes) }
            context.write(wrapOutboundOut(part), promise: promise)
        case .end(let trailers):
            finish(trailers, promise, context)
        }
    }

    /// The end of an answer. The next request may go through while it is being written: be ready for it before.
    func finish(_ trailers: HTTPHeaders?, _ promise: EventLoopPromise<Void>?, _ context: ChannelHandlerContext) {
        unsent.wrote(Self.headBytes)
        let wasReceiving = state.isReceiving
        guard isLastAnswer || wasReceiving else {
            becomeIdle()
            context.writeAndFlush(wrapOutboundOut(.end(trailers)), promise: promise)
            drain(context)
            return
        }
        let lingers = wasReceiving && mayLinger
        state = lingers ? .discarding(left: limits.discardBytes) : .closing
        timer.set(timer.now + .milliseconds(lingers ? limits.discardMilliseconds : limits.writeMilliseconds))
        writeLast(.end(trailers), promise, thenClose: lingers ? .output : .all, context)
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
        writeLast(.end(nil), nil, thenClose: lingers ? .output : .all, context)
        // Whoever was to answer learns that there is nothing to answer any more.
        if wasReceiving { context.fireErrorCaught(RequestRefused()) }
        if isReady { onReady?() }
    }

    /// Whether there is room for one more connection that is read to its end.
    private var mayLinger: Bool { standing.shared?.lingering.enter() ?? true }

    /// Writes the end of the last answer, and closes when it has gone: the whole connection, or our half of it, so that a
    /// sender who reads to the end sees it at once, even while his own bytes are still thrown away.
    func writeLast(
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

    var tooLarge: EdgeRefusal {
        EdgeRefusal(.bodyTooLarge, "Send at most \(terms.limit) bytes in one request.", headers: terms.headers)
    }

    static func refusal(_ error: HTTPParserError, _ limits: EdgeLimits) -> EdgeRefusal {
        switch error {
        case .headerOverflow: EdgeRefusal(.headersTooLarge, "Send at most \(limits.headerBytes) bytes of headers.")
        case .invalidVersion: EdgeRefusal(.httpVersion, "Use HTTP/1.1.")
        default: EdgeRefusal(.malformedRequest, "The bytes do not follow RFC 9112.")
        }
    }
}

/// Said to whoever was to answer a request that the gate has answered itself.
package struct RequestRefused: Error {}
