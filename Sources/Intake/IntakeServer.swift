package import LeadBuilding
package import Leads
package import Logging
package import Mapping
package import Metrics
package import Moments
import NIOCore
import NIOPosix
package import Names
import ServiceLifecycle
import Telemetry

/// The public listener as a service: binds when run, stops gracefully, reports the port it got.
///
/// ```swift
/// let intake = IntakeServer(configuration: configuration, building: building, store: store, logger: logger)
/// try await ServiceGroup(services: [delivery, intake], logger: logger).run()
/// ```
/// Put it last in its group: services stop in reverse order, and leads must stop coming before anything else ends.
package struct IntakeServer: Service {
    private let configuration: IntakeConfiguration
    private let application: IntakeApplication
    private let logger: Logger
    private let onListening: @Sendable (Int) -> Void

    /// - Parameters:
    ///   - building: what makes leads of posts, with the files in force.
    ///   - secrets: where secrets of sources are found.
    ///   - outcomes: who knows when a lead is settled; without, receipts never wait.
    ///   - casePage: the page on which a person opens the case of a lead; nil for none.
    ///   - onMapped: told once of every new lead, what was made of it and how many bytes its body had. Must not wait.
    ///   - onFruitless: told of every post of a known source that made no lead. Must not wait.
    ///   - onListening: told the bound port.
    package init(
        configuration: IntakeConfiguration,
        building: LeadBuilding,
        store: any LeadAccepting & LeadRegister & LeadQueue,
        secrets: SecretResolver = .process,
        outcomes: (any OutcomeWaiting)? = nil,
        casePage: @escaping @Sendable (Lead) -> String? = { _ in nil },
        onMapped: @escaping @Sendable (Lead, LeadDocument, Int) -> Void = { _, _, _ in },
        onFruitless: @escaping @Sendable (SourceName, FruitlessPost) -> Void = { _, _ in },
        clock: any Clock = SystemClock(),
        logger: Logger,
        metrics: any MetricsFactory = MetricsSystem.factory,
        onListening: @escaping @Sendable (Int) -> Void = { _ in }
    ) {
        self.configuration = configuration
        self.logger = logger
        self.onListening = onListening
        application = IntakeApplication(
            configuration: configuration,
            directory: SourceDirectory(library: building.library, secrets: secrets, clock: clock, logger: logger),
            library: building.library,
            building: building,
            store: store,
            outcomes: outcomes,
            casePage: casePage,
            onMapped: onMapped,
            onFruitless: onFruitless,
            clock: clock,
            logger: logger,
            metrics: IntakeMetrics(factory: metrics)
        )
    }

    /// What is wrong with the secrets of sources, by source: places, never secrets.
    package func secretFaults() -> [SourceName: [String]] {
        Dictionary(application.directory.secretFaults().map { ($0.source, $0.faults) }) { $0 + $1 }
    }

    /// Listens until graceful shutdown, then lets requests in flight finish.
    package func run() async throws {
        for (source, _) in application.directory.secretFaults() {
            logger.record(.sourceWithoutSecret, [.source: "\(source)"])
        }
        let tls = try configuration.tls.map { try CurrentTLS($0) }
        let group = MultiThreadedEventLoopGroup(numberOfThreads: configuration.threads ?? System.coreCount)
        let listener: IntakeListener
        do {
            listener = try await IntakeListener.bind(
                to: configuration.socket.map { .inherited($0) }
                    ?? .address(host: configuration.host, port: configuration.port),
                limits: configuration.limits,
                responder: application,
                metrics: application.metrics,
                group: group,
                clock: application.clock,
                tls: tls
            )
        } catch {
            try? await group.shutdownGracefully()
            throw error
        }
        onListening(listener.port)
        logger.record(
            .intakeListening,
            [.host: .string(configuration.host), .port: .stringConvertible(listener.port)]
        )
        // Ends with graceful shutdown, with cancellation, or when the socket closes by itself.
        let closed = listener.channel
        await withTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try? await gracefulShutdown() }
            tasks.addTask { try? await closed.closeFuture.get() }
            if let tls {
                tasks.addTask { [application, logger] in await tls.follow(application.clock, logger: logger) }
            }
            await tasks.next()
            await listener.stop(within: configuration.limits.shutdownMilliseconds)
            tasks.cancelAll()
        }
        try? await group.shutdownGracefully()
        logger.record(.intakeStopped)
    }
}
