import EdgeServer
package import HTTPEdge
import Hummingbird
import HummingbirdCore
package import Logging
import Moments
import NIOCore
import ServiceLifecycle

/// What the operators' listener needs.
package struct AdminConfiguration: Sendable {
    /// Address to listen on; loopback unless somebody decides otherwise.
    package var host: String
    /// Port to listen on; 0 lets the system choose.
    package var port: Int
    /// The bearer token that opens everything but the probe.
    package var token: AdminToken
    /// What a connection may cost.
    package var limits: EdgeLimits
    /// Bytes of a request's body; orders have a smaller limit of their own.
    package var bodyBytes = 4 << 20

    package init(host: String, port: Int, token: AdminToken) {
        self.host = host
        self.port = port
        self.token = token
        limits = EdgeLimits()
        limits.connections = 256
        limits.connectionsPerAddress = 128
        // A list of leads is long, and may go a long way.
        limits.unsentBytes = 256 << 10
        limits.writeMilliseconds = 60_000
    }
}

/// The operators' API on a listener of its own, apart from intake.
package struct AdminServer: Service {
    private let configuration: AdminConfiguration
    private let desk: OperatorsDesk
    private let metrics: @Sendable () async -> String
    private let logger: Logger
    private let onRunning: @Sendable (Int) -> Void

    /// - Parameters:
    ///   - metrics: the text of `GET /metrics`, in Prometheus' format.
    ///   - onRunning: called once with the port that is listened on.
    package init(
        configuration: AdminConfiguration,
        desk: OperatorsDesk,
        metrics: @escaping @Sendable () async -> String,
        logger: Logger,
        onRunning: @escaping @Sendable (Int) -> Void = { _ in }
    ) {
        self.configuration = configuration
        self.desk = desk
        self.metrics = metrics
        self.logger = logger
        self.onRunning = onRunning
    }

    package func run() async throws {
        let onRunning = self.onRunning
        let application = Application(
            router: router(),
            server: .guarded(
                limits: configuration.limits,
                bodyBytes: configuration.bodyBytes,
                logger: logger,
                clock: desk.clock
            ),
            configuration: .init(
                address: .hostname(configuration.host, port: configuration.port),
                serverName: "leadgate"
            ),
            onServerRunning: { onRunning($0.localAddress?.port ?? 0) },
            logger: logger
        )
        try await application.run()
    }

    private func router() -> Router<BasicRequestContext> {
        let router = Router(context: BasicRequestContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: SecurityHeaders())
        router.add(middleware: ProblemMiddleware(logger: logger))
        router.get("/livez") { _, _ in Response(text: "ok\n") }
        let guarded = router.group("").add(middleware: BearerMiddleware(token: configuration.token))
        let metrics = self.metrics
        guarded.get("/metrics") { _, _ in
            Response(text: await metrics(), contentType: "text/plain; version=0.0.4; charset=utf-8")
        }
        ReadinessRoutes(desk: desk).add(to: guarded)
        let api = guarded.group("/admin/api")
        LeadRoutes(desk: desk).add(to: api)
        BackupRoutes(desk: desk).add(to: api)
        PreviewRoutes(desk: desk).add(to: api)
        DeadLetterRoutes(desk: desk).add(to: api)
        JobRoutes(desk: desk).add(to: api)
        TargetRoutes(desk: desk).add(to: api)
        LibraryRoutes(desk: desk).add(to: api)
        NoticeRoutes(desk: desk).add(to: api)
        return router
    }
}
