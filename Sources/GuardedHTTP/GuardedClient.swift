import AsyncHTTPClient
package import Moments
import NIOCore
package import NIOHTTP1
import NIOPosix
import NIOSSL

/// A request to an address that a file says, and what it may reach.
package struct GuardedRequest: Sendable {
    package let method: HTTPMethod
    /// The whole address. It may hold a secret in its query, so nobody logs it.
    package let url: String
    /// The name or address in it, without brackets.
    package let host: String
    package let headers: [(name: String, value: String)]
    package let body: [UInt8]?
    /// Bytes of an answer that are read; more are too many.
    package let mostBytes: Int
    /// Of the addresses that the host's name stands for those that may be connected to; `nil` where none may.
    package let allowed: @Sendable ([NetworkAddress]) -> [NetworkAddress]?

    /// A request of its parts.
    package init(
        _ method: HTTPMethod,
        url: String,
        host: String,
        headers: [(name: String, value: String)] = [],
        body: [UInt8]? = nil,
        mostBytes: Int = 65_536,
        allowed: @escaping @Sendable ([NetworkAddress]) -> [NetworkAddress]?
    ) {
        self.method = method
        self.url = url
        self.host = host
        self.headers = headers
        self.body = body
        self.mostBytes = mostBytes
        self.allowed = allowed
    }
}

/// How an attempt at a request ended.
package enum GuardedAnswer: Sendable, Hashable {
    /// With a status; `body` is `nil` where it did not come whole, or is too long.
    case answered(status: Int, body: [UInt8]?, retryAfter: Int64?)
    /// Without one: `dns`, `private-address`, `connect`, `tls`, `timeout`, `reset` or `cancelled`.
    case failed(String)
}

/// Sends requests to addresses that files say: to the very address that was checked, without redirects, with an end to
/// everything.
///
/// A name is resolved once for an attempt. The connection goes to one of the addresses that were checked, while
/// `Host` and certificate stay the name's: whatever the name stands for a moment later plays no part.
package actor GuardedClient {
    /// How patient it is; in milliseconds.
    package struct Settings: Sendable {
        /// For the answer of the resolver.
        package var resolveTimeout: Int64 = 5_000
        /// For a connection.
        package var connectTimeout: Int64 = 5_000
        /// For one attempt after that, to the last byte of the answer.
        package var deadline: Int64 = 10_000
        /// How long a connection is kept that nobody uses.
        package var idle: Int64 = 5_000
        /// A PEM file of certificates to trust instead of the system's.
        package var trustRoots: String?

        /// The defaults.
        package init() {}
    }

    /// A host at one of its addresses; each has an HTTP client of its own, which knows no other way.
    private struct Place: Hashable {
        let host: String
        let address: NetworkAddress
    }

    private struct Connection {
        let client: HTTPClient
        var users = 0
        var usedAt: Int64
    }

    /// How many addresses of a host are tried in one attempt.
    private static let mostAddresses = 3
    /// How long a client without users is kept.
    private static let clientLife: Int64 = 60_000

    private let resolver: HostResolver
    private let settings: Settings
    private let clock: any Clock
    private var connections: [Place: Connection] = [:]

    /// A client without connections.
    package init(resolver: HostResolver = .system, settings: Settings = Settings(), clock: any Clock) {
        self.resolver = resolver
        self.settings = settings
        self.clock = clock
    }

    /// One attempt; never repeats what may have arrived.
    package func perform(_ request: GuardedRequest) async -> GuardedAnswer {
        let resolver = resolver
        let found = await within(settings.resolveTimeout) { await resolver.addresses(of: request.host) } ?? []
        guard !found.isEmpty else { return .failed(Task.isCancelled ? "cancelled" : "dns") }
        guard let addresses = request.allowed(found) else { return .failed("private-address") }

        var outgoing = HTTPClientRequest(url: request.url)
        outgoing.method = request.method
        outgoing.headers = HTTPHeaders(request.headers.map { ($0.name, $0.value) })
        outgoing.headers.add(name: "user-agent", value: "leadgate")
        if let body = request.body { outgoing.body = .bytes(body) }
        var answer = GuardedAnswer.failed("connect")
        for address in addresses.prefix(Self.mostAddresses) {
            answer = await perform(outgoing, request.mostBytes, at: Place(host: request.host, address: address))
            // Only a connection that did not come about is proof that nothing arrived.
            guard answer == .failed("connect") else { break }
        }
        return answer
    }

    /// Closes all connections.
    package func shutdown() async {
        let all = connections.values.map(\.client)
        connections = [:]
        for client in all { try? await client.shutdown() }
    }

    private func perform(_ request: HTTPClientRequest, _ mostBytes: Int, at place: Place) async -> GuardedAnswer {
        await retire()
        let client = borrow(place)
        defer { giveBack(place) }
        let (deadline, clock) = (settings.deadline, clock)
        let answer = await within(deadline) { await Self.exchange(request, client, mostBytes, deadline, clock) }
        return answer ?? .failed(Task.isCancelled ? "cancelled" : "timeout")
    }

    private static func exchange(
        _ request: HTTPClientRequest,
        _ client: HTTPClient,
        _ mostBytes: Int,
        _ deadline: Int64,
        _ clock: any Clock
    ) async -> GuardedAnswer {
        let response: HTTPClientResponse
        do {
            // The deadline that counts is the caller's; this one only keeps the library from waiting for ever.
            response = try await client.execute(request, timeout: .milliseconds(deadline + 1_000))
        } catch { return .failed(word(for: error)) }
        var body: [UInt8]? = []
        do {
            for try await part in response.body {
                body?.append(contentsOf: part.readableBytesView)
                guard let count = body?.count, count <= mostBytes else {
                    body = nil
                    break
                }
            }
        } catch {
            // The status has been read; the rest is not to be trusted.
            body = nil
        }
        return .answered(
            status: Int(response.status.code),
            body: body,
            retryAfter: RetryAfter.milliseconds(response.headers.first(name: "retry-after"), now: clock.now())
        )
    }

    // MARK: Connections

    private func borrow(_ place: Place) -> HTTPClient {
        let client = connections[place]?.client ?? makeClient(place)
        connections[place, default: Connection(client: client, usedAt: clock.uptime())].users += 1
        return client
    }

    private func giveBack(_ place: Place) {
        connections[place]?.users -= 1
        connections[place]?.usedAt = clock.uptime()
    }

    /// Ends the clients that nobody has used for a while.
    private func retire() async {
        let limit = clock.uptime() - Self.clientLife
        let old = connections.filter { $0.value.users == 0 && $0.value.usedAt < limit }
        for place in old.keys { connections[place] = nil }
        for connection in old.values { try? await connection.client.shutdown() }
    }

    private func makeClient(_ place: Place) -> HTTPClient {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(
                connect: .milliseconds(settings.connectTimeout),
                read: .milliseconds(settings.deadline)
            ),
            connectionPool: .init(idleTimeout: .milliseconds(settings.idle)),
            decompression: .disabled
        )
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.httpVersion = .http1Only
        if NetworkAddress(place.host) == nil {
            configuration.dnsOverride = [place.host: place.address.description]
        }
        if let file = settings.trustRoots {
            var tls = TLSConfiguration.makeClientConfiguration()
            tls.trustRoots = .file(file)
            configuration.tlsConfiguration = tls
        }
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    /// What `body` makes, or `nil` when it takes longer or the task is cancelled.
    private nonisolated func within<Value: Sendable>(
        _ milliseconds: Int64,
        _ body: @escaping @Sendable () async -> Value
    ) async -> Value? {
        let clock = clock
        return await withTaskGroup(of: Value?.self) { group in
            group.addTask { await body() }
            group.addTask {
                try? await clock.sleep(milliseconds)
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
    }

    /// What went wrong, as a stable word.
    private static func word(for error: any Error) -> String {
        switch error {
        case is CancellationError: "cancelled"
        case let error as HTTPClientError:
            switch error {
            case .connectTimeout: "connect"
            case .tlsHandshakeTimeout: "tls"
            case .readTimeout, .writeTimeout, .deadlineExceeded, .getConnectionFromPoolTimeout: "timeout"
            case .cancelled, .alreadyShutdown: "cancelled"
            default: "reset"
            }
        case is NIOConnectionError, ChannelError.connectTimeout: "connect"
        case let error as IOError: ConnectFailure.codes.contains(error.errnoCode) ? "connect" : "reset"
        case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError: "tls"
        default: "reset"
        }
    }
}
