import AsyncHTTPClient
import Logging
import NIOCore
import NIOHTTP1
import NIOPosix
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
    private let logger: Logger

    init(settings: EuropaceSettings, logger: Logger) {
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
        // Nobody collects spans; the default makes them all the same.
        configuration.tracing.tracer = nil
        if let file = settings.trustRoots {
            var tls = TLSConfiguration.makeClientConfiguration()
            tls.trustRoots = .file(file)
            configuration.tlsConfiguration = tls
        }
        // One loop for all: what a request does is then never handed from one thread to another.
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        self.client = HTTPClient(eventLoopGroupProvider: .shared(loop), configuration: configuration)
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
        let listener = AnswerListener(limit: outbound.answerLimit)
        do {
            let request = try HTTPClient.Request(
                url: outbound.url,
                method: outbound.method,
                headers: outbound.headers,
                body: handOver?.body
            )
            let exchange = client.execute(
                request: request,
                delegate: listener,
                deadline: .now() + .milliseconds(outbound.deadline)
            )
            return try await withTaskCancellationHandler {
                .answered(try await exchange.get())
            } onCancel: {
                exchange.cancel()
            }
        } catch {
            // The status line counts, whatever became of the rest.
            if let answer = listener.answer { return .answered(answer) }
            return .failed(TransportFailure(.init(error), documentLeft: handOver?.withdraw() ?? false))
        }
    }
}
