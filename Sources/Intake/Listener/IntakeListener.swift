import HTTPEdge
import Logging
import Moments
import NIOCore
import NIOPosix

/// The listening socket with all that hangs on it: binds, admits connections within limits, stops gracefully.
struct IntakeListener: Sendable {
    let channel: any Channel
    let registry: ConnectionRegistry

    /// The port it is bound to, which the system chose if 0 was asked for.
    var port: Int { channel.localAddress?.port ?? 0 }

    /// Where a listener gets its socket from.
    enum Place {
        /// It is opened here.
        case address(host: String, port: Int)
        /// Somebody else has opened it, and keeps it open when this process ends.
        case inherited(NIOBSDSocket.Handle)
    }

    static func bind(
        to place: Place,
        limits: IntakeLimits,
        responder: any Responder,
        metrics: IntakeMetrics,
        group: any EventLoopGroup,
        clock: any Clock,
        tls: CurrentTLS?
    ) async throws -> IntakeListener {
        let registry = ConnectionRegistry(limits.connection)
        let pipeline = ConnectionPipeline(limits: limits, responder: responder, clock: clock, tls: tls)
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 1_024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .serverChannelInitializer { server in
                server.eventLoop.makeCompletedFuture {
                    try server.pipeline.syncOperations.addHandler(
                        AdmissionHandler(registry: registry, responder: responder, metrics: metrics)
                    )
                }
            }
            .childChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            // A sender that closes its half after the request still wants the answer.
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelInitializer { child in
                child.eventLoop.makeCompletedFuture {
                    try limits.connection.apply(to: child)
                    try pipeline.install(on: child, registry: registry)
                }
            }
        let channel =
            switch place {
            case .address(let host, let port): try await bootstrap.bind(host: host, port: port).get()
            case .inherited(let socket): try await bootstrap.withBoundSocket(socket).get()
            }
        return IntakeListener(channel: channel, registry: registry)
    }

    /// Accepts no more, lets what is in flight finish within the limit, then closes what is left.
    func stop(within milliseconds: Int64) async {
        try? await channel.close()
        registry.stop()
        await withTaskGroup(of: Void.self) { group in
            group.addTask { [registry] in await registry.untilEmpty() }
            group.addTask { [registry] in
                try? await Task.sleep(for: .milliseconds(milliseconds))
                registry.closeAll()
            }
            await group.next()
            group.cancelAll()
            // The sleeper closes whatever is left when cancelled, so the other one always returns.
        }
    }
}

/// Turns connections away at the door while there are too many.
private final class AdmissionHandler: ChannelInboundHandler {
    typealias InboundIn = any Channel
    typealias InboundOut = any Channel

    private let registry: ConnectionRegistry
    private let responder: any Responder
    private let metrics: IntakeMetrics

    init(registry: ConnectionRegistry, responder: any Responder, metrics: IntakeMetrics) {
        self.registry = registry
        self.responder = responder
        self.metrics = metrics
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let channel = unwrapInboundIn(data)
        do throws(ConnectionRegistry.Refusal) {
            _ = try registry.admit(channel)
        } catch {
            responder.dropped(reason: error.rawValue)
            channel.close(promise: nil)
            return
        }
        metrics.opened()
        let metrics = metrics
        channel.closeFuture.whenComplete { _ in metrics.closed() }
        context.fireChannelRead(data)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // Accepting goes on after a connection that failed to start, and after running out of descriptors.
        responder.dropped(reason: "accept-failed")
    }
}
