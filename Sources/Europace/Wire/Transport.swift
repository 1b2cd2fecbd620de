import AsyncHTTPClient
import Logging
import Moments
import NIOCore
import NIOHTTP1
import NIOSSL
import Telemetry

/// One request to Europace, ready to go.
struct OutboundRequest: Sendable {
    var method: HTTPMethod
    var url: String
    var headers: HTTPHeaders
    var body: [UInt8]?
    /// How many bytes of the answer are read.
    var answerLimit: Int
    /// Milliseconds for the whole exchange.
    var deadline: Int64
}

/// Carries requests over HTTP/1.1 and tells exactly how each one ended.
///
/// Nothing happens behind our back: no redirect is followed, no connection attempt or request is repeated, no body is
/// decompressed. The whole exchange has one deadline, from the wait for a connection to the last byte.
struct Transport: Sendable {
    private let client: HTTPClient
    private let clock: any Clock
    private let logger: Logger

    init(settings: EuropaceSettings, clock: any Clock, logger: Logger) {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(
                connect: .milliseconds(settings.connectTimeout),
                read: .milliseconds(settings.readTimeout)
            ),
            connectionPool: .init(
                idleTimeout: .milliseconds(settings.idleConnection),
                concurrentHTTP1ConnectionsPerHostSoftLimit: settings.connectionsPerHost
            ),
            decompression: .disabled
        )
        // True is AsyncHTTPClient's default: a refused connection would be tried again until the deadline.
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.httpVersion = .http1Only
        if let file = settings.trustRoots {
            var tls = TLSConfiguration.makeClientConfiguration()
            tls.trustRoots = .file(file)
            configuration.tlsConfiguration = tls
        }
        self.client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        self.clock = clock
        self.logger = logger
    }

    /// Closes all connections.
    func shutdown() async {
        do {
            try await client.shutdown()
        } catch {
            logger.record(.clientUnclean, [.error: "\(error)"])
        }
    }

    /// Performs the exchange within its deadline; never throws, never repeats.
    func perform(_ outbound: OutboundRequest) async -> ExchangeResult {
        let handOver = outbound.body.map(HandOver.init)
        return await withTaskGroup(of: ExchangeResult?.self) { group in
            group.addTask { await exchange(outbound, handOver) }
            group.addTask {
                // Only an elapsed deadline counts; being cancelled means the exchange was faster.
                try? await clock.sleep(outbound.deadline)
                return nil
            }
            var result = await group.next() ?? nil
            let timedOut = result == nil
            group.cancelAll()
            while let next = await group.next() { result = result ?? next }
            if timedOut, !Task.isCancelled, case .failed(var failure)? = result, failure.kind == .cancelled {
                failure.kind = .timeout
                return .failed(failure)
            }
            return result ?? .failed(TransportFailure(.cancelled, documentLeft: handOver?.withdraw() ?? false))
        }
    }

    private func exchange(_ outbound: OutboundRequest, _ handOver: HandOver?) async -> ExchangeResult {
        var request = HTTPClientRequest(url: outbound.url)
        request.method = outbound.method
        request.headers = outbound.headers
        if let handOver { request.body = .stream(handOver, length: .known(Int64(handOver.length))) }
        let response: HTTPClientResponse
        do {
            // The deadline that counts is the one above; this one only keeps the library from waiting for ever.
            response = try await client.execute(request, timeout: .milliseconds(outbound.deadline + 1_000))
        } catch {
            let left = handOver?.withdraw() ?? false
            return .failed(TransportFailure(.init(error), documentLeft: left))
        }
        return .answered(await answer(response, limit: outbound.answerLimit))
    }

    private func answer(_ response: HTTPClientResponse, limit: Int) async -> HTTPAnswer {
        var headers: [String: String] = [:]
        for (name, value) in response.headers { headers[name.lowercased()] = value }
        var answer = HTTPAnswer(status: Int(response.status.code), headers: headers)
        do {
            for try await part in response.body {
                let room = limit - answer.body.count
                answer.body.append(contentsOf: part.readableBytesView.prefix(room))
                if part.readableBytes > room {
                    answer.completeness = .tooLong
                    break
                }
            }
        } catch {
            answer.completeness = .truncated
        }
        return answer
    }
}
