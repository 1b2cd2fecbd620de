import NIOCore
import NIOSSL
import NIOTLS

/// Notes which certificate the other end has shown, once the handshake is done and before any request goes through.
final class TLSPeerReader: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let peer: TLSPeer
    private let isIssued: Bool

    /// - Parameter isIssued: whether the handshake lets through only certificates whose chain leads to an authority.
    init(_ peer: TLSPeer, isIssued: Bool) {
        self.peer = peer
        self.isIssued = isIssued
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case TLSUserEvent.handshakeCompleted? = event as? TLSUserEvent {
            let handler = try? context.pipeline.syncOperations.handler(type: NIOSSLServerHandler.self)
            peer.certificate = handler?.peerCertificate.flatMap { ClientCertificate($0, isIssued: isIssued) }
        }
        context.fireUserInboundEventTriggered(event)
    }
}
