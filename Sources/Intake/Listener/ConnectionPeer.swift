import HTTPEdge
import Synchronization

/// Who is at the other end of a connection, as far as is known.
struct ConnectionPeer: Sendable {
    /// The address that it comes from; behind the PROXY protocol the one that the proxy tells.
    let address: NetworkAddress?
    /// Nil on a connection without TLS.
    let tls: TLSPeer?

    /// One without TLS.
    init(address: NetworkAddress?, tls: TLSPeer? = nil) {
        self.address = address
        self.tls = tls
    }
}

/// What the TLS handshake has told of the other end; empty until it is done.
final class TLSPeer: Sendable {
    private let shown = Mutex<ClientCertificate?>(nil)

    /// Its certificate, if it has shown one.
    var certificate: ClientCertificate? {
        get { shown.withLock { $0 } }
        set { shown.withLock { $0 = newValue } }
    }
}
