/// What a listener believes of what proxies say about who is behind them.
package struct ProxyRules: Sendable, Hashable {
    /// The header in which they write it.
    ///
    /// Only one is read: a proxy that writes the one passes on the other as whoever spoke to it wrote it.
    package enum Header: String, Sendable, Hashable, CaseIterable {
        /// `X-Forwarded-For` and `X-Forwarded-Proto`, as nginx, HAProxy and Caddy write them.
        case xForwardedFor = "x-forwarded-for"
        /// RFC 7239.
        case forwarded
        case none
    }

    /// Who is believed.
    package var trusted = TrustedProxies()
    /// Where they say it.
    package var header = Header.xForwardedFor
    /// Whether connections from them begin with a header of the PROXY protocol, version 2; then all of them do.
    package var speakProxyProtocol = false

    package init() {}

    /// Whether this is one of them.
    package func trusts(_ peer: NetworkAddress?) -> Bool { peer.map(trusted.contains) ?? false }

    /// Who sent a request: the peer, or, if that is a trusted proxy, the nearest one behind it that is none.
    ///
    /// The header is read from its end: what stands there was written by the proxy that is trusted, what stands before by
    /// whoever spoke to it.
    package func sender(behind peer: NetworkAddress?, _ headers: RequestHeaders) -> NetworkAddress? {
        guard trusts(peer) else { return peer }
        var nearest = peer
        for hop in hops(headers).reversed() {
            guard let hop else { break }
            nearest = hop
            if !trusted.contains(hop) { break }
        }
        return nearest
    }

    /// Over which scheme the sender speaks, as a trusted proxy says it: `http` or `https`; nil if none does.
    package func scheme(behind peer: NetworkAddress?, _ headers: RequestHeaders) -> String? {
        guard trusts(peer) else { return nil }
        let text: Substring? =
            switch header {
            case .xForwardedFor: Self.elements("x-forwarded-proto", headers).last
            case .forwarded: Self.elements("forwarded", headers).last.flatMap { Self.parameter("proto", of: $0) }
            case .none: nil
            }
        let scheme = text.map { Self.plain($0).lowercased() }
        return scheme == "http" || scheme == "https" ? scheme : nil
    }

    /// The addresses that the proxies on the way wrote down, in their order; nil for what is no address.
    private func hops(_ headers: RequestHeaders) -> [NetworkAddress?] {
        switch header {
        case .xForwardedFor: Self.elements("x-forwarded-for", headers).map { Self.address($0) }
        case .forwarded:
            Self.elements("forwarded", headers).map { Self.parameter("for", of: $0).flatMap { Self.address($0) } }
        case .none: []
        }
    }

    /// The elements of a header that may come in several lines (RFC 9110 §5.3).
    private static func elements(_ name: String, _ headers: RequestHeaders) -> [Substring] {
        headers.all.filter { $0.name.isHeader(name) }
            .flatMap { $0.value.split(separator: ",", omittingEmptySubsequences: false) }
    }

    /// A parameter of an element, by its lower-case name (RFC 7239 §4: names in any letter case).
    private static func parameter(_ name: String, of element: Substring) -> Substring? {
        for pair in element.split(separator: ";") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2, plain(parts[0]).lowercased() == name { return parts[1] }
        }
        return nil
    }

    private static func plain(_ text: Substring) -> Substring { Substring(text.filter { !" \t\"".contains($0) }) }

    /// `192.0.2.1`, `192.0.2.1:80`, `2001:db8::1`, `"[2001:db8::1]:80"`.
    private static func address(_ text: Substring) -> NetworkAddress? {
        let plain = plain(text)
        if plain.hasPrefix("[") { return NetworkAddress(plain.dropFirst().prefix { $0 != "]" }) }
        if plain.count(where: { $0 == ":" }) == 1 { return NetworkAddress(plain.prefix { $0 != ":" }) }
        return NetworkAddress(plain)
    }
}
