/// The header of the PROXY protocol, version 2 (HAProxy's `proxy-protocol.txt`, §2.2), read strictly.
///
/// The text form of version 1 is not read: it has no length, and whoever reads it wrong reads somebody else's bytes.
struct ProxyHeader: Sendable, Hashable {
    /// Why bytes are no such header.
    enum Fault: Error, Sendable, Hashable { case malformed }

    private static let signature: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A]
    /// Bytes before the addresses.
    private static let fixed = 16
    /// Bytes of addresses and extensions that are taken at most.
    private static let most = 4_096

    /// Who is behind the proxy; nil for the proxy's own connections, such as its health checks.
    let client: NetworkAddress?
    /// Bytes that the header has.
    let length: Int

    /// Reads the header at the beginning of a connection; nil while it is not whole.
    static func read(_ bytes: some Collection<UInt8>) throws(Fault) -> ProxyHeader? {
        let start = Array(bytes.prefix(fixed))
        let known = min(start.count, signature.count)
        guard start.prefix(known).elementsEqual(signature.prefix(known)) else { throw .malformed }
        guard start.count == fixed else { return nil }
        guard start[12] >> 4 == 2 else { throw .malformed }
        let count = Int(start[14]) << 8 | Int(start[15])
        guard count <= most else { throw .malformed }
        guard bytes.count >= fixed + count else { return nil }
        let rest = Array(bytes.dropFirst(fixed).prefix(count))
        let (family, size): (UInt8, Int) = (start[13], start[13] == 0x11 ? 12 : start[13] == 0x21 ? 36 : 0)
        // What the proxy does for itself has no client, whatever stands in the rest.
        if start[12] & 0x0F == 0 { return ProxyHeader(client: nil, length: fixed + count) }
        guard start[12] & 0x0F == 1, size > 0, rest.count >= size, areExtensions(rest[size...]) else {
            throw .malformed
        }
        let address = Array(rest.prefix(family == 0x11 ? 4 : 16))
        return ProxyHeader(client: NetworkAddress(bytes: address), length: fixed + count)
    }

    /// Whether bytes are type, length and value, over and over (§2.2.1 ff.).
    private static func areExtensions(_ bytes: ArraySlice<UInt8>) -> Bool {
        var rest = bytes
        while !rest.isEmpty {
            guard rest.count >= 3 else { return false }
            let at = rest.startIndex
            let count = Int(rest[at + 1]) << 8 | Int(rest[at + 2])
            guard rest.count >= 3 + count else { return false }
            rest = rest.dropFirst(3 + count)
        }
        return true
    }
}
