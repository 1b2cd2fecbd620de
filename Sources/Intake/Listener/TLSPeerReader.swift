import Crypto
import NIOCore
import NIOSSL
import NIOTLS

/// Notes which certificate the other end has shown, once the handshake is done and before any request goes through.
final class TLSPeerReader: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let peer: TLSPeer

    init(_ peer: TLSPeer) { self.peer = peer }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case TLSUserEvent.handshakeCompleted? = event as? TLSUserEvent {
            let handler = try? context.pipeline.syncOperations.handler(type: NIOSSLServerHandler.self)
            let bytes = try? handler?.peerCertificate?.toDERBytes()
            peer.certificate = bytes.map { Array(SHA256.hash(data: $0)) }
        }
        context.fireUserInboundEventTriggered(event)
    }
}
