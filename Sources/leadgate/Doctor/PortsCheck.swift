import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Looks whether the ports of the listeners are free.
enum PortsCheck {
    /// A listener that finds its port taken.
    struct Taken {
        let name: String
        let port: Int
        let option: String
    }

    static func diagnoses(_ settings: Settings) -> [Diagnosis] {
        let taken = taken(by: settings).map { listener in
            Diagnosis.error(
                "ports",
                "port-taken",
                "port \(listener.port) of the \(listener.name) listener is taken by another process",
                "stop that, or choose another by \(listener.option)"
            )
        }
        return taken.isEmpty ? [.fine("ports", "the listeners' ports are free")] : taken
    }

    /// The listeners of a gateway with these settings whose ports are taken. A socket that the gateway inherits is its own.
    static func taken(by settings: Settings) -> [Taken] {
        var listeners = [(settings.adminHost, Taken(name: "admin", port: settings.adminPort, option: "--admin-port"))]
        if (try? InheritedSocket.descriptor(settings.environment)) == nil {
            listeners.insert((settings.host, Taken(name: "intake", port: settings.port, option: "--port")), at: 0)
        }
        if settings.hasSandbox {
            listeners.append(
                ("127.0.0.1", Taken(name: "sandbox", port: settings.sandboxPort, option: "--sandbox-port"))
            )
        }
        return listeners.filter { host, listener in listener.port != 0 && isTaken(host, listener.port) }.map(\.1)
    }

    private static func isTaken(_ host: String, _ port: Int) -> Bool {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        guard inet_pton(AF_INET, host, &address.sin_addr) == 1 else { return false }
        #if canImport(Darwin)
            let descriptor = socket(AF_INET, SOCK_STREAM, 0)
        #else
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #endif
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var reuse: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &reuse, socklen_t(MemoryLayout<Int32>.size))
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        return result != 0 && errno == EADDRINUSE
    }
}
