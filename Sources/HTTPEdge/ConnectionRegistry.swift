package import NIOCore
import Synchronization

/// All open connections: counted in total and per address, and found again when the listener stops.
///
/// Where there are too many, the one that has been idle longest makes room: heads that drip and connections that say
/// nothing never keep a new sender out. Only where all of them are busy is the new one turned away.
package final class ConnectionRegistry: Sendable {
    private struct Connection {
        let channel: any Channel
        let address: String
        let standing: ConnectionStanding
    }

    private struct State {
        var connections: [ObjectIdentifier: Connection] = [:]
        var perAddress: [String: Int] = [:]
        var isStopping = false
        var whenEmpty: [CheckedContinuation<Void, Never>] = []

        mutating func leave(_ address: String) {
            let left = perAddress[address, default: 1] - 1
            perAddress[address] = left > 0 ? left : nil
        }
    }

    /// Why a connection is not taken.
    package enum Refusal: String, Error, Sendable {
        case total = "connections"
        case address = "connections-of-address"
        case stopping = "stopping"
    }

    private let total: Int
    private let perAddress: Int
    private let proxies: ProxyRules
    private let shared: SharedBounds
    private let state = Mutex(State())

    package init(_ limits: EdgeLimits) {
        total = limits.connections
        perAddress = limits.connectionsPerAddress
        proxies = limits.proxies
        shared = SharedBounds(limits)
    }

    /// Registers a connection until it closes; a refusal registers nothing.
    ///
    /// - Returns: what the connection's gate tells its standing with.
    package func admit(_ channel: any Channel) throws(Refusal) -> ConnectionStanding {
        let peer = channel.remoteAddress.flatMap { NetworkAddress($0) }
        let address = Self.key(peer)
        let standing = ConnectionStanding(shared)
        let id = ObjectIdentifier(channel)
        // All senders behind a proxy come from its one address.
        let isLimited = perAddress > 0 && !proxies.trusts(peer)
        let (refusal, evicted): (Refusal?, [any Channel]) = state.withLock { state in
            if state.isStopping { return (.stopping, []) }
            var evicted: [any Channel] = []
            if isLimited, state.perAddress[address, default: 0] >= perAddress {
                guard let idle = Self.remove(from: &state, where: { $0.address == address }) else {
                    return (.address, [])
                }
                evicted.append(idle)
            }
            if state.connections.count >= total {
                guard let idle = Self.remove(from: &state, where: { _ in true }) else { return (.total, evicted) }
                evicted.append(idle)
            }
            state.connections[id] = Connection(channel: channel, address: address, standing: standing)
            state.perAddress[address, default: 0] += 1
            return (nil, evicted)
        }
        for channel in evicted { channel.close(promise: nil) }
        if let refusal { throw refusal }
        channel.closeFuture.whenComplete { _ in self.release(id) }
        return standing
    }

    /// Counts a connection under the address that its proxy has told, instead of the proxy's own.
    ///
    /// - Throws: if that address has too many already; the caller closes.
    package func identify(_ channel: any Channel, as client: NetworkAddress) throws(Refusal) {
        let address = Self.key(client)
        let isLimited = perAddress > 0 && !proxies.trusts(client)
        let id = ObjectIdentifier(channel)
        let (refusal, evicted): (Refusal?, (any Channel)?) = state.withLock { state in
            guard let connection = state.connections[id] else { return (.stopping, nil) }
            var evicted: (any Channel)?
            if isLimited, state.perAddress[address, default: 0] >= perAddress {
                evicted = Self.remove(from: &state) { $0.address == address }
                if evicted == nil { return (.address, nil) }
            }
            state.leave(connection.address)
            state.perAddress[address, default: 0] += 1
            state.connections[id] = Connection(
                channel: connection.channel,
                address: address,
                standing: connection.standing
            )
            return (nil, evicted)
        }
        evicted?.close(promise: nil)
        if let refusal { throw refusal }
    }

    /// The standing of a connection that was admitted.
    package func standing(of channel: any Channel) -> ConnectionStanding? {
        state.withLock { $0.connections[ObjectIdentifier(channel)]?.standing }
    }

    /// Takes out the connection that has been idle longest among some.
    private static func remove(from state: inout State, where isMeant: (Connection) -> Bool) -> (any Channel)? {
        var longest: (id: ObjectIdentifier, since: Int64)?
        for (id, connection) in state.connections where isMeant(connection) {
            // Who has answers to read is not idle: to make room he would only come again and ask for more of them.
            guard connection.channel.isWritable, let since = connection.standing.idleSince,
                since < longest?.since ?? .max
            else { continue }
            longest = (id, since)
        }
        guard let longest, let connection = state.connections.removeValue(forKey: longest.id) else { return nil }
        state.leave(connection.address)
        return connection.channel
    }

    /// Takes no more, and asks every connection to finish what it has in hand and close.
    package func stop() {
        let open = state.withLock { state in
            state.isStopping = true
            return state.connections.values.map(\.channel)
        }
        for channel in open {
            channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
        }
    }

    /// Closes whatever is still open.
    package func closeAll() {
        for channel in state.withLock({ $0.connections.values.map(\.channel) }) {
            channel.pipeline.fireUserInboundEventTriggered(EndNow())
        }
    }

    /// Said to a connection that must end, whatever it is doing.
    struct EndNow {}

    /// Returns when no connection is open any more.
    package func untilEmpty() async {
        await withCheckedContinuation { continuation in
            let isEmpty = state.withLock { state in
                if !state.connections.isEmpty { state.whenEmpty.append(continuation) }
                return state.connections.isEmpty
            }
            if isEmpty { continuation.resume() }
        }
    }

    private func release(_ id: ObjectIdentifier) {
        let waiting: [CheckedContinuation<Void, Never>] = state.withLock { state in
            if let connection = state.connections.removeValue(forKey: id) { state.leave(connection.address) }
            guard state.connections.isEmpty else { return [] }
            defer { state.whenEmpty = [] }
            return state.whenEmpty
        }
        for continuation in waiting { continuation.resume() }
    }

    /// What a connection is counted under.
    package static func key(_ address: NetworkAddress?) -> String { address?.sender ?? "-" }
}
