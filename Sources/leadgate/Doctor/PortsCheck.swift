import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Looks whether the listeners can listen where the settings say.
enum PortsCheck {
    /// Why one cannot.
    struct Fault {
        let code: String
        let message: String
        let advice: String
    }

    private struct Listener {
        let name: String
        let host: String
        let port: Int
        let hostOption: String
        let portOption: String

        var place: String { "the \(name) listener is to listen on '\(host)'" }
    }

    /// Why an address cannot be listened on.
    private enum Hindrance { case taken, unknownHost, foreign, forbidden }

    static func diagnoses(_ settings: Settings) -> [Diagnosis] {
        let faults = faults(of: settings).map { Diagnosis.error("ports", $0.code, $0.message, $0.advice) }
        return faults.isEmpty ? [.fine("ports", "the listeners' ports are free")] : faults
    }

    /// - Throws: `StartError` if one of them cannot.
    static func pass(_ settings: Settings) throws(StartError) {
        let faults = faults(of: settings)
        guard faults.isEmpty else {
            throw StartError(message: faults.map { "\($0.message); \($0.advice)" }.joined(separator: "; "))
        }
    }

    /// What keeps the listeners of a gateway with these settings from listening. A socket that the gateway inherits is its own.
    static func faults(of settings: Settings) -> [Fault] {
        var listeners = [
            Listener(
                name: "admin",
                host: settings.adminHost,
                port: settings.adminPort,
                hostOption: "--admin-host",
                portOption: "--admin-port"
            )
        ]
        if (try? InheritedSocket.descriptor(settings.environment)) == nil {
            let intake = Listener(
                name: "intake",
                host: settings.host,
                port: settings.port,
                hostOption: "--host",
                portOption: "--port"
            )
            listeners.insert(intake, at: 0)
        }
        if settings.hasSandbox {
            listeners.append(
                Listener(
                    name: "sandbox",
                    host: "127.0.0.1",
                    port: settings.sandboxPort,
                    hostOption: "--sandbox-url",
                    portOption: "--sandbox-port"
                )
            )
        }
        var seen: [Int: Listener] = [:]
        return listeners.compactMap { listener in
            guard listener.port != 0 else { return hindrance(listener.host, 0).map { fault($0, listener) } }
            if let other = seen.updateValue(listener, forKey: listener.port) {
                return Fault(
                    code: "port-twice",
                    message: "port \(listener.port) is that of the \(other.name) and of the \(listener.name) listener",
                    advice: "choose another by \(other.portOption) or \(listener.portOption)"
                )
            }
            return hindrance(listener.host, listener.port).map { fault($0, listener) }
        }
    }

    private static func fault(_ hindrance: Hindrance, _ listener: Listener) -> Fault {
        switch hindrance {
        case .taken:
            Fault(
                code: "port-taken",
                message: "port \(listener.port) of the \(listener.name) listener is taken by another process",
                advice: "stop that, or choose another by \(listener.portOption)"
            )
        case .unknownHost:
            Fault(
                code: "host-unknown",
                message: "\(listener.place), and no address has that name",
                advice: "write an address of this machine, without scheme and port, by \(listener.hostOption): "
                    + "127.0.0.1, or 0.0.0.0 for all"
            )
        case .foreign:
            Fault(
                code: "host-foreign",
                message: "\(listener.place), which is no address of this machine",
                advice: "write one of its own by \(listener.hostOption): 127.0.0.1, or 0.0.0.0 for all"
            )
        case .forbidden:
            Fault(
                code: "port-forbidden",
                message: "port \(listener.port) of the \(listener.name) listener is not for this user",
                advice: "choose one above 1023 by \(listener.portOption), or let systemd open it "
                    + "(`leadgate print systemd-socket`)"
            )
        }
    }

    /// Listens there for a moment.
    private static func hindrance(_ host: String, _ port: Int) -> Hindrance? {
        var hints = addrinfo()
        hints.ai_flags = AI_PASSIVE
        #if canImport(Darwin)
            hints.ai_socktype = SOCK_STREAM
        #else
            hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        #endif
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, String(port), &hints, &found) == 0, let found else { return .unknownHost }
        defer { freeaddrinfo(found) }
        // NIO takes the first address that a name has, too.
        let descriptor = socket(found.pointee.ai_family, found.pointee.ai_socktype, found.pointee.ai_protocol)
        guard descriptor >= 0 else { return .foreign }
        defer { close(descriptor) }
        var reuse: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &reuse, socklen_t(MemoryLayout<Int32>.size))
        guard bind(descriptor, found.pointee.ai_addr, found.pointee.ai_addrlen) != 0 else { return nil }
        switch errno {
        case EADDRINUSE: return .taken
        case EADDRNOTAVAIL: return .foreign
        case EACCES: return .forbidden
        default: return nil
        }
    }
}
