package import NIOCore

/// Proxies whose word on who is behind them is believed (RFC 7239 §8.1); nobody else's is.
package struct TrustedProxies: Sendable, Hashable {
    private struct Network: Sendable, Hashable {
        let address: NetworkAddress
        let bits: Int

        func contains(_ other: NetworkAddress) -> Bool {
            guard other.bytes.count == address.bytes.count else { return false }
            let whole = bits / 8
            guard other.bytes.prefix(whole) == address.bytes.prefix(whole) else { return false }
            guard bits % 8 > 0 else { return true }
            return (other.bytes[whole] ^ address.bytes[whole]) >> (8 - UInt8(bits % 8)) == 0
        }
    }

    private let networks: [Network]

    /// No proxy is trusted.
    package init() { networks = [] }

    /// Addresses and networks, parted by commas: `10.0.0.0/8, 2001:db8::/32, 192.0.2.7`; nil if one cannot be read.
    package init?(_ text: String) {
        var networks: [Network] = []
        for item in text.split(separator: ",") {
            let parts = item.filter { $0 != " " }.split(separator: "/", omittingEmptySubsequences: false)
            guard (1...2).contains(parts.count), let address = NetworkAddress(parts[0]) else { return nil }
            let most = address.bytes.count * 8
            guard let bits = parts.count == 2 ? Int(parts[1]) : most, (0...most).contains(bits) else { return nil }
            networks.append(Network(address: address, bits: bits))
        }
        self.networks = networks
    }

    /// Whether this is one of them.
    package func contains(_ address: NetworkAddress) -> Bool {
        networks.contains { $0.contains(address) }
    }

    /// Who sent a request: the peer, or, if that is a trusted proxy, the nearest one behind it that is none.
    ///
    /// `Forwarded` (RFC 7239) counts before `X-Forwarded-For`. Both are read from their end: what stands there was written
    /// by the proxy that is trusted, what stands before by whoever spoke to it.
    package func sender(from peer: SocketAddress?, _ headers: RequestHeaders) -> String {
        guard let peer, let address = NetworkAddress(peer) else { return ConnectionRegistry.key(peer) }
        guard !networks.isEmpty, contains(address) else { return address.sender }
        var nearest = address
        for hop in Self.hops(headers).reversed() {
            guard let hop else { break }
            nearest = hop
            if !contains(hop) { break }
        }
        return nearest.sender
    }

    /// The addresses that the proxies on the way wrote down, in their order; nil for what is no address.
    private static func hops(_ headers: RequestHeaders) -> [NetworkAddress?] {
        let forwarded = values("forwarded", headers)
        guard forwarded.isEmpty else {
            return forwarded.map { element in
                let pairs = element.split(separator: ";").map { $0.drop { $0 == " " } }
                return pairs.first { $0.prefix(4).lowercased() == "for=" }.flatMap { address($0.dropFirst(4)) }
            }
        }
        return values("x-forwarded-for", headers).map { address($0) }
    }

    private static func values(_ name: String, _ headers: RequestHeaders) -> [Substring] {
        headers.all.filter { $0.name.isHeader(name) }.flatMap { $0.value.split(separator: ",") }
    }

    /// `192.0.2.1`, `192.0.2.1:80`, `2001:db8::1`, `"[2001:db8::1]:80"`.
    private static func address(_ text: Substring) -> NetworkAddress? {
        let plain = text.filter { $0 != " " && $0 != "\t" && $0 != "\"" }
        if plain.hasPrefix("[") { return NetworkAddress(plain.dropFirst().prefix { $0 != "]" }) }
        if plain.count(where: { $0 == ":" }) == 1 { return NetworkAddress(plain.prefix { $0 != ":" }) }
        return NetworkAddress(plain)
    }
}
