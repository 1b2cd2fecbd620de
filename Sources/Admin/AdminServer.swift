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
    /// Who may use it; the probe alone needs no token.
    package var access: AccessControl
    /// What a connection may cost.
    package var limits: EdgeLimits
    /// Bytes of a request's body; orders have a smaller limit of their own.
    package var bodyBytes = 4 << 20

    package init(host: String, port: Int, access: AccessControl) {
        self.host = host
        self.port = port
        self.access = access
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

    /// Every route there is, as its method and its path: `GET /admin/api/leads/:id`.
    var routes: [String] { router().routes.map { "\($0.method) \($0.path)" } }

    private func router() -> Router<OperatorContext> {
        let router = Router(context: OperatorContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: SecurityHeaders())
        router.add(middleware: ProblemMiddleware(logger: logger))
        router.get("/livez") { _, _ in Response(text: "ok\n") }
        let log = AccessLog(logger: logger, store: desk.store, clock: desk.clock)
        let guarded = router.group("").add(middleware: TokenMiddleware(control: configuration.access, log: log))
        let metrics = self.metrics
        let root = RoleRoutes(guarded)
        root.metrics.get("/metrics") { _, _ in
            Response(text: await metrics(), contentType: "text/plain; version=0.0.4; charset=utf-8")
        }
        let api = RoleRoutes(guarded.group("/admin/api").add(middleware: ParameterMiddleware()))
        ReadinessRoutes(desk: desk).add(to: root)
        DescriptionRoutes().add(to: root)
        DamageRoutes(desk: desk).add(to: api)
        LeadRoutes(desk: desk).add(to: api)
        BackupRoutes(desk: desk).add(to: api)
        PreviewRoutes(desk: desk).add(to: api)
        EditRoutes(desk: desk).add(to: api)
        DeadLetterRoutes(desk: desk).add(to: api)
        JobRoutes(desk: desk).add(to: api)
        PeopleRoutes(desk: desk).add(to: api)
        TargetRoutes(desk: desk).add(to: api)
        WaitingRoutes(desk: desk).add(to: api)
        LibraryRoutes(desk: desk).add(to: api)
        PostRoutes(desk: desk).add(to: api)
        NoticeRoutes(desk: desk).add(to: api)
        TokenRoutes(desk: desk).add(to: api)
        AuditRoutes(desk: desk).add(to: api)
        return router
    }
}
