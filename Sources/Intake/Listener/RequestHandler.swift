import HTTPEdge
import Moments
import NIOCore
import NIOHTTP1
import Problems

/// Puts the requests of one connection together within the memory for bodies, has them answered, and writes the answers.
///
/// Behind ``RequestGate``, which lets one request through at a time and owns the connection's clock; what a request means
/// is the responder's business.
final class RequestHandler: RequestTaker {
    private let gate: RequestGate
    private let loop: any EventLoop
    private let peer: ConnectionPeer
    /// What the connection is counted under.
    private let peerKey: String
    private let proxies: ProxyRules
    private let budget: BodyBudget
    private let clients: ClientRequests
    private let responder: any Responder
    private var executor: LoopExecutor?
    private var incoming: IncomingRequest?
    /// The sender behind a trusted proxy whose request is in hand.
    private var counted: String?

    init(behind gate: RequestGate, on loop: any EventLoop, peer: ConnectionPeer, pipeline: ConnectionPipeline) {
        self.gate = gate
        self.loop = loop
        self.peer = peer
        peerKey = ConnectionRegistry.key(peer.address)
        proxies = pipeline.limits.connection.proxies
        budget = pipeline.budget
        clients = pipeline.clients
        responder = pipeline.responder
    }

    func begin(_ plan: HeadRules.Plan) {
        let sender = proxies.sender(behind: peer.address, plan.headers)
        let key = sender == peer.address ? peerKey : ConnectionRegistry.key(sender)
        if sender != peer.address, !proxies.trusts(sender) {
            guard clients.enter(key) else {
                return write(overloaded("Send fewer posts at once."), plan.method, bodyBytes: 0, since: loop.now)
            }
            counted = key
        }
        let account: BodyAccount = gate.terms.isProven ? .proven : .unproven(address: key)
        incoming = IncomingRequest(plan: plan, limit: gate.terms.limit, account: account)
    }

    func take(_ bytes: ByteBuffer) {
        guard let account = incoming?.account else { return }
        if budget.take(bytes.readableBytes, for: account) {
            incoming?.append(bytes)
        } else {
            let method = incoming?.plan.method ?? .POST
            giveBack()
            write(overloaded("Try again in a moment."), method, bodyBytes: 0, since: loop.now)
        }
    }

    func complete() {
        guard let incoming else { return }
        self.incoming = nil
        let request = IntakeRequest(
            incoming.plan,
            body: incoming.body,
            provenBy: gate.terms.provenBy,
            from: peer,
            proxies
        )
        let exchange = Exchange(
            method: request.method,
            bodyBytes: request.body.count,
            account: incoming.account,
            completed: loop.now
        )
        switch responder.respond(to: request) {
        case .now(let response): finish(exchange, with: response)
        case .later(let work): answer(exchange, with: work)
        case .aside(let work): answerAside(exchange, with: work)
        }
    }

    func giveUp() {
        giveBack()
        isOver()
    }

    private func overloaded(_ advice: String) -> IntakeResponse {
        Problem.overloaded.closing(advice, headers: [("retry-after", "5")] + gate.terms.headers)
    }

    private func isOver() {
        if let counted { clients.leave(counted) }
        counted = nil
    }

    /// What is still to be known of a request while its answer is made.
    private struct Exchange: Sendable {
        let method: HTTPMethod
        let bodyBytes: Int
        let account: BodyAccount
        let completed: NIODeadline
    }

    // The task of an exchange ends with an answer whatever becomes of the connection, because a lead on its way to disk is not
    // taken back.

    private func answer(_ exchange: Exchange, with work: @escaping @Sendable () async -> IntakeResponse) {
        let executor = executor ?? LoopExecutor(loop)
        self.executor = executor
        let bound = NIOLoopBound(self, eventLoop: loop)
        executor.start {
            let response = await work()
            bound.value.finish(exchange, with: response)
        }
    }

    private func answerAside(_ exchange: Exchange, with work: @escaping @Sendable () async -> IntakeResponse) {
        let bound = NIOLoopBound(self, eventLoop: loop)
        Task {
            let response = await work()
            bound.eventLoop.execute { bound.value.finish(exchange, with: response) }
        }
    }

    private func finish(_ exchange: Exchange, with response: IntakeResponse) {
        budget.give(exchange.bodyBytes, from: exchange.account)
        write(response, exchange.method, bodyBytes: exchange.bodyBytes, since: exchange.completed)
    }

    private func write(
        _ response: IntakeResponse,
        _ method: HTTPMethod,
        bodyBytes: Int,
        since completed: NIODeadline
    ) {
        isOver()
        // Told also where the sender has gone: the lead is stored, and the log says so.
        responder.answered(
            response,
            method,
            bodyBytes: bodyBytes,
            nanoseconds: (loop.now - completed).nanoseconds
        )
        gate.answer(response.answer)
    }

    private func giveBack() {
        guard let incoming else { return }
        self.incoming = nil
        budget.give(incoming.body.count, from: incoming.account)
    }
}
