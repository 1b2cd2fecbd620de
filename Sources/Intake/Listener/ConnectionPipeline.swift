import HTTPEdge
import Moments
import NIOCore
import NIOHTTP1
import NIOSSL
import Problems

/// What all connections of a listener share, and how one of them is equipped.
struct ConnectionPipeline: Sendable {
    let limits: IntakeLimits
    let budget: BodyBudget
    let clients: ClientRequests
    let responder: any Responder
    let clock: any Clock
    /// Nil where the listener speaks no TLS.
    let tls: CurrentTLS?

    init(limits: IntakeLimits, responder: any Responder, clock: any Clock, tls: CurrentTLS? = nil) {
        self.limits = limits
        budget = BodyBudget(limits)
        clients = ClientRequests(limits.connection)
        self.responder = responder
        self.clock = clock
        self.tls = tls
    }

    /// Equips a connection that was admitted, first with what finds out who is behind its proxy; on its event loop.
    func install(on channel: any Channel, registry: ConnectionRegistry) throws {
        let proxy = channel.remoteAddress.flatMap { NetworkAddress($0) }
        let standing = registry.standing(of: channel) ?? ConnectionStanding()
        guard limits.connection.proxies.speakProxyProtocol, limits.connection.proxies.trusts(proxy) else {
            return try install(on: channel, standing: standing, address: proxy)
        }
        let responder = responder
        try channel.pipeline.syncOperations.addHandler(
            ProxyHeaderReader(
                limits: limits.connection,
                registry: registry,
                onDropped: { responder.dropped(reason: $0) },
                install: { client in try install(on: channel, standing: standing, address: client ?? proxy) }
            )
        )
    }

    /// Puts the handlers of one connection into its pipeline; on its event loop.
    func install(on channel: any Channel, standing: ConnectionStanding, address: NetworkAddress?) throws {
        let peer = ConnectionPeer(address: address, tls: tls.map { _ in TLSPeer() })
        if let tls, let shown = peer.tls {
            try channel.pipeline.syncOperations.addHandlers([
                // Without authorities any certificate is taken: whether it may post is for the source to say, in the same
                // words to everybody. With them, one that none of them vouches for ends the handshake.
                tls.verifiesClients
                    ? NIOSSLServerHandler(context: tls.context)
                    : NIOSSLServerHandler(
                        context: tls.context,
                        customVerificationCallback: { $1.succeed(.certificateVerified) }
                    ),
                TLSPeerReader(shown, isIssued: tls.verifiesClients),
            ])
        }
        let observer = IntakeObserver(
            responder: responder,
            largestBodyBytes: limits.largestBodyBytes,
            peer: peer,
            proxies: limits.connection.proxies
        )
        try RequestGate.install(
            on: channel,
            limits: limits.connection,
            observer: observer,
            standing: standing,
            clock: clock,
            taker: { RequestHandler(behind: $0, on: channel.eventLoop, peer: peer, pipeline: self) }
        )
    }
}

extension IntakeRequest {
    /// A request as it came over a connection.
    init(
        _ plan: HeadRules.Plan,
        body: [UInt8],
        provenBy proof: (any AnyObject & Sendable)? = nil,
        from peer: ConnectionPeer,
        _ proxies: ProxyRules
    ) {
        self.init(
            method: plan.method,
            target: plan.target,
            headers: plan.headers,
            body: body,
            provenBy: proof,
            certificate: peer.tls?.certificate,
            scheme: proxies.scheme(behind: peer.address, plan.headers)
        )
    }
}

/// Tells the responder what the gate of a connection asks and says.
private struct IntakeObserver: EdgeObserver {
    let responder: any Responder
    let largestBodyBytes: Int
    let peer: ConnectionPeer
    let proxies: ProxyRules

    func bodyTerms(_ plan: HeadRules.Plan) -> BodyTerms {
        let terms = responder.bodyTerms(IntakeRequest(plan, body: [], from: peer, proxies))
        return BodyTerms(
            limit: min(terms.limit, largestBodyBytes),
            isProven: terms.isProven,
            provenBy: terms.provenBy,
            takesGzip: terms.takesGzip,
            headers: terms.headers
        )
    }

    func refused(_ refusal: EdgeRefusal, _ method: HTTPMethod) {
        let response = IntakeResponse(status: refusal.status, note: .rejected(refusal.problem.rawValue))
        responder.answered(response, method, bodyBytes: 0, nanoseconds: 0)
    }

    func dropped(reason: String) { responder.dropped(reason: reason) }
}
