import Dispatch

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Asks which addresses a host's name stands for.
///
/// Whoever sends where a file says resolves names itself: what was checked must be what is connected to, or a name whose answer changes
/// between the two (DNS rebinding) would lead inside.
package struct HostResolver: Sendable {
    private let ask: @Sendable (String) async -> [NetworkAddress]

    /// - Parameter ask: the addresses of a name, in the order of preference; none when it cannot be told.
    package init(_ ask: @escaping @Sendable (String) async -> [NetworkAddress]) { self.ask = ask }

    /// The addresses of a name; an address stands for itself.
    package func addresses(of host: String) async -> [NetworkAddress] {
        if let address = NetworkAddress(host) { return [address] }
        return await ask(host)
    }

    /// The system's own resolver, which blocks: on a thread of its own. Who is cancelled does not wait for it.
    package static let system = HostResolver { host in
        let (answers, answer) = AsyncStream.makeStream(of: [NetworkAddress].self)
        DispatchQueue.global().async {
            answer.yield(resolve(host))
            answer.finish()
        }
        for await addresses in answers { return addresses }
        return []
    }

    private static func resolve(_ host: String) -> [NetworkAddress] {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        hints.ai_flags = AI_ADDRCONFIG
        #if canImport(Glibc)
            hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        #else
            hints.ai_socktype = SOCK_STREAM
        #endif
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, nil, &hints, &list) == 0 else { return [] }
        defer { freeaddrinfo(list) }
        var addresses: [NetworkAddress] = []
        var next = list
        while let entry = next {
            next = entry.pointee.ai_next
            guard let address = address(of: entry.pointee), !addresses.contains(address) else { continue }
            addresses.append(address)
        }
        return addresses
    }

    private static func address(of entry: addrinfo) -> NetworkAddress? {
        guard let socket = UnsafeRawPointer(entry.ai_addr) else { return nil }
        switch entry.ai_family {
        case AF_INET:
            let address = socket.loadUnaligned(as: sockaddr_in.self).sin_addr
            return NetworkAddress(bytes: withUnsafeBytes(of: address) { Array($0) })
        case AF_INET6:
            let address = socket.loadUnaligned(as: sockaddr_in6.self).sin6_addr
            return NetworkAddress(bytes: withUnsafeBytes(of: address) { Array($0) })
        default: return nil
        }
    }
}
