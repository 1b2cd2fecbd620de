package import NIOCore

/// An IP address as its bytes: four or sixteen. `::ffff:a.b.c.d` is the IPv4 address that it maps.
package struct NetworkAddress: Sendable, Hashable {
    let bytes: [UInt8]

    /// The address of a socket; nil for one that has none.
    package init?(_ address: SocketAddress) {
        switch address {
        case .v4:
            // sockaddr_in: family, port, then the four bytes of the address.
            self.init(
                bytes: address.withSockAddr { pointer, size in
                    Array(UnsafeRawBufferPointer(start: pointer, count: size).dropFirst(4).prefix(4))
                }
            )
        case .v6:
            // sockaddr_in6: family, port, flow label, then the sixteen bytes of the address.
            self.init(
                bytes: address.withSockAddr { pointer, size in
                    Array(UnsafeRawBufferPointer(start: pointer, count: size).dropFirst(8).prefix(16))
                }
            )
        case .unixDomainSocket:
            return nil
        }
    }

    /// An address as text, without port or brackets.
    package init?(_ text: some StringProtocol) {
        guard let address = try? SocketAddress(ipAddress: String(text), port: 0) else { return nil }
        self.init(address)
    }

    /// An address of its bytes, four or sixteen of them.
    init(bytes: [UInt8]) {
        let isMapped =
            bytes.count == 16 && bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10] == 0xFF
            && bytes[11] == 0xFF
        self.bytes = isMapped ? Array(bytes.suffix(4)) : bytes
    }

    /// What counts as one sender: an IPv4 address, or the /64 of an IPv6 address, because who has one of it has them all.
    package var sender: String {
        bytes.count == 4 ? bytes.map(String.init).joined(separator: ".") : "6:\(Array(bytes.prefix(8)))"
    }
}
