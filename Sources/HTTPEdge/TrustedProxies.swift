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

    /// Whether there are none.
    package var isEmpty: Bool { networks.isEmpty }
}
