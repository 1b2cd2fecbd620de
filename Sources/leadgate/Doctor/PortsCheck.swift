import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Looks whether the ports of the listeners are free.
enum PortsCheck {
    static func diagnoses(_ settings: Settings) -> [Diagnosis] {
        var taken: [Diagnosis] = []
        for (name, host, port, option) in [
            ("intake", settings.host, settings.port, "--port"),
            ("admin", settings.adminHost, settings.adminPort, "--admin-port"),
        ] where port != 0 && isTaken(host, port) {
            taken.append(
                .error(
                    "ports",
                    "port-taken",
                    "port \(port) of the \(name) listener is taken by another process",
                    "stop that, or choose another by \(option)"
                )
            )
        }
        return taken.isEmpty ? [.fine("ports", "the listeners' ports are free")] : taken
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
