import NIOCore
import Synchronization

/// All open connections: counted in total and per address, and found again when the listener stops.
final class ConnectionRegistry: Sendable {
    private struct State {
        var channels: [ObjectIdentifier: any Channel] = [:]
        var perAddress: [String: Int] = [:]
        var isStopping = false
        var whenEmpty: [CheckedContinuation<Void, Never>] = []
    }

    /// Why a connection is not taken.
    enum Refusal: String, Sendable {
        case total = "connections"
        case address = "connections-of-address"
        case stopping = "stopping"
    }

    private let total: Int
    private let perAddress: Int
    private let state = Mutex(State())

    init(total: Int, perAddress: Int) {
        self.total = total
        self.perAddress = perAddress
    }

    /// Open connections.
    var count: Int { state.withLock { $0.channels.count } }

    /// Registers a connection until it closes; a refusal registers nothing.
    func admit(_ channel: any Channel) -> Refusal? {
        let address = Self.key(channel.remoteAddress)
        let refusal: Refusal? = state.withLock { state in
            if state.isStopping { return .stopping }
            if state.channels.count >= total { return .total }
            if perAddress > 0, state.perAddress[address, default: 0] >= perAddress { return .address }
            state.channels[ObjectIdentifier(channel)] = channel
            state.perAddress[address, default: 0] += 1
            return nil
        }
        guard refusal == nil else { return refusal }
        let id = ObjectIdentifier(channel)
        channel.closeFuture.whenComplete { _ in self.release(id, address: address) }
        return nil
    }

    /// Takes no more, and asks every connection to finish what it has in hand and close.
    func stop() {
        let open = state.withLock { state in
            state.isStopping = true
            return Array(state.channels.values)
        }
        for channel in open {
            channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
        }
    }

    /// Closes whatever is still open.
    func closeAll() {
        for channel in state.withLock({ Array($0.channels.values) }) { channel.close(promise: nil) }
    }

    /// Returns when no connection is open any more.
    func untilEmpty() async {
        await withCheckedContinuation { continuation in
            let isEmpty = state.withLock { state in
                if !state.channels.isEmpty { state.whenEmpty.append(continuation) }
                return state.channels.isEmpty
            }
            if isEmpty { continuation.resume() }
        }
    }

    private func release(_ id: ObjectIdentifier, address: String) {
        let waiting: [CheckedContinuation<Void, Never>] = state.withLock { state in
            state.channels[id] = nil
            let left = state.perAddress[address, default: 1] - 1
            state.perAddress[address] = left > 0 ? left : nil
            guard state.channels.isEmpty else { return [] }
            defer { state.whenEmpty = [] }
            return state.whenEmpty
        }
        for continuation in waiting { continuation.resume() }
    }

    /// An IPv4 address, or the /64 of an IPv6 address: who has one has them all.
    static func key(_ address: SocketAddress?) -> String {
        guard let address else { return "-" }
        switch address {
        case .v4: return address.ipAddress ?? "-"
        case .v6:
            // sockaddr_in6: family, port, flow label, then the 16 bytes of the address.
            return address.withSockAddr { pointer, size in
                let bytes = UnsafeRawBufferPointer(start: pointer, count: size).dropFirst(8).prefix(16)
                // ::ffff:a.b.c.d is an IPv4 address and counts as one.
                let isMapped =
                    bytes.prefix(10).allSatisfy { $0 == 0 } && bytes.dropFirst(10).prefix(2).allSatisfy { $0 == 0xFF }
                return isMapped
                    ? bytes.suffix(4).map(String.init).joined(separator: ".") : "6:\(Array(bytes.prefix(8)))"
            }
        case .unixDomainSocket: return "unix"
        }
    }
}
