package import NIOCore

/// Reads the PROXY protocol's header at the beginning of a trusted proxy's connection, and only then has the connection's
/// own handlers put into its pipeline: they know from the start who is behind it.
package final class ProxyHeaderReader: ChannelInboundHandler, RemovableChannelHandler {
    package typealias InboundIn = ByteBuffer
    package typealias InboundOut = ByteBuffer

    private let limits: EdgeLimits
    private let registry: ConnectionRegistry
    private let observer: @Sendable (String) -> Void
    private let install: (NetworkAddress?) throws -> Void
    private var waiting: ByteBuffer?
    private var timeout: Scheduled<Void>?

    /// - Parameters:
    ///   - onDropped: told why a connection is cut off.
    ///   - install: puts the handlers behind this one; called with the client's address, or nil for the proxy itself.
    package init(
        limits: EdgeLimits,
        registry: ConnectionRegistry,
        onDropped: @escaping @Sendable (String) -> Void,
        install: @escaping (NetworkAddress?) throws -> Void
    ) {
        self.limits = limits
        self.registry = registry
        self.install = install
        observer = onDropped
    }

    package func handlerAdded(context: ChannelHandlerContext) {
        let delay = TimeAmount.milliseconds(limits.headerMilliseconds)
        timeout = context.eventLoop.assumeIsolated().scheduleTask(in: delay) { self.drop("header-timeout", context) }
    }

    package func handlerRemoved(context: ChannelHandlerContext) { timeout?.cancel() }

    package func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        if waiting == nil { waiting = bytes } else { waiting?.writeBuffer(&bytes) }
        guard var all = waiting else { return }
        let header: ProxyHeader?
        do throws(ProxyHeader.Fault) {
            header = try ProxyHeader.read(all.readableBytesView)
        } catch {
            return drop("proxy-header", context)
        }
        guard let header else { return }
        waiting = nil
        timeout?.cancel()
        all.moveReaderIndex(forwardBy: header.length)
        do {
            if let client = header.client { try registry.identify(context.channel, as: client) }
            try install(header.client)
        } catch {
            return drop((error as? ConnectionRegistry.Refusal)?.rawValue ?? "proxy-header", context)
        }
        if all.readableBytes > 0 { context.fireChannelRead(wrapInboundOut(all)) }
        context.pipeline.syncOperations.removeHandler(context: context, promise: nil)
    }

    package func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case is ChannelShouldQuiesceEvent, is ConnectionRegistry.EndNow: context.close(promise: nil)
        case ChannelEvent.inputClosed: context.close(promise: nil)
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    private func drop(_ reason: String, _ context: ChannelHandlerContext) {
        waiting = nil
        observer(reason)
        context.close(promise: nil)
    }
}
