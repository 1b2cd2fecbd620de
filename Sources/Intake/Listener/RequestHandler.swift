import HTTPEdge
import Moments
import NIOCore
import NIOHTTP1
import Problems

/// Puts the requests of one connection together within the memory for bodies, has them answered, and writes the answers.
///
/// Behind ``RequestGate``, which lets one request through at a time and owns the connection's clock; what a request means
/// is the responder's business.
final class RequestHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let gate: RequestGate
    private let peer: ConnectionPeer
    private let proxies: ProxyRules
    private let budget: BodyBudget
    private let clients: ClientRequests
    private let responder: any Responder
    private var executor: LoopExecutor?
    private var incoming: IncomingRequest?
    /// The sender behind a trusted proxy whose request is in hand.
    private var counted: String?
    private var heads: ResponseHeads

    init(behind gate: RequestGate, peer: ConnectionPeer, pipeline: ConnectionPipeline) {
        self.gate = gate
        self.peer = peer
        proxies = pipeline.limits.connection.proxies
        budget = pipeline.budget
        clients = pipeline.clients
        responder = pipeline.responder
        heads = ResponseHeads(clock: pipeline.clock)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            if let plan = gate.plan { begin(plan, context) }
        case .body(let bytes):
            append(bytes, context)
        case .end:
            complete(context)
        }
    }

    /// The gate has refused what was arriving.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        giveBack()
        isOver()
    }

    func channelInactive(context: ChannelHandlerContext) {
        giveBack()
        isOver()
        context.fireChannelInactive()
    }

    private func begin(_ plan: HeadRules.Plan, _ context: ChannelHandlerContext) {
        let sender = proxies.sender(behind: peer.address, plan.headers)
        let key = ConnectionRegistry.key(sender)
        if sender != peer.address, !proxies.trusts(sender) {
            guard clients.enter(key) else {
                return write(
                    overloaded("Send fewer posts at once."),
                    plan.method,
                    bodyBytes: 0,
                    since: context.eventLoop.now,
                    context
                )
            }
            counted = key
        }
        let account: BodyAccount = gate.terms.isProven ? .proven : .unproven(address: key)
        incoming = IncomingRequest(plan: plan, limit: gate.terms.limit, account: account)
    }

    private func overloaded(_ advice: String) -> IntakeResponse {
        Problem.overloaded.closing(advice, headers: [("retry-after", "5")] + gate.terms.headers)
    }

    private func isOver() {
        if let counted { clients.leave(counted) }
        counted = nil
    }

    private func append(_ bytes: ByteBuffer, _ context: ChannelHandlerContext) {
        guard let account = incoming?.account else { return }
        if budget.take(bytes.readableBytes, for: account) {
            incoming?.append(bytes)
        } else {
            let method = incoming?.plan.method ?? .POST
            giveBack()
            write(overloaded("Try again in a moment."), method, bodyBytes: 0, since: context.eventLoop.now, context)
        }
    }

    private func complete(_ context: ChannelHandlerContext) {
        guard let incoming else { return }
        self.incoming = nil
        let request = IntakeRequest(incoming.plan, body: incoming.body, from: peer, proxies)
        let exchange = Exchange(
            method: request.method,
            bodyBytes: request.body.count,
            account: incoming.account,
            completed: context.eventLoop.now
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

    /// What is still to be known of a request while its answer is made.
    private struct Exchange {
        let method: HTTPMethod
        let bodyBytes: Int
        let account: BodyAccount
        let completed: NIODeadline
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
        write(response, exchange.method, bodyBytes: exchange.bodyBytes, since: exchange.completed, context)
    }

    private func write(
        _ response: IntakeResponse,
        _ method: HTTPMethod,
        bodyBytes: Int,
        since completed: NIODeadline,
        _ context: ChannelHandlerContext
    ) {
        isOver()
        // Told also where the sender has gone: the lead is stored, and the log says so.
        responder.answered(
            response,
            method,
            bodyBytes: bodyBytes,
            nanoseconds: (context.eventLoop.now - completed).nanoseconds
        )
        guard context.channel.isActive else { return }
        context.write(wrapOutboundOut(.head(heads.head(of: response))), promise: nil)
        if method != .HEAD, !response.body.isEmpty {
            let body = context.channel.allocator.buffer(bytes: response.body)
            context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
        }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    private func giveBack() {
        guard let incoming else { return }
        self.incoming = nil
        budget.give(incoming.body.count, from: incoming.account)
    }
}
