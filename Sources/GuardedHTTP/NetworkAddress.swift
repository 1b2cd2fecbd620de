#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// An address of IP, version 4 or 6, and whether it belongs to the public internet.
///
/// A request goes where a file says; a name in that file is resolved by somebody else. So what counts is the address: the
/// special ones of the IANA registries (RFC 6890, RFC 8190), among them loopback, private, link-local with the clouds'
/// metadata services, multicast, and every form of IPv6 that carries one of IPv4.
package struct NetworkAddress: Sendable, Hashable, CustomStringConvertible {
    /// Four or sixteen, as on the wire.
    let bytes: [UInt8]

    /// The address of its bytes on the wire; `nil` unless there are four or sixteen.
    package init?(bytes: [UInt8]) {
        guard bytes.count == 4 || bytes.count == 16 else { return nil }
        self.bytes = bytes
    }

    /// Reads `192.0.2.1` or `2001:db8::1`; `nil` for anything else.
    package init?(_ text: String) {
        var four = in_addr()
        var six = in6_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            bytes = withUnsafeBytes(of: four) { Array($0) }
        } else if inet_pton(AF_INET6, text, &six) == 1 {
            bytes = withUnsafeBytes(of: six) { Array($0) }
        } else {
            return nil
        }
    }

    /// The address as people write it.
    package var description: String {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        _ = bytes.withUnsafeBytes { address in
            inet_ntop(bytes.count == 4 ? AF_INET : AF_INET6, address.baseAddress, &text, socklen_t(text.count))
        }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Whether it is this machine's own (RFC 6890: 127.0.0.0/8, ::1).
    package var isLoopback: Bool {
        if bytes.count == 4 { return bytes[0] == 127 }
        return bytes.dropLast().allSatisfy { $0 == 0 } && bytes.last == 1 || carried?.isLoopback == true
    }

    /// Whether it is one that anybody may reach, and none with a meaning of its own.
    package var isPublic: Bool {
        if let carried { return carried.isPublic }
        if bytes.count == 4 { return !Self.special4.contains(where: contains) }
        return Self.global6.contains(where: contains) && !Self.special6.contains(where: contains)
    }

    /// The address of IPv4 that this one of IPv6 stands for: mapped, translated (RFC 6052) or 6to4.
    private var carried: NetworkAddress? {
        guard bytes.count == 16 else { return nil }
        if Self.carriers.contains(where: contains) { return NetworkAddress(bytes: Array(bytes[12...])) }
        if contains((Self.sixToFour, 16)) { return NetworkAddress(bytes: Array(bytes[2..<6])) }
        return nil
    }

    /// A network: the first bytes of its addresses, and how many bits of them count.
    private typealias Network = (prefix: [UInt8], bits: Int)

    private func contains(_ network: Network) -> Bool {
        (0..<network.bits).allSatisfy { bit in
            let mask = UInt8(0x80) >> UInt8(bit % 8)
            let expected = bit / 8 < network.prefix.count ? network.prefix[bit / 8] : 0
            return bytes[bit / 8] & mask == expected & mask
        }
    }

    private static let sixToFour: [UInt8] = [0x20, 0x02]

    private static let carriers: [Network] = [
        ([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF], 96),  // ::ffff:0:0/96, mapped
        ([0x00, 0x64, 0xFF, 0x9B], 96),  // 64:ff9b::/96, translated
    ]

    private static let special4: [Network] = [
        ([0], 8),  // this network
        ([10], 8),  // private
        ([100, 64], 10),  // shared behind a provider's NAT, and a cloud's metadata
        ([127], 8),  // loopback
        ([168, 63, 129, 16], 32),  // a cloud's metadata, in the middle of public space
        ([169, 254], 16),  // link-local, and most clouds' metadata
        ([172, 16], 12),  // private
        ([192, 0, 0], 24),  // protocol assignments
        ([192, 0, 2], 24),  // documentation
        ([192, 88, 99], 24),  // relays of 6to4
        ([192, 168], 16),  // private
        ([198, 18], 15),  // benchmarks
        ([198, 51, 100], 24),  // documentation
        ([203, 0, 113], 24),  // documentation
        ([224], 4),  // multicast
        ([240], 4),  // reserved, broadcast
    ]

    /// The only part of IPv6 that is given out to the internet (RFC 4291 §2.4); loopback, ULA, link-local and multicast are
    /// outside of it.
    private static let global6: [Network] = [([0x20], 3)]

    private static let special6: [Network] = [
        ([0x20, 0x01, 0x00], 23),  // protocol assignments, Teredo, ORCHID
        ([0x20, 0x01, 0x0D, 0xB8], 32),  // documentation
        ([0x3F, 0xFF], 20),  // documentation
    ]
}
