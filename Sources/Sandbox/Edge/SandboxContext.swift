import Hummingbird
import NIOCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A request's context that can reach the connection itself, so that a planned fault can cut it.
struct SandboxContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        channel = source.channel
    }

    /// Resets the connection: the caller sees no status line, no orderly end, nothing.
    func reset() async {
        if let socket = channel as? any SocketOptionProvider {
            // Lingering for no time makes the kernel send RST instead of FIN.
            try? await socket.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
        }
        try? await channel.close(mode: .all).get()
    }

    /// Closes the connection after what was written so far.
    func cut() async {
        try? await channel.close(mode: .all).get()
    }
}
